using ThuocDo.Programmes.Drafts;
using ThuocDo.Shared.Contracts;

namespace ThuocDo.Programmes.Resolution;

/// <summary>In what a later version asks for less. It stays visible beside the condition for as long as the programme lives.</summary>
public enum Softening
{
    /// <summary>A floor was lowered or a ceiling raised.</summary>
    Limit,

    /// <summary>The limit itself is now enough.</summary>
    Operator,

    /// <summary>There is more time.</summary>
    Deadline,

    /// <summary>Fewer of those who had to reach it still have to.</summary>
    Scope,

    /// <summary>It was dropped.</summary>
    Dropped,

    /// <summary>What is asked for is of another kind: a person must compare.</summary>
    Incomparable,
}

public static class Softenings
{
    /// <summary>Compares a condition with what became of it; none: it was dropped. A change that asks for more is none.</summary>
    public static IReadOnlyList<Softening> Of(Condition before, Condition? after)
    {
        if (after is null)
        {
            return [Softening.Dropped];
        }

        var found = new List<Softening>();
        if (IsOfAnotherKind(before, after))
        {
            found.Add(Softening.Incomparable);
        }
        else if (LimitStep(before, after) is { } step and not 0)
        {
            if (step < 0)
            {
                found.Add(Softening.Limit);
            }
        }
        else if (before.Operator.IsStrict() && !after.Operator.IsStrict())
        {
            found.Add(Softening.Operator);
        }

        if (after.Deadline > before.Deadline)
        {
            found.Add(Softening.Deadline);
        }

        if (before.Scope != after.Scope && after.Scope != Terms.Everybody)
        {
            found.Add(Softening.Scope);
        }

        return found;
    }

    private static bool IsOfAnotherKind(Condition before, Condition after) =>
        before.Kind != after.Kind
        || before.Unit != after.Unit
        || before.Group != after.Group
        || before.BaseYear != after.BaseYear
        || before.Indicator != after.Indicator
        || before.Operator.IsFloor() != after.Operator.IsFloor();

    /// <summary>Above 0: more is asked for.</summary>
    private static int? LimitStep(Condition before, Condition after) =>
        before.Limit is { } old && after.Limit is { } now
            ? (after.Operator.IsFloor() ? 1 : -1) * now.CompareTo(old)
            : null;
}
