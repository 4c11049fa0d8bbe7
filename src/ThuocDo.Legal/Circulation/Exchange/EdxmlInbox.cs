using Microsoft.EntityFrameworkCore;
using ThuocDo.Legal.Circulation.Edxml;
using ThuocDo.Legal.Circulation.Registers;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Files;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outbox;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.Legal.Circulation.Exchange;

public enum TakenAs
{
    Stored,

    /// <summary>It was here before: acknowledged again, acted on once.</summary>
    Known,
}

/// <summary>
/// Takes messages in, from whichever way. What can be read is stored and acknowledged, and acted on afterwards through the queue: with
/// retries, dead letters and replay.
/// </summary>
public sealed class EdxmlInbox(
    ThuocDoDb db,
    FilePolicy files,
    IAntivirus antivirus,
    UnitDirectory directory,
    Clock clock
)
{
    /// <param name="mayReceive">Units for which the way may hand something in; none: all.</param>
    public async Task<Outcome<TakenAs>> TakeAsync(
        string source,
        Stream message,
        IReadOnlySet<Guid>? mayReceive,
        CancellationToken cancellation
    )
    {
        using var kept = new MemoryStream();
        var chunk = new byte[64 * 1024];
        for (int read; (read = await message.ReadAsync(chunk, cancellation)) > 0; )
        {
            if (kept.Length + read > EdxmlLimits.Usual.Bytes)
            {
                return Outcome<TakenAs>.Refused(
                    "edxml.fault.too-long",
                    "edXML",
                    0,
                    EdxmlLimits.Usual.Megabytes
                );
            }

            kept.Write(chunk, 0, read);
        }

        return await TakeAsync(source, kept.ToArray(), mayReceive, cancellation);
    }

    public async Task<Outcome<TakenAs>> TakeAsync(
        string source,
        byte[] message,
        IReadOnlySet<Guid>? mayReceive,
        CancellationToken cancellation
    )
    {
        var read = EdxmlReader.Read(message);
        if (read.Fault is { } fault)
        {
            return Outcome<TakenAs>.From(fault.ToOutcome());
        }

        if (await FaultOfReceiversAsync(read, mayReceive, cancellation) is { } notOurs)
        {
            return Outcome<TakenAs>.From(notOurs);
        }

        foreach (var attachment in read.Document?.Attachments ?? [])
        {
            if (await FaultOfAsync(attachment, cancellation) is { } refused)
            {
                return Outcome<TakenAs>.From(refused);
            }
        }

        var id = Guid.CreateVersion7();
        db.Add(EdxmlEnvelope.Of(id, false, source, read.Key!, message, clock.Now));
        db.Add(
            new OutboxMessage
            {
                Id = id,
                Kind = EdxmlInboxHandler.KindName,
                Payload = "{}",
                Subject = Short(read.Document?.DocumentId ?? read.Status!.DocumentId),
                DueAt = clock.Now,
                CreatedAt = clock.Now,
            }
        );
        try
        {
            using var turn = await db.Engine.EnterAsync(cancellation);
            await db.SaveChangesAsync(cancellation);
            return Outcome<TakenAs>.Of(TakenAs.Stored);
        }
        catch (DbUpdateException exception) when (db.Engine.IsUniqueViolation(exception))
        {
            return Outcome<TakenAs>.Of(TakenAs.Known);
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }

    internal static string Short(string text) =>
        text.Length <= OutboxMessage.SubjectMaxLength
            ? text
            : text[..OutboxMessage.SubjectMaxLength];

    /// <summary>A document must be for somebody here; what a status speaks of is looked for when it is acted on.</summary>
    private async Task<Outcome?> FaultOfReceiversAsync(
        EdxmlRead read,
        IReadOnlySet<Guid>? mayReceive,
        CancellationToken cancellation
    )
    {
        var tree = await directory.GetAsync(cancellation);
        var wanted = read.Document?.To.Select(t => t.Id).ToList() ?? [];
        var units = wanted
            .Select(i => ExchangeUnits.HeirOf(i, tree, clock.Today))
            .OfType<Unit>()
            .ToList();
        return
            read.Document is not null
            && !units.Any(u => mayReceive is null || mayReceive.Contains(u.Id))
            ? Outcome.Refused("circulation.refused.receiver", string.Join(", ", wanted.Take(5)))
            : null;
    }

    private async Task<Outcome?> FaultOfAsync(
        EdxmlAttachment attachment,
        CancellationToken cancellation
    )
    {
        var kind = FileInspector.Inspect(attachment.Content, files);
        if (!kind.Succeeded)
        {
            return Outcome.Refused(
                "circulation.refused.attachment",
                attachment.Name,
                new ThuocDo.Shared.Time.Explanation(
                    kind.Key!,
                    [.. kind.Arguments.Select(a => a ?? "–")]
                )
            );
        }

        return await antivirus.ScanAsync(attachment.Content, cancellation) switch
        {
            ScanVerdict.Infected => Outcome.Refused("file.refused.infected"),
            ScanVerdict.Unreachable => Outcome.Refused("file.refused.not-scanned"),
            _ => null,
        };
    }
}

public static class ExchangeUnits
{
    /// <summary>Who answers on a day for the unit that has, or had, this identifier.</summary>
    public static Unit? HeirOf(string identifier, UnitTree tree, DateOnly day) =>
        PartnerList.UnitOf(identifier, tree, day)
        ?? tree.All.Where(u =>
                u.Identifier is not null && OrganisationIdentifier.AreSame(u.Identifier, identifier)
            )
            .OrderByDescending(u => u.ValidFrom)
            .Select(u => tree.HeirOf(u.Id, day))
            .FirstOrDefault(u => u is not null);
}

/// <summary>Acts on a stored message: a document makes an exchange and is acknowledged by 01, a status moves one.</summary>
public sealed class EdxmlInboxHandler(
    ThuocDoDb db,
    UnitOfWork unitOfWork,
    UnitDirectory directory,
    EdxmlPost post,
    Clock clock
) : IOutboxHandler
{
    public const string KindName = "edxml.inbox";

    public string Kind => KindName;

    public OutboxPolicy Policy { get; } = new() { IsInternal = true, MostFailures = 5 };

    public async Task<Delivery> SendAsync(OutboxMessage message, CancellationToken cancellation)
    {
        var envelope = await db.Set<EdxmlEnvelope>()
            .AsNoTracking()
            .FirstAsync(e => e.Id == message.Id, cancellation);
        var read = EdxmlReader.Read(envelope.Unpack());
        if (read.Fault is { } fault)
        {
            return Delivery.Refused(fault.Key);
        }

        var outcome = await unitOfWork.RunAsync(
            new ActionKey($"edxml:{envelope.Id:N}", KindName, null),
            token =>
                read.Document is { } document
                    ? ArriveAsync(envelope, document, token)
                    : MoveAsync(read.Status!, token),
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
            var envelope = await db.Set<EdxmlEnvelope>()
                .FirstAsync(e => e.Id == message.Id, cancellation);
            envelope.HandledAt = message.SettledAt;
        }
    }

    private async Task<Outcome> ArriveAsync(
        EdxmlEnvelope envelope,
        EdxmlDocument document,
        CancellationToken cancellation
    )
    {
        var tree = await directory.GetAsync(cancellation);
        var receivers = document
            .To.Select(t => (t.Id, Unit: ExchangeUnits.HeirOf(t.Id, tree, clock.Today)))
            .Where(r => r.Unit is not null)
            .DistinctBy(r => r.Unit!.Id)
            .ToList();
        if (receivers.Count == 0)
        {
            return Outcome.Refused("circulation.refused.receiver", document.To[0].Id);
        }

        foreach (var (own, found) in receivers)
        {
            var unit = found!;
            if (
                await db.Set<DocumentExchange>()
                    .AnyAsync(
                        e =>
                            e.EdxmlId == document.DocumentId
                            && e.Side == ExchangeSide.Receiver
                            && e.UnitId == unit.Id
                            && e.Partner == document.From.Id,
                        cancellation
                    )
            )
            {
                continue;
            }

            var exchange = new DocumentExchange
            {
                Id = Guid.CreateVersion7(),
                Side = ExchangeSide.Receiver,
                UnitId = unit.Id,
                Own = own,
                Partner = document.From.Id,
                PartnerName = document.From.Name,
                EdxmlId = document.DocumentId,
                Notation = $"{document.CodeNumber}/{document.CodeNotation}",
                Subject = document.Subject,
                Transport = post.TransportTo(document.From.Id, tree),
                EnvelopeId = envelope.Id,
                StartedAt = clock.Now,
            };
            exchange.Become(
                exchange.State.Apply(DocumentStatus.Arrived, ExchangeSide.Receiver).State
            );
            db.AddRecorded(DocumentExchange.Fields, exchange, "arrived", clock.Now, null);
            post.Say(exchange, DocumentStatus.Arrived, null, tree);
        }

        return Outcome.Done;
    }

    private async Task<Outcome> MoveAsync(EdxmlStatus status, CancellationToken cancellation)
    {
        var by =
            status.Status == DocumentStatus.Recall ? ExchangeSide.Sender : ExchangeSide.Receiver;
        var side = by == ExchangeSide.Sender ? ExchangeSide.Receiver : ExchangeSide.Sender;
        var exchanges = (
            await db.Set<DocumentExchange>()
                .Where(e => e.EdxmlId == status.DocumentId && e.Side == side)
                .ToListAsync(cancellation)
        )
            // Whoever speaks must be the other side of it.
            .Where(e => OrganisationIdentifier.AreSame(e.Partner, status.From.Id))
            .Where(e =>
                side == ExchangeSide.Sender
                    ? OrganisationIdentifier.AreSame(e.Own, status.SenderId)
                    : OrganisationIdentifier.AreSame(e.Partner, status.SenderId)
            )
            .ToList();
        if (exchanges.Count == 0)
        {
            return Outcome.Refused("circulation.refused.unknown-document", status.DocumentId);
        }

        foreach (var exchange in exchanges)
        {
            var (result, state) = exchange.State.Apply(status.Status, by);
            if (result == StepResult.Refused)
            {
                return Outcome.Refused(
                    "circulation.refused.step",
                    EdxmlText.Of(status.Status),
                    exchange.State.Shown is { } now ? EdxmlText.Of(now) : "–"
                );
            }

            if (result != StepResult.Applied)
            {
                continue;
            }

            var row = new ChainedRow<DocumentExchange>(DocumentExchange.Fields, exchange);
            exchange.Become(state);
            db.Add(
                row.Record(
                    "told",
                    clock.Now,
                    null,
                    ("code", EdxmlText.Of(status.Status)),
                    ("words", status.Description)
                )
            );
        }

        return Outcome.Done;
    }
}
