namespace ThuocDo.Programmes.Compiling.Words;

/// <summary>
/// Cuts a text into words, numbers, codes and marks, in one pass by hand: no regular expression, so that no text,
/// however broken, takes longer than its length.
/// </summary>
public static class Tokeniser
{
    public static Token[] Read(string text) => ReadCompared(Spelling.Compare(text), text);

    public static Token[] ReadCompared(string compared, string text)
    {
        var tokens = new List<Token>(text.Length / 4);
        for (var i = 0; i < compared.Length; )
        {
            if (char.IsWhiteSpace(compared[i]))
            {
                i++;
                continue;
            }

            var start = i;
            i = End(compared, text, start, out var kind);
            tokens.Add(
                new Token(kind, start, i, Lexicon.Shipped.Word(compared.AsSpan(start, i - start)))
            );
        }

        return [.. tokens];
    }

    private static int End(string compared, string text, int start, out TokenKind kind)
    {
        if (char.IsAsciiDigit(compared[start]))
        {
            return EndOfDigits(compared, text, start, out kind);
        }

        if (char.IsLetter(compared[start]))
        {
            return EndOfWord(compared, start, out kind);
        }

        kind = TokenKind.Mark;
        var two = compared.AsSpan(start);
        return start + (two.StartsWith(">=") || two.StartsWith("<=") ? 2 : 1);
    }

    private static int EndOfWord(string text, int start, out TokenKind kind)
    {
        var i = start;
        while (i < text.Length && char.IsLetterOrDigit(text[i]))
        {
            i++;
        }

        // m2, km3 are words as well: the digits belong to them.
        kind = TokenKind.Word;
        return i;
    }

    /// <summary>
    /// A number with its thousands and decimals, unless letters or further parts make a code of it: 5G, 61/2018/NĐ-CP,
    /// 30/10/2021, 4.0.1, 0912 345 678.
    /// </summary>
    private static int EndOfDigits(string text, string original, int start, out TokenKind kind)
    {
        var end = start;
        while (end < text.Length && IsNumberPart(text, end))
        {
            end++;
        }

        kind = TokenKind.Number;
        var code = EndOfCode(original, text, start, end);
        if (code > end)
        {
            kind = TokenKind.Code;
            return code;
        }

        if (end < text.Length && char.IsLetter(text[end]) && !UnitFollows(text, end))
        {
            kind = TokenKind.Code;
            return EndOfWord(text, end, out _);
        }

        return end;
    }

    private static bool IsNumberPart(string text, int i) =>
        char.IsAsciiDigit(text[i])
        || (text[i] is '.' or ',' && i + 1 < text.Length && char.IsAsciiDigit(text[i + 1]));

    /// <summary>Units are often written without a blank: 10ha, 500kW, 30tr.</summary>
    private static bool UnitFollows(string text, int start)
    {
        var end = EndOfWord(text, start, out _);
        return Lexicon.Shipped.IsWord(text[start..end], WordClass.Unit)
            || Lexicon.Shipped.IsWord(text[start..end], WordClass.Money);
    }

    /// <summary>Where a chain of digits, strokes and capitals ends; the start itself where there is none.</summary>
    private static int EndOfCode(string original, string text, int start, int end)
    {
        var (i, parts, capitals) = (end, 0, false);
        while (i + 1 < text.Length && text[i] is '/' or '-')
        {
            var next = i + 1;
            if (text[i] == '-' && next < text.Length && text[next] == ' ')
            {
                next++;
            }

            var stop = next;
            while (stop < text.Length && char.IsLetterOrDigit(text[stop]))
            {
                stop++;
            }

            if (stop == next)
            {
                break;
            }

            var part = original.AsSpan(next, stop - next);
            var isCapital = IsCapitals(part);
            var isDigits = part.IndexOfAnyExceptInRange('0', '9') < 0;
            if (!(isCapital || (isDigits && text[i] == '/')) || (next > i + 1 && !capitals))
            {
                break;
            }

            capitals |= isCapital;
            parts++;
            i = stop;
        }

        var digits = text.AsSpan(start, i - start);
        return
            capitals
            || parts >= 2
            || (parts == 1 && IsDayOrMonth(digits) && !IsCountedAfter(text, i))
            ? i
            : start;
    }

    /// <summary>"12/12 xã": what follows is counted, so the stroke parts no day from its month.</summary>
    private static bool IsCountedAfter(string text, int end)
    {
        var next = end;
        while (next < text.Length && text[next] == ' ')
        {
            next++;
        }

        return next > end
            && Lexicon.Shipped.IsWord(text[next..EndOfWord(text, next, out _)], WordClass.Unit);
    }

    private static bool IsCapitals(ReadOnlySpan<char> part)
    {
        if (part.Length < 2)
        {
            return false;
        }

        var capitals = 0;
        foreach (var c in part)
        {
            capitals += char.IsUpper(c) ? 1 : 0;
        }

        return capitals >= 2 && capitals * 2 >= part.Length;
    }

    /// <summary>30/10, 6/2025: a day of a month or a month of a year, not a fraction such as 61/65.</summary>
    private static bool IsDayOrMonth(ReadOnlySpan<char> text)
    {
        var stroke = text.IndexOf('/');
        return stroke > 0
            && int.TryParse(text[..stroke], out var first)
            && int.TryParse(text[(stroke + 1)..], out var second)
            && (
                (first is >= 1 and <= 12 && second is > 1945 and < 2100)
                || (first is >= 1 and <= 31 && second is >= 1 and <= 12)
            );
    }
}
