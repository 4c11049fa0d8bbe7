using ThuocDo.Programmes.Compiling.Words;

namespace ThuocDo.Programmes.Compiling.Targets;

/// <summary>
/// The clauses whose numbers stand in one row behind "lần lượt" or "tương ứng", in the order of the years or the things
/// named before them: "cấp tỉnh, cấp xã lần lượt đạt 90% và 80%".
/// </summary>
public readonly record struct InTurnRow(int Word, int First, int Count)
{
    public static InTurnRow? Of(Sentence s, IReadOnlyList<Clause> clauses, int k)
    {
        var number = clauses[k].Quantity.Number;
        if (s.First(WordClass.InTurn, s.PartStart(number), number) is not { } word)
        {
            return null;
        }

        var first = k;
        while (
            first > 0
            && clauses[first - 1].Quantity.Number > word.First
            && IsNext(s, clauses[first - 1], clauses[first])
        )
        {
            first--;
        }

        var end = k + 1;
        while (end < clauses.Count && IsNext(s, clauses[end - 1], clauses[end]))
        {
            end++;
        }

        return end - first > 1 ? new InTurnRow(word.First, first, end - first) : null;
    }

    /// <summary>Nothing but a comma or "và" parts the two numbers.</summary>
    private static bool IsNext(Sentence s, Clause left, Clause right)
    {
        var (from, to) = (left.Quantity.End, right.Quantity.First);
        for (var i = from; i < to; i++)
        {
            if (!s.Is(i, ",") && !s.Is(i, WordClass.And))
            {
                return false;
            }
        }

        return to > from;
    }
}
