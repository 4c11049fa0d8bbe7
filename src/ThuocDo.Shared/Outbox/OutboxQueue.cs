using Microsoft.EntityFrameworkCore;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Time;

namespace ThuocDo.Shared.Outbox;

/// <summary>The messages as rows: which are due, and who holds which.</summary>
public sealed class OutboxQueue(ThuocDoDb db, Clock clock)
{
    /// <summary>Longer than any attempt may take: who has not answered by then is dead.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    private const int BatchSize = 50;

    /// <summary>
    /// What could be sent now, oldest first: no lease, and nothing before it in its lane that waits or is dead. A dead
    /// letter holds its lane up, because a later state must not arrive before an earlier one.
    /// </summary>
    public async Task<IReadOnlyList<OutboxMessage>> DueAsync(
        IReadOnlyCollection<string> kinds,
        CancellationToken cancellation
    )
    {
        var now = clock.Now;
        return await db.Set<OutboxMessage>()
            .AsNoTracking()
            .Where(m => m.State == OutboxState.Waiting && m.DueAt <= now)
            .Where(m => m.LeasedUntil == null || m.LeasedUntil <= now)
            .Where(m => kinds.Contains(m.Kind))
            .Where(m =>
                m.Lane == null
                || !db.Set<OutboxMessage>()
                    .Any(e =>
                        e.Lane == m.Lane
                        && e.Order < m.Order
                        && (e.State == OutboxState.Waiting || e.State == OutboxState.Dead)
                    )
            )
            .OrderBy(m => m.DueAt)
            .ThenBy(m => m.CreatedAt)
            .ThenBy(m => m.Order)
            .Take(BatchSize)
            .ToListAsync(cancellation);
    }

    /// <summary>Takes a message for one attempt; null if another worker was faster.</summary>
    public async Task<OutboxMessage?> ClaimAsync(
        OutboxMessage seen,
        string worker,
        CancellationToken cancellation
    )
    {
        var (version, until) = (Guid.CreateVersion7(), clock.Now + Lease);
        using var turn = await db.Engine.EnterAsync(cancellation);
        var claimed = await db.Set<OutboxMessage>()
            .Where(m => m.Id == seen.Id && m.Version == seen.Version)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(m => m.LeasedBy, worker)
                        .SetProperty(m => m.LeasedUntil, until)
                        .SetProperty(m => m.Version, version),
                cancellation
            );
        if (claimed == 0)
        {
            return null;
        }

        (seen.LeasedBy, seen.LeasedUntil, seen.Version) = (worker, until, version);
        return seen;
    }

    /// <summary>
    /// The mark just before the wire. If it already stands, an earlier holder died between sending and marking: that is
    /// counted as a doubt. False if the lease was lost in the meantime.
    /// </summary>
    public async Task<bool> MarkSendingAsync(OutboxMessage held, CancellationToken cancellation)
    {
        var (now, version) = (clock.Now, Guid.CreateVersion7());
        var doubt = held.SendingSince is null ? 0 : 1;
        using var turn = await db.Engine.EnterAsync(cancellation);
        var marked = await db.Set<OutboxMessage>()
            .Where(m => m.Id == held.Id && m.Version == held.Version)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(m => m.SendingSince, now)
                        .SetProperty(m => m.Doubts, m => m.Doubts + doubt)
                        .SetProperty(m => m.Version, version),
                cancellation
            );
        (held.SendingSince, held.Version) = (now, version);
        held.Doubts += doubt;
        return marked == 1;
    }
}
