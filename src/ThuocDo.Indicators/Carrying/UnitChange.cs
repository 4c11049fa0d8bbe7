namespace ThuocDo.Indicators.Carrying;

/// <summary>
/// A change of units, and what it does to figures. Sums over all units are the same before and after, to the last unit: a
/// divided count gives whole shares, the remainder one by one in the order of the new codes, so that a part never has a
/// greater numerator than denominator where the whole had none.
/// </summary>
public sealed class UnitChange
{
    private readonly Dictionary<string, List<(string To, CarryRule Rule)>> ways;
    private readonly ILookup<string, string> sources;

    public UnitChange(IEnumerable<UnitEdge> edges)
    {
        var distinct = edges
            .GroupBy(e => (e.From, e.To))
            .Select(g =>
                g.Any(e => e.TakesPopulation)
                    ? g.First() with
                    {
                        TakesPopulation = true,
                    }
                    : g.First()
            )
            .ToList();
        ways = distinct.GroupBy(e => e.From).ToDictionary(g => g.Key, g => Ways([.. g]));
        sources = distinct.ToLookup(e => e.To, e => e.From);
    }

    /// <summary>The units after the change into which a unit went.</summary>
    public IReadOnlyList<string> Successors(string unit) =>
        ways.TryGetValue(unit, out var to) ? [.. to.Select(t => t.To)] : [unit];

    /// <summary>The units before the change from which a unit came.</summary>
    public IReadOnlyList<string> Predecessors(string unit) => [.. sources[unit]];

    /// <summary>The figures of the new units, in the order of their codes.</summary>
    /// <exception cref="InvalidOperationException">The measure does not travel.</exception>
    public IReadOnlyList<CarriedFigure> Carry(
        IEnumerable<CarriedFigure> figures,
        Travel travel = Travel.Rate
    )
    {
        if (travel == Travel.Standing)
        {
            throw new InvalidOperationException("A place or a published score never travels.");
        }

        return
        [
            .. figures
                .SelectMany(Portions)
                .GroupBy(p => p.Unit)
                .OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => g.Aggregate(Add)),
        ];
    }

    /// <summary>
    /// The figure of an old unit from figures of the new ones. It exists where no other old unit went into its successors:
    /// what was merged cannot be told apart again.
    /// </summary>
    public CarriedFigure? Back(string old, IReadOnlyDictionary<string, CarriedFigure> figures)
    {
        var successors = Successors(old);
        if (successors.Any(s => !figures.ContainsKey(s) || sources[s].Any(f => f != old)))
        {
            return null;
        }

        // The parts add up again whatever their shares were.
        var whole = successors.Select(s => figures[s]).Aggregate(Add);
        return new(old, whole.Numerator, whole.Denominator) { Rule = CarryRule.Whole };
    }

    private IEnumerable<CarriedFigure> Portions(CarriedFigure figure)
    {
        if (!ways.TryGetValue(figure.Unit, out var to))
        {
            yield return figure;
            yield break;
        }

        var shared = to.Where(t => t.Rule == CarryRule.EqualShare).Select(t => t.To).ToList();
        foreach (var (unit, rule) in to)
        {
            yield return rule switch
            {
                CarryRule.AreaOnly => new(unit, 0, 0) { Rule = rule, IsExact = figure.IsExact },
                CarryRule.EqualShare => new(
                    unit,
                    Apportionment.Equal(figure.Numerator, shared.Count, shared.IndexOf(unit)),
                    Apportionment.Equal(figure.Denominator, shared.Count, shared.IndexOf(unit))
                )
                {
                    Rule = rule,
                    IsExact = false,
                    Bounds = (0, figure.Bounds.Most),
                },
                _ => figure with { Unit = unit, Rule = rule },
            };
        }
    }

    private static CarriedFigure Add(CarriedFigure one, CarriedFigure other) =>
        new(one.Unit, one.Numerator + other.Numerator, one.Denominator + other.Denominator)
        {
            IsExact = one.IsExact && other.IsExact,
            Rule = one.Rule | other.Rule,
            Bounds = (one.Bounds.Least + other.Bounds.Least, one.Bounds.Most + other.Bounds.Most),
        };

    /// <summary>One way takes all; else those with the people, else all alike.</summary>
    private static List<(string To, CarryRule Rule)> Ways(IReadOnlyList<UnitEdge> edges)
    {
        var ordered = edges.OrderBy(e => e.To, StringComparer.Ordinal).ToList();
        var populated = ordered.Count(e => e.TakesPopulation);
        return
        [
            .. ordered.Select(e =>
                (
                    e.To,
                    ordered.Count == 1 ? CarryRule.Whole
                    : populated > 0 && !e.TakesPopulation ? CarryRule.AreaOnly
                    : populated == 1 ? CarryRule.WholePopulation
                    : CarryRule.EqualShare
                )
            ),
        ];
    }
}
