using ThuocDo.Programmes.Compiling.Words;

namespace ThuocDo.Programmes.Compiling.Layout;

/// <summary>
/// Reads the label of a line: Phần, Phụ lục, Điều, I- II. A. 1. 1.1 (1) a) - + and the like. What only looks like one
/// (2.500 of something, a year at a broken range) is none.
/// </summary>
public static class LabelReader
{
    public static Label Read(string line, Label before)
    {
        if (line.Length == 0)
        {
            return Label.None;
        }

        return line[0] switch
        {
            '-'
            or '\u2013'
            or '\u2014'
            or '\u2022'
            or '\u00b7'
            or '\u25aa'
            or '\u25cf'
            or '\u25cb'
            or '\uf0b7'
            or '\u2212' => Bullet(line, LabelKind.Dash),
            '+' => Bullet(line, LabelKind.Plus),
            '*' or '\u2713' or '\u27a2' or '\u25ba' or '\u2756' => Bullet(line, LabelKind.Star),
            '(' => Bracketed(line),
            >= '0' and <= '9' => Number(line),
            _ => InWords(line) ?? Letters(line, before),
        };
    }

    private static Label Bullet(string line, LabelKind kind)
    {
        var length = AfterBlanks(line, 1);
        return length < line.Length && (length > 1 || char.IsLetterOrDigit(line[1]))
            ? new Label(kind, "", length)
            : Label.None;
    }

    private static Label Bracketed(string line)
    {
        var close = line.AsSpan(0, Math.Min(line.Length, 7)).IndexOf(')');
        if (close < 2)
        {
            return Label.None;
        }

        var inside = line[1..close];
        return
            inside.All(char.IsAsciiDigit)
            || (inside.Length == 1 && char.IsLower(inside[0]))
            || inside.AsSpan().IndexOfAnyExcept("ivx") < 0
            ? new Label(LabelKind.Bracketed, inside, AfterBlanks(line, close + 1))
            : Label.None;
    }

    /// <summary>1. 1.1. 1.1.1 1/ 1) and 1- , where no more than two digits stand between the dots.</summary>
    private static Label Number(string line)
    {
        var (i, parts, start) = (0, 1, 0);
        while (i < line.Length && (char.IsAsciiDigit(line[i]) || line[i] == '.'))
        {
            if (line[i] == '.')
            {
                if (
                    i - start is 0 or > 2
                    || i + 1 >= line.Length
                    || !char.IsAsciiDigit(line[i + 1])
                )
                {
                    break;
                }

                parts++;
                start = i + 1;
            }

            i++;
        }

        if (i - start is 0 or > 3 || i == line.Length)
        {
            return Label.None;
        }

        var closed =
            line[i] is '.' or ')' or '/'
            || (line[i] == '-' && i + 1 < line.Length && line[i + 1] == ' ');
        var end = AfterBlanks(line, closed ? i + 1 : i);
        var named =
            end < line.Length && (char.IsLetter(line[end]) || line[end] is '"' or '\u201c' or '(');
        var isLabel = closed
            ? (end > i + 1 || named)
                && end < line.Length
                && (line[i] != '/' || !char.IsAsciiDigit(line[i + 1]))
            : parts > 1 && end > i && named && char.IsUpper(line[end]);
        var kind = parts switch
        {
            1 => LabelKind.Number,
            2 => LabelKind.Numbers,
            _ => LabelKind.DeepNumbers,
        };
        return isLabel ? new Label(kind, line[..i], end) : Label.None;
    }

