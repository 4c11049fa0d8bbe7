using ThuocDo.Indicators.Indices.Computing;

namespace ThuocDo.Indicators.Surveys.Rules;

/// <summary>A question or statistic by which bodies are compared.</summary>
/// <param name="Key">Its name in the data.</param>
/// <param name="Part">The sub-index it belongs to.</param>
/// <param name="Direction">Whether more is better.</param>
/// <param name="Weight">Its part of the sub-index; only the proportion counts.</param>
public sealed record DdciCriterion(string Key, string Part, Direction Direction, Weight Weight);

/// <summary>A sub-index and its part of the total; only the proportion counts.</summary>
public sealed record DdciPart(string Key, decimal Weight);

/// <summary>A group of scores, from this total on.</summary>
public sealed record DdciTier(string Key, decimal From);

/// <summary>Where the ends of the scales come from.</summary>
/// <param name="Span">Over which years extremes are sought.</param>
/// <param name="Fixed">Ends that were agreed beforehand, by criterion; then no body moves another. None: extremes.</param>
public sealed record DdciAnchors(
    AnchorSpan Span,
    IReadOnlyDictionary<string, Anchors>? Fixed = null
);

/// <summary>The value of one criterion for one body in one year; none: too few answers, or no statistic.</summary>
public sealed record DdciValue(int Year, string Body, string Criterion, decimal? Value);

/// <summary>How a body came out.</summary>
/// <param name="Body">Its key.</param>
/// <param name="Parts">Sub-indices from 1 to 10, not rounded.</param>
/// <param name="Total">From 10 to 100; none where a part is missing.</param>
/// <param name="Rank">Competition rank among those with a total.</param>
/// <param name="Tier">Key of the group.</param>
/// <param name="TotalFixed">The total on the ends of scale of the year before; the rest of the change came from the ends, that is from other bodies.</param>
public sealed record DdciScore(
    string Body,
    IReadOnlyDictionary<string, decimal?> Parts,
    decimal? Total,
    int? Rank,
    string? Tier,
    decimal? TotalFixed
)
{
    /// <summary>What moved only because the ends of the scale moved.</summary>
    public decimal? MovedByOthers => Total - TotalFixed;
}

/// <summary>How bodies are compared: criteria, sub-indices, ends of scales and groups.</summary>
public sealed class DdciMethod(
    IReadOnlyList<DdciCriterion> criteria,
    IReadOnlyList<DdciPart> parts,
    IReadOnlyList<DdciTier> tiers,
    DdciAnchors anchors
)
{
    public IReadOnlyList<DdciCriterion> Criteria => criteria;
    public IReadOnlyList<DdciPart> Parts => parts;

    /// <summary>Scores of one group of bodies in one year, in the order of the keys. Nothing is rounded.</summary>
    public IReadOnlyList<DdciScore> Score(int year, IReadOnlyList<DdciValue> values)
    {
        var ends = EndsOf(year, values);
        var before = values.Any(v => v.Year == year - 1) ? EndsOf(year - 1, values) : null;
        var rows = values
            .Where(v => v.Year == year)
            .GroupBy(v => v.Body)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g =>
            {
                var given = g.ToDictionary(v => v.Criterion, v => v.Value);
                var scored = PartsOf(given, ends);
                return (
                    g.Key,
                    Parts: scored,
                    Total: TotalOf(scored),
                    Fixed: before is null ? null : TotalOf(PartsOf(given, before))
                );
            })
            .ToList();
        return
        [
            .. rows.Zip(
                Ranking.Of([.. rows.Select(r => r.Total)]),
                (r, rank) => new DdciScore(r.Key, r.Parts, r.Total, rank, TierOf(r.Total), r.Fixed)
            ),
        ];
    }

    /// <summary>The two ends of each criterion for a year.</summary>
    public IReadOnlyDictionary<string, Anchors> EndsOf(int year, IReadOnlyList<DdciValue> values)
    {
        if (anchors.Fixed is { } agreed)
        {
            return agreed;
        }

        var found = new Dictionary<string, Anchors>();
        foreach (
            var (value, criterion) in values
                .Where(v => anchors.Span.Covers(v.Year, year) && v.Value is not null)
                .Select(v => (v.Value!.Value, v.Criterion))
        )
        {
            found[criterion] = found.TryGetValue(criterion, out var ends)
                ? new(Math.Min(ends.Low, value), Math.Max(ends.High, value))
                : new(value, value);
        }

        return found;
    }

    public string? TierOf(decimal? total) =>
        total is { } score
            ? tiers.OrderByDescending(t => t.From).FirstOrDefault(t => score >= t.From)?.Key
            : null;

    private Dictionary<string, decimal?> PartsOf(
        IReadOnlyDictionary<string, decimal?> given,
        IReadOnlyDictionary<string, Anchors> ends
    ) =>
        parts.ToDictionary(
            p => p.Key,
            p =>
                MeanOf(
                    criteria
                        .Where(c => c.Part == p.Key)
                        .Select(c =>
                            (
                                given.GetValueOrDefault(c.Key) is { } value
                                && ends.TryGetValue(c.Key, out var scale)
                                    ? scale.Score(value, c.Direction)
                                    : null,
                                c.Weight.Value
                            )
                        )
                )
        );

    private decimal? TotalOf(Dictionary<string, decimal?> scored) =>
        MeanOf(parts.Select(p => (scored[p.Key], p.Weight))) * 10;

    /// <summary>None where one is missing.</summary>
    private static decimal? MeanOf(IEnumerable<(decimal? Score, decimal Weight)> scores)
    {
        decimal? sum = 0;
        var weights = 0m;
        foreach (var (score, weight) in scores)
        {
            sum += score * weight;
            weights += weight;
        }

        return weights == 0 ? null : sum / weights;
    }
}
