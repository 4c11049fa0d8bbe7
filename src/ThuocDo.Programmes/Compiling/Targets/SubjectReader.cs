using ThuocDo.Programmes.Compiling.Layout;
using ThuocDo.Programmes.Compiling.Words;

namespace ThuocDo.Programmes.Compiling.Targets;

/// <summary>What a number is said of: its name, and the tokens between which its scope is named.</summary>
public sealed record Subject(string Name, int First, int End);

/// <summary>
/// Parts the subject of a clause where it lists several: "số vụ, số người chết giảm 5%" says the same of each, "cấp tỉnh, cấp xã
/// lần lượt đạt 90%, 80%" one number of each. Parallel things begin with the same word, or are names in capitals.
/// </summary>
public static class SubjectReader
{
    public static IReadOnlyList<Subject> Read(
        Sentence s,
        IReadOnlyList<Clause> clauses,
        int k,
        IReadOnlyList<string> names
    )
    {
        var whole = new Subject(names[k], clauses[k].Start, clauses[k].Stop);
        if (InTurnRow.Of(s, clauses, k) is { } row)
        {
            return [InTurn(s, clauses, k, row) ?? whole with { Name = names[row.First] }];
        }

        var (from, to) = ClauseWords.Before(s, clauses[k]);
        var parts = Parts(s, from, to);
        return parts.Count < 2 ? [whole]
            : parts.All(p => IsSameMeasure(s, parts[0].First, p.First))
                ? [.. parts.Select(p => new Subject(s.Slice(p.First, p.End), p.First, p.End))]
            : clauses[k].Quantity.Kind is QuantityKind.Rank or QuantityKind.Group
            && Capitals(s, parts) is { } head
                ?
                [
                    .. parts.Select(
                        (p, i) =>
                            i == 0 ? Under(s, head, head, p) : Under(s, parts[0].First, head, p)
                    ),
                ]
            : [whole];
    }

    private static Subject? InTurn(Sentence s, IReadOnlyList<Clause> clauses, int k, InTurnRow row)
    {
        var (from, to) = ClauseWords.Before(s, clauses[row.First]);
        var parts = Parts(s, from, Math.Min(to, row.Word));
        if (parts.Count < row.Count)
        {
            return null;
        }

        var items = parts[^row.Count..];
        var first = (First: from, items[0].End);
        var heads = items.Skip(1).Select(p => Head(s, first, p)).ToList();
        if (heads.Any(h => h is null))
        {
            return null;
        }

        return k == row.First
            ? new Subject(s.Slice(first.First, first.End), heads[^1]!.Value, first.End)
            : Under(s, from, heads[k - row.First - 1]!.Value, items[k - row.First]);
    }

    /// <summary>The words before the thing listed first, and the thing itself.</summary>
    private static Subject Under(Sentence s, int from, int head, (int First, int End) item) =>
        new($"{s.Slice(from, head)} {s.Slice(item.First, item.End)}".Trim(), item.First, item.End);

    /// <summary>The parts between commas and "và", outside brackets.</summary>
    private static List<(int First, int End)> Parts(Sentence s, int from, int to)
    {
        var parts = new List<(int, int)>();
        var (start, open) = (from, 0);
        for (var i = from; i < to; i++)
        {
            open +=
                s.Is(i, "(") ? 1
                : s.Is(i, ")") ? -1
                : 0;
            if (open <= 0 && i > start && i + 1 < to && (s.Is(i, ",") || s.Is(i, WordClass.And)))
            {
                parts.Add((start, i));
                start = i + 1;
            }
        }

        if (to > start)
        {
            parts.Add((start, to));
        }

        return parts;
    }

    private static bool IsSameMeasure(Sentence s, int first, int other) =>
        s.At(first, WordClass.Measure) is { } a
        && s.At(other, WordClass.Measure) is { } b
        && a.Phrase.Words[0] == b.Phrase.Words[0];

    /// <summary>Where in "các chỉ số PCI, PAR INDEX" the names in capitals begin.</summary>
    private static int? Capitals(Sentence s, List<(int First, int End)> parts)
    {
        if (parts.Skip(1).Any(p => !LabelReader.IsShouted(s.Slice(p.First, p.End))))
        {
            return null;
        }

        var head = parts[0].End;
        while (head > parts[0].First && LabelReader.IsShouted(s.Slice(head - 1, head)))
        {
            head--;
        }

        return head < parts[0].End && head > parts[0].First ? head : null;
    }

    /// <summary>Where the like thing begins in the first part: at the same word; a name in capitals has no words before it.</summary>
    private static int? Head(Sentence s, (int First, int End) part, (int First, int End) item)
    {
        for (var i = part.End - 1; i >= part.First; i--)
        {
            if (s.Is(i, s.Tokens[item.First].Text))
            {
                return i;
            }
        }

        return
            LabelReader.IsShouted(s.Slice(part.First, part.End))
            && LabelReader.IsShouted(s.Slice(item.First, item.End))
            ? part.First
            : null;
    }
}
