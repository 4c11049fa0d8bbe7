using System.Globalization;
using ThuocDo.Shared.Contracts;

namespace ThuocDo.Programmes.Drafts;

/// <summary>What an adopted condition demands.</summary>
public sealed record StatedDemand(ConditionKind Kind, ConditionOperator Operator, decimal? Limit);

/// <summary>Turns an operator and a value as the compiler writes them into what is judged. Pure.</summary>
public static class Conditions
{
    /// <summary>What the column of limits holds exactly.</summary>
    private const decimal MostLimit = 10_000_000_000_000m;
    private const int MostDecimals = 4;

    /// <summary>The operators a person may choose from.</summary>
    public static readonly IReadOnlyList<string> Operators =
    [
        ">=",
        ">",
        "<=",
        "<",
        "=",
        "range",
        "rank<=",
        "growth>=",
        "growth>",
        "growth=",
        "growth range",
        "reduce>=",
        "reduce=",
        "reduce range",
        "reduce_to",
    ];

    /// <summary>
    /// None where the value is no number and no word for a group. A bare value is a floor, a range is reached at its lower end, "down to" is a
    /// ceiling and a range below it is reached at its upper end; growth and cuts are floors of what they measure.
    /// </summary>
    public static StatedDemand? Read(string? operation, string? value, string? unit)
    {
        if (string.IsNullOrWhiteSpace(operation) || string.IsNullOrWhiteSpace(value))
        {
            return null;
        }

        if (!char.IsDigit(value[0]))
        {
            return operation is "=" or ">="
                ? new(ConditionKind.Group, ConditionOperator.AtLeast, null)
                : null;
        }

        var isCeiling = operation is "<" or "<=" or "reduce_to";
        if (
            Number(value, isCeiling) is not { } limit
            || limit >= MostLimit
            || limit.Scale > MostDecimals
        )
        {
            return null;
        }

        return operation switch
        {
            "rank<=" => new(ConditionKind.Rank, ConditionOperator.AtMost, limit),
            "growth>" => new(ConditionKind.Growth, ConditionOperator.Above, limit),
            "growth>=" or "growth=" or "growth range" => new(
                ConditionKind.Growth,
                ConditionOperator.AtLeast,
                limit
            ),
            "reduce>=" or "reduce=" or "reduce range" => new(
                ConditionKind.Reduction,
                ConditionOperator.AtLeast,
                limit
            ),
            ">=" or "=" or "range" => new(KindOf(unit), ConditionOperator.AtLeast, limit),
            ">" => new(KindOf(unit), ConditionOperator.Above, limit),
            "<=" or "reduce_to" => new(KindOf(unit), ConditionOperator.AtMost, limit),
            "<" => new(KindOf(unit), ConditionOperator.Below, limit),
            _ => null,
        };
    }

    private static ConditionKind KindOf(string? unit) =>
        Terms.Unit(unit) switch
        {
            Terms.Percent => ConditionKind.Share,
            Terms.Points => ConditionKind.Level,
            _ => ConditionKind.Count,
        };

    /// <summary>The number, or the end of the range at which it is reached.</summary>
    private static decimal? Number(string value, bool isCeiling) =>
        decimal.TryParse(
            value.Split("..")[isCeiling ? ^1 : 0],
            NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : null;
}
