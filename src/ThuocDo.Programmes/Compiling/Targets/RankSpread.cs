using ThuocDo.Programmes.Compiling.Words;

namespace ThuocDo.Programmes.Compiling.Targets;

/// <summary>
/// "Nhóm 3 nước dẫn đầu khu vực, nhóm 50 nước đứng đầu thế giới về A và chỉ số B": each place is meant for each of the
/// measures named after "về".
/// </summary>
public static class RankSpread
{
    public static IEnumerable<Target> Spread(
        Sentence s,
        IReadOnlyList<Clause> clauses,
        int k,
        Target target
    )
    {
        var about = About(s, clauses, k);
        if (about is not var (from, to))
        {
            return [target];
        }

        var names = new List<string>();
        var start = from;
        for (var i = from + 1; i < to; i++)
        {
            if (s.Is(i, WordClass.And) && s.Is(i + 1, WordClass.Measure))
            {
                names.Add(s.Slice(start, i));
                start = i + 1;
            }
        }

        names.Add(s.Slice(start, to));
        return names.Select(n => target with { Name = n });
    }

    /// <summary>The words after "về", of this place or of a later one that shares them.</summary>
    private static (int, int)? About(Sentence s, IReadOnlyList<Clause> clauses, int k)
    {
        for (
            var later = k;
            later < clauses.Count && clauses[later].Quantity.Kind == QuantityKind.Rank;
            later++
        )
        {
            var clause = clauses[later];
            for (var i = clause.Quantity.End; i < clause.Stop; i++)
            {
                if (s.Is(i, WordClass.Concerning))
                {
                    var end = clause.Stop;
                    while (end > i + 1 && s.Tokens[end - 1].Kind == TokenKind.Mark)
                    {
                        end--;
                    }

                    return (i + 1, end);
                }

                if (s.Is(i, ";"))
                {
                    return null;
                }
            }
        }

        return null;
    }
}
