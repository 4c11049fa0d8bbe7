using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Language;

namespace ThuocDo.Programmes.Resolution;

/// <summary>Conditions and their changes in words.</summary>
public static class ConditionText
{
    /// <summary>"≥ 80 %, 31/12/2025".</summary>
    public static string Of(Texts texts, Condition condition) =>
        texts[
            "version.demand",
            condition.Limit is { } limit
                ? $"{condition.Operator.Sign()} {Formats.Any(limit)}"
                : GroupOf(texts, condition.Group),
            UnitOf(texts, condition.Unit),
            condition.Deadline
        ];

    public static string Of(ItemChange change) =>
        change switch
        {
            ItemChange.Added => "version.added",
            ItemChange.Dropped => "version.dropped",
            _ => "version.changed",
        };

    public static string Of(Softening softening) =>
        softening switch
        {
            Softening.Limit => "version.softer.limit",
            Softening.Operator => "version.softer.operator",
            Softening.Deadline => "version.softer.deadline",
            Softening.Scope => "version.softer.scope",
            Softening.Incomparable => "version.softer.incomparable",
            _ => "version.softer.dropped",
        };

    /// <summary>A published group by its name; a word of the text stays as it is.</summary>
    private static string? GroupOf(Texts texts, string? group) =>
        texts.Has($"version.group.{group}") ? texts[$"version.group.{group}"] : group;

    /// <summary>Known units in both languages, others in the words of the text.</summary>
    private static string UnitOf(Texts texts, string unit) =>
        unit switch
        {
            "percent" => "%",
            "percent-per-year" => texts["version.unit.percent-a-year"],
            "points" => texts["version.unit.points"],
            "rank" => texts["version.unit.rank"],
            "group" => texts["version.unit.group"],
            "rounds-per-year" => texts["version.unit.rounds"],
            _ => unit,
        };
}
