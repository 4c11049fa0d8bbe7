using ThuocDo.Indicators.Gaps;
using ThuocDo.Organisation.Units;
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

    /// <summary>
    /// What would close a gap, with the two numbers of its page in their meaning there: of what was counted, how many would have to be
    /// otherwise (<see cref="Gap.Turning"/>), or how many new ones, all as wanted, would do (<see cref="Gap.Growing"/>). The first is never
    /// "more": what ended late stays late.
    /// </summary>
    public static string Close(Texts texts, FocusLine line)
    {
        var gap = line.Gap!;
        var noun = texts[
            line.Condition.Main.Definition switch
            {
                { Register: "one-stop-pairs" } => "focus.noun.pairs",
                { Register: "payable-procedures" or "simplification" } => "focus.noun.procedures",
                { Register: "legal-documents" } => "focus.noun.documents",
                { Register: "job-positions" or "autonomy" } => "focus.noun.bodies",
                { Register: "work-files" } => "focus.noun.work-files",
                { IsProvinceWide: true } => "focus.noun.people",
                _ => "focus.noun.records",
            }
        ];
        var turning = gap.Turning is { } turned
            ? texts["focus.close.turning", turned, noun]
            : texts["focus.close.never"];
        return gap.Growing is { } grown
            ? $"{turning}, {texts["focus.close.growing", grown, noun]}"
            : turning;
    }

    /// <summary>Where what was counted would have to be otherwise; the numbers add up to <see cref="Gap.Turning"/> where the parts can give it.</summary>
    /// <returns>None where no part can be asked.</returns>
    public static string? Where(Texts texts, FocusLine line)
    {
        if (line is not { Closing: { } closing, Levers.Count: > 0 })
        {
            return null;
        }

        var places = line.Levers.Select(l => texts["focus.close.at", l.Records, l.Name]).ToList();
        if (closing.Parts.Count > line.Levers.Count)
        {
            var rest = closing.Parts.Skip(line.Levers.Count).ToList();
            places.Add(texts["focus.close.rest", rest.Sum(l => l.Records), rest.Count]);
        }

        return texts["focus.close.where", string.Join("; ", places)];
    }

    /// <summary>The share of a cause: never all of it while others lack something too, and never nothing.</summary>
    public static string Share(FocusCause cause) => Formats.RoughPercent(cause.Share, 0);

    /// <summary>The name of a unit; of one that ended by the day, when that was and who goes on with most of its work.</summary>
    public static string NameOn(Texts texts, UnitTree tree, Unit unit, DateOnly day)
    {
        var name = unit.NameIn(Texts.CurrentLanguage);
        return unit.ValidTo is not { } end || day < end ? name
            : tree.HeirOf(unit.Id, day) is { } heir && heir.Id != unit.Id
                ? texts[
                    "focus.ended.heir",
                    name,
                    end.AddDays(-1),
                    heir.NameIn(Texts.CurrentLanguage)
                ]
            : texts["focus.ended", name, end.AddDays(-1)];
    }
}
