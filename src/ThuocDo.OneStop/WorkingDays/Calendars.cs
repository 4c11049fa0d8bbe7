using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
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

/// <summary>
/// The calendar an office works by. Decisions are few and kept in memory; the own node sees a new one at once, the others
/// within seconds.
/// </summary>
public sealed class Calendars(IServiceScopeFactory scopes, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Lock gate = new();
    private CalendarBook? book;
    private long looked;

    public CalendarBook Book
    {
        get
        {
            var known = Volatile.Read(ref book);
            if (known is not null && !IsOld)
            {
                return known;
            }

            if (known is null)
            {
                gate.Enter();
            }
            else if (!gate.TryEnter())
            {
                // A burst must not stand in line behind one look at the database: each holds a transaction that others wait for.
                return known;
            }

            try
            {
                if (book is null || IsOld)
                {
                    Volatile.Write(ref looked, time.GetTimestamp());
                    Volatile.Write(ref book, Read(book));
                }

                return book;
            }
            finally
            {
                gate.Exit();
            }
        }
    }

    private bool IsOld => time.GetElapsedTime(Volatile.Read(ref looked)) >= Patience;

    /// <summary>For a list over several offices, give <see cref="Guid.Empty"/>: the national calendar.</summary>
    public WorkCalendar For(Guid unitId) => Book.For(unitId);

    /// <summary>The next question is answered by the database.</summary>
    public void Forget()
    {
        lock (gate)
        {
            book = null;
        }
    }

    private CalendarBook Read(CalendarBook? known)
    {
        using var scope = scopes.CreateScope();
        var decisions = scope
            .ServiceProvider.GetRequiredService<ThuocDoDb>()
            .Set<CalendarDecision>()
            .AsNoTracking();
        // Decisions are only added, so their number tells whether anything is new.
        return known is not null && decisions.Count() == known.Decisions.Count
            ? known
            : new CalendarBook([.. decisions.OrderBy(d => d.Number)]);
    }
}
