using ThuocDo.Programmes.Reports.Claims;
using ThuocDo.Programmes.Reports.Numbers;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Reference;

namespace ThuocDo.Programmes.Reports.Drafting;

/// <summary>
/// Makes the sentence of a figure from the parts that its numbers allow, so that a drafted claim is true. The words ship
/// in <c>data/programme/report-phrases.csv</c>; <c>{*}</c> is the figure, <c>[name]</c> its name.
/// </summary>
public static class PhraseBook
{
    private static readonly Dictionary<(string, string), string> Phrases = ShippedData
        .Rows("programme/report-phrases.csv")
        .ToDictionary(r => (r.Required("part"), r.Required("when")), r => r.Required("text_vi"));

    public static string Condition(Figure now, Figure? before) =>
        Fill(
            Phrases[("figure", KindOf(now))]
                + (KindOf(now) == "none" ? "" : Trend(now, before) + Limit(now))
                + ".",
            now
        );

    public static string Unmet(Figure now) => Fill(Phrases[("unmet", "some")], now);

    public static string NothingUnmet => Phrases[("unmet", "nothing")];

    /// <summary>Empty where there is nothing to compare.</summary>
    public static string TrendOf(Figure? now, Figure? before) =>
        now is null ? "" : Fill(Trend(now, before), now);

    private static string Trend(Figure now, Figure? before)
    {
        if (NumberWords.Compare(now, before) is not { } change)
        {
            return "";
        }

        if (change == 0)
        {
            return Phrases[("trend", "same")];
        }

        var way = change > 0 ? "up" : "down";
        return Phrases.GetValueOrDefault(("trend", $"{way}-{now.Measure}"))
            ?? Phrases[("trend", way)];
    }

    private static string Limit(Figure now) =>
        ClaimCheck.Holds(ClaimMeaning.Met, now, null) switch
        {
            null => "",
            false => Phrases[("limit", "not-met")],
            true when ClaimCheck.Holds(ClaimMeaning.Exceeded, now, null) == true => Phrases[
                ("limit", "exceeded")
            ],
            _ => Phrases[("limit", "met")],
        };

    private static string KindOf(Figure figure) =>
        figure.Value is null && figure.Group is null ? "none"
        : figure.Measure == "rank" ? "rank"
        : figure.Denominator is > 0 && figure.Measure == "percent" ? "share"
        : "value";

    private static string Fill(string phrase, Figure figure) =>
        phrase
            .Replace("*", figure.Question.Key, StringComparison.Ordinal)
            .Replace("[name]", figure.Name.In(NumberWords.Language), StringComparison.Ordinal);
}
