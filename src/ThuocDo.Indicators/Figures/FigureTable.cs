using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Facts;

namespace ThuocDo.Indicators.Figures;

/// <summary>What one query counted, to be looked up by part (level, unit or procedure), measure and bucket.</summary>
public sealed class FigureTable
{
    private readonly Dictionary<(string Part, string Measure, string Bucket), long> counts;

    public FigureTable(IEnumerable<FigureRow> rows)
    {
        counts = rows.ToDictionary(r => (r.Part, r.Measure, r.Bucket), r => r.Count);
        Parts = [.. counts.Keys.Select(k => k.Part).Distinct().Order(StringComparer.Ordinal)];
        Buckets = [.. counts.Keys.Select(k => k.Bucket).Distinct().Order(StringComparer.Ordinal)];
    }

    public IReadOnlyList<string> Parts { get; }

    public IReadOnlyList<string> Buckets { get; }

    public long Count(string part, Measure measure, string bucket) =>
        counts.GetValueOrDefault((part, measure.Code, bucket));

    /// <summary>Over one level, or over all of them.</summary>
    public long Total(Level? level, Measure measure, string bucket) =>
        level is { } one
            ? Count(one.ToString(), measure, bucket)
            : Parts.Sum(part => Count(part, measure, bucket));

    /// <summary>Over all buckets up to and including the named one: stocks are sums since the beginning.</summary>
    public long TotalUpTo(Level? level, Measure measure, string bucket) =>
        Buckets
            .Where(b => string.CompareOrdinal(b, bucket) <= 0)
            .Sum(b => Total(level, measure, b));

    public Share TotalShare(Level? level, Measure numerator, Measure denominator, string bucket) =>
        new(Total(level, numerator, bucket), Total(level, denominator, bucket));

    public Share Share(string part, Measure numerator, Measure denominator, string bucket) =>
        new(Count(part, numerator, bucket), Count(part, denominator, bucket));
}
