using ThuocDo.Shared.Language;
using ThuocDo.Shared.Reference;

namespace ThuocDo.Indicators.ServiceIndex;

/// <summary>What a metric is worth where nothing falls under it.</summary>
public enum NoCase
{
    /// <summary>Nothing: online services and payments that nobody used, ratings that nobody gave.</summary>
    Zero,

    /// <summary>All its points: no petition was handled badly.</summary>
    Full,

    /// <summary>Neither points nor a maximum; what the portal does then was not seen.</summary>
    LeftOut,
}

/// <param name="Max">Points of the group; what its metrics make together beyond it is cut.</param>
public sealed record ServiceGroup(string Key, decimal Max, Bilingual Name, bool IsConfirmed);

/// <summary>A metric: points = max × min(1, numerator ÷ denominator ÷ full-at).</summary>
public sealed record ServiceMetric
{
    public required string Key { get; init; }
    public required ServiceGroup Group { get; init; }
    public required Bilingual Name { get; init; }
    public required decimal Max { get; init; }

    /// <summary>The share, 0 to 1, from which all points are given.</summary>
    public required decimal FullAt { get; init; }
    public required NoCase WhenNone { get; init; }

    /// <summary>Names of the counts whose sum is above the line.</summary>
    public required IReadOnlyList<string> Numerator { get; init; }
    public required string Denominator { get; init; }

    /// <summary>Whoever has something below its line had dossiers and is shown; procedures alone show nothing.</summary>
    public required bool ShowsCases { get; init; }
    public required string Source { get; init; }
    public required bool IsConfirmed { get; init; }
}

/// <summary>
/// The set of Decision 766/QĐ-TTg (Bộ chỉ số phục vụ người dân, doanh nghiệp): 100 points in six groups. How points come from counts is
/// data (<c>data/indices/service_metrics.csv</c>), for the decision does not say it all and the portal has changed it.
/// </summary>
public sealed record ServiceSet(
    IReadOnlyList<ServiceGroup> Groups,
    IReadOnlyList<ServiceMetric> Metrics
)
{
    /// <summary>The day of the decision.</summary>
    public static DateOnly Begins =>
        ShippedData.Rows("indices/service_groups.csv").Min(row => row.Date("valid_from"));

    public decimal Max => Groups.Sum(g => g.Max);

    /// <summary>The rules of a day; none before the decision.</summary>
    public static ServiceSet? On(DateOnly day)
    {
        var groups = Valid("indices/service_groups.csv", day)
            .Select(row => new ServiceGroup(
                row.Required("group"),
                row.OptionalDecimal("max")!.Value,
                new Bilingual(row.Required("name_vi"), row["name_en"]),
                row.Required("confidence") == "confirmed"
            ))
            .ToList();
        return groups.Count == 0
            ? null
            : new(
                groups,
                [
                    .. Valid("indices/service_metrics.csv", day)
                        .Select(row => new ServiceMetric
                        {
                            Key = row.Required("metric"),
                            Group = groups.Single(g => g.Key == row.Required("group")),
                            Name = new Bilingual(row.Required("name_vi"), row["name_en"]),
                            Max = row.OptionalDecimal("max")!.Value,
                            FullAt = row.OptionalDecimal("full_at")!.Value,
                            WhenNone = row.Enum<NoCase>("when_none"),
                            Numerator = row.Required("numerator").Split('+'),
                            Denominator = row.Required("denominator"),
                            ShowsCases = row.Required("shows_cases") == "yes",
                            Source = row.Required("source"),
                            IsConfirmed = row.Required("confidence") == "confirmed",
                        }),
                ]
            );
    }

    private static IEnumerable<CsvRow> Valid(string file, DateOnly day) =>
        ShippedData
            .Rows(file)
            .Where(row =>
                row.Date("valid_from") <= day
                && (row.OptionalDate("valid_to") is not { } end || day < end)
            );
}
