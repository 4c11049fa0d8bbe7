namespace ThuocDo.Shared.Time;

/// <summary>
/// The hand-over from the counter to the office that decides: on the day of receipt, or, received after the cut-off,
/// at the start of the next working day (Decree 61/2018 Art 18). It never moves the due date.
/// </summary>
/// <param name="CutOff">The last time of day for a hand-over on the same day; 15:00 itself is still in time.</param>
/// <param name="Article">Where the rule stands, in words.</param>
public sealed record HandOver(TimeOnly CutOff, Explanation Article)
{
    /// <summary>
    /// The latest local time of the hand-over. Papers received outside office days, or after the office closed,
    /// wait for the next opening; an online dossier is handed over at once.
    /// </summary>
    public DateTime DueAt(DateTime receivedLocal, WorkCalendar calendar, bool online = false)
    {
        if (online)
        {
            return receivedLocal;
        }

        var day = DateOnly.FromDateTime(VietnamTime.CheckLocal(receivedLocal));
        return
            TimeOnly.FromDateTime(receivedLocal) <= CutOff
            && calendar.IsWorkingDay(day)
            && receivedLocal < calendar.CloseOf(day)
            ? calendar.CloseOf(day)
            : calendar.OpeningOf(calendar.AddWorkingDays(day, 1));
    }

    internal IEnumerable<Explanation> Explain(DateTime receivedLocal, WorkCalendar calendar)
    {
        var due = DueAt(receivedLocal, calendar);
        if (DateOnly.FromDateTime(due) > DateOnly.FromDateTime(receivedLocal))
        {
            yield return new("time.due.hand-over", CutOff, due, Article);
        }
    }
}
