using Microsoft.EntityFrameworkCore;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Outbox;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Filing;

/// <summary>
/// Erases drafts that nobody has touched for the days of <c>data/onestop/filing.csv</c>, with all they hold. The draft's
/// own page and the list say until when it is kept, and the list warns in the last days. A draft has no history, so
/// nothing is left of it.
/// </summary>
public sealed class ExpireDrafts(ThuocDoDb db, Clock clock) : IPeriodicJob
{
    public string Name => "expire-drafts";

    public DateTime NextAfter(DateTime? lastFinished, DateTime now) =>
        lastFinished?.AddHours(1) ?? now;

    Task IPeriodicJob.RunAsync(CancellationToken cancellation) => RunAsync(cancellation);

    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var before = clock.Now.AddDays(-FilingRules.On(clock.Today).DraftDays);
        var old = db.Set<Submission>()
            .Where(s => s.State == SubmissionState.Draft && s.ChangedAt < before);
        var ids = old.Select(s => s.Id);
        using var turn = await db.Engine.EnterAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.Set<SubmissionFile>()
            .Where(f => ids.Contains(f.SubmissionId))
            .ExecuteDeleteAsync(cancellation);
        await db.Set<SubmissionContent>()
            .Where(c => ids.Contains(c.SubmissionId))
            .ExecuteDeleteAsync(cancellation);
        var erased = await old.ExecuteDeleteAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return erased;
    }
}
