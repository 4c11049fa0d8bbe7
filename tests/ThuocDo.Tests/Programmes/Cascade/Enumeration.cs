using ThuocDo.Programmes.Cascade;
using ThuocDo.Shared.Contracts;

namespace ThuocDo.Tests.Programmes.Cascade;

/// <summary>Tries all figures of a small case, one unit after the other, with plain fractions and nothing of the solver.</summary>
internal sealed class Enumeration
{
    private readonly List<Dictionary<string, Row>> worlds =
    [
        [],
    ];

    /// <param name="input">The ranges of the figures.</param>
    /// <param name="all">What is asked about; a unit with a share has no more numerators than denominators.</param>
    public Enumeration(CascadeInput input, IReadOnlyCollection<Promise> all)
    {
        foreach (var unit in all.SelectMany(p => p.Units).Distinct())
        {
            var own = all.Where(p => p.Units.Contains(unit)).Select(p => p.Demand).ToList();
            var hasShare = own.Any(d => d.Kind == ConditionKind.Share);
            var rows = (
                from n in Values(input, unit, FigurePart.Numerator, own.Any(d => d.IsSum))
                from d in Values(input, unit, FigurePart.Denominator, hasShare)
                from b in Values(input, unit, FigurePart.Base, own.Any(d => d.HasBase))
                from level in Around(own, ConditionKind.Level, 0.01m)
                from rank in Around(own, ConditionKind.Rank, 1)
                where !hasShare || n <= d
                select new Row(n, d, b, level, rank)
            ).ToList();
            worlds =
            [
                .. worlds.SelectMany(w =>
                    rows.Select(r => new Dictionary<string, Row>(w) { [unit] = r })
                ),
            ];
        }
    }

    public bool ArePossible(IReadOnlyCollection<Promise> promises) =>
        worlds.Any(w => promises.All(p => Holds(w, p)));

    public bool Imply(IReadOnlyCollection<Promise> promises, Promise goal) =>
        worlds.All(w => Holds(w, goal) || !promises.All(p => Holds(w, p)));

    /// <summary>Whether some possible figures have exactly these values, keep the promises and miss the goal.</summary>
    public bool IsCounterexample(
        IReadOnlyCollection<FigureValue> values,
        IReadOnlyCollection<Promise> promises,
        Promise goal
    ) =>
        worlds.Any(w =>
            values.All(v => w[v.Figure.Unit].Of(v.Figure.Part) == v.Value)
            && promises.All(p => Holds(w, p))
            && !Holds(w, goal)
        );

    private static IEnumerable<long> Values(
        CascadeInput input,
        string unit,
        FigurePart part,
        bool isNeeded
    )
    {
        if (!isNeeded)
        {
            return [0];
        }

        var range = input.Figures.Single(f => f.Key.Unit == unit && f.Key.Part == part).Value;
        return Enumerable
            .Range((int)range.Least, (int)(range.Most - range.Least + 1))
            .Select(v => (long)v);
    }

    /// <summary>The values that matter: those asked for, and what lies right beside them.</summary>
    private static IEnumerable<decimal> Around(
        IReadOnlyCollection<Demand> demands,
        ConditionKind kind,
        decimal step
    ) =>
        demands
            .Where(d => d.Kind == kind)
            .SelectMany(d => new[] { d.Value - step, d.Value, d.Value + step })
            .DefaultIfEmpty()
            .Distinct();

    private static bool Holds(Dictionary<string, Row> world, Promise promise)
    {
        var rows = promise.Units.Select(u => world[u]).ToList();
        var (n, d, b) = (rows.Sum(r => r.N), rows.Sum(r => r.D), rows.Sum(r => r.B));
        var demand = promise.Demand;
        return demand.Kind switch
        {
            ConditionKind.Share => d == 0 || Compare(100m * n / d, demand),
            ConditionKind.Count => Compare(n, demand),
            ConditionKind.Reduction => Compare((b - n) * 100m, demand, b),
            ConditionKind.Growth => Compare(
                n,
                demand,
                b,
                (decimal)Math.Pow((double)(1 + demand.Value / 100), demand.Deadline.Year - 2024)
            ),
            ConditionKind.Level => rows.All(r => Compare(r.Level, demand)),
            _ => rows.All(r => Compare(r.Rank, demand)),
        };
    }

    private static bool Compare(
        decimal value,
        Demand demand,
        decimal of = 1,
        decimal? limit = null
    ) =>
        demand.Operator == ConditionOperator.AtLeast
            ? value >= (limit ?? demand.Value) * of
            : value <= (limit ?? demand.Value) * of;

    private sealed record Row(long N, long D, long B, decimal Level, decimal Rank)
    {
        public long Of(FigurePart part) =>
            part switch
            {
                FigurePart.Numerator => N,
                FigurePart.Denominator => D,
                _ => B,
            };
    }
}
