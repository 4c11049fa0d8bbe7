using System.Collections.Frozen;
using ThuocDo.Programmes.Compiling.Layout;
using ThuocDo.Shared.Reference;

namespace ThuocDo.Programmes.Compiling.Words;

/// <summary>One phrase of the lexicon: what it does in a sentence and the value it carries, if any.</summary>
public sealed record Phrase(WordClass Class, string[] Words, string Value);

/// <summary>A phrase found among the tokens, from <c>First</c> up to before <c>End</c>.</summary>
public readonly record struct Match(Phrase Phrase, int First, int End)
{
    public WordClass Class => Phrase.Class;

    public string Value => Phrase.Value;
}

/// <summary>
/// The words by which the grammar goes, from <c>data/compiling/lexicon.csv</c>: a province that writes otherwise adds a
/// line there, not code.
/// </summary>
public sealed class Lexicon
{
    public static readonly Lexicon Shipped = new(ShippedData.Rows("compiling/lexicon.csv"));

    private readonly FrozenDictionary<string, Phrase[]> byFirstWord;
    private readonly FrozenSet<(string, WordClass)> single;
    private readonly FrozenSet<string> words;
    private readonly FrozenSet<(WordClass, char)> beginnings;
    private readonly (string Phrase, LabelKind Kind)[] labels;
    private readonly Dictionary<string, string> printed;

    public Lexicon(IEnumerable<CsvRow> source)
    {
        var rows = source.ToList();
        printed = rows.Where(r => r.Enum<WordClass>("class") == WordClass.Printed)
            .ToDictionary(r => r.Required("value"), r => r.Required("phrase"));
        var phrases = rows.Where(r => r.Enum<WordClass>("class") != WordClass.Printed)
            .Select(r => new Phrase(
                r.Enum<WordClass>("class"),
                Cut(Spelling.Compare(r.Required("phrase"))),
                r["value"] ?? ""
            ))
            .ToList();
        byFirstWord = phrases
            .GroupBy(p => p.Words[0])
            .ToFrozenDictionary(
                g => g.Key,
                g => g.OrderByDescending(p => p.Words.Length).ToArray()
            );
        single = phrases
            .Where(p => p.Words.Length == 1)
            .Select(p => (p.Words[0], p.Class))
            .ToFrozenSet();
        words = phrases.SelectMany(p => p.Words).ToFrozenSet(StringComparer.Ordinal);
        beginnings = phrases.Select(p => (p.Class, p.Words[0][0])).ToFrozenSet();
        labels =
        [
            .. phrases
                .Where(p => p.Class == WordClass.Label)
                .Select(p => (string.Join(' ', p.Words), Enum.Parse<LabelKind>(p.Value)))
                .OrderByDescending(p => p.Item1.Length),
        ];
    }

    /// <summary>A word that the compiler writes by itself, by its meaning.</summary>
    public string Printed(string meaning) => printed[meaning];

    /// <summary>The word for a part, an article or an annex with which a line begins.</summary>
    public (string Phrase, LabelKind Kind)? LabelAt(string compared)
    {
        foreach (var label in labels)
        {
            if (
                compared.StartsWith(label.Phrase, StringComparison.Ordinal)
                && (
                    compared.Length == label.Phrase.Length
                    || !char.IsLetterOrDigit(compared[label.Phrase.Length])
                )
            )
            {
                return label;
            }
        }

        return null;
    }

    /// <summary>Whether some phrase of a class begins with a letter: a cheap look before a text is cut into words.</summary>
    public bool MayBegin(WordClass wordClass, char compared) =>
        beginnings.Contains((wordClass, compared));

    public bool IsWord(string compared, WordClass wordClass) =>
        single.Contains((compared, wordClass));

    /// <summary>Adds the phrases that begin at a token, the longest first.</summary>
    public void AddAt(Token[] tokens, int first, List<Match> found)
    {
        if (!byFirstWord.TryGetValue(tokens[first].Text, out var candidates))
        {
            return;
        }

        foreach (var phrase in candidates)
        {
            if (Fits(tokens, first, phrase.Words))
            {
                found.Add(new Match(phrase, first, first + phrase.Words.Length));
            }
        }
    }

    /// <summary>A word as a string, without making a new one where the lexicon has it.</summary>
    public string Word(ReadOnlySpan<char> compared) =>
        words.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(compared, out var known)
            ? known
            : compared.ToString();

    private static bool Fits(Token[] tokens, int first, string[] words)
    {
        if (first + words.Length > tokens.Length)
        {
            return false;
        }

        for (var i = 1; i < words.Length; i++)
        {
            if (!tokens[first + i].Is(words[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static string[] Cut(string phrase) =>
        phrase.Split(' ', StringSplitOptions.RemoveEmptyEntries) switch
        {
            [var word] => CutMarks(word),
            var words => [.. words.SelectMany(CutMarks)],
        };

    /// <summary>A phrase is cut as a text is: strokes and signs stand alone.</summary>
    private static string[] CutMarks(string word)
    {
        var parts = new List<string>();
        var start = 0;
        for (var i = 0; i < word.Length; i++)
        {
            if (!char.IsLetterOrDigit(word[i]) && word is not (">=" or "<="))
            {
                if (i > start)
                {
                    parts.Add(word[start..i]);
                }

                parts.Add(word[i].ToString());
                start = i + 1;
            }
        }

        if (start < word.Length)
        {
            parts.Add(word[start..]);
        }

        return [.. parts];
    }
}
