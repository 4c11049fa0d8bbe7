using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Clocks;

/// <summary>
/// The due date as a pure function of ledger and calendar.
/// <list type="bullet">
/// <item>A stop freezes the date. Resumed, it moves by the time stopped, counted in the unit of the limit: working
/// days after the day of the stop up to and including the day of resumption, calendar days, or minutes of office
/// time. So what was left is left, and no stop makes a date earlier.</item>
/// <item>Restarted, the limit is counted again from zero (Decree 61/2018 Art 19.4).</item>
/// <item>Extended, the new date takes the place of the derived one (Art 19.9).</item>
/// <item>The date that binds is the earlier of the last promise and the derived date: a calendar that arrives later
/// may bring it forward, never put off what was promised. A promise moves with the stops after it; the use case
/// that resumes a clock prints the moved date and stores it with the entry.</item>
/// <item>Ended, the dossier is judged by the calendar known on that day; ended while stopped, as if resumed then.</item>
/// </list>
/// </summary>
public static class DossierClock
{
    /// <exception cref="ClockLedgerException">No lawful acts can have written these entries.</exception>
    /// <exception cref="CalendarRangeException">A date lies outside the calendar.</exception>
    /// <param name="online">Filed online: handed over at once, whatever the hour (Decree 61/2018 Art 18).</param>
    public static ClockState Fold(
        IEnumerable<ClockEntry> entries,
        WorkCalendar calendar,
        bool online = false
    )
    {
        var ledger = entries.OrderBy(e => e.Sequence).ToList();
        var run = new ClockRun();
        for (var i = 0; i < ledger.Count; i++)
        {
            CheckOrder(ledger, i);
            run.Apply(ledger[i]);
        }

        return run.State(
            run.EndedAt is { } end ? calendar.AsKnownOn(VietnamTime.DayOf(end)) : calendar,
            ledger,
            online
        );
    }

    private static void CheckOrder(List<ClockEntry> ledger, int i)
    {
        if (i == 0)
        {
            return;
        }

        var (before, entry) = (ledger[i - 1], ledger[i]);
        if (entry.DossierId != before.DossierId)
        {
            throw new ClockLedgerException(ClockLedgerFault.SeveralDossiers, entry);
        }

        if (entry.Sequence != before.Sequence + 1)
        {
            throw new ClockLedgerException(ClockLedgerFault.SequenceBroken, entry);
        }

        if (entry.At < before.At)
        {
            throw new ClockLedgerException(ClockLedgerFault.TimeRunsBackwards, entry);
        }
    }
}
