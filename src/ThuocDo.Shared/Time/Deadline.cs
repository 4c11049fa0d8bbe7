namespace ThuocDo.Shared.Time;

/// <summary>At which clock time a limit in days or months ends.</summary>
public enum DueRule
{
    /// <summary>At the close of the last session of the due day.</summary>
    EndOfDay,

    /// <summary>
    /// At the receipt's clock time on the due day, even outside office hours: the rule of older systems. A receipt
    /// on Saturday morning is then due before one of Friday afternoon, so it is kept for comparison only.
    /// </summary>
    SameTime,
}

public sealed record DeadlineResult(DateTime DueLocal, IReadOnlyList<Explanation> Why);

/// <summary>
/// The due date of a time limit. The day of receipt is not counted (Civil Code 2015 Art 147.2); working days skip
/// days off and count make-up Saturdays; calendar days and months move only a last day that is off, to the close of
/// the next working day (Art 148.5); a month without the date ends on its last day (Art 148.3); working hours run
/// from the next working instant and are due to the minute; a limit of the same day ends at the close of the day of
/// receipt, received after its cut-off hour or outside office days at the close of the next working day.
/// </summary>
public static class Deadline
{
    /// <summary>The due date with its reasons.</summary>
    /// <param name="receivedLocal">Local time of receipt.</param>
    /// <param name="limit">The limit of the procedure.</param>
    /// <param name="calendar">The calendar of the office, as known when it promises.</param>
    /// <param name="rule">Clock time of the due date; working hours are always due to the minute.</param>
    /// <param name="handOver">If given, a hand-over on the next day is mentioned; it never moves the due date.</param>
    /// <param name="sameDayArticle">If given, where the cut-off of a limit of the same day stands, in words.</param>
    /// <exception cref="CalendarRangeException">Receipt or due date is outside the calendar.</exception>
    public static DeadlineResult Compute(
        DateTime receivedLocal,
        Limit limit,
        WorkCalendar calendar,
        DueRule rule = DueRule.EndOfDay,
        HandOver? handOver = null,
        Explanation? sameDayArticle = null
    )
    {
        var due = DueLocal(receivedLocal, limit, calendar, rule);
        List<Explanation> why =
        [
            .. DeadlineReasons.Of(receivedLocal, limit, calendar, rule, due, sameDayArticle),
            .. handOver?.Explain(receivedLocal, calendar) ?? [],
        ];
        return new DeadlineResult(due, why);
    }

    /// <summary>The due date alone, for bulk work.</summary>
    /// <exception cref="CalendarRangeException">Receipt or due date is outside the calendar.</exception>
    public static DateTime DueLocal(
        DateTime receivedLocal,
        Limit limit,
        WorkCalendar calendar,
        DueRule rule = DueRule.EndOfDay
    )
    {
        VietnamTime.CheckLocal(receivedLocal);
        if (limit.Unit == LimitUnit.WorkingHours)
        {
            return calendar.AddWorkingMinutes(receivedLocal, limit.Amount * 60L);
        }

        var received = DateOnly.FromDateTime(receivedLocal);
        var day = limit.Unit switch
        {
            LimitUnit.WorkingDays => calendar.AddWorkingDays(received, limit.Amount),
            LimitUnit.SameDay => SameDay(receivedLocal, limit.CutOff, calendar),
            _ => calendar.OnOrAfter(LastDay(received, limit, calendar)),
        };
        return rule == DueRule.SameTime
            ? day.ToDateTime(TimeOnly.FromDateTime(receivedLocal))
            : calendar.CloseOf(day);
    }

    /// <summary>
    /// The day of receipt if the office still works on it and the cut-off has not passed, else the next working day. An
    /// office that closes before the cut-off, on a half day, takes nothing more for that day.
    /// </summary>
    public static DateOnly SameDay(DateTime receivedLocal, TimeOnly cutOff, WorkCalendar calendar)
    {
        var day = DateOnly.FromDateTime(VietnamTime.CheckLocal(receivedLocal));
        return
            calendar.IsWorkingDay(day)
            && TimeOnly.FromDateTime(receivedLocal) <= cutOff
            && receivedLocal < calendar.CloseOf(day)
            ? day
            : calendar.AddWorkingDays(day, 1);
    }

    /// <summary>The last day of a limit in calendar days or months, before a day off moves it.</summary>
    public static DateOnly LastDay(DateOnly received, Limit limit, WorkCalendar calendar)
    {
        calendar.IsWorkingDay(received);
        var farthest = limit.Unit == LimitUnit.Months ? limit.Amount * 31L : limit.Amount;
        if (received.DayNumber + farthest > DateOnly.MaxValue.DayNumber)
        {
            throw new CalendarRangeException(null, calendar.First, calendar.Last);
        }

        return limit.Unit == LimitUnit.Months
            ? received.AddMonths(limit.Amount)
            : received.AddDays(limit.Amount);
    }
}
