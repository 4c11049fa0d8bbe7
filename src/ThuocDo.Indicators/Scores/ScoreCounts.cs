using ThuocDo.Indicators.Figures;
using ThuocDo.Shared.Facts;

namespace ThuocDo.Indicators.Scores;

/// <summary>The counts on the cards of heads. Each can be listed record by record.</summary>
public static class ScoreCounts
{
    /// <summary>
    /// Open dossiers whose time has run out. Not among <see cref="Measures.All"/>: its facts are taken back when a dossier
    /// closes, so that it is a stock of one day and never a sum over days.
    /// </summary>
    public static readonly Measure Overdue = new("overdue", FactKind.Due);

    /// <summary>Filed otherwise than online. Counted as a difference, listed by itself.</summary>
    public static readonly Measure ReceivedDirect = new(
        "received-direct",
        FactKind.Received,
        Excluded: FactTraits.Online
    );

    /// <summary>On the last day of its time, neither earlier nor late.</summary>
    public static readonly Measure ResolvedOnDay = new(
        "resolved-on-day",
        FactKind.Closed,
        FactTraits.Resolved,
        FactTraits.Early | FactTraits.Late
    );

    public static readonly IReadOnlyList<Measure> All =
    [
        Measures.Received,
        Measures.ReceivedOnline,
        ReceivedDirect,
        Measures.ResolvedEarly,
        ResolvedOnDay,
        Measures.Resolved,
        Measures.ResolvedInTime,
        Measures.ResolvedLate,
        Measures.ResolvedElectronically,
        Measures.FeeDue,
        Measures.PaidOnline,
        Overdue,
    ];

    public static Measure? Find(string code) => All.FirstOrDefault(m => m.Code == code);

    /// <summary>
    /// What is counted in the days from <paramref name="from"/> to before <paramref name="to"/>. Of a stock, what was open at
    /// the end of the last day with the due day that was known then, or what there is today: due before it, whenever received.
    /// </summary>
    public static Counted In(
        Measure count,
        Scope scope,
        DateOnly from,
        DateOnly to,
        DateOnly today
    ) =>
        count != Overdue ? new Counted(count, scope, null, from, to.AddDays(-1))
        : to > today ? new Counted(count, scope, null, Interval.Beginning, today.AddDays(-1))
        : new Counted(count, scope, null, Interval.Beginning, to.AddDays(-1))
        {
            KnownOn = to.AddDays(-1),
            OpenOn = to.AddDays(-1),
        };
}
