using Microsoft.EntityFrameworkCore;
using ThuocDo.Shared.Data;

namespace ThuocDo.Shared.History;

/// <summary>Adds an event to the chain of a subject whose row does not keep the head itself.</summary>
public static class Chains
{
    /// <summary>The event is part of the present transaction; the caller commits, and takes its id as the new version.</summary>
    public static async Task<HistoryEvent> AppendAsync(
        ThuocDoDb db,
        string chain,
        Guid subjectId,
        DateTime at,
        Guid? actorId,
        string type,
        string payload,
        CancellationToken cancellation
    )
    {
        var last = await db.Set<HistoryEvent>()
            .AsNoTracking()
            .Where(e => e.Chain == chain && e.SubjectId == subjectId)
            .OrderByDescending(e => e.Sequence)
            .FirstOrDefaultAsync(cancellation);
        var start = ChainHead.Start(chain, subjectId);
        var next = HistoryEvent.Append(
            last is null ? start : start.After(last),
            Guid.CreateVersion7(),
            at,
            actorId,
            type,
            payload
        );
        db.Add(next);
        return next;
    }
}
