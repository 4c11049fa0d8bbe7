namespace ThuocDo.Indicators.ServiceIndex;

/// <summary>One metric of one body.</summary>
/// <param name="Numerator">None where it is not counted here, or only its share is known.</param>
/// <param name="Share">0 to 1, may be more; none without a case or without a measure.</param>
/// <param name="Points">Not rounded; none where it counts neither way.</param>
public sealed record ServicePoints(
    ServiceMetric Metric,
    decimal? Numerator,
    decimal? Denominator,
    decimal? Share,
    decimal? Points,
    bool IsMeasured
)
{
    /// <summary>What one record more above the line is worth, in points; none without a case or with all points.</summary>
    public decimal? PerRecord =>
        Points < Metric.Max && Numerator is not null && Denominator > 0
            ? Metric.Max / Metric.FullAt / Denominator.Value
            : null;
}

/// <summary>What is missing to the points that a metric can still bring to the total.</summary>
/// <param name="Records">How many more above the line, the line below as it is.</param>
/// <param name="Points">What they bring: to the maximum of the metric, or of its group where that comes first.</param>
public sealed record ServiceLever(ServicePoints Metric, long Records, decimal Points);

/// <param name="Points">Not rounded, never above the maximum of the group; none where none of its metrics is counted.</param>
/// <param name="Within">The points that its counted metrics could give.</param>
public sealed record ServiceGroupPoints(
    ServiceGroup Group,
    IReadOnlyList<ServicePoints> Metrics,
    decimal? Points,
    decimal Within
);

/// <summary>The set for one body and one span of days.</summary>
public sealed record ServiceScore(ServiceSet Set, IReadOnlyList<ServiceGroupPoints> Groups)
{
    /// <summary>Of the counted metrics, not rounded; none where nothing is counted.</summary>
    public decimal? Points =>
        Groups.Any(g => g.Points is not null) ? Groups.Sum(g => g.Points ?? 0) : null;

    /// <summary>The points that the counted metrics could give: 100 only where all are counted.</summary>
    public decimal Within => Groups.Sum(g => g.Within);

    /// <summary>Whether a dossier was handled at all: without one, zeros say nothing of a body.</summary>
    public bool HasCases => Metrics.Any(m => m.Metric.ShowsCases && m.Denominator > 0);

    public IEnumerable<ServicePoints> Metrics => Groups.SelectMany(g => g.Metrics);

    /// <summary>Metrics that can still bring points to the total, those first whose next record is worth most.</summary>
    public IReadOnlyList<ServiceLever> Levers =>
        [
            .. Groups
                .SelectMany(group =>
                    group
                        .Metrics.Where(m => m.PerRecord is not null)
                        .Select(m =>
                        {
                            var open = Math.Min(
                                m.Metric.Max - m.Points!.Value,
                                group.Within - group.Points!.Value
                            );
                            return new ServiceLever(
                                m,
                                open <= 0
                                    ? 0
                                    : (long)Math.Ceiling(Math.Round(open / m.PerRecord!.Value, 9)),
                                open
                            );
                        })
                )
                .Where(l => l.Records > 0)
                .OrderByDescending(l => l.Metric.PerRecord)
                .ThenByDescending(l => l.Points),
        ];

    /// <param name="counts">Counts by name; a name that is missing was not counted, which is not 0.</param>
    /// <param name="shares">Shares in percent by metric, where only those are known.</param>
    public static ServiceScore Of(
        ServiceSet set,
        IReadOnlyDictionary<string, decimal> counts,
        IReadOnlyDictionary<string, decimal>? shares = null
    ) =>
        new(
            set,
            [
                .. set.Groups.Select(group =>
                    Grouped(
                        group,
                        [
                            .. set
                                .Metrics.Where(m => m.Group == group)
                                .Select(m => Of(m, counts, shares)),
                        ]
                    )
                ),
            ]
        );

    /// <summary>The same bodies with other counts above the line, by metric; the line below stays.</summary>
    public ServiceScore With(IReadOnlyDictionary<string, decimal> above) =>
        new(
            Set,
            [
                .. Groups.Select(group =>
                    Grouped(
                        group.Group,
                        [
                            .. group.Metrics.Select(m =>
                                above.TryGetValue(m.Metric.Key, out var count)
                                && m.Denominator is > 0 and var below
                                    ? Scored(m.Metric, count, below, count / below)
                                    : m
                            ),
                        ]
                    )
                ),
            ]
        );

    private static ServiceGroupPoints Grouped(
        ServiceGroup group,
        IReadOnlyList<ServicePoints> metrics
    )
    {
        var counted = metrics.Where(m => m.Points is not null).ToList();
        return new(
            group,
            metrics,
            counted.Count == 0 ? null : Math.Min(group.Max, counted.Sum(m => m.Points!.Value)),
            Math.Min(group.Max, counted.Sum(m => m.Metric.Max))
        );
    }

    private static ServicePoints Of(
        ServiceMetric metric,
        IReadOnlyDictionary<string, decimal> counts,
        IReadOnlyDictionary<string, decimal>? shares
    )
    {
        if (
            counts.TryGetValue(metric.Denominator, out var below)
            && metric.Numerator.All(counts.ContainsKey)
        )
        {
            var above = metric.Numerator.Sum(name => counts[name]);
            return below > 0
                ? Scored(metric, above, below, above / below)
                : new(metric, above, below, null, WithoutCase(metric), true);
        }

        return shares is not null && shares.TryGetValue(metric.Key, out var percent)
            ? Scored(metric, null, null, percent / 100)
            : new(metric, null, null, null, null, false);
    }

    private static ServicePoints Scored(
        ServiceMetric metric,
        decimal? above,
        decimal? below,
        decimal share
    ) =>
        new(
            metric,
            above,
            below,
            share,
            metric.Max * Math.Clamp(share / metric.FullAt, 0, 1),
            true
        );

    private static decimal? WithoutCase(ServiceMetric metric) =>
        metric.WhenNone switch
        {
            NoCase.Zero => 0,
            NoCase.Full => metric.Max,
            _ => null,
        };
}
