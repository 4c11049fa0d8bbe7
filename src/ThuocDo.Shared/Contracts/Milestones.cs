namespace ThuocDo.Shared.Contracts;

/// <summary>What a figure should show at the end of a year on the way to its target.</summary>
/// <param name="Value">On the scale on which the condition is drawn: see <see cref="MilestoneRule"/>.</param>
/// <param name="IsSet">People set it; else it is proposed by the rule.</param>
/// <param name="Reason">Why it was set otherwise than proposed.</param>
public sealed record Milestone(int Year, decimal Value, bool IsSet = false, string? Reason = null);

/// <summary>The milestones that people set for the conditions of the programme that leads.</summary>
public interface IMilestoneSource
{
    /// <summary>By the key of the condition; none of those that are only proposed.</summary>
    Task<ILookup<string, Milestone>> SetAsync(CancellationToken cancellation);
}

/// <summary>The figure of a year.</summary>
/// <param name="IsWhole">False while the year runs.</param>
/// <param name="IsBreak">The way of measuring changed before this year.</param>
public sealed record SeriesYear(
    int Year,
    decimal? Value,
    bool IsWhole = true,
    bool IsBreak = false
);

/// <summary>The yearly figures of the province, for those who set milestones.</summary>
public interface IConditionSeries
{
    /// <summary>By the key of the condition, the oldest year first; without the conditions that have no series.</summary>
    Task<IReadOnlyDictionary<string, IReadOnlyList<SeriesYear>>> OfHomeAsync(
        CancellationToken cancellation
    );
}

/// <summary>
/// Proposes a milestone for each year up to the deadline. A score or a share goes in equal steps from its base to its limit; what is
/// asked of every year (a place, a number of rounds) repeats; an average yearly increase is drawn on its share, so its milestones are
/// base + limit × years; a reduction begins at 0 in its base year. What is better than the limit already is asked to stay there. Without
/// a base only the deadline has a milestone, the limit itself. A published group has no number, so it has none.
/// </summary>
public static class MilestoneRule
{
    /// <summary>The year on which the figures of the programme build where a condition names none.</summary>
    public const int UsualBaseYear = 2020;

    private const decimal Whole = 100;

    /// <summary>
    /// The value from which the steps begin: that of the base year or, where the way of measuring has changed since, the first by
    /// the present one. None where there is no value before the deadline.
    /// </summary>
    public static SeriesYear? Base(ConditionInfo condition, IReadOnlyList<SeriesYear> series)
    {
        if (condition.Kind == ConditionKind.Reduction)
        {
            return condition.BaseYear is { } year ? new SeriesYear(year, 0) : null;
        }

        var from = condition.BaseYear ?? UsualBaseYear;
        return AfterLastBreak(series)
            .FirstOrDefault(p =>
                p.Value is not null
                && p.IsWhole
                && p.Year >= from
                && p.Year < condition.Deadline.Year
            );
    }

    /// <summary>The years that can be compared with the last one.</summary>
    public static IEnumerable<SeriesYear> AfterLastBreak(IReadOnlyList<SeriesYear> series) =>
        series.Skip(Math.Max(0, series.Select(p => p.IsBreak).ToList().LastIndexOf(true)));

    public static IReadOnlyList<Milestone> Propose(
        ConditionInfo condition,
        IReadOnlyList<SeriesYear> series
    )
    {
        if (condition.Kind == ConditionKind.Group || condition.Limit is not { } limit)
        {
            return [];
        }

        var last = condition.Deadline.Year;
        var first = condition.BaseYear ?? UsualBaseYear;
        if (Repeats(condition))
        {
            return [.. Years(first + 1, last).Select(y => new Milestone(y, limit))];
        }

        if (Base(condition, series) is not { Value: { } begin } start)
        {
            return condition.Kind == ConditionKind.Growth ? [] : [new Milestone(last, limit)];
        }

        return
        [
            .. Years(start.Year + 1, last)
                .Select(y => new Milestone(
                    y,
                    Math.Round(
                        condition.Kind == ConditionKind.Growth
                                ? Math.Min(Whole, begin + limit * (y - start.Year))
                            : condition.Operator.IsMet(begin, limit) ? limit
                            : begin + (limit - begin) * (y - start.Year) / (last - start.Year),
                        Decimals(condition),
                        MidpointRounding.AwayFromZero
                    )
                )),
        ];
    }

    /// <summary>What people set takes the place of what is proposed for the year.</summary>
    public static IReadOnlyList<Milestone> With(
        IReadOnlyList<Milestone> proposed,
        IEnumerable<Milestone> set
    )
    {
        var byYear = proposed.ToDictionary(m => m.Year);
        foreach (var milestone in set)
        {
            byYear[milestone.Year] = milestone;
        }

        return [.. byYear.Values.OrderBy(m => m.Year)];
    }

    /// <summary>Asked of every year alike.</summary>
    public static bool Repeats(ConditionInfo condition) =>
        condition.Kind is ConditionKind.Rank or ConditionKind.Count;

    /// <summary>More is better on the scale of the milestones.</summary>
    public static ConditionOperator OperatorOf(ConditionInfo condition) =>
        condition.Kind is ConditionKind.Growth or ConditionKind.Reduction
            ? ConditionOperator.AtLeast
            : condition.Operator;

    /// <summary>As the figures are printed.</summary>
    public static int Decimals(ConditionInfo condition) => Repeats(condition) ? 0 : 2;

    /// <summary>What a figure can be: a share 0 to 100, a place from 1.</summary>
    public static (decimal Least, decimal? Most) Range(ConditionInfo condition) =>
        condition.Kind switch
        {
            ConditionKind.Rank => (1, null),
            ConditionKind.Count => (0, null),
            _ => (0, Whole),
        };

    private static IEnumerable<int> Years(int first, int last) =>
        Enumerable.Range(first, Math.Max(0, last - first + 1));
}
