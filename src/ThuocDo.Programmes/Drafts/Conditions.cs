using System.Globalization;
using ThuocDo.Shared.Contracts;

namespace ThuocDo.Programmes.Drafts;

/// <summary>What an adopted condition demands.</summary>
public sealed record Demand(ConditionKind Kind, ConditionOperator Operator, decimal? Limit);

/// <summary>Turns an operator and a value as the compiler writes them into what is judged. Pure.</summary>
public static class Conditions
{
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
    /// ceiling; growth and cuts are floors of what they measure.
    /// </summary>
    public static Demand? Read(string? operation, string? value, string? unit)
    {
        if (string.IsNullOrWhiteSpace(operation) || string.IsNullOrWhiteSpace(value))
        {
            return null;
        }

        var limit = Number(value);
        if (limit is null)
        {
            return operation == "=" && !char.IsDigit(value[0])
                ? new(ConditionKind.Group, ConditionOperator.AtLeast, null)
                : null;
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

    /// <summary>The number, or the lower end of a range.</summary>
    private static decimal? Number(string value) =>
        decimal.TryParse(
            value.Split("..")[0],
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : null;
}
