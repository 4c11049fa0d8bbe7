namespace ThuocDo.Indicators.Handling;

/// <summary>How many results took how many working days.</summary>
/// <param name="Counts">By days, the shortest first; only those that occur.</param>
/// <param name="Unknown">Results of which the days are not known: closed without a clock.</param>
public sealed record Distribution(IReadOnlyList<(int Days, long Count)> Counts, long Unknown)
{
    public static Distribution None { get; } = new([], 0);

    /// <summary>Adds parts up; counts that cancel out are left away.</summary>
    /// <param name="counts">Days, none where they are not known, with how many.</param>
    public static Distribution Of(IEnumerable<(int? Days, long Count)> counts)
    {
        var sums = counts
            .GroupBy(c => c.Days ?? -1)
            .Select(g => (Days: g.Key, Count: g.Sum(c => c.Count)))
            .Where(c => c.Count != 0)
            .OrderBy(c => c.Days)
            .ToList();
        return new(
            [.. sums.Where(c => c.Days >= 0)],
            sums.Where(c => c.Days < 0).Sum(c => c.Count)
        );
    }

    public static Distribution Sum(IEnumerable<Distribution> parts)
    {
        var list = parts.ToList();
        return Of(
            list.SelectMany(p => p.Counts.Select(c => ((int?)c.Days, c.Count)))
                .Concat(list.Select(p => ((int?)null, p.Unknown)))
        );
    }

    /// <summary>Results of which the days are known.</summary>
    public long Known => Counts.Sum(c => c.Count);

    /// <summary>
    /// The least number of days within which at least so many percent of the results came: nearest rank, the value at place
    /// ⌈percent · n ÷ 100⌉ of the sorted days. It is always a number that occurred; nothing is drawn between two.
    /// </summary>
    /// <param name="percent">Over 0 and at most 100; 50 is the median.</param>
    /// <returns>None without results: not applicable.</returns>
    public int? Percentile(int percent)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(percent, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(percent, 100);
        var known = Known;
        if (known <= 0)
        {
            return null;
        }

        var place = (known * percent + 99) / 100;
        foreach (var (days, count) in Counts)
        {
            place -= count;
            if (place <= 0)
            {
                return days;
            }
        }

        return Counts[^1].Days;
    }
}

/// <summary>One bar: results that took from <paramref name="Least"/> to <paramref name="Most"/> working days, both included.</summary>
public sealed record HandlingBar(int Least, int Most, long Count)
{
    public string Name =>
        Least == Most
            ? Least.ToString(System.Globalization.CultureInfo.InvariantCulture)
            : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Least}–{Most}");
}

/// <summary>Lays a distribution out in bars of one width, so that a bar's height can be compared with the next.</summary>
public static class HandlingBars
{
    /// <summary>More bars than this cannot be told apart on a phone.</summary>
    public const int MostBars = 40;

    private static readonly int[] Widths = [1, 2, 5, 10, 20, 50];

    /// <summary>From 0 days to the longest; bars without results are there, so that a gap is seen as one.</summary>
    public static IReadOnlyList<HandlingBar> Of(Distribution distribution)
    {
        if (distribution.Counts is not [.., var (longest, _)])
        {
            return [];
        }

        var width = Widths.First(w => longest / w < MostBars);
        var counts = distribution
            .Counts.GroupBy(c => c.Days / width)
            .ToDictionary(g => g.Key, g => g.Sum(c => c.Count));
        return
        [
            .. Enumerable
                .Range(0, longest / width + 1)
                .Select(i => new HandlingBar(
                    i * width,
                    i * width + width - 1,
                    counts.GetValueOrDefault(i)
                )),
        ];
    }
}
