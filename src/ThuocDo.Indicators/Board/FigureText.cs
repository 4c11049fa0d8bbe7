using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Language;

namespace ThuocDo.Indicators.Board;

/// <summary>How figures, limits and sources are written; rounding happens here and nowhere before.</summary>
public static class FigureText
{
    public const string None = "–";

    /// <summary>The value of a reading with its unit.</summary>
    public static string Value(Texts texts, ConditionInfo? condition, ReadingResult result) =>
        condition?.Kind switch
        {
            ConditionKind.Growth => result.Number is { } growth
                ? texts[
                    result.Definition.Reading == "relative"
                        ? "board.value.percent_a_year"
                        : "board.value.points_a_year",
                    Formats.Decimal(growth)
                ]
                : None,
            ConditionKind.Level => result.Number is { } score
                ? Score(texts, condition, score)
                : None,
            ConditionKind.Rank => result.Print switch
            {
                { Rank: { } rank, Ranked: { } ranked } => texts[
                    "board.value.rank_of",
                    rank,
                    ranked
                ],
                { Rank: { } rank } => texts["board.value.rank", rank],
                { Group: { } group } => group.Name.ToString(),
                _ => None,
            },
            ConditionKind.Group => result.Print?.Group?.Name.ToString() ?? None,
            ConditionKind.Count => result.Number is { } number
                ? texts["board.value.count", (long)number]
                : None,
            _ => result.Share?.Value is { } share ? Formats.Percent(share) : None,
        };

    /// <summary>The limit as the programme states it.</summary>
    public static string Limit(Texts texts, ConditionInfo condition)
    {
        if (condition.Kind == ConditionKind.Group)
        {
            // Without an index whose groups are known it stays the word of the text.
            return condition.Index is null
                ? condition.Group!
                : texts["board.limit.group." + condition.Group];
        }

        var limit = condition.Unit switch
        {
            "percent" => texts["board.value.percent", condition.Limit],
            "percent-per-year" => texts["board.value.percent_a_year", condition.Limit],
            "rank" => texts["board.value.rank", condition.Limit],
            "rounds-per-year" => texts["board.value.rounds_a_year", condition.Limit],
            "points" => texts["board.value.points", condition.Limit],
            var words => texts["board.value.of_unit", condition.Limit, words],
        };
        return $"{condition.Operator.Sign()} {limit}";
    }

    /// <summary>What the figure is counted from, or what it waits for.</summary>
    public static string Source(Texts texts, ReadingResult result) =>
        result.Definition.Source switch
        {
            Definitions.FigureSource.Dossiers => texts["board.source.dossiers"],
            Definitions.FigureSource.Register => texts[
                result.Verdict == Verdict.NotYetMeasured
                    ? "board.source.awaited"
                    : "board.source.register",
                texts["board.register." + result.Definition.Register]
            ],
            Definitions.FigureSource.Published => result.Edition is { } edition
                ? texts[
                    "board.source.published",
                    edition.Index,
                    edition.Year.ToString(System.Globalization.CultureInfo.InvariantCulture)
                ]
                : texts["board.source.not_published"],
            _ => texts[
                "board.source.awaited",
                texts["board.register." + result.Definition.Register]
            ],
        };

    /// <summary>One year of a series in words.</summary>
    public static string Point(Texts texts, ConditionInfo? condition, TrendPoint point) =>
        point.Value is not { } value
            ? None
            : condition?.Kind switch
            {
                ConditionKind.Level => Score(texts, condition, value),
                ConditionKind.Rank or ConditionKind.Group => Formats.Number((long)value),
                _ => Formats.Percent(value / 100),
            };

    private static string Score(Texts texts, ConditionInfo condition, decimal score) =>
        condition.Unit == "percent"
            ? Formats.Percent(score / 100)
            : texts["board.value.points", Formats.Decimal(score)];
}
