using ThuocDo.Indicators.Verdicts;
using ThuocDo.Shared.Contracts;

namespace ThuocDo.Indicators.Indices.Standings;

/// <summary>How a published result stands to one condition.</summary>
/// <param name="Condition">The condition.</param>
/// <param name="Verdict">Whether it holds; what is not known is not judged.</param>
/// <param name="Gap">
/// What is missing: points of the score, places or steps of the groups. Negative is the margin that is left, 0 is exactly
/// enough, or for a score above a limit exactly too little.
/// </param>
public sealed record Standing(StandingCondition Condition, Verdict Verdict, decimal? Gap)
{
    /// <summary>Judges the owner's own print; without one nothing is known.</summary>
    public static Standing Of(Print? print, StandingCondition condition) =>
        condition.Kind switch
        {
            ConditionKind.Group => new(
                condition,
                Judge.Group(print?.Group, condition.Group!),
                print?.Group is { } group ? condition.Group!.Step - group.Step : null
            ),
            ConditionKind.Rank => new(
                condition,
                condition.Operator == ConditionOperator.Below
                    ? Judge.Number(print?.Rank, condition.Operator, condition.Limit)
                    : Judge.Rank(print, condition.Limit),
                // Places are whole: below the twentieth is the nineteenth or better.
                print?.Rank
                    - (
                        condition.Operator == ConditionOperator.Below
                            ? Math.Ceiling(condition.Limit) - 1
                            : condition.Limit
                    )
            ),
            _ => new(
                condition,
                Judge.Number(print?.Score, condition.Operator, condition.Limit),
                condition.Operator.IsFloor()
                    ? condition.Limit - print?.Score
                    : print?.Score - condition.Limit
            ),
        };
}
