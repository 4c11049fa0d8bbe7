using ThuocDo.Indicators.SelfScoring.Rules;

namespace ThuocDo.Indicators.SelfScoring;

/// <summary>The points of a criterion, a domain or the whole table.</summary>
/// <param name="Points">None where nothing is put in below it, or no case arose.</param>
/// <param name="Open">What can still be won; none where it cannot be told apart from a survey that lies within.</param>
/// <param name="Lost">What is lost for good; none as <paramref name="Open"/>.</param>
public sealed record NodeScore(Criterion? Criterion, decimal? Points, decimal? Open, decimal? Lost)
{
    /// <summary>Of what is scored itself.</summary>
    public RuleResult? Result { get; init; }

    /// <summary>No case arose in it or in any of its parts, and its points go to those beside it.</summary>
    public bool IsLeftOut { get; init; }
}

/// <summary>A table filled in, as of a day.</summary>
public sealed record SheetScore(NodeScore Total, IReadOnlyDictionary<string, NodeScore> Nodes)
{
    public NodeScore this[string code] => Nodes[code];

    /// <param name="tree">The table.</param>
    /// <param name="inputs">By code; what is missing was not put in.</param>
    /// <param name="year">The year that is scored.</param>
    /// <param name="asOf">The day that is asked about.</param>
    public static SheetScore Of(
        CriterionTree tree,
        IReadOnlyDictionary<string, ScoreInput> inputs,
        int year,
        DateOnly asOf
    ) =>
        Of(
            tree,
            one =>
                one.Rule!.Apply(
                    one.Max,
                    inputs.GetValueOrDefault(one.Code) ?? ScoreInput.None,
                    one.WhenNone,
                    ScoreDays.Of(asOf, year, one.DueIn(year))
                )
        );

    /// <summary>The same sums over points that others gave, for instance the appraisal; what they did not judge stays open.</summary>
    /// <param name="tree">The table.</param>
    /// <param name="points">By code.</param>
    /// <param name="leftOut">Codes without a case whose points go to their siblings.</param>
    public static SheetScore OfPoints(
        CriterionTree tree,
        IReadOnlyDictionary<string, decimal?> points,
        IReadOnlySet<string> leftOut
    ) =>
        Of(
            tree,
            one =>
                leftOut.Contains(one.Code)
                    ? new RuleResult(null, 0, 0, new("par.rule.none.redistribute"))
                    {
                        IsLeftOut = true,
                    }
                : points.GetValueOrDefault(one.Code) is { } given
                    ? new(given, 0, one.Max - given, new("par.words.stated", given, one.Max))
                : new(null, one.Max, 0, new("par.rule.nothing"))
        );

    private static SheetScore Of(CriterionTree tree, Func<Criterion, RuleResult> rule)
    {
        var nodes = new Dictionary<string, NodeScore>();
        foreach (var root in tree.Roots)
        {
            Visit(root);
        }

        var roots = tree.Roots.Select(r => nodes[r.Code]).ToList();
        // What was left out below a domain, and then the whole domain, is spread over the other domains.
        var main = roots.Where(n => !n.Criterion!.IsApart).ToList();
        var (whole, present) = (
            main.Sum(n => n.Criterion!.Max),
            main.Where(n => !n.IsLeftOut).Sum(n => n.Criterion!.Max)
        );
        decimal Wide(decimal sum) => present > 0 ? sum * whole / present : sum;
        // A bonus is won on top: what of it is not won is no loss.
        var inside = roots.Where(n => n.Criterion!.Rule is not BonusRule).ToList();
        decimal? points = roots.Any(n => n.Points is not null)
            ? Wide(inside.Sum(n => n.Points ?? 0)) + roots.Except(inside).Sum(n => n.Points ?? 0)
            : null;
        var joint = inside
            .Where(n => n.Criterion!.Within.Count > 0 || tree.Held.Contains(n.Criterion.Code))
            .ToList();
        var alone = inside.Except(joint).ToList();
        var (open, lost) = (alone.Sum(n => n.Open ?? 0), alone.Sum(n => n.Lost ?? 0));
        var rest =
            joint
                .Where(n => n.Criterion!.Within.Count == 0 && !n.IsLeftOut)
                .Sum(n => n.Criterion!.Max) - joint.Sum(n => n.Points ?? 0);
        if (joint.All(n => IsSettled(tree, nodes, n.Criterion!)))
        {
            lost += Math.Max(0, rest);
        }
        else
        {
            open += Math.Max(0, rest);
        }

        var told = nodes.ToDictionary(
            n => n.Key,
            n => tree.Held.Contains(n.Key) ? n.Value with { Open = null, Lost = null } : n.Value
        );
        return new(new(null, points, Wide(open), Wide(lost)), told);

        NodeScore Visit(Criterion one)
        {
            if (one.Rule is not null)
            {
                return nodes[one.Code] = Leaf(one, rule(one));
            }

            var parts = tree.PartsOf(one.Code).Select(Visit).ToList();
            var counted = parts.Where(p => !p.IsLeftOut).ToList();
            // What has no case gives its points to the others in proportion; where all have none, the whole gives them to those beside it.
            var within = counted.Sum(p => p.Criterion!.Max);
            decimal Spread(decimal points) => within > 0 ? points * one.Max / within : points;
            return nodes[one.Code] = new(
                one,
                counted.Any(p => p.Points is not null)
                    ? Spread(counted.Sum(p => p.Points ?? 0))
                    : null,
                Spread(counted.Sum(p => p.Open ?? 0)),
                Spread(counted.Sum(p => p.Lost ?? 0))
            )
            {
                IsLeftOut = counted.Count == 0,
            };
        }
    }

    private static bool IsSettled(
        CriterionTree tree,
        Dictionary<string, NodeScore> nodes,
        Criterion one
    ) =>
        one.Rule is not null
            ? nodes[one.Code] is { Open: 0 } or { IsLeftOut: true }
            : tree.PartsOf(one.Code).All(p => IsSettled(tree, nodes, p));

    private static NodeScore Leaf(Criterion one, RuleResult result)
    {
        if (result.Points is not { } exact || one.Decimals is not { } decimals)
        {
            return new(one, result.Points, result.Open, result.Lost)
            {
                Result = result,
                IsLeftOut = result.IsLeftOut,
            };
        }

        var points = Math.Round(exact, decimals, MidpointRounding.AwayFromZero);
        var lost = one.Max - points - result.Open;
        return new(one, points, result.Open + Math.Min(0, lost), Math.Max(0, lost))
        {
            Result = result,
        };
    }
}
