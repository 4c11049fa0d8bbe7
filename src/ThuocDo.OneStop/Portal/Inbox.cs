using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Outbox;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Portal;

/// <summary>
/// A message from outside, kept as it came. It is acknowledged when it is stored and acted on afterwards, through the same
/// queue as what goes out: with retries, dead letters and replay.
/// </summary>
public sealed class InboxMessage
{
    public const int SourceMaxLength = 40;
    public const int KeyMaxLength = 80;
    public const int RawMaxLength = 1 << 20;

    public required Guid Id { get; init; }
    public required string Source { get; init; }

    /// <summary>The sender's key; the same key of the same sender is the same message.</summary>
    public required string MessageKey { get; init; }
    public required string Raw { get; init; }
    public required DateTime ReceivedAt { get; init; }
    public DateTime? HandledAt { get; set; }
}

public sealed class InboxMapping : IEntityTypeConfiguration<InboxMessage>
{
    public void Configure(EntityTypeBuilder<InboxMessage> builder)
    {
        builder.ToTable("onestop_inbox_messages");
        builder.HasKey(m => m.Id);
        builder.Property(m => m.Id).ValueGeneratedNever();
        builder.Property(m => m.Source).HasMaxLength(InboxMessage.SourceMaxLength);
        builder.Property(m => m.MessageKey).HasMaxLength(InboxMessage.KeyMaxLength);
        builder.HasIndex(m => new { m.Source, m.MessageKey }).IsUnique();
    }
}

public enum InboxAnswer
{
    Stored,

    /// <summary>It was here before: acknowledged again, acted on once.</summary>
    Known,

    /// <summary>No message at all: no key, no JSON, too long.</summary>
    Malformed,
}

/// <summary>Takes messages in.</summary>
public sealed class Inbox(ThuocDoDb db, Clock clock)
{
    public async Task<InboxAnswer> TakeAsync(
        string source,
        string raw,
        CancellationToken cancellation
    )
    {
        if (raw.Length > InboxMessage.RawMaxLength || KeyOf(raw) is not { } key)
        {
            return InboxAnswer.Malformed;
        }

        var id = Guid.CreateVersion7();
        db.Add(
            new InboxMessage
            {
                Id = id,
                Source = source,
                MessageKey = key,
                Raw = raw,
                ReceivedAt = clock.Now,
            }
        );
        db.Add(
            new OutboxMessage
            {
                Id = id,
                Kind = InboxHandler.KindName,
                Payload = "{}",
                Subject = CodeOf(raw),
                DueAt = clock.Now,
                CreatedAt = clock.Now,
            }
        );
        try
        {
            using var turn = await db.Engine.EnterAsync(cancellation);
            await db.SaveChangesAsync(cancellation);
            return InboxAnswer.Stored;
        }
        catch (DbUpdateException exception) when (db.Engine.IsUniqueViolation(exception))
        {
            return InboxAnswer.Known;
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }

    private static string? KeyOf(string raw)
    {
        try
        {
            return
                JsonNode.Parse(raw)?["MaBanTin"]?.ToString() is { Length: > 0 } key
                && key.Length <= InboxMessage.KeyMaxLength
                ? key
                : null;
        }
        catch (Exception exception)
            when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    private static string? CodeOf(string raw) =>
        (JsonNode.Parse(raw)?["DuLieu"] as JsonObject)?["MaHoSo"]?.ToString() is { } code
        && code.Length <= OutboxMessage.SubjectMaxLength
            ? code
            : null;
}

/// <summary>Acts on one kind of message from outside.</summary>
public interface IInboxAct
{
    /// <summary>True if this one knows what to do with it.</summary>
    bool Handles(string service, JsonObject data);

    /// <summary>In the transaction of the key: done once, or refused by the rules.</summary>
    Task<Outcome> ActAsync(JsonObject data, CancellationToken cancellation);
}

/// <summary>Hands a stored message to whoever knows it; what nobody knows or the rules refuse is a dead letter.</summary>
public sealed class InboxHandler(
    ThuocDoDb reading,
    UnitOfWork unitOfWork,
    IEnumerable<IInboxAct> acts
) : IOutboxHandler
{
    public const string KindName = "portal.inbox";

    public string Kind => KindName;

    public OutboxPolicy Policy { get; } = new() { IsInternal = true };

    public async Task<Delivery> SendAsync(OutboxMessage message, CancellationToken cancellation)
    {
        var stored = await reading
            .Set<InboxMessage>()
            .AsNoTracking()
            .FirstAsync(m => m.Id == message.Id, cancellation);
        var root = JsonNode.Parse(stored.Raw)!;
        var service = root["MaSo"]?.ToString() ?? "";
        if (
            root["DuLieu"] is not JsonObject data
            || acts.FirstOrDefault(a => a.Handles(service, data)) is not { } act
        )
        {
            return Delivery.Refused($"nobody here handles {service}");
        }

        var outcome = await unitOfWork.RunAsync(
            new ActionKey($"inbox:{stored.Id:N}", "portal.inbox", null),
            token => act.ActAsync(data, token),
            cancellation
        );
        return outcome.Succeeded ? Delivery.Done
            : outcome.IsStale ? Delivery.Failed(outcome.Key!)
            : Delivery.Refused(outcome.Key!);
    }

    public async Task SettledAsync(
        ThuocDoDb db,
        OutboxMessage message,
        CancellationToken cancellation
    )
    {
        if (message.State == OutboxState.Sent)
        {
            var stored = await db.Set<InboxMessage>()
                .FirstAsync(m => m.Id == message.Id, cancellation);
            stored.HandledAt = message.SettledAt;
        }
    }
}

/// <summary>The citizen took the dossier back on the national portal (status 7).</summary>
public sealed class InboxWithdrawal(ThuocDoDb db, DossierStore store, Clock clock) : IInboxAct
{
    public bool Handles(string service, JsonObject data) =>
        service == PortalEnvelope.Progress
        && data["TrangThai"]?.ToString()
            == PortalCodes
                .StatusOf(DossierState.Withdrawn)
                ?.ToString(System.Globalization.CultureInfo.InvariantCulture);

    public async Task<Outcome> ActAsync(JsonObject data, CancellationToken cancellation)
    {
        var code = DossierCode.Normal(data["MaHoSo"]?.ToString() ?? "");
        var id = await db.Set<Dossier>()
            .Where(d => d.Code == code)
            .Select(d => (Guid?)d.Id)
            .FirstOrDefaultAsync(cancellation);
        if (id is null || await store.LoadAsync(id.Value, cancellation) is not { } work)
        {
            return Outcome.Refused("dossier.refused.not-found");
        }

        var outcome = work.Withdraw(
            data["NoiDungXuLy"]?.ToString(),
            ActContext.Live(null, clock.Now)
        );
        if (outcome.Succeeded)
        {
            store.Save(work);
        }

        return outcome;
    }
}
