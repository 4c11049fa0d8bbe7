namespace ThuocDo.Programmes.Compiling.Words;

/// <summary>A sentence cut into tokens, with every phrase of the lexicon and every date that stands in it.</summary>
public sealed class Sentence
{
    /// <summary>All matches by their first token; <c>starting</c> and <c>ending</c> lead into the two orders.</summary>
    private readonly Match[] byFirst;
    private readonly Match[] byEnd;
    private readonly int[] starting;
    private readonly int[] ending;

    public Sentence(string text)
        : this(text, Tokeniser.Read(text)) { }

    public Sentence(string text, Token[] tokens)
    {
        Text = text;
        Tokens = tokens;
        starting = new int[tokens.Length + 1];
        ending = new int[tokens.Length + 2];
        var found = new List<Match>();
        for (var i = 0; i < tokens.Length; i++)
        {
            Lexicon.Shipped.AddAt(tokens, i, found);
            starting[i + 1] = found.Count;
        }

        byFirst = [.. found];
        byEnd = ByEnd(byFirst, ending);
        Dates = DateReader.Read(this);
    }

    /// <summary>The matches in the order of their ends, by counting; <c>ending[t]</c> becomes the first that ends before token t.</summary>
    private static Match[] ByEnd(Match[] matches, int[] ending)
    {
        foreach (var match in matches)
        {
            ending[match.End + 1]++;
        }

        for (var i = 1; i < ending.Length; i++)
        {
            ending[i] += ending[i - 1];
        }

        var next = ending.AsSpan().ToArray();
        var sorted = new Match[matches.Length];
        foreach (var match in matches)
        {
            sorted[next[match.End]++] = match;
        }

        return sorted;
    }

    public string Text { get; }

    public Token[] Tokens { get; }

    public int Count => Tokens.Length;

    public IReadOnlyList<DatePhrase> Dates { get; }

    /// <summary>The longest phrase of a class that begins at a token.</summary>
    public Match? At(int token, WordClass wordClass)
    {
        if (token < 0 || token >= Tokens.Length)
        {
            return null;
        }

        for (var i = starting[token]; i < starting[token + 1]; i++)
        {
            if (byFirst[i].Class == wordClass)
            {
                return byFirst[i];
            }
        }

        return null;
    }

    /// <summary>The longest phrase of a class that ends just before a token.</summary>
    public Match? Before(int token, WordClass wordClass)
    {
        if (token < 1 || token > Tokens.Length)
        {
            return null;
        }

        Match? best = null;
        for (var i = ending[token]; i < ending[token + 1]; i++)
        {
            if (byEnd[i].Class == wordClass && (best is null || byEnd[i].First < best.Value.First))
            {
                best = byEnd[i];
            }
        }

        return best;
    }

    public bool Is(int token, string text) =>
        token >= 0 && token < Tokens.Length && Tokens[token].Is(text);

    public bool Is(int token, WordClass wordClass) => At(token, wordClass) is not null;

    /// <summary>The end of a phrase without the marks and the "và" that hang behind it.</summary>
    public int TrimmedEnd(int first, int end)
    {
        while (
            end > first
            && (
                Tokens[end - 1].Kind == TokenKind.Mark && !Is(end - 1, ")")
                || Is(end - 1, WordClass.And)
            )
        )
        {
            end--;
        }

        return end;
    }

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

    /// <summary>Where the part between semicolons begins in which a token stands.</summary>
    public int PartStart(int token)
    {
        while (token > 0 && !Is(token - 1, ";"))
        {
            token--;
        }

        return token;
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
}
