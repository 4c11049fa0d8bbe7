using ThuocDo.Indicators.Figures;
using ThuocDo.Indicators.Scores;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Facts;
using ThuocDo.Shared.Time;

namespace ThuocDo.Indicators.ServiceIndex;

/// <param name="Whole">All bodies of the scope together: their counts are added, their points are not.</param>
/// <param name="Bodies">Each body by what it counted itself, in no order.</param>
public sealed record ServiceSheet(
    ServiceScore Whole,
    IReadOnlyList<(Unit Unit, ServiceScore Score)> Bodies
);

/// <summary>
/// Counts what the set asks for from the facts of the days, the catalogue of the last day and the records of the one-stop shop. A count
/// that no part of the product keeps is missing, and its metric is shown as not measured.
/// </summary>
public sealed class ServiceReader(
    FigureReader figures,
    CountedRecords records,
    IServiceRecords oneStop,
    Clock clock
)
{
    private const string Days = "days";
    private const string UpToEnd = "end";

    private static readonly IReadOnlyList<Measure> Counted =
    [
        .. Measures.Flows,
        Measures.ReceivedOnline,
        Measures.Resolved,
        Measures.ResolvedInTime,
        Measures.ResolvedElectronically,
        Measures.FeeDue,
        Measures.PaidOnline,
    ];

    public async Task<ServiceSheet> ReadAsync(
        ServiceSet set,
        Scope scope,
        UnitTree tree,
        DateOnly from,
        DateOnly to,
        CancellationToken cancellation
    )
    {
        var units = scope.Units.Select(u => u.Id).ToHashSet();
        var table = await figures.ReadAsync(
            scope,
            [new Interval(Days, from, to), new Interval(UpToEnd, Interval.Beginning, to)],
            Grouping.Unit,
            Counted,
            cancellation
        );
        // Due on the last day and open at its end is still in time. Of days that are over: of those open at their end.
        var late = await records.TotalByAsync(
            new Counted(ScoreCounts.Overdue, scope, null, Interval.Beginning, to.AddDays(-1))
            {
                KnownOn = to < clock.Today ? to : null,
                OpenOn = to < clock.Today ? to : null,
            },
            CountsBy.Unit,
            cancellation
        );
        var pairs = await figures.ReadPairsAsync(
            scope,
            new Interval(Days, from, to),
            [Measures.ReceivedOnline, Measures.PaidOnline],
            cancellation
        );
        var used = Used(pairs, Measures.ReceivedOnline);
        var paid = Used(pairs, Measures.PaidOnline);
        var offers = (await oneStop.OffersAsync(to, units, cancellation)).ToLookup(o => o.UnitId);
        var kept = await oneStop.CountAsync(from, to, units, cancellation);
        // A procedure that went over from a body that ended is the heir's: for the whole it counts whoever served it.
        var served = used.Select(u => u.Procedure).ToHashSet();
        var paidFor = paid.Select(p => p.Procedure).ToHashSet();
        return new(
            Score([.. units], isWhole: true),
            [
                .. units
                    .Select(id => tree[id])
                    .Where(u => u.ValidFrom <= to && (u.ValidTo is not { } end || end > from))
                    .Select(u => (Unit: u, Score: Score([u.Id], isWhole: false)))
                    .Where(b => b.Score.HasCases),
            ]
        );

        ServiceScore Score(IReadOnlyList<Guid> of, bool isWhole)
        {
            var names = of.Select(id => table.Parts.FirstOrDefault(p => Guid.Parse(p) == id))
                .OfType<string>()
                .ToList();
            long Sum(Measure measure, string days = Days) =>
                names.Sum(name => table.Count(name, measure, days));
            var overdue = late.Where(l => of.Contains(Guid.Parse(l.Key))).Sum(l => l.Value);
            var open = Measures.Open(m => Sum(m, UpToEnd));
            var stands = of.Any(id => tree[id].IsValidOn(to));
            var mine = of.SelectMany(id => offers[id])
                .Where(o => !isWhole || !stands || tree[o.UnitId].IsValidOn(to))
                .ToList();
            bool IsIn(
                HashSet<(Guid, Guid)> pairsOf,
                HashSet<Guid> procedures,
                ServiceOffer offer
            ) =>
                isWhole
                    ? procedures.Contains(offer.ProcedureId)
                    : pairsOf.Contains((offer.UnitId, offer.ProcedureId));
            decimal Procedures(Func<ServiceOffer, bool> which) =>
                mine.Where(which).Select(o => o.ProcedureId).Distinct().Count();
            var counts = kept.Where(k => of.Contains(k.Key)).Select(k => k.Value).ToList();
            var given = new Dictionary<string, decimal>
            {
                ["totalOnTime"] = Math.Max(0, Sum(Measures.ResolvedInTime) + open - overdue),
                ["totalReceived"] = Sum(Measures.Resolved) + open,
                ["partialCount"] = Procedures(o => o.IsPartlyOnline),
                ["fullCount"] = Procedures(o => o.IsWhollyOnline),
                ["authorityCount"] = Procedures(_ => true),
                ["onlineServiceTotal"] = Procedures(IsOnline),
                ["onlineDossierCount"] = Procedures(o => IsOnline(o) && IsIn(used, served, o)),
                ["channelOnlineSum"] = Sum(Measures.ReceivedOnline),
                ["channelTotalSum"] = Sum(Measures.Received),
                ["paidOnlineDossiers"] = Sum(Measures.PaidOnline),
                ["feeDossiers"] = Sum(Measures.FeeDue),
                ["paidOnlineProcedures"] = Procedures(o => o.HasFee && IsIn(paid, paidFor, o)),
                ["feeProcedures"] = Procedures(o => o.HasFee),
                ["payableOnlineProcedures"] = Procedures(o => o.IsPayableOnline),
                ["ratings"] = counts.Sum(c => c.Ratings),
                ["ratingsContent"] = counts.Sum(c => c.RatingsContent),
                ["results"] = Sum(Measures.Resolved),
                ["resultsElectronic"] = Sum(Measures.ResolvedElectronically),
                ["dossiersToDigitise"] = Sum(Measures.Received),
                ["dossiersDigitised"] = counts.Sum(c => c.Digitised),
            };
            if (oneStop.IsSynced)
            {
                given["dossierAll"] = Sum(Measures.Received);
                given["dossierSynced"] = counts.Sum(c => c.Synced ?? 0);
            }

            return ServiceScore.Of(set, given);
        }
    }

    private static bool IsOnline(ServiceOffer offer) =>
        offer.IsPartlyOnline || offer.IsWhollyOnline;

    private static HashSet<(Guid Unit, Guid Procedure)> Used(FigureTable pairs, Measure measure) =>
        [
            .. pairs
                .Parts.Where(part => pairs.Count(part, measure, Days) > 0)
                .Select(part => part.Split('/'))
                .Select(ids => (Guid.Parse(ids[0]), Guid.Parse(ids[1]))),
        ];
}
