using ThuocDo.Indicators.Definitions;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Language;

namespace ThuocDo.Indicators.Focus;

/// <summary>How the top of the board is written.</summary>
public static class FocusText
{
    public static string Anchor(FocusGroup group) =>
        group switch
        {
            FocusGroup.Failing => "chua-dat",
            FocusGroup.AtRisk => "co-nguy-co",
            FocusGroup.Reached => "da-dat",
            _ => "chua-do",
        };

    public static string Tone(FocusGroup group) =>
        group switch
        {
            FocusGroup.Failing => "bad",
            FocusGroup.AtRisk => "warn",
            FocusGroup.Reached => "good",
            _ => "info",
        };

    public static string Count(FocusGroup group) =>
        group switch
        {
            FocusGroup.Failing => "focus.count.failing",
            FocusGroup.AtRisk => "focus.count.at_risk",
            FocusGroup.Reached => "focus.count.reached",
            _ => "focus.count.not_measured",
        };

    public static string Title(FocusGroup group) =>
        group switch
        {
            FocusGroup.Failing => "focus.title.failing",
            FocusGroup.AtRisk => "focus.title.at_risk",
            FocusGroup.Reached => "focus.title.reached",
            _ => "focus.title.not_measured",
        };

    /// <summary>What is missing in the unit of the target; none where nothing is missing or nothing is known.</summary>
    public static string? Missing(Texts texts, FocusLine line)
    {
        if (line.Missing is not > 0)
        {
            return null;
        }

        var missing = line.Missing.Value;
        return line switch
        {
            { Gap: not null } => texts["gap.points.value", Formats.Decimal(missing)],
            { Condition.Info.Kind: ConditionKind.Rank } => texts["focus.missing.rank", missing],
            { Condition.Info.Kind: ConditionKind.Group } => texts["focus.missing.group", missing],
            { Condition.Info.Unit: "percent" } => texts[
                "gap.points.value",
                Formats.Decimal(missing)
            ],
            _ => texts["board.value.points", Formats.Decimal(missing)],
        };
    }

    /// <summary>What would close the gap of a published result of which no score at the wanted place is known.</summary>
    public static string? Alone(Texts texts, FocusLine line) =>
        (line.Condition.Info, line.Missing) switch
        {
            ({ Kind: ConditionKind.Rank, Limit: { } limit }, > 0) => texts[
                "focus.close.rank",
                line.Missing,
                (int)limit,
                line.Condition.Main.Year?.ToString(
                    System.Globalization.CultureInfo.InvariantCulture
                )
            ],
            ({ Kind: ConditionKind.Level }, > 0) => texts[
                "focus.close.level",
                Missing(texts, line)
            ],
            _ => null,
        };

    /// <summary>The text of how many more are wanted, by what is counted.</summary>
    public static string More(FocusLine line) =>
        line.Condition.Main.Definition switch
        {
            { Register: "one-stop-pairs" } => "focus.close.pairs",
            { Source: FigureSource.Catalogue } => "focus.close.procedures",
            { IsProvinceWide: true } => "focus.close.people",
            _ when !line.Gap!.Target.Operator.IsFloor() => "focus.close.fewer",
            _ => "focus.close.records",
        };
}
