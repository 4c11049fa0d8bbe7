using System.Text.RegularExpressions;
using ThuocDo.Indicators.Indices.Computing;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Time;
using static ThuocDo.Shared.Language.Folding;

namespace ThuocDo.Indicators.Indices.Standings;

/// <summary>One of the conditions that a target sets for an index: on the score, on the group or on the place.</summary>
public sealed record StandingCondition
{
    /// <summary>As it was written.</summary>
    public required string Text { get; init; }
    public required ConditionKind Kind { get; init; }
    public required ConditionOperator Operator { get; init; }

    /// <summary>Score or place.</summary>
    public decimal Limit { get; init; }
    public IndexGroup? Group { get; init; }
}

/// <summary>
/// Reads what a target asks of an index: <c>&gt;=80</c>, <c>rank&lt;=20</c>, <c>group&gt;=upper-middle</c>, several of
/// them joined by a semicolon. Score, group and place are conditions of their own: each passes and fails alone.
/// </summary>
public static partial class StandingConditions
{
    private static readonly string[] Levels = ["", "level", "score", "value", "points", "diem"];
    private static readonly string[] Ranks = ["rank", "hang", "top", "rank_group"];
    private static readonly string[] Groups = ["group", "nhom", "loai"];

    /// <summary>All conditions, or what is wrong with the first that cannot be read.</summary>
    public static (IReadOnlyList<StandingCondition> Conditions, Explanation? Fault) Parse(
        string expression,
        IReadOnlyList<IndexGroup> groups
    )
    {
        var conditions = new List<StandingCondition>();
        foreach (
            var text in expression.Split(
                ';',
                StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
            )
        )
        {
            var (condition, fault) = One(text, groups);
            if (condition is null)
            {
                return ([], fault);
            }

            conditions.Add(condition);
        }

        return conditions.Count == 0
            ? ([], new Explanation("standing.error.target", expression))
            : (conditions, null);
    }

    private static (StandingCondition? Condition, Explanation? Fault) One(
        string text,
        IReadOnlyList<IndexGroup> groups
    )
    {
        var match = Form().Match(text);
        if (!match.Success)
        {
            // The word of a group alone.
            return Group(text, "=", text, groups) is { Condition: { } word }
                ? (word, null)
                : (null, new("standing.error.target", text));
        }

        var subject = Fold(match.Groups["subject"].Value.Trim());
        var sign = match.Groups["sign"].Value;
        var value = match.Groups["value"].Value.Trim();
        var number = Numbers.Parse(value.TrimEnd('%', ' '));
        // A group named by a word needs no subject: "=khá", as the compiler of resolutions writes it.
        if (
            Groups.Contains(subject)
            || (subject.Length == 0 && number is null && sign is "=" or ">=" or "≥")
        )
        {
            return Group(text, sign, value, groups);
        }

        if (number is not { } limit)
        {
            return (null, new("standing.error.value", text, value));
        }

        // Without a subject, a ceiling can only be meant for the place: of a score more is better.
        var isRank = Ranks.Contains(subject) || (subject.Length == 0 && sign is "<" or "<=" or "≤");
        if (!isRank && !Levels.Contains(subject))
        {
            return (null, new("standing.error.subject", text, subject));
        }

        if (isRank && sign is ">" or ">=" or "≥")
        {
            return (null, new("standing.error.rank", text));
        }

        return (
            new()
            {
                Text = text,
                Kind = isRank ? ConditionKind.Rank : ConditionKind.Level,
                Operator = sign switch
                {
                    ">" => ConditionOperator.Above,
                    "<" => ConditionOperator.Below,
                    "<=" or "≤" => ConditionOperator.AtMost,
                    "=" => isRank ? ConditionOperator.AtMost : ConditionOperator.AtLeast,
                    _ => ConditionOperator.AtLeast,
                },
                Limit = limit,
            },
            null
        );
    }

    private static (StandingCondition? Condition, Explanation? Fault) Group(
        string text,
        string sign,
        string value,
        IReadOnlyList<IndexGroup> groups
    )
    {
        var asked = Fold(value);
        var group = groups.FirstOrDefault(g =>
            new[] { g.Key, g.Name.Vi, g.Name.En, g.Also }
                .OfType<string>()
                .Any(n => Fold(n) == asked)
        );
        return group is null
                ? (
                    null,
                    new(
                        "standing.error.group",
                        text,
                        value,
                        groups.Count == 0 ? "–" : string.Join(", ", groups.Select(g => g.Key))
                    )
                )
            : sign is "<" or "<=" or "≤" or ">" ? (null, new("standing.error.group-sign", text))
            : (
                new()
                {
                    Text = text,
                    Kind = ConditionKind.Group,
                    Operator = ConditionOperator.AtLeast,
                    Group = group,
                },
                null
            );
    }

    [GeneratedRegex(@"^(?<subject>[\p{L}\p{M}_ ]*)(?<sign>>=|<=|≥|≤|>|<|=)(?<value>.+)$")]
    private static partial Regex Form();
}
