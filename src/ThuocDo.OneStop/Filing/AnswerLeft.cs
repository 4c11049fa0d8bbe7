using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Filing;

/// <summary>What remains of the time to answer, in working hours.</summary>
public static class AnswerLeft
{
    private const int SoonMinutes = 120;

    /// <param name="by">UTC.</param>
    /// <param name="now">UTC.</param>
    /// <param name="calendar">Of the office.</param>
    public static (Explanation? InWords, string Tone) Of(
        DateTime? by,
        DateTime now,
        WorkCalendar calendar
    )
    {
        if (by is not { } end)
        {
            return (null, "neutral");
        }

        var (from, to) = (VietnamTime.ToLocal(now), VietnamTime.ToLocal(end));
        long minutes;
        try
        {
            minutes = calendar.WorkingMinutesBetween(from, to);
        }
        catch (CalendarRangeException)
        {
            minutes = (long)(end - now).TotalMinutes;
        }

        return now > end
            ? (new Explanation("inbox.late", -minutes / 60, -minutes % 60), "bad")
            : (
                new Explanation("inbox.left", minutes / 60, minutes % 60),
                minutes <= SoonMinutes ? "warn" : "neutral"
            );
    }
}
