using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Clocks;

/// <summary>A date that moves with the stops after it: a limit counted from an instant, or a date that was fixed.</summary>
internal sealed class ClockDate
{
    private readonly bool fixedDate;

    private ClockDate(DateTime origin, bool fixedDate) =>
        (Origin, this.fixedDate) = (origin, fixedDate);

    /// <summary>UTC: where the limit starts, or the fixed date before any stop.</summary>
    public DateTime Origin { get; }

    public List<ClockStop> Stops { get; } = [];

    public static ClockDate LimitFrom(DateTime startUtc) => new(startUtc, false);

    public static ClockDate? FixedAt(DateTime? dateUtc) =>
        dateUtc is { } date ? new(date, true) : null;

    public DateTime Utc(Limit limit, WorkCalendar calendar)
    {
        var origin = VietnamTime.ToLocal(Origin);
        var stopped = StoppedTime(limit.Unit, calendar);
        return VietnamTime.ToUtc(
            !fixedDate ? Counted(origin, limit, stopped, calendar)
            : stopped == 0 ? origin
            : Moved(origin, limit.Unit, stopped, calendar)
        );
    }

    /// <summary>The time stopped, in the unit in which the limit is counted: working days, calendar days or minutes.</summary>
    public static long StoppedTime(ClockStop stop, LimitUnit unit, WorkCalendar calendar)
    {
        var (from, to) = (VietnamTime.ToLocal(stop.From), VietnamTime.ToLocal(stop.To!.Value));
        var (fromDay, toDay) = (DateOnly.FromDateTime(from), DateOnly.FromDateTime(to));
        return unit switch
        {
            LimitUnit.WorkingDays or LimitUnit.SameDay => calendar.WorkingDaysBetween(
                fromDay,
                toDay
            ),
            LimitUnit.WorkingHours => calendar.WorkingMinutesBetween(from, to),
            _ => toDay.DayNumber - fromDay.DayNumber,
        };
    }

    private static DateTime Counted(
        DateTime start,
        Limit limit,
        long stopped,
        WorkCalendar calendar
    )
    {
        var day = DateOnly.FromDateTime(start);
        return limit.Unit switch
        {
            LimitUnit.WorkingHours => calendar.AddWorkingMinutes(
                start,
                limit.Amount * 60L + stopped
            ),
            LimitUnit.WorkingDays => calendar.CloseOf(
                calendar.AddWorkingDays(day, limit.Amount + (int)stopped)
            ),
            LimitUnit.SameDay => calendar.CloseOf(
                calendar.AddWorkingDays(
                    Deadline.SameDay(start, limit.CutOff, calendar),
                    (int)stopped
                )
            ),
            _ => calendar.CloseOf(
                calendar.OnOrAfter(Deadline.LastDay(day, limit, calendar).AddDays((int)stopped))
            ),
        };
    }

    private static DateTime Moved(
        DateTime date,
        LimitUnit unit,
        long stopped,
        WorkCalendar calendar
    )
    {
        var day = DateOnly.FromDateTime(date);
        return unit switch
        {
            LimitUnit.WorkingHours => calendar.AddWorkingMinutes(date, stopped),
            LimitUnit.WorkingDays or LimitUnit.SameDay => calendar.CloseOf(
                calendar.AddWorkingDays(day, (int)stopped)
            ),
            _ => calendar.CloseOf(calendar.OnOrAfter(day.AddDays((int)stopped))),
        };
    }

    private long StoppedTime(LimitUnit unit, WorkCalendar calendar) =>
        Stops.Sum(stop => StoppedTime(stop, unit, calendar));
}
