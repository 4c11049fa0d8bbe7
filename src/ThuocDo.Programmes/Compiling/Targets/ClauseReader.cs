using ThuocDo.Programmes.Compiling.Words;

namespace ThuocDo.Programmes.Compiling.Targets;

/// <summary>
/// Parts a sentence among its quantities. Two quantities without anything between them that begins a new clause are one
/// target and what qualifies it: "70% phụ nữ được tầm soát ít nhất 4 loại bệnh".
/// </summary>
public static class ClauseReader
{
    public static IReadOnlyList<Clause> Read(Sentence s, IReadOnlyList<Quantity> quantities)
    {
        var clauses = new List<Clause>();
        var start = 0;
        var joined = false;
        for (var k = 0; k < quantities.Count; k++)
        {
            var here = quantities[k];
            var cut = k + 1 == quantities.Count ? s.Count : Boundary(s, here, quantities[k + 1]);
            var stop = cut ?? quantities[k + 1].First;
            var qualifies = joined;
            if (
                joined
                && (IsStated(s, here) || IsTurned(s, quantities[k - 1], here))
                && !IsStated(s, quantities[k - 1])
                && (
                    s.Has(WordClass.Measure, clauses[^1].Start, quantities[k - 1].First)
                    || IsCondition(s, quantities[k - 1], here)
                )
            )
            {
                // "Tỷ lệ hộ có từ 2 con trở lên đạt 80%": the number that is reached counts, not the first one.
                clauses[^1] = clauses[^1] with
                {
                    IsQualifier = true,
                };
                qualifies = false;
            }

            if (qualifies)
            {
                clauses[^1] = clauses[^1] with { Stop = stop };
            }

            clauses.Add(
                new Clause(here, joined ? clauses[^1].Start : start, stop)
                {
                    IsQualifier = qualifies,
                }
            );
            joined = cut is null;
            start = cut ?? start;
        }

        return ClausePairs.Joined(s, clauses);
    }

    /// <summary>Where a new clause begins between two quantities; null where they stand in one.</summary>
    private static int? Boundary(Sentence s, Quantity left, Quantity right)
    {
        var (from, to) = (left.End, right.First);
        if (left.IsPercent && !right.IsPercent && to > from && s.Is(to - 1, "(") && to - from <= 3)
        {
            // "100% (145/145) xã": the brackets only count out the share.
            return null;
        }

        var closed = 0;
        for (var i = to - 1; i >= from; i--)
        {
            closed += s.Is(i, ")") ? 1 : 0;
            if (s.Is(i, ";") || s.Is(i, ":") || (s.Is(i, "(") && closed-- <= 0))
            {
                return i + 1;
            }
        }

        if (s.First(WordClass.Within, from, to) is { } within)
        {
            return within.First;
        }

        var alike =
            left.IsPercent == right.IsPercent
            || left.Kind == right.Kind
            || left.Kind == QuantityKind.Rank
            || right.Kind == QuantityKind.Rank;
        var thing = left.Kind == QuantityKind.Count ? UnitReader.NounEnd(s, from) : from;
        int? comma = null;
        for (var i = to - 1; i >= from; i--)
        {
            if (!s.Is(i, ",") && !s.Is(i, WordClass.And))
            {
                continue;
            }

            if (
                i == from
                || i == thing
                || i + 1 == to
                || Opens(s, i + 1)
                || s.At(i + 1, WordClass.DownTo) is { } down && down.End >= to
            )
            {
                return i + 1;
            }

            // Between shares any comma parts, but rather one with a verb behind it.
            comma ??= alike && left.IsPercent && s.Is(i, ",") ? i + 1 : null;
        }

        if (comma is not null)
        {
            return comma;
        }

        foreach (var date in s.Dates)
        {
            if (date.First >= from && date.End <= to && date is { IsBase: false, IsOfRule: false })
            {
                return date.First;
            }
        }

        return null;
    }

    private static bool Opens(Sentence s, int i) =>
        s.Is(i, WordClass.Measure)
        || s.Is(i, WordClass.Before)
        || s.Is(i, WordClass.Goal)
        || s.Is(i, WordClass.Achieve)
        || s.Is(i, WordClass.Cut)
        || s.Is(i, WordClass.Grow)
        || s.Is(i, WordClass.Group)
        || s.Is(i, WordClass.Each)
        || (i < s.Count && s.Tokens[i].IsNumber)
        || s.DateAt(i) is not null;

    /// <summary>"Tỷ lệ hộ nghèo tại các xã trên 25% giảm từ 4%": the bound only describes, the verb right before the second one turns it.</summary>
    private static bool IsTurned(Sentence s, Quantity left, Quantity here) =>
        left is { IsPercent: true, Bound.Length: > 0 }
        && here.IsPercent
        && (s.Before(here.First, WordClass.Cut) ?? s.Before(here.First, WordClass.Grow))
            is not null;

    /// <summary>"Người cao tuổi được khám ít nhất 1 lần/năm đạt 70%": what each has to have, and the share of those who do.</summary>
    private static bool IsCondition(Sentence s, Quantity left, Quantity here) =>
        here.IsPercent
        && left is { Kind: QuantityKind.Count, Bound.Length: > 0 }
        && s.Is(left.Number + 1, WordClass.Times);

    /// <summary>"đạt 80%": the verb of reaching stands right before the number.</summary>
    private static bool IsStated(Sentence s, Quantity q)
    {
        for (var i = q.Number; i >= Math.Max(1, q.First - 1); i--)
        {
            if (s.Before(i, WordClass.Level) is not null)
            {
                return true;
            }
        }

        return false;
    }
}
