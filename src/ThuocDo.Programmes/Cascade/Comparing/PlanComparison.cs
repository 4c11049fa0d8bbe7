using ThuocDo.Shared.Contracts;

namespace ThuocDo.Programmes.Cascade.Comparing;

/// <summary>Compares one target with what a condition asks of its body, word by word and without arithmetic.</summary>
internal static class PlanComparison
{
    /// <summary>In what the target falls short, but for its scope.</summary>
    public static IEnumerable<Shortcoming> Shortcomings(
        PlanTarget target,
        HigherCondition condition
    )
    {
        var (lower, higher) = (target.Promise.Demand, condition.Demand);
        if (lower.Kind != higher.Kind)
        {
            yield return Shortcoming.Kind;
        }

        if (lower.Operator != higher.Operator)
        {
            yield return Shortcoming.Operator;
        }

        if (higher.HasBase && lower.BaseYear != higher.BaseYear)
        {
            yield return Shortcoming.BaseYear;
        }

        if (
            lower.IsComparableTo(higher)
            && StatesAValueFor(condition)
            && !lower.IsAsHardAs(higher.Value)
        )
        {
            yield return Shortcoming.Value;
        }

        if (!lower.IsInTimeFor(higher))
        {
            yield return Shortcoming.Deadline;
        }
    }

    /// <summary>Units the condition asks of the body.</summary>
    public static IReadOnlyList<string> UnitsAsked(Body body, HigherCondition condition) =>
        condition.Bodies.FirstOrDefault(b => b.Key == body.Key)?.Units ?? [];

    /// <summary>A count that several bodies share does not say how much of it is one body's.</summary>
    private static bool StatesAValueFor(HigherCondition condition) =>
        condition.Demand.Kind != ConditionKind.Count || condition.Bodies.Count == 1;
}
