namespace ThuocDo.Programmes.Compiling.Words;

/// <summary>A sentence cut into tokens, with every phrase of the lexicon and every date that stands in it.</summary>
public sealed class Sentence
{
    private readonly List<Match>?[] starting;
    private readonly List<Match>?[] ending;

    public Sentence(string text)
        : this(text, Tokeniser.Read(text)) { }

    public Sentence(string text, Token[] tokens)
    {
        Text = text;
        Tokens = tokens;
        starting = new List<Match>?[tokens.Length];
        ending = new List<Match>?[tokens.Length + 1];
        for (var i = 0; i < tokens.Length; i++)
        {
            foreach (var match in Lexicon.Shipped.At(tokens, i))
            {
                (starting[i] ??= []).Add(match);
                (ending[match.End] ??= []).Add(match);
            }
        }

        Dates = DateReader.Read(this);
    }

    public string Text { get; }

    public Token[] Tokens { get; }

    public int Count => Tokens.Length;

    public IReadOnlyList<DatePhrase> Dates { get; }

    /// <summary>The phrase of a class that begins at a token.</summary>
    public Match? At(int token, WordClass wordClass) =>
        token >= 0 && token < starting.Length ? Find(starting[token], wordClass) : null;

    /// <summary>The longest phrase of a class that ends just before a token.</summary>
    public Match? Before(int token, WordClass wordClass)
    {
        if (token < 0 || token >= ending.Length || ending[token] is not { } matches)
        {
            return null;
        }

        Match? best = null;
        foreach (var match in matches)
        {
            if (match.Class == wordClass && (best is null || match.First < best.Value.First))
            {
                best = match;
            }
        }

        return best;
    }

    public bool Is(int token, string text) =>
        token >= 0 && token < Tokens.Length && Tokens[token].Is(text);

    public bool Is(int token, WordClass wordClass) => At(token, wordClass) is not null;

    /// <summary>Whether a phrase of the class begins anywhere between two tokens.</summary>
    public bool Has(WordClass wordClass, int from = 0, int? to = null) =>
        First(wordClass, from, to) is not null;

    public Match? First(WordClass wordClass, int from = 0, int? to = null)
    {
        for (var i = Math.Max(from, 0); i < Math.Min(to ?? Count, Count); i++)
        {
            if (At(i, wordClass) is { } match)
            {
                return match;
            }
        }

        return null;
    }

    public DatePhrase? DateAt(int token)
    {
        foreach (var date in Dates)
        {
            if (token >= date.First && token < date.End)
            {
                return date;
            }

            if (date.First > token)
            {
                break;
            }
        }

        return null;
    }

    /// <summary>The text from one token up to before another, as it is written.</summary>
    public string Slice(int first, int end) =>
        first >= end || first >= Count
            ? ""
            : Text[Tokens[Math.Max(first, 0)].Start..Tokens[Math.Min(end, Count) - 1].End];

    private static Match? Find(List<Match>? matches, WordClass wordClass)
    {
        if (matches is not null)
        {
            foreach (var match in matches)
            {
                if (match.Class == wordClass)
                {
                    return match;
                }
            }
        }

        return null;
    }
}
