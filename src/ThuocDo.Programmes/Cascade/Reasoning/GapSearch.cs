using ThuocDo.Programmes.Cascade.Comparing;
using ThuocDo.Shared.Contracts;

namespace ThuocDo.Programmes.Cascade.Reasoning;

/// <summary>Explains why plans do not imply a condition: which bodies, by how much, and what would be enough.</summary>
internal sealed class GapSearch(
    HigherCondition condition,
    IReadOnlyList<PlanTarget> targets,
    IReadOnlyList<PlanTarget> binding,
    IReasoning reasoning,
    Shown shown
)
{
    private readonly decimal yardstick = Yardstick(condition);

    /// <param name="counterexample">Figures that keep the plans and miss the condition.</param>
    public Gap Run(IReadOnlyList<FigureValue> counterexample)
    {
        var raised = CanBeRaised();
        var closes = IsClosedBy(raised, yardstick);
        var least = closes ? Minimal.Subset(raised, some => IsClosedBy(some, yardstick)) : raised;
        return new Gap
        {
            Counterexample = counterexample,
            Members = [.. condition.Bodies.Intersect(least).Select(Member)],
            Closes = closes,
            Yardstick = yardstick,
            LeastCommonValue = CommonValue.Weakest(
                condition.Demand,
                closes ? yardstick : null,
                value => IsClosedBy(least, value),
                value => CanReach(least, value)
            ),
        };
    }

    /// <summary>Bodies that can reach the yardstick together, those that lack least first: they are left out first.</summary>
    private List<Body> CanBeRaised()
    {
        var ordered = condition
            .Bodies.OrderBy(b => Member(b).Shortfall ?? decimal.MaxValue)
            .ToList();
        if (CanReach(ordered, yardstick))
        {
            return ordered;
        }

        var raised = new List<Body>();
        foreach (var body in ordered)
        {
            if (CanReach([.. raised, body], yardstick))
            {
                raised.Add(body);
            }
        }

        return raised;
    }

    private bool IsClosedBy(IReadOnlyList<Body> bodies, decimal value) =>
        shown.That(() => reasoning.Imply(Raised(bodies, value), condition.Promise));

    private bool CanReach(IReadOnlyList<Body> bodies, decimal value) =>
        shown.That(() => reasoning.ArePossible(Raised(bodies, value)));

    private IEnumerable<Promise> Raised(IReadOnlyList<Body> bodies, decimal value) =>
        binding
            .Select(t => t.Promise)
            .Concat(
                bodies.Select(b => new Promise(condition.Demand with { Value = value }, b.Units))
            );

    private GapMember Member(Body body)
    {
        var own = targets.Where(t => t.Body.Key == body.Key).ToList();
        var stated = own.Where(t =>
                t.Promise.Demand.IsComparableTo(condition.Demand)
                && t.Promise.Demand.IsInTimeFor(condition.Demand)
                && !body.Units.Except(t.Promise.Units).Any()
            )
            .Select(t => (decimal?)t.Promise.Demand.Value)
            .ToList();
        var isFloor = condition.Demand.Operator == ConditionOperator.AtLeast;
        var hardest = isFloor ? stated.Max() : stated.Min();
        return new GapMember(
            body,
            own.Count == 0
                ? [Shortcoming.Absent]
                : [.. own.SelectMany(t => Reasons(t, body)).Distinct().Order()],
            hardest,
            hardest is { } value
                ? Math.Max(0, isFloor ? yardstick - value : value - yardstick)
                : null
        );
    }

    private IEnumerable<Shortcoming> Reasons(PlanTarget target, Body body)
    {
        var reasons = PlanComparison.Shortcomings(target, condition);
        return body.Units.Except(target.Promise.Units).Any()
            ? reasons.Append(Shortcoming.Scope)
            : reasons;
    }

    private static decimal Yardstick(HigherCondition condition)
    {
        var (value, bodies) = (condition.Demand.Value, condition.Bodies.Count);
        return condition.Demand switch
        {
            { Kind: not ConditionKind.Count } => value,
            { Operator: ConditionOperator.AtLeast } => Math.Ceiling(value / bodies),
            _ => Math.Floor(value / bodies),
        };
    }
}
