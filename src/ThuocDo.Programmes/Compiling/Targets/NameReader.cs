using ThuocDo.Programmes.Compiling.Words;

namespace ThuocDo.Programmes.Compiling.Targets;

/// <summary>
/// Words a target by its clause: what stands before the number without the words of striving, and what stands after it
/// without its date. A clause that names nothing takes its subject from the one before, its object from the one after.
/// </summary>
public static class NameReader
{
    private const int Longest = 240;
    private const int Short = 3;

    public static IReadOnlyList<string> Read(Sentence s, IReadOnlyList<Clause> clauses)
    {
        var names = new List<string>(clauses.Count);
        var (subject, opening) = ("", Opened(s, clauses[0]));
        for (var k = 0; k < clauses.Count; k++)
        {
            var (from, to) = Before(s, clauses[k]);
            var before = s.Slice(from, to);
            var after = After(s, clauses[k]);
            if (after.Length == 0 && CountWords(before) < Short)
            {
                after = Shared(s, clauses, k);
            }

            var isPlace = clauses[k].Quantity.Kind is QuantityKind.Rank or QuantityKind.Group;
            var isOwn = s.Is(from, WordClass.Measure) && from < to;
            var name = Join(before, after);
            var isShort = isPlace ? before.Length == 0 : CountWords(name) < Short;
            if (!isOwn && IsPartOf(s, clauses[k], before))
            {
                name = Join(subject, name);
            }
            else if (k > 0 && opening.Length > 0 && !isOwn && (isShort || after.Length == 0))
            {
                name = Join(opening, name);
            }
            else if (!isOwn && after.Length == 0 && Parallel(subject, before) is { } parallel)
            {
                name = parallel;
            }
            else if (isShort && (isPlace || !isOwn))
            {
                name =
                    name.Length == 0 && subject.Length == 0 && k > 0
                        ? names[^1]
                        : Join(subject, name);
            }

            subject =
                isOwn || CountWords(before) >= Short ? before
                : subject.Length == 0 && before.Length > 0 ? Join(before, after)
                : subject;
            names.Add(Cut(name));
        }

        return names;
    }

    /// <summary>"Cơ cấu kinh tế: nông nghiệp 15%; dịch vụ 40%": what stands before the colon is said of the short ones too.</summary>
    private static string Opened(Sentence s, Clause first)
    {
        var (from, to) = Before(s, first);
        for (var i = from; i < to; i++)
        {
            if (s.Is(i, ":"))
            {
                return s.Slice(from, i + 1);
            }
        }

        return "";
    }

    /// <summary>"Trong đó có bằng cấp đạt 30%": a part of what was named before.</summary>
    private static bool IsPartOf(Sentence s, Clause clause, string before) =>
        before.Length > 0 && s.At(clause.Start, WordClass.Within) is { Value: "" };

    /// <summary>"Tỷ lệ suy dinh dưỡng thể nhẹ cân 8%, thể thấp còi 15%": the like word is where the second one steps in.</summary>
    private static string? Parallel(string subject, string before)
    {
        var first = before.Split(' ', 2)[0];
        var at =
            first.Length == 0
                ? -1
                : subject.LastIndexOf($" {first} ", StringComparison.OrdinalIgnoreCase);
        return at < 0 ? null : $"{subject[..at]} {before}";
    }

    /// <summary>"Cấp tỉnh đạt 100%, cấp xã đạt 90% hồ sơ …": the last of a row names what all count.</summary>
    private static string Shared(Sentence s, IReadOnlyList<Clause> clauses, int k)
    {
        for (var later = k + 1; later < clauses.Count; later++)
        {
            if (
                s.Is(clauses[later].Start - 1, ";")
                || clauses[later].Quantity.Kind != clauses[k].Quantity.Kind
            )
            {
                return "";
            }

            if (After(s, clauses[later]) is { Length: > 0 } after)
            {
                return after;
            }
        }

        return "";
    }

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

        if (s.Is(i, "(") && s.Tokens[i + 1].IsNumber && s.Is(i + 2, ")"))
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

        return (
            s.Before(to, WordClass.Filler)
            ?? s.Before(to, WordClass.About)
            ?? (s.Before(to, WordClass.GrowthName) is null ? s.Before(to, WordClass.Grow) : null)
            ?? s.Before(to, WordClass.Cut)
            ?? s.Before(to, WordClass.DownTo)
        )?.First;
    }

    private static string After(Sentence s, Clause clause)
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
            if (s.Is(i, ";"))
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
        return Join(counted, s.Slice(from, to).Trim('(', ' '));
    }

    private static string Join(string first, string second) =>
        first.Length == 0 ? second
        : second.Length == 0 ? first
        : $"{first} {second}";

    private static string Cut(string name) =>
        name.Length <= Longest ? name
        : name.LastIndexOf(' ', Longest) is > 0 and var blank ? name[..blank]
        : name[..Longest];

    private static int CountWords(string text) =>
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
}
