namespace ThuocDo.Indicators.Indices.Computing;

/// <summary>What was published of one province in one year, by the name of the part; a missing part has no entry.</summary>
/// <param name="Year">Year of measurement.</param>
/// <param name="Unit">Code of the province; empty for one that never had a code, such as Hà Tây.</param>
/// <param name="Given">The parts.</param>
public sealed record IndexInput(int Year, string Unit, IReadOnlyDictionary<string, decimal> Given)
{
    public decimal? Value(string part) => Given.TryGetValue(part, out var value) ? value : null;
}

/// <summary>The computed result of one province in one year.</summary>
public sealed record IndexScore
{
    public required int Year { get; init; }
    public required string Unit { get; init; }
    public required IReadOnlyDictionary<string, decimal?> Parts { get; init; }

    /// <summary>Not rounded; none where a part is missing.</summary>
    public decimal? Total { get; init; }
    public int? Rank { get; init; }

    /// <summary>How many provinces have a total in that year.</summary>
    public required int Ranked { get; init; }
}

/// <summary>Totals and ranks of an index, year by year.</summary>
public static class IndexScoring
{
    /// <summary>In the order of the years and codes, whatever the order of the input.</summary>
    public static IReadOnlyList<IndexScore> Of(
        IEnumerable<IndexInput> inputs,
        Func<int, IndexMethod> methods
    ) =>
        [.. inputs.GroupBy(i => i.Year).OrderBy(g => g.Key).SelectMany(g => Of(g, methods(g.Key)))];

    private static IEnumerable<IndexScore> Of(IEnumerable<IndexInput> year, IndexMethod method)
    {
        var scored = year.OrderBy(i => i.Unit, StringComparer.Ordinal)
            .Select(i =>
            {
                var parts = method.PartsFrom(i.Value);
                return (Input: i, Parts: parts, Total: method.TotalFrom(p => parts[p]));
            })
            .ToList();
        var ranks = Ranking.Of([.. scored.Select(s => s.Total)]);
        var ranked = scored.Count(s => s.Total is not null);
        return scored.Zip(
            ranks,
            (s, rank) =>
                new IndexScore
                {
                    Year = s.Input.Year,
                    Unit = s.Input.Unit,
                    Parts = s.Parts,
                    Total = s.Total,
                    Rank = rank,
                    Ranked = ranked,
                }
        );
    }
}
