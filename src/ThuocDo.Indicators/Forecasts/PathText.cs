using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Language;

namespace ThuocDo.Indicators.Forecasts;

/// <summary>How milestones and forecasts are written.</summary>
public static class PathText
{
    /// <summary>On the scale of the milestones: percent, points, a place, rounds.</summary>
    public static string Value(Texts texts, ConditionInfo info, decimal value) =>
        info.Kind switch
        {
            ConditionKind.Rank => texts["board.value.rank", Whole(value)],
            ConditionKind.Count => texts["board.value.rounds_a_year", Whole(value)],
            ConditionKind.Level when info.Unit != "percent" => texts[
                "board.value.points",
                Formats.Decimal(value)
            ],
            _ => Formats.Percent(value / 100),
        };

    public static string Due(Texts texts, ConditionInfo info, Milestone milestone) =>
        $"{MilestoneRule.OperatorOf(info).Sign()} {Value(texts, info, milestone.Value)}";

    public static string Forecast(Texts texts, ConditionInfo info, ForecastYear year) =>
        texts[
            "path.forecast.value",
            Value(texts, info, year.Value),
            Value(texts, info, year.Low),
            Value(texts, info, year.High)
        ];

    public static string Of(NoForecast why) =>
        why switch
        {
            NoForecast.TooFewYears => "path.none.few",
            NoForecast.DeadlinePassed => "path.none.passed",
            _ => "path.none.series",
        };

    public static string Of(Outlook outlook) =>
        outlook switch
        {
            Outlook.Reaches => "path.outlook.reaches",
            Outlook.Misses => "path.outlook.misses",
            _ => "path.outlook.open",
        };

    public static string Tone(Outlook outlook) =>
        outlook switch
        {
            Outlook.Reaches => "good",
            Outlook.Misses => "bad",
            _ => "warn",
        };

    private static long Whole(decimal value) =>
        (long)Math.Round(value, MidpointRounding.AwayFromZero);
}
