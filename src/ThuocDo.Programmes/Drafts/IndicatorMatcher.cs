using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Language;

namespace ThuocDo.Programmes.Drafts;

/// <summary>An indicator with the ways in which texts and people call it.</summary>
/// <param name="Names">Each a phrase; the likest one counts.</param>
/// <param name="Kind">The kind of condition it has served so far, else a share.</param>
/// <param name="Index">The published index it is taken from.</param>
/// <param name="Group">The published group that such a condition has meant so far.</param>
public sealed record IndicatorChoice(
    IndicatorInfo Info,
    IReadOnlyList<string> Names,
    ConditionKind Kind,
    string? Index,
    string? Group
)
{
    /// <summary>Stands where nothing measures a condition yet.</summary>
    public const string Unmeasured = "unmeasured";
    public const string UnmeasuredReading = "none";
}

/// <summary>
/// Proposes the indicator that a drafted target means, by its words and pairs of words: rare ones weigh more than frequent ones
/// (inverse document frequency, cosine), and the kind must fit. Below the threshold nothing is proposed; a person decides in any case.
/// </summary>
public sealed class IndicatorMatcher
{
    /// <summary>From this likeness on something is proposed.</summary>
    public const double Threshold = 0.3;

    private readonly List<(IndicatorChoice Choice, HashSet<string> Words)> names;
    private readonly Dictionary<string, int> frequency;

    public IndicatorMatcher(IEnumerable<IndicatorChoice> choices)
    {
        names = [.. choices.SelectMany(c => c.Names.Select(n => (c, WordsOf(n))))];
        frequency = names
            .SelectMany(n => n.Words)
            .GroupBy(w => w)
            .ToDictionary(g => g.Key, g => g.Count());
    }

    /// <summary>The likely ones, the likeliest first.</summary>
    public IReadOnlyList<IndicatorChoice> Propose(string name, ConditionKind kind)
    {
        var words = WordsOf(name);
        return
        [
            .. names
                .Where(n => Fits(n.Choice.Kind, kind))
                .GroupBy(n => n.Choice, n => Likeness(words, n.Words))
                .Select(g => (Choice: g.Key, Likeness: g.Max()))
                .Where(c => c.Likeness >= Threshold)
                .OrderByDescending(c => c.Likeness)
                .ThenBy(c => c.Choice.Info.Key, StringComparer.Ordinal)
                .Select(c => c.Choice),
        ];
    }

    private double Likeness(HashSet<string> a, HashSet<string> b)
    {
        var (weightA, weightB) = (a.Sum(Square), b.Sum(Square));
        return weightA == 0 || weightB == 0
            ? 0
            : a.Where(b.Contains).Sum(Square) / Math.Sqrt(weightA * weightB);
    }

    private double Square(string word)
    {
        var weight = Math.Log(1 + ((double)names.Count / frequency.GetValueOrDefault(word, 1)));
        return weight * weight;
    }

    /// <summary>Whether an indicator can measure a condition; a score and a share are one thing in different words.</summary>
    public static bool Fits(ConditionKind known, ConditionKind wanted) =>
        known == wanted
        || (known, wanted)
            is
                (ConditionKind.Share, ConditionKind.Level)
                or
                (ConditionKind.Level, ConditionKind.Share);

    /// <summary>Vietnamese words have several syllables: pairs of neighbours say more than the syllables.</summary>
    private static HashSet<string> WordsOf(string text)
    {
        var syllables = Folding
            .Fold(text)
            .Split(
                [.. " ,.;:()/-–\"“”%'|"],
                StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
            )
            .Where(w => w.Length > 1 && !char.IsDigit(w[0]))
            .ToList();
        return
        [
            .. syllables,
            .. syllables.Zip(syllables.Skip(1), (first, second) => $"{first} {second}"),
        ];
    }
}
