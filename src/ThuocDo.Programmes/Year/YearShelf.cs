using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Dialogues;
using ThuocDo.Programmes.Reports;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Programmes.Steering;
using ThuocDo.Programmes.Tasks;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Time;

namespace ThuocDo.Programmes.Year;

/// <summary>A duty of the year as the page shows it.</summary>
/// <param name="Bodies">How many owe it.</param>
/// <param name="Done">How many have done it, in time or late.</param>
public sealed record YearLine(DatedDuty Dated, DutyStanding Standing, int Bodies, int Done);

/// <summary>Reads the marks of a year and what the system itself knows to be done.</summary>
public sealed class YearShelf(
    ThuocDoDb db,
    UnitDirectory directory,
    INationalCalendar calendars,
    ICurrentUser user,
    Clock clock
)
{
    /// <summary>The first year of the programme that ships.</summary>
    public const int FirstYear = 2021;

    /// <summary>Whether the year has a page: from the first one to the next.</summary>
    public bool Has(int year) => year >= FirstYear && year <= clock.Today.Year + 1;

    public async Task<IReadOnlyList<DatedDuty>> DutiesAsync(
        int year,
        CancellationToken cancellation
    ) => [.. (await AllDutiesAsync(cancellation)).Where(d => d.Year == year)];

    /// <summary>What was decided and recorded about a duty, the last first.</summary>
    public async Task<IReadOnlyList<YearMark>> MarksAsync(
        int year,
        string duty,
        CancellationToken cancellation
    ) =>
        await db.Set<YearMark>()
            .AsNoTracking()
            .Where(m => m.Year == year && m.Duty == duty)
            .OrderByDescending(m => m.Number)
            .ToListAsync(cancellation);

    public async Task<IReadOnlyList<YearLine>> ReadAsync(int year, CancellationToken cancellation)
    {
        var tree = await directory.GetAsync(cancellation);
        var all = await AllDutiesAsync(cancellation);
        var facts = await FactsAsync(cancellation);
        var home = await db.Set<Programme>()
            .AsNoTracking()
            .Leading(clock.Today)
            .FirstOrDefaultAsync(cancellation)
            is { } programme
            ? SteeringUnits.ProvinceOf(programme, tree)
            : null;
        var ofProvince = ReformYear.Match(
            all.Where(d => d.Duty.Binds == YearBodies.Province),
            facts.Where(f => SpeaksForProvince(f, tree)),
            clock.Today
        );
        return
        [
            .. all.Where(d => d.Year == year)
                .Select(d =>
                    d.Duty.Binds == YearBodies.Province
                        ? Line(d, ofProvince.GetValueOrDefault((d.Year, d.Duty.Key)))
                        : Line(d, [.. all.Where(o => o.Duty == d.Duty)], facts, home, tree)
                ),
        ];
    }

    /// <summary>
    /// A department stands at the level of the province and does not act for it. What a duty of the programme charges a Party body of
    /// the province with is that body's to do.
    /// </summary>
    private static bool SpeaksForProvince(YearFact fact, UnitTree tree) =>
        tree[fact.UnitId] is var unit
        && (
            unit.Kind == UnitKind.Province
            || (
                fact.Evidence.StartsWith("duty:", StringComparison.Ordinal)
                && unit.Level == Level.Province
                && unit.Kind is UnitKind.PartyCommittee or UnitKind.PartyBody
            )
        );

    /// <summary>Of every year that has a page.</summary>
    private async Task<IReadOnlyList<DatedDuty>> AllDutiesAsync(CancellationToken cancellation)
    {
        var marks = await db.Set<YearMark>().AsNoTracking().ToListAsync(cancellation);
        var calendar = await calendars.NationalAsync(cancellation);
        return
        [
            .. Enumerable
                .Range(FirstYear, clock.Today.Year + 2 - FirstYear)
                .SelectMany(y => ReformYear.Of(y, YearDuty.Shipped, marks, calendar)),
        ];
    }

    private YearLine Line(DatedDuty duty, YearFact? fact)
    {
        var standing = ReformYear.Standing(duty, fact, clock.Today);
        return new(duty, standing, 1, standing.DoneOn is null ? 0 : 1);
    }

    /// <summary>A duty of many bodies is done when each has done it; what bodies did that ended since counts for their heirs.</summary>
    /// <param name="years">The same duty in every year: what settles one does not settle another.</param>
    private YearLine Line(
        DatedDuty duty,
        IReadOnlyList<DatedDuty> years,
        IReadOnlyList<YearFact> facts,
        Unit? home,
        UnitTree tree
    )
    {
        var day = duty.DueOn < clock.Today ? duty.DueOn : clock.Today;
        var bodies = tree
            .All.Where(u =>
                u.IsValidOn(day)
                && (home is null || tree.IsWithin(u.Id, home.Id) || IsAfter(u, home, tree))
                && (
                    duty.Duty.Binds == YearBodies.Districts
                        ? u.Kind == UnitKind.District
                        : SteeringUnits.IsCommune(u)
                )
            )
            .Select(u => u.Id)
            .ToHashSet();
        var done = facts
            .Where(f => duty.Duty.Evidences.Contains(f.Evidence))
            .Select(f => (Heir: tree.HeirOf(f.UnitId, day)?.Id, Fact: f))
            .Where(f => f.Heir is { } heir && bodies.Contains(heir))
            .GroupBy(f => f.Heir, f => f.Fact)
            .Select(g =>
                ReformYear
                    .Match(years, g, clock.Today)
                    .TryGetValue((duty.Year, duty.Duty.Key), out var f)
                    ? f
                    : null
            )
            .OfType<YearFact>()
            .Select(f => f.Day)
            .ToList();
        var all =
            bodies.Count > 0 && done.Count == bodies.Count
                ? new YearFact(duty.Duty.Evidence, Guid.Empty, done.Max(), null)
                : null;
        return new(duty, ReformYear.Standing(duty, all, clock.Today), bodies.Count, done.Count);
    }

    /// <summary>Whether a unit carries on a part of a province that ended.</summary>
    private static bool IsAfter(Unit unit, Unit home, UnitTree tree) =>
        home.ValidTo is not null
        && tree.SuccessionsTo(unit.Id).Any(s => tree.IsWithin(s.FromUnitId, home.Id));

    private async Task<IReadOnlyList<YearFact>> FactsAsync(CancellationToken cancellation)
    {
        var (from, today) = (new DateOnly(FirstYear - 1, 12, 1), clock.Today);
        var reports = await db.Set<Report>()
            .AsNoTracking()
            .Where(r => r.IssuedOn != null)
            .Select(r => new
            {
                r.Id,
                r.UnitId,
                r.Kind,
                r.Year,
                r.Quarter,
                r.IssuedOn,
            })
            .ToListAsync(cancellation);
        var meetings = await db.Set<Meeting>()
            .AsNoTracking()
            .Where(m => m.HeldOn >= from && m.HeldOn <= today && m.CancelledOn == null)
            .Join(
                db.Set<Programme>(),
                m => m.ProgrammeId,
                p => p.Id,
                (m, p) =>
                    new
                    {
                        m.Id,
                        m.UnitId,
                        m.Kind,
                        m.HeldOn,
                        p.Key,
                    }
            )
            .ToListAsync(cancellation);
        var dialogues = await db.Set<Dialogue>()
            .AsNoTracking()
            .Where(d => d.HeldOn >= from && d.HeldOn <= today)
            .Select(d => new
            {
                d.Id,
                d.UnitId,
                d.HeldOn,
            })
            .ToListAsync(cancellation);
        var plans = await db.Set<Programme>()
            .AsNoTracking()
            .Where(p => p.CarriesOutId != null && p.IssuerId != null && p.AdoptedOn >= from)
            .Select(p => new
            {
                p.Key,
                p.IssuerId,
                p.AdoptedOn,
            })
            .ToListAsync(cancellation);
        var tasks = await db.Set<AssignedTask>()
            .AsNoTracking()
            .Where(t => t.Origin == TaskOrigin.Duty && t.DoneOn != null && t.DueOn != null)
            .Join(
                db.Set<Programme>().Where(p => p.CarriesOutId == null),
                t => t.ProgrammeId,
                p => p.Id,
                (t, p) =>
                    new
                    {
                        t.UnitId,
                        t.OriginNumber,
                        t.DoneOn,
                        t.DueOn,
                        t.FirstDueOn,
                        t.Number,
                        p.Key,
                    }
            )
            .ToListAsync(cancellation);
        return
        [
            // The yearly report of the system is the one to the Party: the State's yearly report is another document.
            .. reports.Select(r => new YearFact(
                r.Kind == ReportKind.Yearly ? "report:party" : Named("report:q", r.Quarter ?? 0),
                r.UnitId,
                r.IssuedOn!.Value,
                user.Can(Permissions.ReportView, r.UnitId) ? ReportLinks.Report(r.Id) : null,
                r.Year
            )
            {
                Days = DaysOf(r.Year, r.Quarter),
            }),
            .. meetings.Select(m => new YearFact(
                "meeting:" + m.Kind.ToString().ToLowerInvariant(),
                m.UnitId,
                m.HeldOn,
                user.Can(Permissions.BoardView, m.UnitId)
                    ? SteeringLinks.Meeting(m.Key, m.Id)
                    : null
            )),
            .. dialogues.Select(d => new YearFact(
                "dialogue",
                d.UnitId,
                d.HeldOn,
                DialogueLinks.Public(d.Id)
            )),
            .. plans.Select(p => new YearFact(
                "plan",
                p.IssuerId!.Value,
                p.AdoptedOn!.Value,
                ProgrammeLinks.Programme(p.Key)
            )),
            .. tasks.Select(t => new YearFact(
                Named("duty:", t.OriginNumber ?? 0),
                t.UnitId,
                t.DoneOn!.Value,
                user.Can(Permissions.TaskView, t.UnitId) ? TaskLinks.Task(t.Key, t.Number) : null,
                // A day that was moved stays the duty of its year.
                (t.FirstDueOn ?? t.DueOn)!
                    .Value
                    .Year
            )),
        ];
    }

    private static (DateOnly, DateOnly) DaysOf(int year, int? quarter)
    {
        var period = quarter is { } q ? ReportPeriod.OfQuarter(year, q) : ReportPeriod.OfYear(year);
        return (period.From, period.To);
    }

    private static string Named(string kind, int number) =>
        kind + number.ToString(CultureInfo.InvariantCulture);
}
