using System.Globalization;
using ThuocDo.Indicators.Surveys.Rules;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Reference;

namespace ThuocDo.Indicators.Surveys;

/// <summary>A group of DDCI scores with its names.</summary>
public sealed record SurveyTier(DdciTier Tier, Bilingual Name);

/// <summary>What the province decides about its surveys: <c>data/surveys</c>, mostly unconfirmed.</summary>
public static class SurveySettings
{
    private static readonly Lazy<IReadOnlyDictionary<string, decimal>> Rows = new(() =>
        ShippedData
            .Rows("surveys/settings.csv")
            .ToDictionary(
                r => r.Required("key"),
                r => decimal.Parse(r.Required("value"), CultureInfo.InvariantCulture)
            )
    );

    private static readonly Lazy<IReadOnlyList<SurveyTier>> TierRows = new(() =>
        [
            .. ShippedData
                .Rows("surveys/tiers.csv")
                .Select(r => new SurveyTier(
                    new(r.Required("key"), r.Int("from")),
                    new(r.Required("name_vi"), r.Required("name_en"))
                )),
        ]
    );

    /// <summary>Answers below which a figure is not shown alone.</summary>
    public static int LeastShown => (int)Rows.Value["least-shown"];

    /// <summary>Answers below which a body gets no score and no rank.</summary>
    public static int LeastRanked => (int)Rows.Value["least-ranked"];

    public static int LeastStratum => (int)Rows.Value["least-stratum"];
    public static decimal Target => Rows.Value["target"];
    public static IReadOnlyList<SurveyTier> Tiers => TierRows.Value;
}
