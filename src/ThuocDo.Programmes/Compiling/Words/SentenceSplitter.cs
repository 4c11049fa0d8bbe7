namespace ThuocDo.Programmes.Compiling.Words;

/// <summary>Parts a paragraph into sentences. Numbers, abbreviations and initials do not end one.</summary>
public static class SentenceSplitter
{
    /// <summary>Longer than any sentence; broken input is cut here, so that the work on one sentence is bounded.</summary>
    private const int Longest = 4000;

    public static IEnumerable<(int Start, int End)> Split(string text)
    {
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (
                (i - start > Longest && (text[i] == ' ' || i - start > 2 * Longest))
                || (text[i] == '(' && IsItem(text, start, i))
            )
            {
                yield return Trim(text, start, i);
                start = i;
            }
            else if (text[i] is '.' or '!' or '?' or '\u2026' && Ends(text, start, i))
            {
                var end = i + 1;
                while (end < text.Length && text[end] is '.' or '/' or '"' or '\u201d' or ')')
                {
                    end++;
                }

                yield return Trim(text, start, end);
                start = end;
                i = end - 1;
            }
        }

        if (start < text.Length && !string.IsNullOrWhiteSpace(text[start..]))
        {
            yield return Trim(text, start, text.Length);
        }
    }

    private static bool Ends(string text, int start, int i)
    {
        var next = i + 1;
        while (next < text.Length && text[next] is '.' or '/' or '"' or '\u201d' or ')')
        {
            next++;
        }

        if (next >= text.Length)
        {
            return true;
        }

        if (!char.IsWhiteSpace(text[next]))
        {
            return false;
        }

        while (next < text.Length && char.IsWhiteSpace(text[next]))
        {
            next++;
        }

        return next >= text.Length
            || (
                (
                    char.IsUpper(text[next])
                    || char.IsAsciiDigit(text[next])
                    || text[next] is '"' or '\u201c' or '-' or '+'
                ) && !(text[i] == '.' && IsAbbreviation(text, start, i))
            );
    }

    /// <summary>"…; (2) …": the number of an item that begins after a mark.</summary>
    private static bool IsItem(string text, int start, int open)
    {
        var close = open + 1;
        while (close < text.Length && char.IsAsciiDigit(text[close]))
        {
            close++;
        }

        var before = open - 1;
        while (before > start && char.IsWhiteSpace(text[before]))
        {
            before--;
        }

        return close - open is 2 or 3
            && close < text.Length
            && text[close] == ')'
            && before > start
            && before < open - 1
            && text[before] is '.' or ';' or ':' or ',';
    }

    private static bool IsAbbreviation(string text, int start, int dot)
    {
        var from = dot;
        while (from > start && char.IsLetter(text[from - 1]))
        {
            from--;
        }

        return dot > from
            && (
                (dot - from == 1 && char.IsUpper(text[from]))
                || Lexicon.Shipped.IsWord(Spelling.Compare(text[from..dot]), WordClass.Abbreviation)
            );
    }

    private static (int, int) Trim(string text, int start, int end)
    {
        while (start < end && char.IsWhiteSpace(text[start]))
        {
            start++;
        }

        while (end > start && char.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        return (start, end);
    }
}
