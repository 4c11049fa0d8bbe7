using ThuocDo.Programmes.Compiling.Words;

namespace ThuocDo.Programmes.Compiling.Targets;

/// <summary>
/// The words of a clause around its number: those before it without the words of striving, those after it without its date.
/// </summary>
public static class ClauseWords
{
    /// <summary>The tokens of the subject before the number.</summary>
    public static (int First, int End) Before(Sentence s, Clause clause)
    {
        var (from, to) = (clause.Start, clause.NameStop ?? clause.Quantity.First);
        from = AfterSemicolon(s, from, to);
        while (from < to && Opening(s, from, to) is { } next)
        {
            from = next;
        }

        while (to > from && Closing(s, to) is { } back && back >= from)
        {
            to = back;
        }

        return (from, to);
    }

    /// <summary>What stands before a semicolon, outside brackets, is said of something else.</summary>
    private static int AfterSemicolon(Sentence s, int from, int to)
    {
        var (begin, open) = (from, 0);
        for (var i = from; i < to; i++)
        {
            open +=
                s.Is(i, "(") ? 1
                : s.Is(i, ")") ? -1
                : 0;
            begin = open <= 0 && s.Is(i, ";") ? i + 1 : begin;
        }

        return begin;
    }

    private static int? Opening(Sentence s, int i, int to)
    {
        if (s.DateAt(i) is { } date && date.End <= to)
        {
            return date.End;
        }

        if (s.Tokens[i].Kind == TokenKind.Mark && !s.Is(i, "("))
        {
            return i + 1;
        }

        if (s.Is(i, "(") && s.Is(i + 2, ")") && s.Tokens[i + 1].IsNumber)
        {
            return i + 3;
        }

        var word = s.At(i, WordClass.Goal) ?? s.At(i, WordClass.Within) ?? s.At(i, WordClass.And);
        if (word is { } match)
        {
            // "Chỉ tiêu 1:" is a label, whatever its number.
            var end = Math.Min(match.End, to);
            return
                end + 1 < to && s.Tokens[end].IsNumber && (s.Is(end + 1, ":") || s.Is(end + 1, "."))
                ? end + 2
                : end;
        }

        return null;
    }

    private static int? Closing(Sentence s, int to)
    {
        if (s.DateAt(to - 1) is { } date)
        {
            return date.First;
        }

        if (s.Tokens[to - 1].Kind == TokenKind.Mark && !s.Is(to - 1, ")"))
        {
            return to - 1;
        }

        if (s.Before(to, WordClass.After) is not null)
        {
            return null;
        }

        return (
            s.Before(to, WordClass.Filler)
            ?? s.Before(to, WordClass.About)
            ?? (s.Before(to, WordClass.GrowthName) is null ? s.Before(to, WordClass.Grow) : null)
            ?? s.Before(to, WordClass.Cut)
            ?? s.Before(to, WordClass.DownTo)
        )?.First;
    }

    public static string After(Sentence s, Clause clause)
    {
        var (from, to) = (clause.Quantity.End, clause.Stop);
        if (s.Is(from, "/") && from + 1 < to && s.Tokens[from + 1].IsNumber)
        {
            // The scale of points: /100 điểm tối đa.
            from += 2;
            while (from < to && s.Tokens[from].Kind == TokenKind.Word)
            {
                from++;
            }
        }

        while (
            from < to
            && s.Tokens[from].Kind == TokenKind.Mark
            && !s.Is(from, "(")
            && !s.Is(from, ";")
        )
        {
            from++;
        }

        for (var i = from; i < to; i++)
        {
            if (s.Is(i, ";") || s.Is(i, WordClass.Against))
            {
                to = i;
            }
        }

        to = s.TrimmedEnd(from, to);

        if (to > from && s.DateAt(to - 1) is { } date && date.First >= from)
        {
            to = date.First;
        }

        // The thing counted is part of the name.
        var counted = clause.Quantity is { Kind: QuantityKind.Count } ? clause.Quantity.Unit : "";
        return $"{counted} {s.Slice(from, to).Trim('(', ' ')}".Trim();
    }
}
