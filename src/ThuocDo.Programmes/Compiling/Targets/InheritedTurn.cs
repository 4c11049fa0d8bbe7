using ThuocDo.Programmes.Compiling.Words;

namespace ThuocDo.Programmes.Compiling.Targets;

/// <summary>
/// "Giảm ít nhất 10% A và 10% B", "giảm 2%, còn 3%", "xuống 8 vào năm 2024 và 6 vào năm 2026": a number that begins its
/// clause goes on with the verb before.
/// </summary>
public static class InheritedTurn
{
    public static Quantity Of(Sentence s, Clause before, Clause clause, Quantity own)
    {
        var turn = before.Quantity.Turn;
        if (own.Turn != Turn.None || s.Has(WordClass.Level, clause.Start, own.Number))
        {
            return own;
        }

        var begins = own.First <= clause.Start;
        var isNext = begins && s.Is(clause.Start - 1, WordClass.And);
        if (
            turn is Turn.CutBy or Turn.CutTo && s.Before(own.First, WordClass.DownTo) is not null
            || turn == Turn.CutTo && isNext && before.Quantity.Kind == own.Kind
        )
        {
            return own with { Turn = Turn.CutTo };
        }

        var isYearlyRate =
            own is { IsPercent: true, IsYearly: true }
            && before.Quantity is { Turn: Turn.CutBy or Turn.Growth, IsYearly: true }
            && s.Is(clause.Start - 1, ",");
        if (isYearlyRate)
        {
            // "Tăng số A bình quân 12%/năm, số B bình quân 16%/năm": a share by the year is a change.
            return own with { Turn = turn };
        }

        var isListed =
            begins
            && s.Is(clause.Start - 1, ",")
            && own.Value < 100
            && s.First(WordClass.Passive, own.End, clause.Stop) is not { Value: "" };
        return
            before.Quantity is { Turn: Turn.CutBy or Turn.Growth, IsPercent: true }
            && own is { IsPercent: true, IsYearly: false }
            && (isNext || isListed)
            ? own with
            {
                Turn = turn,
                Bound = own.Bound.Length > 0 ? own.Bound : before.Quantity.Bound,
            }
            : own;
    }
}
