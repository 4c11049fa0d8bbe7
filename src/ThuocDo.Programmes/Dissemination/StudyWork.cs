using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Cycle;
using ThuocDo.Programmes.Tasks;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outbox;
using ThuocDo.Shared.Time;

namespace ThuocDo.Programmes.Dissemination;

/// <summary>Tells heads in the digest of the morning of studies that are not acknowledged, on the ladder of tasks.</summary>
public sealed class StudyDueWork(ThuocDoDb db, UnitDirectory directory, INationalCalendar calendars)
    : IDueWork
{
    public async Task<IReadOnlyDictionary<Guid, DueCount>> CountAsync(
        DateTime now,
        CancellationToken cancellation
    )
    {
        var today = VietnamTime.DayOf(now);
        var calendar = await calendars.NationalAsync(cancellation);
        var horizon = TaskLadder.Horizon(today, calendar);
        var owed = await (
            from part in db.Set<StudyPart>().AsNoTracking()
            join round in db.Set<StudyRound>() on part.RoundId equals round.Id
            where part.AcknowledgedAt == null && round.DueOn <= horizon
            select new { part.UnitId, round.DueOn }
        ).ToListAsync(cancellation);
        var command = await ChainOfCommand.OnAsync(
            db,
            await directory.GetAsync(cancellation),
            today,
            cancellation
        );
        return TaskLadder.Told(
            owed.Select(o => (o.UnitId, o.DueOn)),
            today,
            calendar,
            command.Told
        );
    }
}

/// <summary>What bodies that ended have not studied goes to their heirs.</summary>
public sealed class StudyHeirsJob(ThuocDoDb db, UnitDirectory directory, Clock clock) : IPeriodicJob
{
    public string Name => "study-heirs";

    public DateTime NextAfter(DateTime? lastFinished, DateTime now) =>
        Daily.Next(TaskLadderJob.Morning, lastFinished, now);

    public async Task RunAsync(CancellationToken cancellation)
    {
        var today = clock.Today;
        var tree = await directory.GetAsync(cancellation);
        var ended = tree.All.Where(u => u.ValidTo <= today).Select(u => u.Id).ToArray();
        using var turn = await db.Engine.EnterAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var parts = await db.Set<StudyPart>()
            .Where(p => p.AcknowledgedAt == null && EF.Parameter(ended).Contains(p.UnitId))
            .OrderBy(p => p.Id)
            .ToListAsync(cancellation);
        foreach (var part in parts)
        {
            if (tree.HeirOf(part.UnitId, today) is { } heir && heir.Id != part.UnitId)
            {
                var history = new ChainedRow<StudyPart>(StudyPart.Fields, part);
                part.PassTo(heir.Id);
                db.Add(history.Record("inherited", clock.Now, null));
            }
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        db.ChangeTracker.Clear();
    }
}
