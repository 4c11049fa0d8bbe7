using ThuocDo.Shared.Time;

namespace ThuocDo.Programmes.Year;

/// <summary>A duty with its days in one year.</summary>
public sealed record DatedDuty
{
    public required YearDuty Duty { get; init; }
    public required int Year { get; init; }
    public required DateOnly Begin { get; init; }

    /// <summary>The last day on which it is in time.</summary>
    public required DateOnly DueOn { get; init; }

    /// <summary>As the calendar has it, before it was moved to a working day or by the province.</summary>
    public required DateOnly StatedOn { get; init; }
    public (DateOnly From, DateOnly To)? Cut { get; init; }

    /// <summary>The decision of the province that holds, if there is one.</summary>
    public YearMark? Decision { get; init; }

    /// <summary>How a person recorded that it was done.</summary>
    public YearMark? Record { get; init; }
    public bool IsDropped => Decision?.Kind == YearMarkKind.Dropped;

    /// <summary>
    /// Whether it shows this duty to be done, in time or too late. What names its year settles that year whenever it came, early too;
    /// anything else never before the duty's time, nor once the same duty of the next year runs. A report of other days than those of the
    /// duty is another report.
    /// </summary>
    public bool IsShownBy(YearFact fact) =>
        Duty.Evidences.Contains(fact.Evidence)
        && (Cut is null || fact.Days is null || fact.Days == Cut)
        && (
            fact.Year is { } year
                ? year == Year
                : fact.Day >= Begin && (fact.Day <= DueOn || fact.Day < Begin.AddYears(1))
        );
}

/// <summary>Something in the system that a duty may be done by.</summary>
/// <param name="Evidence">As duties name it.</param>
/// <param name="Year">The only year of which it can settle a duty, where it names one.</param>
public sealed record YearFact(
    string Evidence,
    Guid UnitId,
    DateOnly Day,
    string? Address,
    int? Year = null
)
{
    /// <summary>The first and the last day that a report speaks of; none of what is no report.</summary>
    public (DateOnly From, DateOnly To)? Days { get; init; }
}

public enum DutyState
{
    Done,
    DoneLate,

    /// <summary>The province decided that it does not apply.</summary>
    Dropped,
    Late,

    /// <summary>May be done, and there is time.</summary>
    Open,

    /// <summary>Its time has not begun.</summary>
    Ahead,
}

/// <summary>How a duty stands for one body.</summary>
/// <param name="Days">Calendar days: late, or left; none where neither matters.</param>
public sealed record DutyStanding(DutyState State, DateOnly? DoneOn, string? Address, int? Days);

/// <summary>Lays the duties out for a year and says how each stands. Pure.</summary>
public static class ReformYear
{
    /// <summary>The duties that hold on their day, by last day.</summary>
    /// <param name="marks">Of the year.</param>
    public static IReadOnlyList<DatedDuty> Of(
        int year,
        IEnumerable<YearDuty> duties,
        IReadOnlyCollection<YearMark> marks,
        WorkCalendar calendar
    ) =>
        [
            .. duties
                .Where(d =>
                    d.ValidFrom <= d.Due.In(year)
                    && (d.ValidTo is null || d.Due.In(year) < d.ValidTo)
                )
                .Select(d => Dated(d, year, marks, calendar))
                .OrderBy(d => d.DueOn)
                .ThenBy(d => d.Duty.Key, StringComparer.Ordinal),
        ];

    /// <summary>
    /// What each duty of one body is done by. A fact settles one duty of one year: first those in whose days it lies, then, for what is
    /// still undone, the earliest that came too late. What is only planned settles nothing.
    /// </summary>
    /// <param name="duties">Of all years in question: what a meeting in January settles depends on both years.</param>
    /// <param name="facts">Of the body.</param>
    /// <returns>By year and key of the duty.</returns>
    public static IReadOnlyDictionary<(int Year, string Duty), YearFact> Match(
        IEnumerable<DatedDuty> duties,
        IEnumerable<YearFact> facts,
        DateOnly today
    )
    {
        var open = facts.Where(f => f.Day <= today).OrderBy(f => f.Day).ToList();
        var owed = duties.Where(d => !d.IsDropped).OrderBy(d => d.DueOn).ToList();
        var found = new Dictionary<(int, string), YearFact>();
        foreach (var inTime in new[] { true, false })
        {
            // What a person recorded as done owes nothing that came later.
            foreach (
                var duty in owed.Where(d =>
                    !found.ContainsKey((d.Year, d.Duty.Key)) && (inTime || d.Record?.Day is null)
                )
            )
            {
                var fact = open.FirstOrDefault(f =>
                    duty.IsShownBy(f) && (!inTime || f.Day <= duty.DueOn)
                );
                if (fact is not null)
                {
                    found.Add((duty.Year, duty.Duty.Key), fact);
                    open.Remove(fact);
                }
            }
        }

        return found;
    }

    public static DutyStanding Standing(DatedDuty duty, YearFact? fact, DateOnly today)
    {
        if (duty.IsDropped)
        {
            return new(DutyState.Dropped, null, null, null);
        }

        var (done, address) =
            duty.Record is { Day: { } recorded } && (fact is null || recorded <= fact.Day)
                ? (recorded, null)
                : (fact?.Day, fact?.Address);
        if (done is { } day)
        {
            return day <= duty.DueOn
                ? new(DutyState.Done, day, address, null)
                : new(DutyState.DoneLate, day, address, day.DayNumber - duty.DueOn.DayNumber);
        }

        return duty.DueOn < today
                ? new(DutyState.Late, null, null, today.DayNumber - duty.DueOn.DayNumber)
            : duty.Begin > today ? new(DutyState.Ahead, null, null, null)
            : new(DutyState.Open, null, null, duty.DueOn.DayNumber - today.DayNumber);
    }

    private static DatedDuty Dated(
        YearDuty duty,
        int year,
        IReadOnlyCollection<YearMark> marks,
        WorkCalendar calendar
    )
    {
        var own = marks
            .Where(m => m.Year == year && m.Duty == duty.Key)
            .OrderBy(m => m.Number)
            .ToList();
        var decision = own.LastOrDefault(m =>
            m.Kind is YearMarkKind.Moved or YearMarkKind.Dropped or YearMarkKind.Restored
        );
        var record = own.LastOrDefault(m => m.Kind is YearMarkKind.Done or YearMarkKind.TakenBack);
        if (decision?.Kind == YearMarkKind.Restored)
        {
            decision = null;
        }

        var stated = duty.Due.In(year);
        return new DatedDuty
        {
            Duty = duty,
            Year = year,
            Begin = duty.Begin.In(year),
            StatedOn = stated,
            // What the province set is kept as it set it.
            DueOn =
                decision is { Kind: YearMarkKind.Moved, Day: { } moved } ? moved
                : stated < calendar.First || stated > calendar.Last ? stated
                : OnOrAfter(stated, calendar),
            Cut = duty.Cut is { } cut ? (cut.From.In(year), cut.To.In(year)) : null,
            Decision = decision,
            Record = record?.Kind == YearMarkKind.Done ? record : null,
        };
    }

    /// <summary>Beyond the years that are decreed nobody knows the working days: there the stated day stands.</summary>
    private static DateOnly OnOrAfter(DateOnly day, WorkCalendar calendar)
    {
        for (var next = day; next <= calendar.Last; next = next.AddDays(1))
        {
            if (calendar.IsWorkingDay(next))
            {
                return next;
            }
        }

        return day;
    }
}
