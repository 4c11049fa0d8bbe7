using ThuocDo.Indicators.Indices.Computing;
using ThuocDo.Indicators.Indices.Standings;
using ThuocDo.Shared.Contracts;

namespace ThuocDo.Indicators.Indices;

/// <summary>One part of a result: what was printed and what it brings to the total.</summary>
public sealed record IndexPartRow(IndexPart Part, decimal? Score, decimal? Share);

/// <summary>A result with its parts, the check of its sum, and how it stands to each condition.</summary>
public sealed record IndexYear
{
    public required Edition Edition { get; init; }

    /// <summary>None where the way from parts to total is not known.</summary>
    public IndexMethod? Method { get; init; }

    /// <summary>Empty where no part was found.</summary>
    public required IReadOnlyList<IndexPartRow> Parts { get; init; }
    public Additivity? Sum { get; init; }

    /// <summary>Where the parts were printed.</summary>
    public string? Source { get; init; }
    public required IReadOnlyList<(
        ConditionInfo Condition,
        Standing Standing
    )> Standings { get; init; }

    public static IndexYear Of(Edition edition, IEnumerable<ConditionInfo> conditions)
    {
        var scores = edition.Parts;
        var method =
            scores.Count == 0 ? null : IndexMethods.Shipped.Find(edition.Index, edition.Year);
        decimal? Score(string part) => scores.TryGetValue(part, out var known) ? known.Score : null;

        return new()
        {
            Edition = edition,
            Method = IndexMethods.Shipped.Find(edition.Index, edition.Year),
            Parts =
            [
                .. (method?.Parts ?? []).Select(p => new IndexPartRow(
                    p,
                    Score(p.Key),
                    method!.ShareOf(p, Score(p.Key))
                )),
            ],
            Sum = method is null ? null : Additivity.Of(method, Score, edition.Main.Score),
            Source = scores.Values.FirstOrDefault()?.Source,
            Standings =
            [
                .. conditions.Select(c =>
                    (c, Standing.Of(edition.Main, Condition(c, edition.Index)))
                ),
            ],
        };
    }

    private static StandingCondition Condition(ConditionInfo condition, string index) =>
        new()
        {
            Text = condition.Key,
            Kind = condition.Kind,
            Operator = condition.Operator,
            Limit = condition.Limit ?? 0,
            Group = condition.Group is { } group ? IndexBook.Shipped.Group(index, group) : null,
        };
}
