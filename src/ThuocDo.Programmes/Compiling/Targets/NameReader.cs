using ThuocDo.Programmes.Compiling.Words;

namespace ThuocDo.Programmes.Compiling.Targets;

/// <summary>
/// Words a target by its clause: what stands before the number without the words of striving, and what stands after it
/// without its date.
/// </summary>
public static class NameReader
{
    private const int Longest = 240;

    public static string Read(Sentence s, Clause clause, string subject)
    {
        var before = Before(s, clause);
        var after = After(s, clause);
        var name = Join(before, after);
        if (
            CountWords(name) < 3
            || (
                before.Length == 0
                && clause.Quantity.Kind is QuantityKind.Rank or QuantityKind.Group
            )
        )
        {
            name = Join(subject, name);
        }

        return name.Length > Longest ? name[..name.LastIndexOf(' ', Longest)] : name;
    }

    /// <summary>What the sentence speaks of: the words before its first number.</summary>
    public static string Subject(Sentence s, IReadOnlyList<Clause> clauses) =>
        clauses.Count == 0 ? "" : Before(s, clauses[0]);

    private static string Before(Sentence s, Clause clause)
    {
        var (from, to) = (clause.Start, clause.Quantity.First);
        while (from < to && Opening(s, from, to) is { } next)
        {
            from = next;
        }

        while (to > from && Closing(s, to) is { } back && back >= from)
        {
            to = back;
        }

        return s.Slice(from, to);
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

        var word = s.At(i, WordClass.Goal) ?? s.At(i, WordClass.Within) ?? s.At(i, WordClass.And);
        if (word is { } match && match.End <= to)
        {
            // "Chỉ tiêu 1:" is a label, whatever its number.
            var end = match.End;
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

        return s.Before(to, WordClass.Filler)?.First ?? s.Before(to, WordClass.About)?.First;
    }

    private static string After(Sentence s, Clause clause)
    {
        var (from, to) = (clause.Quantity.End, clause.Stop);
        if (s.Is(from, "/") && from + 1 < to && s.Tokens[from + 1].IsNumber)
        {
            // The scale of points: /100 điểm tối đa.
            from = Math.Min(to, from + 4);
        }

        while (
            to > from
            && (
                s.Tokens[to - 1].Kind == TokenKind.Mark && !s.Is(to - 1, ")")
                || s.Is(to - 1, WordClass.And)
            )
        )
        {
            to--;
        }

        if (to > from && s.DateAt(to - 1) is { } date && date.First >= from)
        {
            to = date.First;
        }

        // The thing counted is part of the name.
        var counted = clause.Quantity is { Kind: QuantityKind.Count, High: null }
            ? clause.Quantity.Unit
            : "";
        return Join(counted, s.Slice(from, to));
    }

    private static string Join(string first, string second) =>
        first.Length == 0 ? second
        : second.Length == 0 ? first
        : $"{first} {second}";

    private static int CountWords(string text) =>
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
}
