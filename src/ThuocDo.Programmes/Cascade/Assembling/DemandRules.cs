using ThuocDo.Shared.Contracts;

namespace ThuocDo.Programmes.Cascade.Assembling;

/// <summary>What a demand must say to be compared.</summary>
internal static class DemandRules
{
    private const decimal Largest = 1_000_000_000;
    private const int LongestGrowth = 50;

    /// <summary>The demand; what a plan leaves open is as in the condition it is tied to.</summary>
    public static Demand? Read(GivenDemand given, Demand? higher, Refuse refuse)
    {
        if (given.Kind == ConditionKind.Group)
        {
            refuse(CascadeFault.Kind, "group");
            return null;
        }

        var direction = given.Operator ?? higher?.Operator ?? ConditionOperator.AtLeast;
        if (direction.IsStrict())
        {
            refuse(CascadeFault.Operator, direction.Sign());
            return null;
        }

        var isPercent = given.Kind is ConditionKind.Share or ConditionKind.Reduction;
        var most = isPercent ? 100 : Largest;
        if (given.Value is not { } value || value < 0 || value > most)
        {
            refuse(CascadeFault.Value, given.Value is { } wrong ? wrong : "", most);
            return null;
        }

        if ((given.Deadline ?? higher?.Deadline) is not { } deadline)
        {
            refuse(CascadeFault.Deadline);
            return null;
        }

        var demand = new Demand(given.Kind, direction, value, deadline);
        if (!demand.HasBase)
        {
            return demand;
        }

        var year = given.BaseYear ?? higher?.BaseYear;
        if (year is null || year >= deadline.Year || year < deadline.Year - LongestGrowth)
        {
            refuse(CascadeFault.BaseYear, deadline.Year);
            return null;
        }

        return demand with
        {
            BaseYear = year,
        };
    }
}
