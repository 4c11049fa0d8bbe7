using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Reports.Numbers;
using ThuocDo.Programmes.Tasks;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outbox;
using ThuocDo.Shared.Time;

namespace ThuocDo.Programmes.Cycle;

/// <summary>Tells heads in the digest of the morning of the parts their agencies still owe, on the ladder of tasks.</summary>
public sealed class RoundDueWork(ThuocDoDb db, UnitDirectory directory, INationalCalendar calendars)
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
            from part in db.Set<Contribution>().AsNoTracking()
            join round in db.Set<ReportRound>() on part.RoundId equals round.Id
            where
                (
                    part.State == ContributionState.Requested
                    || part.State == ContributionState.Returned
                )
                && round.DueOn <= horizon
            select new { Part = part, round.DueOn }
        ).ToListAsync(cancellation);
        var command = await ChainOfCommand.OnAsync(
            db,
            await directory.GetAsync(cancellation),
            today,
            cancellation
        );
        return TaskLadder.Told(
            owed.Select(o => (o.Part.UnitId, Due: o.Part.OwedBy(o.DueOn)))
                .Where(o => o.Due <= horizon),
            today,
            calendar,
            command.Told
        );
    }
}

/// <summary>On each morning: what agencies that ended still owe goes to their heirs, unless the heir owes a part itself.</summary>
public sealed class RoundHeirsJob(ThuocDoDb db, UnitDirectory directory, Clock clock) : IPeriodicJob
{
    public string Name => "report-round-heirs";

    public DateTime NextAfter(DateTime? lastFinished, DateTime now) =>
        Daily.Next(TaskLadderJob.Morning, lastFinished, now);

    public async Task RunAsync(CancellationToken cancellation)
    {
        var today = clock.Today;
        var tree = await directory.GetAsync(cancellation);
        var ended = tree.All.Where(u => u.ValidTo <= today).Select(u => u.Id).ToArray();
        using var turn = await db.Engine.EnterAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var parts = await db.Set<Contribution>()
            .Where(c =>
                (c.State == ContributionState.Requested || c.State == ContributionState.Returned)
                && EF.Parameter(ended).Contains(c.UnitId)
            )
            .OrderBy(c => c.Id)
            .ToListAsync(cancellation);
        foreach (var part in parts)
        {
            if (tree.HeirOf(part.UnitId, today) is not { } heir || heir.Id == part.UnitId)
            {
                continue;
            }

            var owes =
                parts.Any(p => p != part && p.RoundId == part.RoundId && p.UnitId == heir.Id)
                || await db.Set<Contribution>()
                    .AnyAsync(
                        c => c.RoundId == part.RoundId && c.UnitId == heir.Id && c.Id != part.Id,
                        cancellation
                    );
            var history = new ChainedRow<Contribution>(Contribution.Fields, part);
            if (owes)
            {
                part.Drop();
            }
            else
            {
                part.PassTo(heir.Id);
            }

            db.Add(history.Record(owes ? "dropped" : "inherited", clock.Now, null));
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        db.ChangeTracker.Clear();
    }
}

/// <summary>
/// On each morning: parts that were sent in time, and so before the last of their days, get the figures of all days once these are
/// over. Who sent what stays in their history.
/// </summary>
public sealed class RoundFiguresJob(
    ThuocDoDb db,
    UnitDirectory directory,
    NumberReader numbers,
    Clock clock
) : IPeriodicJob
{
    public string Name => "report-round-figures";

    public DateTime NextAfter(DateTime? lastFinished, DateTime now) =>
        Daily.Next(TaskLadderJob.Morning, lastFinished, now);

    public async Task RunAsync(CancellationToken cancellation)
    {
        var today = clock.Today;
        var tree = await directory.GetAsync(cancellation);
        var owed = await (
            from part in db.Set<Contribution>().AsNoTracking()
            join round in db.Set<ReportRound>() on part.RoundId equals round.Id
            where
                (
                    part.State == ContributionState.Submitted
                    || part.State == ContributionState.Accepted
                )
                && part.FiguresTo < round.To
                && round.To < today
            orderby part.Id
            select new
            {
                part.Id,
                part.UnitId,
                Round = round,
            }
        ).ToListAsync(cancellation);
        foreach (var one in owed)
        {
            // Read before the transaction, as when a part is sent.
            var figures = await RoundDesk.FiguresAsync(
                numbers,
                tree,
                one.Round,
                one.UnitId,
                today,
                cancellation
            );
            using var turn = await db.Engine.EnterAsync(cancellation);
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            var part = await db.Set<Contribution>().SingleAsync(c => c.Id == one.Id, cancellation);
            if (part.IsUnfinished(one.Round.To))
            {
                var history = new ChainedRow<Contribution>(Contribution.Fields, part);
                part.Complete(figures.ToJson(), one.Round.To);
                db.Add(history.Record("completed", clock.Now, null));
                await db.SaveChangesAsync(cancellation);
                await transaction.CommitAsync(cancellation);
            }

            db.ChangeTracker.Clear();
        }
    }
}

internal static class CommandExtensions
{
    /// <summary>Who is told on a rung of the ladder of tasks.</summary>
    public static IEnumerable<Guid> Told(
        this ChainOfCommand command,
        EscalationRecipient recipient,
        Guid unit
    ) =>
        recipient switch
        {
            EscalationRecipient.Above => command.HeadsAbove(unit),
            EscalationRecipient.Leader => command.Leaders,
            _ => command.HeadsOf(unit),
        };
}
