using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outbox;
using ThuocDo.Shared.Reference;
using ThuocDo.Shared.Time;

namespace ThuocDo.Indicators.SelfScoring;

public static class ParServices
{
    public static IServiceCollection AddSelfScoring(this IServiceCollection services)
    {
        services.AddScoped<ParDesk>();
        services.AddScoped<ParShelf>();
        services.AddChained(ParRound.Fields);
        services.AddChained(ParSheet.Fields);
        services.AddChained(ParScore.Fields);
        services.AddChained(ParEvidence.Fields);
        services.AddChained(ParImprovement.Fields);
        services.AddScoped<IDueWork, ParDueWork>();
        services.AddScoped<IPeriodicJob, ParHeirsJob>();
        return services;
    }
}

/// <summary>How long before points are lost a body is told (<c>data/indices/par_notices.csv</c>).</summary>
public static class ParNotices
{
    /// <summary>Days before a due day, the farthest first, as they hold on a day.</summary>
    public static IReadOnlyList<int> On(DateOnly day) =>
        [
            .. ShippedData
                .Rows("indices/par_notices.csv")
                .Where(row =>
                    row.Date("valid_from") <= day
                    && (row.OptionalDate("valid_to") is not { } end || day < end)
                )
                .Select(row => row.Int("days_before"))
                .OrderDescending(),
        ];

    /// <summary>Told on each of the days before, every day of the last stretch, and on the day after: then the points are lost.</summary>
    public static bool IsTold(DateOnly due, DateOnly today, IReadOnlyList<int> days)
    {
        var left = due.DayNumber - today.DayNumber;
        return left == -1
            || left >= 0 && (days.Contains(left) || left <= days.DefaultIfEmpty(0).Min());
    }
}

/// <summary>
/// Tells heads in the digest of the morning of self-scores that are due and of duties whose points are about to be lost. For the
/// province the Department of Home Affairs is told.
/// </summary>
public sealed class ParDueWork(ThuocDoDb db, UnitDirectory directory) : IDueWork
{
    public async Task<IReadOnlyDictionary<Guid, DueCount>> CountAsync(
        DateTime now,
        CancellationToken cancellation
    )
    {
        var today = VietnamTime.DayOf(now);
        var open = await (
            from sheet in db.Set<ParSheet>().AsNoTracking()
            join round in db.Set<ParRound>() on sheet.RoundId equals round.Id
            where sheet.State == ParSheetState.Scoring && round.State == ParRoundState.Scoring
            select new { Sheet = sheet, Round = round }
        ).ToListAsync(cancellation);
        if (open.Count == 0)
        {
            return new Dictionary<Guid, DueCount>();
        }

        var ids = open.Select(o => o.Sheet.Id).ToArray();
        var filled = (
            await db.Set<ParScore>()
                .AsNoTracking()
                .Where(s => EF.Parameter(ids).Contains(s.SheetId))
                .ToListAsync(cancellation)
        )
            .Where(s => !s.Inputs.IsEmpty)
            .Select(s => (s.SheetId, s.Code))
            .ToHashSet();
        var tree = await directory.GetAsync(cancellation);
        var command = await ChainOfCommand.OnAsync(db, tree, today, cancellation);
        var standing = (
            await db.Set<RoleAssignment>()
                .AsNoTracking()
                .Where(r =>
                    r.Role == Role.HomeAffairs && r.From <= today && (r.To == null || today < r.To)
                )
                .ToListAsync(cancellation)
        ).ToLookup(r => r.UnitId, r => r.AccountId);
        var days = ParNotices.On(today);
        var told = new Dictionary<Guid, DueCount>();
        foreach (var one in open)
        {
            // A self-score that is late is told every morning; points that are lost, once.
            var dues = CriterionFile
                .Kept(one.Round.Criteria)
                .Leaves.Where(c => !filled.Contains((one.Sheet.Id, c.Code)))
                .Select(c => c.DueIn(one.Round.Year))
                .OfType<DateOnly>()
                .Where(due => ParNotices.IsTold(due, today, days))
                .ToList();
            if (one.Round.DueOn < today || ParNotices.IsTold(one.Round.DueOn, today, days))
            {
                dues.Add(one.Round.DueOn);
            }

            var acting = ParRights.Acting(tree, one.Sheet.UnitId, today);
            var people =
                one.Round.Kind == ParKind.Province
                    ? standing[acting].Concat(standing[one.Sheet.UnitId])
                    : command.HeadsOf(acting);
            foreach (var person in people.Distinct())
            {
                foreach (var due in dues)
                {
                    told[person] = told.GetValueOrDefault(person, DueCount.None)
                        .With(due < today, Math.Max(0, today.DayNumber - due.DayNumber));
                }
            }
        }

        return told;
    }
}

