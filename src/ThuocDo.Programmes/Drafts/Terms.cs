using ThuocDo.Shared.Language;
using ThuocDo.Shared.Reference;

namespace ThuocDo.Programmes.Drafts;

/// <summary>The words of texts that have a fixed meaning in programmes, from <c>data/compiling/terms.csv</c>.</summary>
public static class Terms
{
    public const string Percent = "percent";
    public const string Points = "points";

    /// <summary>All levels.</summary>
    public const string Everybody = "all";

    private static readonly Dictionary<(string Kind, string Words), string> Keys = ShippedData
        .Rows("compiling/terms.csv")
        .ToDictionary(
            row => (row.Required("kind"), Folding.Fold(row.Required("words"))),
            row => row.Required("key")
        );

    /// <summary>The key of a unit of measure; none where programmes have no name of their own for it.</summary>
    public static string? Unit(string? words) => Find("unit", words);

    /// <summary>A level by name; a place by name, or nothing, means all that the programme reaches.</summary>
    public static string Scope(string? words) => Find("scope", words) ?? Everybody;

    /// <summary>The published group that a word means; none for a word without a meaning of its own.</summary>
    public static string? Group(string? words) => Find("group", words);

    /// <summary>
    /// Whether a rank is one among all provinces, as published indices rank them. A rank in a region is another number, and none that they
    /// publish.
    /// </summary>
    public static bool IsAmongAll(string? words) =>
        string.IsNullOrWhiteSpace(words) || Find("whole", words) is not null;

    /// <summary>Whether a date is named with a word that leaves the day itself out.</summary>
    public static bool IsBefore(string? words) =>
        words?.Split(' ').Any(word => Find("before", word) is not null) ?? false;

    /// <summary>Whether a duty speaks of an action plan; a proposal that a person corrects.</summary>
    public static bool AsksForPlan(string words)
    {
        var folded = Folding.Fold(words);
        return Keys.Keys.Any(k =>
            k.Kind == "duty" && folded.Contains(k.Words, StringComparison.Ordinal)
        );
    }

    private static string? Find(string kind, string? words) =>
        words is null ? null : Keys.GetValueOrDefault((kind, Folding.Fold(words)));
}
