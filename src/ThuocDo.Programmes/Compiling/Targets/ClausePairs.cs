using ThuocDo.Programmes.Compiling.Words;

namespace ThuocDo.Programmes.Compiling.Targets;

/// <summary>Clauses of two numbers that are one target: from where to where, a group and what its word means.</summary>
public static class ClausePairs
{
    public static IReadOnlyList<Clause> Joined(Sentence s, List<Clause> clauses) =>
        NameGroups(s, DropStartingPoints(s, clauses));

    /// <summary>"từ 23 ca xuống 18 ca", "từ 60% lên 80%": the first number is where one stands.</summary>
    private static List<Clause> DropStartingPoints(Sentence s, List<Clause> clauses)
    {
        for (var k = clauses.Count - 2; k >= 0; k--)
        {
            var (left, right) = (clauses[k].Quantity, clauses[k + 1].Quantity);
            if (
                !s.Is(left.Number - 1, WordClass.Before)
                || s.At(left.Number - 1, WordClass.Before)!.Value.Value != "from"
            )
            {
                continue;
            }

            if (IsWay(s, left, right))
            {
                clauses[k + 1] = clauses[k + 1] with
                {
                    Start = clauses[k].Start,
                    NameStop = left.First,
                    IsQualifier = false,
                };
                clauses.RemoveAt(k);
            }
        }

        return clauses;
    }

    /// <summary>"Nhóm tỉnh loại tốt (từ 80 điểm trở lên)": the number in brackets says what the word means.</summary>
    private static List<Clause> NameGroups(Sentence s, List<Clause> clauses)
    {
        for (var k = clauses.Count - 2; k >= 0; k--)
        {
            var (group, level) = (clauses[k].Quantity, clauses[k + 1].Quantity);
            if (
                group.Kind == QuantityKind.Group
                && s.Is(group.End, "(")
                && level.First <= group.End + 3
            )
            {
                clauses[k + 1] = clauses[k + 1] with
                {
                    Quantity = level with { RankGroup = group.Word },
                    Start = clauses[k].Start,
                    NameStop = group.First,
                };
                clauses.RemoveAt(k);
            }
        }

        return clauses;
    }

    /// <summary>The word for the way leads to the second number, with nothing but its own words between.</summary>
    private static bool IsWay(Sentence s, Quantity left, Quantity right)
    {
        if (left.High is not null || s.PartStart(right.Number) > left.Number)
        {
            return false;
        }

        for (var i = right.Number; i >= Math.Max(left.End + 1, right.First); i--)
        {
            if (
                s.Before(i, WordClass.DownTo) is not null
                || s.Before(i, WordClass.UpTo) is not null
            )
            {
                return true;
            }
        }

        return false;
    }
}
