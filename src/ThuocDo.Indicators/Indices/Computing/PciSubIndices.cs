namespace ThuocDo.Indicators.Indices.Computing;

/// <summary>The raw value of one indicator of a sub-index of PCI in one province.</summary>
public sealed record IndicatorReading
{
    public required int Year { get; init; }
    public required string Unit { get; init; }
    public required string SubIndex { get; init; }

    /// <summary>Name in the file of that year.</summary>
    public required string Code { get; init; }

    /// <summary>Name by which the indicator is known in all years; files rename them.</summary>
    public required string Series { get; init; }
    public Direction Direction { get; init; }
    public Weight Weight { get; init; }
    public decimal? Value { get; init; }
}

/// <summary>A sub-index of one province; no score where a value is missing.</summary>
public sealed record SubIndexScore(int Year, string Unit, string SubIndex, decimal? Score);

/// <summary>What one raw unit of an indicator adds to its sub-index.</summary>
public sealed record FixedIndex(decimal Intercept, IReadOnlyDictionary<string, decimal> Slopes);

/// <summary>
/// Sub-indices of PCI from raw indicators: each is put on a scale from 1 to 10 between its anchors, turned where less is
/// better, and the weighted mean is taken. Nothing is rounded.
/// </summary>
public static class PciSubIndices
{
    /// <summary>With anchors found among the readings.</summary>
    public static IReadOnlyList<SubIndexScore> Of(
        IReadOnlyCollection<IndicatorReading> readings,
        AnchorSpan span
    )
    {
        var values = readings
            .Where(r => r.Value is not null)
            .GroupBy(r => (r.SubIndex, r.Series))
            .ToDictionary(g => g.Key, g => g.ToList());
        var anchors = readings
            .Select(r => (r.Year, r.SubIndex, r.Series))
            .Distinct()
            .ToDictionary(
                k => k,
                k =>
                    values.TryGetValue((k.SubIndex, k.Series), out var all)
                        ? Between(all.Where(r => span.Covers(r.Year, k.Year)))
                        : null
            );
        return Scores(
            readings,
            r => r.Series,
            unit =>
            {
                decimal? sum = 0;
                foreach (var r in unit)
                {
                    sum +=
                        r.Value is { } value
                        && anchors[(r.Year, r.SubIndex, r.Series)]?.Score(value, r.Direction)
                            is { } score
                            ? r.Weight.Of(score)
                            : null;
                }

                return sum / unit.Sum(r => r.Weight.Value);
            }
        );
    }

    /// <summary>With the anchors of a table, as intercept and slopes by year and sub-index.</summary>
    public static IReadOnlyList<SubIndexScore> Of(
        IReadOnlyCollection<IndicatorReading> readings,
        IReadOnlyDictionary<(int Year, string SubIndex), FixedIndex> table
    ) =>
        Scores(
            readings,
            r => r.Code,
            unit =>
            {
                var index = table[(unit[0].Year, unit[0].SubIndex)];
                decimal? sum = index.Intercept;
                foreach (var r in unit)
                {
                    sum += index.Slopes[r.Code] * r.Value;
                }

                return unit.Count == index.Slopes.Count ? sum : null;
            }
        );

    /// <summary>A province without one of the indicators of its year has no score.</summary>
    private static IReadOnlyList<SubIndexScore> Scores(
        IEnumerable<IndicatorReading> readings,
        Func<IndicatorReading, string> name,
        Func<IReadOnlyList<IndicatorReading>, decimal?> score
    ) =>
        [
            .. readings
                .GroupBy(r => (r.Year, r.SubIndex))
                .SelectMany(index =>
                {
                    var asked = index.Select(name).Distinct().Count();
                    return index
                        .GroupBy(r => r.Unit)
                        .Select(unit => new SubIndexScore(
                            index.Key.Year,
                            unit.Key,
                            index.Key.SubIndex,
                            unit.Count() == asked ? score([.. unit]) : null
                        ));
                })
                .OrderBy(s => s.Year)
                .ThenBy(s => s.Unit, StringComparer.Ordinal)
                .ThenBy(s => s.SubIndex, StringComparer.Ordinal),
        ];

    private static Anchors? Between(IEnumerable<IndicatorReading> readings)
    {
        var values = readings.Select(r => r.Value!.Value).ToList();
        return values.Count == 0 ? null : new(values.Min(), values.Max());
    }
}
