using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Clocks;

public enum Timeliness
{
    /// <summary>Trước hạn.</summary>
    Early,

    /// <summary>Đúng hạn.</summary>
    OnTime,

    /// <summary>Quá hạn.</summary>
    Late,
}

/// <summary>
/// The one place that decides early, on time or late. Days are compared, not clock times: the service index of
/// Decision 766/QĐ-TTg and the systems in use judge by date, so a result at 17:30 of the due day is on time. The
/// days are those of Viet Nam, not of UTC.
/// </summary>
public static class TimelinessRule
{
    public static Timeliness Decide(DateTime endedAtUtc, DateTime dueUtc) =>
        VietnamTime.DayOf(endedAtUtc).CompareTo(VietnamTime.DayOf(dueUtc)) switch
        {
            < 0 => Timeliness.Early,
            0 => Timeliness.OnTime,
            _ => Timeliness.Late,
        };
}
