using ThuocDo.Shared.Language;

namespace ThuocDo.Programmes.Drafts;

/// <summary>
/// How like a text is to the names of known things, by its words and pairs of words: rare ones weigh more than frequent ones
/// (inverse document frequency, cosine, 0 to 1). Of several names of one thing the likest counts. Pure.
/// </summary>
public sealed class Likeness<T>
    where T : notnull
{
    private readonly List<(T Thing, HashSet<string> Words)> names;
    private readonly Dictionary<string, int> frequency;

    public Likeness(IEnumerable<(T Thing, string Name)> named)
    {
        names = [.. named.Select(n => (n.Thing, WordsOf(n.Name)))];
        frequency = names
            .SelectMany(n => n.Words)
            .GroupBy(w => w)
            .ToDictionary(g => g.Key, g => g.Count());
    }

    /// <summary>The things that may be meant and are like enough, the likest first; of equals the one named first.</summary>
    public IReadOnlyList<T> Propose(string text, double threshold, Func<T, bool> fits)
    {
        var words = WordsOf(text);
        return
        [
            .. names
                .Where(n => fits(n.Thing))
                .GroupBy(n => n.Thing, n => Of(words, n.Words))
                .Select(g => (Thing: g.Key, Likeness: g.Max()))
                .Where(c => c.Likeness >= threshold)
                .OrderByDescending(c => c.Likeness)
                .Select(c => c.Thing),
        ];
    }

    private double Of(HashSet<string> a, HashSet<string> b)
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
