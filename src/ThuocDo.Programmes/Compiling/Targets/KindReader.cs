using ThuocDo.Programmes.Compiling.Layout;
using ThuocDo.Programmes.Compiling.Words;

namespace ThuocDo.Programmes.Compiling.Targets;

/// <summary>
/// Decides what a quantity is: a target where objectives are set, a number inside a task elsewhere, a limit, or nothing
/// at all (results already reached, exceptions, costs).
/// </summary>
public static class KindReader
{
    private const int LongestVerb = 4;

    public static TargetKind? Read(Sentence s, Clause clause, Surroundings around)
    {
        if (
            clause.IsQualifier
            || IsRuledOut(s, clause)
            || around.Role == SectionRole.Background
            || IsPast(s, clause, around)
        )
        {
            return null;
        }

        if (IsLimit(s, clause))
        {
            return TargetKind.Limit;
        }

        if (!IsMeasured(s, clause))
        {
            return null;
        }

        return around.Role switch
        {
            SectionRole.Objective => IsReached(s, clause) ? Here(around) : null,
            SectionRole.Funding => null,
            _ => IsDemanded(s, clause) ? TargetKind.TaskNumber : null,
        };
    }

    private static TargetKind Here(Surroundings around) =>
        around.InAnnex ? TargetKind.AnnexOnly : TargetKind.Target;

    /// <summary>A result of the past: said so, or due before the document was issued.</summary>
    private static bool IsPast(Sentence s, Clause clause, Surroundings around)
    {
        if (
            clause.Date is { Year: { } year } date
            && around.IssueYear is { } issued
            && year < issued
            && !date.IsStage
        )
        {
            return true;
        }

        for (var i = clause.Start; i < clause.Quantity.Number; i++)
        {
            if (s.Is(i, WordClass.Past) && s.DateAt(i) is null)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// "Không còn khu phố trên 5 hộ nghèo": the number describes what there shall be none of; "tương đương 35 trạm": it says the
    /// number before in another way.
    /// </summary>
    private static bool IsRuledOut(Sentence s, Clause clause) =>
        (
            s.Is(clause.Quantity.First, WordClass.Equivalent)
            && clause.Quantity.First > 0
            && s.Tokens[clause.Quantity.First - 1].Kind == TokenKind.Mark
        )
        || s.First(WordClass.Nothing, s.PartStart(clause.Start), clause.Quantity.Number)
            is { } nothing
            && (
                nothing.Value.Length > 0
                    ? IsNoneBeyond(s, clause, nothing)
                    : !s.Has(WordClass.Measure, s.PartStart(clause.Start), nothing.First)
            );

    /// <summary>"…, không có tỉnh đạt dưới 60%", not "thôn không có hộ nghèo đạt 80%".</summary>
    private static bool IsNoneBeyond(Sentence s, Clause clause, Match nothing) =>
        clause.Quantity.Bound.Length > 0
        && (nothing.First == 0 || s.Tokens[nothing.First - 1].Kind == TokenKind.Mark);

    private static bool IsLimit(Sentence s, Clause clause)
    {
        var q = clause.Quantity;
        if (
            s.Has(WordClass.Excuse, clause.Start, clause.Stop)
            || (
                s.First(WordClass.Cost, clause.Start, q.Number) is { } cost
                && (cost.Value.Length > 0 || !q.IsPercent)
            )
        )
        {
            return true;
        }

        return s.First(WordClass.LimitWord, clause.Start, q.Number) is { Value: "" }
            && (q.Kind is QuantityKind.Money || q.Bound is "<=" or "<");
    }

    /// <summary>Time and bare numbers are results only of things that are measured so, be it some clauses before.</summary>
    private static bool IsMeasured(Sentence s, Clause clause)
    {
        var q = clause.Quantity;
        return q.Kind switch
        {
            QuantityKind.Time => s.Has(WordClass.TimeMeasure, s.PartStart(q.First), q.First + 1),
            QuantityKind.Plain => s.Has(WordClass.Measure, s.PartStart(q.First), q.First),
            QuantityKind.Count => s.Before(q.First, WordClass.NotCountedBefore) is null
                && s.Before(q.Number, WordClass.NotCountedBefore) is null,
            _ => true,
        };
    }

    /// <summary>Among objectives a share or a rank speaks for itself; a count needs a verb or an operator, or begins.</summary>
    private static bool IsReached(Sentence s, Clause clause)
    {
        var q = clause.Quantity;
        return q.Kind is not (QuantityKind.Count or QuantityKind.Money or QuantityKind.Time)
            || q.Bound.Length > 0
            || q.Turn != Turn.None
            || q.First < q.Number
            || s.Has(WordClass.Achieve, clause.Start, q.First + 1)
            || (q.Kind != QuantityKind.Time && IsSize(s, clause))
            || (q.Kind == QuantityKind.Count && IsPart(s, clause))
            || IsObject(s, clause);
    }

    /// <summary>"GRDP bình quân đầu người 100 triệu đồng": a measure, and its size ends the clause.</summary>
    private static bool IsSize(Sentence s, Clause clause) =>
        s.Is(ClauseWords.Before(s, clause).First, WordClass.Measure)
        && EndsAt(s, clause.Quantity.End);

    /// <summary>"…, trong đó trình độ trung cấp 15.000 người": a part of the count before, and its size ends the clause.</summary>
    private static bool IsPart(Sentence s, Clause clause) =>
        s.At(clause.Start, WordClass.Within) is { Value: "" } && EndsAt(s, clause.Quantity.End);

    private static bool EndsAt(Sentence s, int end) =>
        end >= s.Count
        || s.Tokens[end].Kind == TokenKind.Mark
        || s.Is(end, WordClass.And)
        || s.DateAt(end) is not null;

    /// <summary>
    /// "Di dời 350 hộ": the few words with which the clause begins are the verb of a known thing; not where they
    /// name or measure something ("Chương trình 3 sao").
    /// </summary>
    private static bool IsObject(Sentence s, Clause clause)
    {
        var q = clause.Quantity;
        if (q.First <= clause.Start + 1)
        {
            return true;
        }

        var first = q.First;
        while (first > clause.Start && s.Tokens[first - 1].Kind == TokenKind.Word)
        {
            first--;
        }

        return q.Kind != QuantityKind.Time
            && q.First - first <= LongestVerb
            && !s.Is(first, WordClass.Named)
            && !s.Is(first, WordClass.Measure)
            && (q.Kind == QuantityKind.Money || s.Has(WordClass.Unit, q.Number + 1, q.End));
    }

    private static bool IsDemanded(Sentence s, Clause clause)
    {
        var q = clause.Quantity;
        return q.Kind switch
        {
            QuantityKind.Percent => true,
            QuantityKind.Time => false,
            _ => q.Bound.Length > 0 || s.Has(WordClass.Goal, 0, q.Number),
        };
    }
}
