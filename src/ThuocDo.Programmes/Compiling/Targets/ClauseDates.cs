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
        var dates = s.Dates.Where(d => IsDeadline(s, d)).ToList();
        var result = new List<Clause>(clauses.Count);
        DatePhrase? standing = null;
        for (var k = 0; k < clauses.Count; k++)
        {
            var clause = clauses[k];
            var part = Part(s, clause.Quantity);
            var leading = dates.LastOrDefault(d =>
                d.First >= part.Start && d.End <= clause.Quantity.Number + 1
            );
            var trailing = dates.FirstOrDefault(d =>
                d.First >= clause.Quantity.Number && d.End <= part.Stop
            );
            var leads = dates.Count > 0 && FirstDateOfPartLeads(dates, clauses, part);
            var nextQuantity =
                k + 1 < clauses.Count ? clauses[k + 1].Quantity.Number : int.MaxValue;
            var ownTrailing =
                trailing is not null && (trailing.First < nextQuantity || !leads) ? trailing : null;
            var date = leads
                ? leading ?? standing ?? ownTrailing
                : ownTrailing ?? leading ?? standing;
            if (leads && leading is not null)
            {
                standing = leading;
            }

            result.Add(clause with { Date = date, BaseYear = Base(s, clause) });
        }

        return result;
    }

    /// <summary>A day is a deadline only with a word that makes one of it; others belong to documents.</summary>
    private static bool IsDeadline(Sentence s, DatePhrase date) =>
        date is { IsBase: false, Year: not null }
        && (date.Day is null || s.At(date.First, WordClass.By) is { Value: "day" });

    /// <summary>The part between semicolons around a quantity.</summary>
    private static (int Start, int Stop) Part(Sentence s, Quantity q)
    {
        var (start, stop) = (q.Number, q.Number);
        while (start > 0 && !s.Is(start - 1, ";"))
        {
            start--;
        }

        while (stop < s.Count && !s.Is(stop, ";"))
        {
            stop++;
        }

        return (start, stop);
    }

    private static bool FirstDateOfPartLeads(
        List<DatePhrase> dates,
        IReadOnlyList<Clause> clauses,
        (int Start, int Stop) part
    )
    {
        var date = dates.FirstOrDefault(d => d.First >= part.Start && d.End <= part.Stop);
        if (date is null)
        {
            return true;
        }

        var quantity = clauses.First(c => c.Quantity.Number >= part.Start).Quantity;
        return date.First < quantity.Number;
    }

    private static string? Base(Sentence s, Clause clause)
    {
        foreach (var date in s.Dates)
        {
            if (date.IsBase && date.First >= clause.Start && date.Year is { } year)
            {
                return year.ToString(System.Globalization.CultureInfo.InvariantCulture);
            }
        }

        return null;
    }
}
