using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Clocks;

/// <summary>
/// Shares of a dossier's time given to the steps of its process. A share is one of the office minutes between
/// receipt and due date, so that steps end inside office hours and the last one ends with the dossier.
/// </summary>
public static class StepBudget
{
    /// <summary>The local due time of each step, never decreasing; the last is that of the dossier.</summary>
    /// <param name="promised">The limit of the dossier.</param>
    /// <param name="shares">One share for each step in order, not negative, of any sum above zero.</param>
    /// <param name="receivedLocal">Local time of receipt.</param>
    /// <param name="calendar">The calendar of the office.</param>
    /// <exception cref="ArgumentException">No share, a negative one, or only zeros.</exception>
    public static IReadOnlyList<DateTime> Split(
        Limit promised,
        IReadOnlyList<decimal> shares,
        DateTime receivedLocal,
        WorkCalendar calendar
    )
    {
        var sum = shares.Sum();
        if (shares.Any(s => s < 0) || sum <= 0)
        {
            throw new ArgumentException(
                "Step shares must not be negative and must not all be zero.",
                nameof(shares)
            );
        }

        var due = Deadline.DueLocal(receivedLocal, promised, calendar);
        var minutes = calendar.WorkingMinutesBetween(receivedLocal, due);
        var result = new DateTime[shares.Count];
        var passed = 0m;
        for (var i = 0; i < shares.Count - 1; i++)
        {
            passed += shares[i];
            result[i] = calendar.AddWorkingMinutes(
                receivedLocal,
                (long)decimal.Floor(minutes * passed / sum)
            );
        }

        result[^1] = due;
        return result;
    }
}
