using ThuocDo.Shared.Language;
using ThuocDo.Shared.Reference;

namespace ThuocDo.Indicators.Indices;

/// <summary>The total of a province in a year as it was published; places are computed from the totals.</summary>
/// <param name="IsConfirmed">Checked against the owner's own table; otherwise from a copy of it.</param>
public sealed record ProvinceScore(
    string Index,
    int Year,
    string Province,
    decimal Score,
    int Rank,
    int Ranked,
    bool IsConfirmed
);

/// <summary>
/// Totals of all 63 provinces of before 1 July 2025 in some years, for comparison: they decide nothing and stand beside the
/// <see cref="IndexBook"/>, whose editions are those of the home province and what persons took in.
/// </summary>
public static class ProvinceResults
{
    /// <summary>By code of the General Statistics Office.</summary>
    public static IReadOnlyDictionary<string, Bilingual> Names { get; } =
        ShippedData
            .Rows("indices/provinces.csv")
            .ToDictionary(
                r => r.Required("gso_code"),
                r => new Bilingual(r.Required("name_vi"), r["name_en"])
            );

    public static IReadOnlyList<ProvinceScore> Shipped { get; } =
    [
        .. ShippedData
            .Rows("indices/province_scores.csv")
            .Select(r => new ProvinceScore(
                r.Required("index"),
                r.Int("year"),
                r.Required("gso_code"),
                r.OptionalDecimal("score")!.Value,
                r.Int("rank"),
                r.Int("n_ranked"),
                r.Required("confidence") == "confirmed"
            )),
    ];
}
