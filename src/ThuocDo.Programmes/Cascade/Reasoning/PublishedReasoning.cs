using ThuocDo.Shared.Contracts;

namespace ThuocDo.Programmes.Cascade.Reasoning;

/// <summary>Levels and ranks are published for each unit: to compare is enough.</summary>
internal sealed class PublishedReasoning : IReasoning
{
    /// <summary>No unit has a floor above its ceiling.</summary>
    public bool ArePossible(IEnumerable<Promise> promises) =>
        promises
            .SelectMany(p => p.Units.Select(u => (Unit: u, p.Demand)))
            .GroupBy(x => (x.Unit, x.Demand.Kind))
            .All(unit =>
                Values(unit, ConditionOperator.AtLeast).Max() is not { } floor
                || Values(unit, ConditionOperator.AtMost).Min() is not { } ceiling
                || floor <= ceiling
            );

    public bool Imply(IEnumerable<Promise> promises, Promise goal)
    {
        var list = promises.ToList();
        return !ArePossible(list)
            || goal.Units.All(unit =>
                list.Any(p =>
                    p.Units.Contains(unit)
                    && p.Demand.IsComparableTo(goal.Demand)
                    && p.Demand.IsAsHardAs(goal.Demand.Value)
                )
            );
    }

    public IReadOnlyList<FigureValue> Counterexample(IEnumerable<Promise> promises, Promise goal) =>
        [];

    private static IEnumerable<decimal?> Values(
        IEnumerable<(string Unit, Demand Demand)> demands,
        ConditionOperator direction
    ) => demands.Where(x => x.Demand.Operator == direction).Select(x => (decimal?)x.Demand.Value);
}
