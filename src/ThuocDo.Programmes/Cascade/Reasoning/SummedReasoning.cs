using System.Numerics;
using ThuocDo.Programmes.Cascade.Solving;
using ThuocDo.Shared.Contracts;

namespace ThuocDo.Programmes.Cascade.Reasoning;

/// <summary>Shares, counts, reductions and growth add up over units: whether they follow is solved over whole numbers.</summary>
internal sealed class SummedReasoning : IReasoning
{
    private readonly List<GivenFigure> figures;
    private readonly Dictionary<GivenFigure, int> places;
    private readonly List<FigureRange> ranges;
    private readonly List<LinearRow> parts;
    private readonly string indicator;
    private readonly Effort effort;

    /// <param name="indicator">The indicator all promises are about.</param>
    /// <param name="known">Ranges of figures; others are open.</param>
    /// <param name="all">Every promise that may be asked about, for the figures it names.</param>
    /// <param name="effort">How much all questions together may cost.</param>
    public SummedReasoning(
        string indicator,
        IReadOnlyDictionary<GivenFigure, FigureRange> known,
        IReadOnlyCollection<Promise> all,
        Effort effort
    )
    {
        (this.indicator, this.effort) = (indicator, effort);
        figures =
        [
            .. all.SelectMany(p => p.Units.SelectMany(u => FiguresOf(p.Demand, u))).Distinct(),
        ];
        places = figures.Index().ToDictionary(f => f.Item, f => f.Index);
        ranges = [.. figures.Select(f => known.GetValueOrDefault(f, FigureRange.Open))];
        parts =
        [
            .. figures
                .Where(f => f.Part == FigurePart.Denominator)
                .Select(f => new LinearRow(
                    [new(places[f], 1), new(places[f with { Part = FigurePart.Numerator }], -1)],
                    0
                )),
        ];
    }

    /// <summary>
    /// Figures that keep all promises are those that keep all but one and miss the opposite of that one. It is the widest, so
    /// that the units it ties together are solved apart.
    /// </summary>
    public bool ArePossible(IEnumerable<Promise> promises)
    {
        var list = promises.ToList();
        var widest = list.MaxBy(p => p.Units.Count);
        return Counterexample(
            list.Where(p => p != widest),
            widest is null ? new LinearRow([], 1) : Row(widest).Opposite
        )
            is not null;
    }

    public bool Imply(IEnumerable<Promise> promises, Promise goal) =>
        Counterexample(promises, Row(goal)) is null;

    public IReadOnlyList<FigureValue> Counterexample(IEnumerable<Promise> promises, Promise goal) =>
        Counterexample(promises, Row(goal)) is { } point
            ?
            [
                .. goal
                    .Units.SelectMany(u => FiguresOf(goal.Demand, u))
                    .Select(f => new FigureValue(f, (long)point[places[f]])),
            ]
            : [];

    private BigInteger[]? Counterexample(IEnumerable<Promise> promises, LinearRow goal)
    {
        effort.Begin();
        return Program(promises).Counterexample(goal, effort);
    }

    private IntegerProgram Program(IEnumerable<Promise> promises) =>
        new([.. ranges.Select(r => (r.Least, r.Most))], parts.Concat(promises.Select(Row)));

    private LinearRow Row(Promise promise)
    {
        var factors = LinearDemand.Of(promise.Demand);
        return new LinearRow(
            [
                .. promise
                    .Units.SelectMany(u => FiguresOf(promise.Demand, u))
                    .Select(f => new Term(places[f], factors.Of(f.Part))),
            ],
            factors.Least
        ).Reduced();
    }

    private IEnumerable<GivenFigure> FiguresOf(Demand demand, string unit)
    {
        var numerator = new GivenFigure(indicator, unit, FigurePart.Numerator);
        yield return numerator;
        if (demand.Kind == ConditionKind.Share)
        {
            yield return numerator with
            {
                Part = FigurePart.Denominator,
            };
        }
        else if (demand.HasBase)
        {
            yield return numerator with
            {
                Part = FigurePart.Base,
                Year = demand.BaseYear,
            };
        }
    }
}
