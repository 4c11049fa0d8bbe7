using ThuocDo.Shared.Contracts;

namespace ThuocDo.Programmes.Cascade.Reasoning;

/// <summary>
/// The weakest value that is enough if several bodies take it, in steps of 0.01 or of the condition's own last decimal,
/// of 1 for counts and ranks.
/// </summary>
internal static class CommonValue
{
    /// <param name="demand">The condition.</param>
    /// <param name="enough">A possible value known to be enough; without one the search begins at the hardest.</param>
    /// <param name="suffices">Whether a value is enough; a harder one is, too.</param>
    /// <param name="isPossible">Whether the bodies can take it.</param>
    public static decimal? Weakest(
        Demand demand,
        decimal? enough,
        Func<decimal, bool> suffices,
        Func<decimal, bool> isPossible
    )
    {
        var (weak, hard) =
            demand.Operator == ConditionOperator.AtLeast ? (0, Far(demand)) : (Far(demand), 0m);
        var from = enough ?? hard;
        if (enough is null && !suffices(from))
        {
            return null;
        }

        var step = Step(demand) * Math.Sign(weak - from);
        var (known, beyond) = (0L, step == 0 ? 1 : (long)((weak - from) / step) + 1);
        while (beyond - known > 1)
        {
            var middle = known + (beyond - known) / 2;
            (known, beyond) = suffices(from + middle * step) ? (middle, beyond) : (known, middle);
        }

        var value = from + known * step;
        return enough is not null || isPossible(value) ? value : null;
    }

    private static decimal Far(Demand demand) =>
        demand.Kind switch
        {
            ConditionKind.Share or ConditionKind.Reduction => 100,
            ConditionKind.Growth => demand.Value + 100,
            _ => demand.Value,
        };

    private static decimal Step(Demand demand) =>
        demand.Kind is ConditionKind.Count or ConditionKind.Rank
            ? 1
            : Math.Min(0.01m, new decimal(1, 0, 0, false, demand.Value.Scale));
}
