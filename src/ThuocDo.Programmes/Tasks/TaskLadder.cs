using ThuocDo.Organisation.Accounts;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Reference;
using ThuocDo.Shared.Time;

namespace ThuocDo.Programmes.Tasks;

/// <summary>How far up the lateness of a task is told, by the dated ladder in <c>data/programme/escalation.csv</c>.</summary>
public static class TaskLadder
{
    private static readonly EscalationLadder Ladder = new("programme/escalation.csv");

    private static readonly Lazy<
        IReadOnlyList<(int Days, DateOnly From, DateOnly? To)>
    > ObstacleWaits = new(() =>
        [
            .. ShippedData
                .Rows("programme/waiting.csv")
                .Where(row => row["what"] == "obstacle")
                .Select(row =>
                    (row.Int("working_days"), row.Date("valid_from"), row.OptionalDate("valid_to"))
                ),
        ]
    );

    /// <summary>The rungs that apply on a day, lowest first. A task is overdue from the day after its last day.</summary>
    public static IReadOnlyList<EscalationRung> Of(
        DateOnly due,
        DateOnly today,
        WorkCalendar calendar
    )
    {
        var late = LateOn(due, today, calendar);
        return
        [
            .. Ladder.On(today).Where(r => r.Applies(late, due < today)).OrderBy(r => r.Number),
        ];
    }

    /// <summary>Working days overdue; negative: working days left.</summary>
    public static int LateOn(DateOnly due, DateOnly today, WorkCalendar calendar)
    {
        var (last, now) = (Within(due, calendar), Within(today, calendar));
        return last < now
            ? calendar.WorkingDaysBetween(last, now)
            : -calendar.WorkingDaysBetween(now, last);
    }

    /// <summary>Beyond the years that are decreed nobody knows the working days; what is counted ends there.</summary>
    private static DateOnly Within(DateOnly day, WorkCalendar calendar) =>
        day < calendar.First ? calendar.First
        : day > calendar.Last ? calendar.Last
        : day;

    /// <summary>The last day on which a task may fall due to be told of today.</summary>
    public static DateOnly Horizon(DateOnly today, WorkCalendar calendar)
    {
        var days = Ladder
            .On(today)
            .Where(r => r.When == EscalationWhen.DueWithin)
            .Select(r => r.WorkingDays)
            .DefaultIfEmpty(0)
            .Max();
        // A working day is at most ten days away from the next, over Tet.
        return today < calendar.First || today.AddDays(10 * days) > calendar.Last
            ? today.AddDays(days)
            : calendar.AddWorkingDays(today, days);
    }

    /// <summary>Whether an obstacle has waited so long at one place that it goes up by itself.</summary>
    /// <param name="since">The day it came there.</param>
    public static bool GoesUp(DateOnly since, DateOnly today, WorkCalendar calendar) =>
        ObstacleWaits.Value.Any(w =>
            w.From <= today
            && (w.To is null || today < w.To)
            && since < today
            && calendar.WorkingDaysBetween(since, today) >= w.Days
        );

    /// <summary>What each person is told of these tasks in the morning.</summary>
    /// <param name="peopleOf">Of a rung and of whoever has the task.</param>
    public static Dictionary<Guid, DueCount> Told<T>(
        IEnumerable<(T Whose, DateOnly Due)> tasks,
        DateOnly today,
        WorkCalendar calendar,
        Func<EscalationRecipient, T, IEnumerable<Guid>> peopleOf
    )
    {
        var counts = new Dictionary<Guid, DueCount>();
        foreach (var (whose, due) in tasks)
        {
            var people = Of(due, today, calendar)
                .SelectMany(rung => peopleOf(rung.Recipient, whose))
                .Distinct();
            foreach (var person in people)
            {
                counts[person] = counts
                    .GetValueOrDefault(person, DueCount.None)
                    .With(due < today, LateOn(due, today, calendar));
            }
        }

        return counts;
    }
}