    /// <summary>A chapter, a part, an annex, an article, each with its number in digits, Roman digits or words.</summary>
    private static Label? InWords(string line)
    {
        var head = line.Length > 40 ? line[..40] : line;
        var compared = Spelling.Compare(head);
        var word = Lexicon.Shipped.LabelAt(compared);
        if (word is null)
        {
            return null;
        }

        var (phrase, kind) = word.Value;
        var start = AfterBlanks(line, phrase.Length);
        var end = start;
        while (end < line.Length && (char.IsAsciiLetterOrDigit(line[end])))
        {
            end++;
        }

        var number = line[start..end];
        var isNumber =
            number.Length is > 0 and <= 6
            && (
                number.All(char.IsAsciiDigit)
                || IsRoman(number)
                || number.Length == 1 && char.IsAsciiLetterUpper(number[0])
            );
        var closes = end >= line.Length || line[end] is '.' or ':' or '-' or ' ' or '\u2013' or ')';
        if (kind == LabelKind.Annex && !isNumber)
        {
            return IsShouted(line[..phrase.Length]) || line.Length == phrase.Length
                ? new Label(kind, line[..phrase.Length].Trim(), phrase.Length)
                : null;
        }

        // "Theo Điều 5 ..." begins otherwise; "Điều 5 của Luật" in the middle of a broken line has no closing mark.
        var shown =
            kind == LabelKind.Article ? end < line.Length && line[end] is '.' or ':' : closes;
        if (!isNumber || !shown || !char.IsUpper(line[0]))
        {
            return null;
        }

        var name =
            kind == LabelKind.Annex || kind == LabelKind.Article
                ? $"{Capital(phrase)} {number}"
                : number;
        return new Label(
            kind,
            name,
            AfterBlanks(line, end < line.Length && line[end] is '.' or ':' ? end + 1 : end)
        );
    }

    private static Label? Roman(string line, Label before)
    {
        var end = 0;
        while (end < line.Length && line[end] is 'I' or 'V' or 'X' or 'L')
        {
            end++;
        }

        if (end == 0 || end > 6 || !IsRoman(line[..end]))
        {
            return null;
        }

        var close = AfterBlanks(line, end);
        if (
            close >= line.Length
            || line[close] is not ('.' or '-' or '/' or ')' or '\u2013' or ':')
        )
        {
            return null;
        }

        // A letter alone goes on with the capitals where those were in use: H. is followed by I.
        if (
            end == 1
            && before.Kind == LabelKind.Capital
            && before.Name.Length == 1
            && before.Name[0] + 1 == line[0]
        )
        {
            return null;
        }

        var text = AfterBlanks(line, close + 1);
        return text < line.Length ? new Label(LabelKind.Roman, line[..end], text) : null;
    }

    private static Label Letters(string line, Label before)
    {
        if (Roman(line, before) is { } roman)
        {
            return roman;
        }

        if (line.Length < 3 || !char.IsLetter(line[0]))
        {
            return Label.None;
        }

        var mark = char.IsAsciiDigit(line[1]) ? 2 : 1;
        if (char.IsUpper(line[0]))
        {
            return
                line[1] is '.' or ')'
                && AfterBlanks(line, 2) is var at
                && at > 2
                && at < line.Length
                ? new Label(LabelKind.Capital, line[..1], at)
                : Label.None;
        }

        var closed =
            line[mark] == ')'
            || (line[mark] is '.' or '/' && mark + 1 < line.Length && line[mark + 1] == ' ');
        var text = AfterBlanks(line, mark + 1);
        return closed && text < line.Length
            ? new Label(LabelKind.Letter, line[..mark], text)
            : Label.None;
    }

    public static bool IsRoman(string text) =>
        text.Length > 0 && text.AsSpan().IndexOfAnyExcept("IVXL") < 0;

    /// <summary>Written in capitals throughout.</summary>
    public static bool IsShouted(string text)
    {
        var any = false;
        foreach (var c in text)
        {
            if (char.IsLower(c))
            {
                return false;
            }

            any |= char.IsUpper(c);
        }

        return any;
    }

    private static string Capital(string phrase) => char.ToUpperInvariant(phrase[0]) + phrase[1..];

    private static int AfterBlanks(string line, int i)
    {
        while (i < line.Length && line[i] is ' ' or '\t')
        {
            i++;
        }

        return i;
    }
}
