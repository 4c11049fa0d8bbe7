using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Clocks;

/// <summary>How long a result took as the law counts a limit in working days.</summary>
public static class HandlingTime
{
    /// <summary>
    /// Working days after the day of taking in, up to and including the day of the result, less those in which the clock was stopped, counted
    /// the same way. A result of the same day took 0 days. A limit that began again is counted on: the applicant waited for both.
    /// </summary>
    /// <returns>None while the dossier is open, and where no limit ever ran.</returns>
    public static int? WorkingDays(ClockState state, WorkCalendar calendar)
    {
        if (state is not { StartedAt: { } start, EndedAt: { } end })
        {
            return null;
        }

        var known = calendar.AsKnownOn(VietnamTime.DayOf(end));
        return Math.Max(
            0,
            Days(start, end) - state.Stops.Sum(stop => Days(stop.From, stop.To ?? end))
        );

        int Days(DateTime from, DateTime to) =>
            known.WorkingDaysBetween(VietnamTime.DayOf(from), VietnamTime.DayOf(to));
    }
}
