using ThuocDo.Shared.Reference;

namespace ThuocDo.Legal.Simplification.Cost;

/// <summary>The average income of a working hour of a year, with where it is from.</summary>
public sealed record HourlyIncome(int Year, decimal Dong, string Source, bool IsConfirmed)
{
    /// <summary>12 months of 22 days of 8 hours.</summary>
    public const decimal HoursOfYear = 2112;

    private static readonly Lazy<IReadOnlyList<HourlyIncome>> Table = new(() =>
        [
            .. ShippedData
                .Rows("simplification/hourly-income.csv")
                .Select(r => new HourlyIncome(
                    r.Int("year"),
                    Of(r.Int("gdp_per_head")),
                    r.Required("source"),
                    r["confidence"] == "confirmed"
                ))
                .OrderBy(r => r.Year),
        ]
    );

    public static IReadOnlyList<HourlyIncome> All => Table.Value;

    /// <summary>Product per head by the hours of a year, to the whole đồng, half away from zero.</summary>
    public static decimal Of(decimal perHead) =>
        Math.Round(perHead / HoursOfYear, 0, MidpointRounding.AwayFromZero);

    /// <summary>That of the year, or of the last year before it that is known; none before the first.</summary>
    public static HourlyIncome? For(int year) => All.LastOrDefault(r => r.Year <= year);
}
