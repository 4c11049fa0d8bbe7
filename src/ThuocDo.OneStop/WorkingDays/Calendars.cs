using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ThuocDo.OneStop.Procedures;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.WorkingDays;

/// <summary>The calendars of all offices: the one that ships as the decisions, in their order, have changed it.</summary>
public sealed class CalendarBook
{
    private readonly Dictionary<Guid, WorkCalendar> offices;

    public CalendarBook(IReadOnlyList<CalendarDecision> decisions)
    {
        Decisions = [.. decisions.OrderBy(d => d.Number)];
        National = Decisions
            .Where(d => d.UnitId is null)
            .Aggregate(
                WorkCalendar.National(),
                (calendar, decision) => calendar.WithDays(DaysOf(decision, calendar))
            );
        offices = Decisions
            .Where(d => d.UnitId is not null)
            .GroupBy(d => d.UnitId!.Value)
            .ToDictionary(
                g => g.Key,
                g =>
                    g.Aggregate(
                        National,
                        (calendar, decision) =>
                            calendar.WithOverrides(OverridesOf(decision, calendar))
                    )
            );
    }

    public IReadOnlyList<CalendarDecision> Decisions { get; }

    public WorkCalendar National { get; }

    /// <summary>The calendar of an office; the national one where it has none of its own.</summary>
    public WorkCalendar For(Guid unitId) => offices.GetValueOrDefault(unitId, National);

    /// <summary>As if this were decided too.</summary>
    public CalendarBook With(CalendarDecision decision) => new([.. Decisions, decision]);

    private static IEnumerable<CalendarDay> DaysOf(
        CalendarDecision decision,
        WorkCalendar calendar
    ) =>
        Named(decision, calendar)
            .Select(date => new CalendarDay(
                date,
                decision.Kind == CalendarDecisionKind.Closed
                    ? DayKind.Holiday
                    : DayKind.SwappedWorking,
                decision.NameVi,
                decision.NameEn,
                decision.KnownOn
            )
            {
                Sessions =
                    decision.Kind == CalendarDecisionKind.Closed ? null : decision.WorkedSessions,
            });

    private static IEnumerable<OfficeOverride> OverridesOf(
        CalendarDecision decision,
        WorkCalendar calendar
    ) =>
        Named(decision, calendar)
            .Select(date => new OfficeOverride(
                date,
                decision.WorkedSessions,
                decision.NameVi,
                decision.NameEn,
                decision.KnownOn
            ));

    private static IEnumerable<DateOnly> Named(CalendarDecision decision, WorkCalendar calendar) =>
        decision
            .Days()
            .Where(date =>
                decision.Kind != CalendarDecisionKind.Hours || calendar.IsWorkingDay(date)
            );
}

/// <summary>The calendar an office works by, of this node.</summary>
public sealed class Calendars(IServiceScopeFactory scopes, CatalogueStamps stamps)
    : StampedCopy<CalendarBook>(scopes, stamps),
        INationalCalendar
{
    /// <summary>The calendar of an office.</summary>
    public async ValueTask<WorkCalendar> ForAsync(Guid unitId, CancellationToken cancellation) =>
        (await GetAsync(cancellation)).For(unitId);

    /// <summary>For a list over several offices.</summary>
    public async ValueTask<WorkCalendar> NationalAsync(CancellationToken cancellation) =>
        (await GetAsync(cancellation)).National;

    protected override async Task<CalendarBook> LoadAsync(
        ThuocDoDb db,
        CancellationToken cancellation
    ) => new(await db.Set<CalendarDecision>().AsNoTracking().ToListAsync(cancellation));
}