/// <summary>
/// On each morning: the sheet of a body that ended within the year that is scored goes to its heir, if it goes on alone. Where several go on
/// in one, or the heir has a sheet, theirs are closed and the heir fills in one of its own: what one of them put in is not the word of all.
/// Settled sheets and those of bodies that stood the whole year stay as they are; the heir acts for them. The heir sees all of them.
/// </summary>
public sealed class ParHeirsJob(ThuocDoDb db, UnitDirectory directory, Clock clock) : IPeriodicJob
{
    private static readonly TimeOnly Morning = new(6, 0);

    public string Name => "par-heirs";

    public DateTime NextAfter(DateTime? lastFinished, DateTime now) =>
        Daily.Next(Morning, lastFinished, now);

    public async Task RunAsync(CancellationToken cancellation)
    {
        var today = clock.Today;
        var tree = await directory.GetAsync(cancellation);
        var ended = tree.All.Where(u => u.ValidTo <= today).Select(u => u.Id).ToArray();
        using var turn = await db.Engine.EnterAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var years = await db.Set<ParRound>()
            .Where(r => r.State == ParRoundState.Scoring && r.Kind != ParKind.Province)
            .Select(r => new { r.Id, r.Year })
            .ToDictionaryAsync(r => r.Id, r => r.Year, cancellation);
        var running = years.Keys.ToArray();
        var sheets = await db.Set<ParSheet>()
            .Where(s =>
                EF.Parameter(running).Contains(s.RoundId)
                && s.State != ParSheetState.Dropped
                && s.State != ParSheetState.Final
                && EF.Parameter(ended).Contains(s.UnitId)
            )
            .OrderBy(s => s.Id)
            .ToListAsync(cancellation);
        var moves = sheets
            .Where(s => tree[s.UnitId].ValidTo <= new DateOnly(years[s.RoundId], 12, 31))
            .Select(s => (Sheet: s, Heir: tree.HeirOf(s.UnitId, today)))
            .Where(m => m.Heir is not null && m.Heir.Id != m.Sheet.UnitId)
            .ToLookup(m => (m.Sheet.RoundId, Heir: m.Heir!.Id), m => m.Sheet);
        foreach (var move in moves)
        {
            var (round, heir) = (move.Key.RoundId, tree[move.Key.Heir]);
            var has = await db.Set<ParSheet>()
                .AnyAsync(s => s.RoundId == round && s.UnitId == heir.Id, cancellation);
            // The province above is no heir of a department that was abolished.
            var isBody = move.All(s =>
                tree[s.UnitId].Level == heir.Level && heir.Kind != UnitKind.Province
                || tree[s.UnitId].Kind == heir.Kind
            );
            var isAlone =
                move.Count() == 1
                && tree.SuccessionsTo(heir.Id).Select(e => e.FromUnitId).Distinct().Count() <= 1;
            if (isBody && !has && isAlone)
            {
                var sheet = move.Single();
                var history = new ChainedRow<ParSheet>(ParSheet.Fields, sheet);
                sheet.PassTo(heir.Id);
                db.Add(history.Record("inherited", clock.Now, null));
                continue;
            }

            if (isBody && !has)
            {
                db.AddRecorded(
                    ParSheet.Fields,
                    ParSheet.Open(
                        Guid.CreateVersion7(new DateTimeOffset(clock.Now, TimeSpan.Zero)),
                        round,
                        heir.Id
                    ),
                    "opened",
                    clock.Now,
                    null
                );
            }

            foreach (var sheet in move)
            {
                var history = new ChainedRow<ParSheet>(ParSheet.Fields, sheet);
                sheet.Drop();
                db.Add(history.Record("dropped", clock.Now, null));
            }
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        db.ChangeTracker.Clear();
    }
}
