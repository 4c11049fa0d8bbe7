using ThuocDo.Programmes.Compiling.Words;

namespace ThuocDo.Programmes.Compiling.Targets;

/// <summary>
/// Reads whether a number says how much something grows or is cut, or the level it comes to. The verb next to the number
/// decides; "tăng tỷ lệ … đạt 50%" names a level, "giảm … xuống 18" the level of a cut.
/// </summary>
public static class TurnReader
{
    private const int Farthest = 40;

    public static IReadOnlyList<Clause> Turned(Sentence s, IReadOnlyList<Clause> clauses)
    {
        var turned = new List<Clause>(clauses.Count);
        foreach (var clause in clauses)
        {
            var own = Turned(s, clause.Quantity, clause.Start);
            turned.Add(
                clause with
                {
                    Quantity =
                        turned.Count > 0 ? InheritedTurn.Of(s, turned[^1], clause, own) : own,
                }
            );
        }

        return turned;
    }

    private static Quantity Turned(Sentence s, Quantity q, int start)
    {
        if (q.Kind is QuantityKind.Rank or QuantityKind.Group)
        {
            return q;
        }

        start = Math.Max(start, OwnBeginning(s, q));
        for (var i = q.Number; i > start && q.Number - i < Farthest; i--)
        {
            i = BeforeBrackets(s, i, start);
            if (s.Before(i, WordClass.DownTo) is { } downTo && i >= q.First - 1)
            {
                return IsCut(s, downTo, start)
                    ? q with
                    {
                        Turn = Turn.CutTo,
                        First = Math.Min(q.First, downTo.First),
                    }
                    : q;
            }

            if (s.Before(i, WordClass.Cut) is { } cut && IsTurn(s, cut))
            {
                return Cut(s, q, cut);
            }

            if (s.Before(i, WordClass.GrowthName) is { } name && IsHead(s, name) && q.IsPercent)
            {
                return q with { Turn = Turn.Growth };
            }

            if (s.Before(i, WordClass.Grow) is { } grow && IsTurn(s, grow))
            {
                return q.IsPercent && !LevelBetween(s, grow.End, q.Number) && IsHead(s, grow)
                    ? Grown(q, grow)
                    : q;
            }
        }

        return q;
    }

    /// <summary>What stands in brackets says nothing of a number after them.</summary>
    private static int BeforeBrackets(Sentence s, int i, int start)
    {
        if (!s.Is(i - 1, ")"))
        {
            return i;
        }

        var open = i - 1;
        while (open > start && !s.Is(open, "("))
        {
            open--;
        }

        return s.Is(open, "(") ? open : i;
    }

    /// <summary>A number that leads its part of the sentence after a mark takes no verb from before that mark.</summary>
    private static int OwnBeginning(Sentence s, Quantity q)
    {
        var first = q.First;
        while (first > 0)
        {
            if (s.Tokens[first - 1].Kind == TokenKind.Mark)
            {
                return s.Is(first - 1, ")") || s.Is(first - 1, ":") ? 0 : first;
            }

            var step =
                s.DateAt(first - 1)?.First
                ?? s.Before(first, WordClass.Goal)?.First
                ?? s.Before(first, WordClass.Filler)?.First;
            if (step is not { } back || back >= first)
            {
                return 0;
            }

            first = back;
        }

        return 0;
    }

    /// <summary>"Đóng góp vào tăng trưởng" is no growth: the word must not hang on a preposition.</summary>
    private static bool IsHead(Sentence s, Match word) =>
        s.Before(word.First, WordClass.Preposition) is null;

    /// <summary>"Tăng cường", "giá trị gia tăng": the word is part of another one.</summary>
    private static bool IsTurn(Sentence s, Match word) =>
        !s.Is(word.First, WordClass.NoTurn) && s.Before(word.End, WordClass.NoTurn) is null;

    private static Quantity Grown(Quantity q, Match word) =>
        q with
        {
            Turn = Turn.Growth,
            First = word.End >= q.First ? Math.Min(q.First, word.First) : q.First,
        };

    private static Quantity Cut(Sentence s, Quantity q, Match cut)
    {
        if (LevelBetween(s, cut.End + 1, q.Number))
        {
            return q;
        }

        var next = cut.End >= q.First;
        return q.Bound is "<" or "<=" && !next
            ? q
            : q with
            {
                Turn = Turn.CutBy,
                First = next ? Math.Min(q.First, cut.First) : q.First,
            };
    }

    private static bool LevelBetween(Sentence s, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (s.Is(i, WordClass.Level) && s.DateAt(i) is null)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsCut(Sentence s, Match downTo, int start)
    {
        for (var i = downTo.First; i > start && downTo.First - i < Farthest; i--)
        {
            if (s.Before(i, WordClass.Cut) is not null)
            {
                return true;
            }
        }

        // "xuống còn 18" says the same without the verb; "tỷ lệ … còn 20%" does where something is measured.
        return downTo.Phrase.Words.Length > 1
            || downTo.Value == "alone" && s.Has(WordClass.Measure, start, downTo.First);
    }
}
