using ThuocDo.Shared.Language;

namespace ThuocDo.Indicators.Indices.Computing;

/// <summary>Years in which something holds, both ends included; without an end it holds on.</summary>
public readonly record struct YearSpan(int From, int? To)
{
    public bool Contains(int year) => From <= year && (To is not { } last || year <= last);

    public override string ToString() =>
        To is not { } last ? $"{From}–"
        : last == From ? $"{From}"
        : $"{From}–{last}";
}

/// <summary>A part of an index in the years in which it counts with this weight.</summary>
public sealed record IndexPart
{
    public required string Index { get; init; }

    /// <summary>Its name in the data, for instance <c>dim1</c>, <c>SC11</c>, <c>entry_costs</c>.</summary>
    public required string Key { get; init; }

    /// <summary>The part that it is itself a part of; none where it is a part of the total.</summary>
    public string? Of { get; init; }
    public required decimal Weight { get; init; }
    public required YearSpan Years { get; init; }
    public required Bilingual Name { get; init; }

    /// <summary>The most that the part can reach, where known.</summary>
    public decimal? MaxScore { get; init; }
    public required string Source { get; init; }
    public required bool IsConfirmed { get; init; }
}

/// <summary>
/// How the total of an index comes from its parts in one year: sum of weight × part, divided by the divisor. A part may
/// itself be the sum of parts. Nothing is rounded; a missing part leaves what is made of it empty.
/// </summary>
public sealed class IndexMethod
{
    private readonly ILookup<string, IndexPart> below;

    internal IndexMethod(IndexRule rule, int year, IReadOnlyList<IndexPart> parts)
    {
        (Rule, Year) = (rule, year);
        Parts = [.. parts.Where(p => p.Of is null)];
        below = parts.Where(p => p.Of is not null).ToLookup(p => p.Of!);
        Inputs = [.. Parts.SelectMany(p => below.Contains(p.Key) ? below[p.Key] : [p])];
    }

    public IndexRule Rule { get; }
    public int Year { get; }

    /// <summary>The parts of the total, in the order in which they are published.</summary>
    public IReadOnlyList<IndexPart> Parts { get; }

    /// <summary>What has to be given: the parts that are no sum of others.</summary>
    public IReadOnlyList<IndexPart> Inputs { get; }

    public IReadOnlyList<IndexPart> PartsOf(string part) => [.. below[part]];

    /// <summary>The parts of the total from what is given.</summary>
    public IReadOnlyDictionary<string, decimal?> PartsFrom(Func<string, decimal?> given) =>
        Parts.ToDictionary(
            p => p.Key,
            p => below.Contains(p.Key) ? Sum(below[p.Key], given) : given(p.Key)
        );

    /// <summary>The total from its parts; none where one is missing.</summary>
    public decimal? TotalFrom(Func<string, decimal?> parts) => Sum(Parts, parts) / Rule.Divisor;

    /// <summary>What one part brings to the total.</summary>
    public decimal? ShareOf(IndexPart part, decimal? value) => value * part.Weight / Rule.Divisor;

    private static decimal? Sum(IEnumerable<IndexPart> parts, Func<string, decimal?> value)
    {
        decimal? sum = 0;
        foreach (var part in parts)
        {
            sum += part.Weight * value(part.Key);
        }

        return sum;
    }
}

/// <summary>The way in which parts become a total, and the years in which it is used.</summary>
public sealed record IndexRule
{
    public required string Index { get; init; }
    public required YearSpan Years { get; init; }
    public required decimal Divisor { get; init; }

    /// <summary>What the total is, as the end of a sentence.</summary>
    public required Bilingual Words { get; init; }
    public required string Source { get; init; }
    public required bool IsConfirmed { get; init; }
}
