using System.Globalization;
using System.Text;

namespace ThuocDo.Programmes.Compiling.Layout;

/// <summary>Cuts a text into lines and cleans them without losing where each character stood.</summary>
public static class LineCleaner
{
    public static IReadOnlyList<SourceLine> Read(string text)
    {
        var lines = new List<SourceLine>();
        var start = 0;
        while (start <= text.Length)
        {
            var end = text.AsSpan(start).IndexOfAny('\n', '\r', '\f');
            end = end < 0 ? text.Length : start + end;
            lines.Add(Clean(lines.Count + 1, start, text[start..end]));
            start =
                end + (end + 1 < text.Length && text[end] == '\r' && text[end + 1] == '\n' ? 2 : 1);
        }

        return lines;
    }

    private static SourceLine Clean(int number, int offset, string line)
    {
        if (IsClean(line))
        {
            return new SourceLine(number, offset, line, null);
        }

        var text = new StringBuilder(line.Length);
        var places = new List<int>(line.Length);
        for (var i = 0; i < line.Length; )
        {
            var end = EndOfCharacter(line, i);
            if (!IsDropped(line, i, text.Length == 0))
            {
                foreach (var c in Compose(line[i..end]))
                {
                    text.Append(char.IsWhiteSpace(c) && c != '\t' ? ' ' : c);
                    places.Add(i);
                }
            }

            i = end;
        }

        return Trim(number, offset, text.ToString(), places);
    }

    private static SourceLine Trim(int number, int offset, string text, List<int> places)
    {
        var trimmed = text.TrimStart();
        var skipped = text.Length - trimmed.Length;
        trimmed = trimmed.TrimEnd();
        return new SourceLine(
            number,
            offset,
            trimmed,
            [.. places.Skip(skipped).Take(trimmed.Length)]
        );
    }

    private static bool IsClean(string line)
    {
        if (line.Length > 0 && (char.IsWhiteSpace(line[0]) || char.IsWhiteSpace(line[^1])))
        {
            return false;
        }

        foreach (var c in line)
        {
            if (
                c is '*' or '_' or '#' or '\\' or '`' or '\u00a0'
                || (
                    c > '\u02ff'
                    && (
                        c
                        is >= '\u0300'
                            and < '\u0370'
                            or >= '\u2000'
                            and < '\u2010'
                            or '\ufeff'
                            or (>= '\ud800' and < '\uf900')
                    )
                )
                || (char.IsControl(c) && c != '\t')
            )
            {
                return false;
            }
        }

        return true;
    }

    private static int EndOfCharacter(string line, int start)
    {
        var end = start + 1;
        if (
            char.IsHighSurrogate(line[start])
            && end < line.Length
            && char.IsLowSurrogate(line[end])
        )
        {
            return end + 1;
        }

        // No writing piles up more than a few marks; a longer pile is broken input.
        while (end < line.Length && end < start + 6 && line[end] is >= '\u0300' and < '\u0370')
        {
            end++;
        }

        return end;
    }

    private static string Compose(string character) =>
        char.IsSurrogate(character[0])
            ? character.Length == 2
                ? character
                : "\ufffd"
            : character.Length == 1
                ? character
                : character.Normalize(NormalizationForm.FormC);

    /// <summary>Invisible characters and the marks with which Markdown writes headings and emphasis.</summary>
    private static bool IsDropped(string line, int i, bool atStart)
    {
        var c = line[i];
        if (c is '*' or '_')
        {
            // A star with a blank after it at the beginning of a line is a bullet.
            var bullet = c == '*' && atStart && i + 1 < line.Length && line[i + 1] == ' ';
            return !bullet && (c == '*' || IsNextTo(line, i, '_'));
        }

        return c switch
        {
            '#' => atStart,
            '\\' or '`' => true,
            '\u200b'
            or '\u200c'
            or '\u200d'
            or '\u200e'
            or '\u200f'
            or '\ufeff'
            or '\u00ad'
            or '\u2060' => true,
            _ => CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.Control && c != '\t',
        };
    }

    private static bool IsNextTo(string line, int i, char c) =>
        (i > 0 && line[i - 1] == c) || (i + 1 < line.Length && line[i + 1] == c);
}
