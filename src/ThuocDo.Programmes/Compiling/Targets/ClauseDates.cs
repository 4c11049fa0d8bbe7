using System.Globalization;
using ThuocDo.Programmes.Compiling.Words;

namespace ThuocDo.Programmes.Compiling.Targets;

/// <summary>
/// Gives each clause its date. A sentence leads with dates ("đến năm 2025 đạt …, đến năm 2030 đạt …") or trails them
/// ("đạt 50% vào năm 2025; đạt 60% vào năm 2030"); a date at its beginning holds until another one comes.
/// </summary>
public static class ClauseDates
{
    public static IReadOnlyList<Clause> Dated(Sentence s, IReadOnlyList<Clause> clauses)
    {
        var dates = s
            .Dates.Where(d => IsDeadline(s, d) && !clauses.Any(c => IsOfStart(c, d)))
            .ToList();
        var result = new List<Clause>(clauses.Count);
        DatePhrase? standing = null;
        for (var k = 0; k < clauses.Count; k++)
        {
            var part = Part(s, clauses[k].Quantity);
            var own = dates.Where(d => d.First >= part.Start && d.End <= part.Stop).ToList();
            var number = clauses[k].Quantity.Number;
            var leads =
                own.Count == 0
                || own[0].First
                    < clauses.First(c => c.Quantity.Number >= part.Start).Quantity.Number;
            var leading = own.LastOrDefault(d => d.End <= number + 1);
            var next = k + 1 < clauses.Count ? clauses[k + 1].Quantity.Number : int.MaxValue;
            var trailing = own.FirstOrDefault(d =>
                d.First >= number
                && !Announces(s, d)
                && (
                    d.First < clauses[k].Stop
                    || (d.First > next && !s.Has(WordClass.Within, number, next))
                )
            );
            if (trailing is not null && leads && trailing.First > next)
            {
                trailing = null;
            }

            var date = leads ? leading ?? standing ?? trailing : trailing ?? leading ?? standing;
            standing = leads && leading is not null ? leading : standing;
            result.Add(
                clauses[k] with
                {
                    Date = InTurn(s, clauses, k, own) ?? date,
                    BaseYear = Base(s, clauses, k),
                }
            );
        }

        return result;
    }

    /// <summary>A day is a deadline only with a word that makes one of it; others belong to documents.</summary>
    private static bool IsDeadline(Sentence s, DatePhrase date) =>
        date is { IsBase: false, IsOfRule: false, Year: not null }
        && (date.Day is null || s.At(date.First, WordClass.By) is { Value: "day" });

    /// <summary>"Từ 25% (năm 2020) xuống 14%": when one stood there is no deadline.</summary>
    private static bool IsOfStart(Clause clause, DatePhrase date) =>
        date.First >= clause.NameStop && date.End <= clause.Quantity.Number;

    /// <summary>"(năm 2020: 38%)": the date belongs to what follows.</summary>
    private static bool Announces(Sentence s, DatePhrase date) =>
        s.Is(date.End, ":") && s.Is(date.First - 1, "(");

    /// <summary>"Đến năm 2025, 2030 lần lượt đạt 80% và 90%": the dates and the values in the same order.</summary>
    private static DatePhrase? InTurn(
        Sentence s,
        IReadOnlyList<Clause> clauses,
        int k,
        List<DatePhrase> dates
    ) =>
        InTurnRow.Of(s, clauses, k) is { } row && dates.Count >= row.Count
            ? Nearest(dates, row, clauses)[k - row.First]
            : null;

    /// <summary>As many dates as values: those before the row, else those after it.</summary>
    private static List<DatePhrase> Nearest(
        List<DatePhrase> dates,
        InTurnRow row,
        IReadOnlyList<Clause> clauses
    )
    {
        var before = dates.Where(d => d.End <= clauses[row.First].Quantity.Number).ToList();
        return before.Count >= row.Count ? before[^row.Count..]
            : dates.Count - before.Count >= row.Count ? dates.GetRange(before.Count, row.Count)
            : dates;
    }

    /// <summary>The part between semicolons around a quantity.</summary>
    private static (int Start, int Stop) Part(Sentence s, Quantity q)
    {
        var stop = q.Number;
        while (stop < s.Count && !s.Is(stop, ";"))
        {
            stop++;
        }

        var start = s.PartStart(q.Number);
        for (var i = q.Number; i > start; i--)
        {
            // "…, trong đó A đạt 1% vào năm 2025 và 2% vào năm 2030": a part with dates of its own.
            if (s.At(i, WordClass.Within) is { Value: "" })
            {
                return s.Dates.Any(d => d.First > i && d.End <= stop && IsDeadline(s, d))
                    ? (i, stop)
                    : (start, stop);
            }
        }

        return (start, stop);
    }

    /// <summary>The year compared with, of the clause or of a later one that goes on with its verb.</summary>
    private static string? Base(Sentence s, IReadOnlyList<Clause> clauses, int k)
    {
        for (var i = k; i < clauses.Count; i++)
        {
            if (
                i > k
                && (
                    clauses[i].Quantity.Turn == Turn.None
                    || clauses[i].Quantity.Turn != clauses[k].Quantity.Turn
                )
            )
            {
                return null;
            }

            foreach (var date in s.Dates)
            {
                if (date.IsBase && date.First >= clauses[i].Start && date.First < clauses[i].Stop)
                {
                    return date.Year?.ToString(CultureInfo.InvariantCulture);
                }
            }
        }

        return null;
    }
}
