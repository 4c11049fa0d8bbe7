using ThuocDo.Programmes.Cascade.Solving;

namespace ThuocDo.Programmes.Cascade.Reasoning;

internal static class Reasonings
{
    /// <summary>The way to reason about promises of one indicator, all of which are sums or none.</summary>
    public static IReasoning Over(
        CascadeInput input,
        string indicator,
        IReadOnlyCollection<Promise> all,
        long effort
    ) =>
        all.Any(p => p.Demand.IsSum)
            ? new SummedReasoning(indicator, input.Figures, all, new Effort(effort))
            : new PublishedReasoning();
}
