using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Outbox;

namespace ThuocDo.OneStop.Post;

/// <summary>Names the item to be ordered; name and address are read when the order is sent.</summary>
public sealed record PostOrderNote(Guid Shipment);

/// <summary>Gives orders to the carrier.</summary>
public sealed class PostOrderHandler(
    ThuocDoDb db,
    IPostCarrier carrier,
    UnitDirectory units,
    PostSettings settings
) : IOutboxHandler
{
    public const string KindName = "post.order";

    public string Kind => KindName;

    public OutboxPolicy Policy { get; } =
        new()
        {
            OneReceiver = true,
            SendTimeout = TimeSpan.FromSeconds(settings.TimeoutSeconds + 5),
        };

    public async Task<Delivery> SendAsync(OutboxMessage message, CancellationToken cancellation)
    {
        var note = JsonSerializer.Deserialize<PostOrderNote>(message.Payload)!;
        var found = await db.Set<Shipment>()
            .AsNoTracking()
            .Where(s => s.Id == note.Shipment)
            .Join(
                db.Set<Dossier>(),
                s => s.DossierId,
                d => d.Id,
                (s, d) => new { Item = s, d.Code }
            )
            .Join(
                db.Set<Applicant>(),
                x => x.Item.DossierId,
                a => a.DossierId,
                (x, a) =>
                    new
                    {
                        x.Item,
                        x.Code,
                        a.Name,
                        a.Phone,
                        a.Address,
                    }
            )
            .FirstOrDefaultAsync(cancellation);
        if (found is null || found.Item.State == ShipmentState.Cancelled)
        {
            return Delivery.Refused("nothing to carry any more");
        }

        var office = (await units.GetAsync(cancellation))[found.Item.UnitId];
        var (there, here) = (
            new PostEnd(found.Name, found.Phone, found.Address),
            new PostEnd(office.Name, null, null)
        );
        var toCitizen = found.Item.Direction == ShipmentDirection.ToCitizen;
        return await carrier.OrderAsync(
            new PostOrder(
                found.Item.Id,
                found.Item.Code,
                toCitizen ? "to-citizen" : "to-office",
                found.Code,
                toCitizen ? here : there,
                toCitizen ? there : here
            ),
            cancellation
        );
    }
}

/// <summary>Asks the carrier what has happened, every ten minutes.</summary>
public sealed partial class PostPolling(
    ThuocDoDb db,
    IServiceScopeFactory scopes,
    IPostCarrier carrier,
    PostSettings settings,
    ILogger<PostPolling> log
) : IPeriodicJob
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(10);

    /// <summary>Pages in one turn; the rest is read in the next.</summary>
    private const int MostPages = 50;

    public string Name => "post-polling";

    public DateTime NextAfter(DateTime? lastFinished, DateTime now) =>
        !settings.IsOn ? DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc)
        : lastFinished is { } last ? last + Every
        : now;

    public async Task RunAsync(CancellationToken cancellation)
    {
        for (var page = 0; page < MostPages; page++)
        {
            var cursor = await db.Set<PostCursor>()
                .AsNoTracking()
                .Where(c => c.Carrier == carrier.Name)
                .Select(c => c.Cursor)
                .FirstOrDefaultAsync(cancellation);
            var batches = await carrier.FetchAsync(cursor, cancellation);
            foreach (var batch in batches)
            {
                await TakeAsync(batch, cancellation);
            }

            // A carrier without pages has told everything.
            if (batches.All(b => b.Cursor is null || b.Cursor == cursor))
            {
                return;
            }
        }
    }

    private async Task TakeAsync(PostBatch batch, CancellationToken cancellation)
    {
        var errors = new List<string>(batch.Errors);
        foreach (var told in batch.Events)
        {
            // Each in a context of its own: what one leaves behind must not touch the next.
            await using var scope = scopes.CreateAsyncScope();
            var outcome = await scope
                .ServiceProvider.GetRequiredService<PostWork>()
                .ApplyAsync(carrier.Name, told, cancellation);
            if (!outcome.Succeeded)
            {
                errors.Add($"{batch.Name}, {told.Id}: {outcome.Key} {told.Shipment}");
            }
        }

        foreach (var error in errors)
        {
            Unusable(error);
        }

        await carrier.AcknowledgeAsync(batch, errors, cancellation);
        if (batch.Cursor is { } next)
        {
            await using var scope = scopes.CreateAsyncScope();
            var fresh = scope.ServiceProvider.GetRequiredService<ThuocDoDb>();
            using var turn = await fresh.Engine.EnterAsync(cancellation);
            var row = await fresh
                .Set<PostCursor>()
                .FirstOrDefaultAsync(c => c.Carrier == carrier.Name, cancellation);
            if (row is null)
            {
                fresh.Add(new PostCursor { Carrier = carrier.Name, Cursor = next });
            }
            else
            {
                row.Cursor = next;
            }

            await fresh.SaveChangesAsync(cancellation);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Of the post: {Error}")]
    private partial void Unusable(string error);
}
