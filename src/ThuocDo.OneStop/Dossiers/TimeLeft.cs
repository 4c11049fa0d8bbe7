using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Dossiers;

/// <summary>How urgent a dossier is; computed from the due date, never stored.</summary>
public enum Urgency
{
    Overdue,
    DueToday,

    /// <summary>Within <see cref="TimeLeft.SoonDays"/> working days.</summary>
    DueSoon,
    Later,

    /// <summary>The clock does not run.</summary>
    Stopped,
    Resolved,
    Ended,
}

/// <summary>The remaining time in words, as the office counts it.</summary>
public sealed record TimeLeft(Urgency Urgency, Explanation InWords)
{
    public const int SoonDays = 2;

    /// <param name="dueAt">UTC.</param>
    /// <param name="now">UTC.</param>
    public static TimeLeft Of(
        DossierState state,
        DateTime? dueAt,
        DateTime now,
        WorkCalendar calendar
    )
    {
        if (state == DossierState.Resolved)
        {
            return new(Urgency.Resolved, new("dossier.left.resolved"));
        }

        if (!DossierStates.Open.Contains(state))
        {
            return new(Urgency.Ended, new("dossier.left.ended"));
        }

        if (dueAt is not { } due)
        {
            return new(Urgency.Stopped, new("dossier.left.stopped"));
        }

        var (today, dueDay) = (VietnamTime.DayOf(now), VietnamTime.DayOf(due));
        if (!Covers(calendar, today) || !Covers(calendar, dueDay))
        {
            return ByCalendarDays(today, dueDay);
        }

        if (dueDay < today)
        {
            var late = calendar.WorkingDaysBetween(dueDay, today);
            return new(
                Urgency.Overdue,
                late == 0
                    ? new("dossier.left.overdue-since", dueDay)
                    : new("dossier.left.overdue", late)
            );
        }

        if (dueDay == today)
        {
            var minutes = calendar.WorkingMinutesBetween(
                VietnamTime.ToLocal(now),
                VietnamTime.ToLocal(due)
            );
            return new(
                Urgency.DueToday,
                minutes > 0
                    ? new("dossier.left.hours", minutes / 60, minutes % 60)
                    : new("dossier.left.today-over")
            );
        }

        var days = calendar.WorkingDaysBetween(today, dueDay);
        return new(
            days <= SoonDays ? Urgency.DueSoon : Urgency.Later,
            new("dossier.left.days", days)
        );
    }

    /// <summary>Drawing and tone of the badge.</summary>
    public (string Tone, string Icon) Look =>
        Urgency switch
        {
            Urgency.Overdue => ("bad", "warning"),
            Urgency.DueToday => ("warn", "clock"),
            Urgency.DueSoon => ("warn", "clock"),
            Urgency.Stopped => ("open", "pause"),
            Urgency.Resolved => ("info", "check"),
            Urgency.Ended => ("neutral", "check"),
            _ => ("neutral", "clock"),
        };

    private static bool Covers(WorkCalendar calendar, DateOnly day) =>
        calendar.First <= day && day <= calendar.Last;

    /// <summary>A dossier from a year whose calendar is not known any more, or not yet, is still listed.</summary>
    private static TimeLeft ByCalendarDays(DateOnly today, DateOnly dueDay) =>
        dueDay < today ? new(Urgency.Overdue, new("dossier.left.overdue-since", dueDay))
        : dueDay == today ? new(Urgency.DueToday, new("dossier.left.today"))
        : new(Urgency.Later, new("dossier.left.until", dueDay));
}
