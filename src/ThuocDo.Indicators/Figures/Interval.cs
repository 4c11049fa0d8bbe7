using ThuocDo.Shared.Facts;

namespace ThuocDo.Indicators.Figures;

/// <summary>How the figures of an interval are laid apart.</summary>
public enum Bucket
{
    /// <summary>One number under the interval's name.</summary>
    Whole,

    /// <summary>By calendar year, named <c>2025</c>.</summary>
    Year,

    /// <summary>By month, named <c>2025-03</c>.</summary>
    Month,
}

/// <summary>Days from any day to any day, both included, to be counted in one query.</summary>
public sealed record Interval(string Name, DateOnly From, DateOnly To, Bucket Bucket = Bucket.Whole)
{
    /// <summary>Before any data.</summary>
    public static readonly DateOnly Beginning = new(1900, 1, 1);

    /// <summary>Counted from the cells, so that the periods folded from them can be compared with it.</summary>
    public bool FromCells { get; init; }

    public static Interval OfMonth(DateOnly month) =>
        new("period", month, month.AddMonths(1).AddDays(-1));

    /// <summary>Every year up to a day, the last one perhaps not whole.</summary>
    public static Interval YearsUpTo(DateOnly day) => new("years", Beginning, day, Bucket.Year);
}

public enum PieceKind
{
    Years,
    Months,
    Days,

    /// <summary>Days, counted from the cells that the periods are folded from.</summary>
    Cells,
}

/// <summary>
/// A run of whole years, whole months or days; <see cref="To"/> is the first day after it. A negative piece is taken
/// away from a longer one.
/// </summary>
public sealed record Piece(PieceKind Kind, DateOnly From, DateOnly To, int Sign)
{
    public Grain? Grain =>
        Kind switch
        {
            PieceKind.Years => Shared.Facts.Grain.Year,
            PieceKind.Months => Shared.Facts.Grain.Month,
            PieceKind.Days => Shared.Facts.Grain.Day,
            _ => null,
        };
}

/// <summary>
/// Lays an interval out in as few folded rows as possible: whole years, then months, then days. What is left of a year
/// or month is added up or, where that is shorter, the rest is taken away from the whole; so the last days of a running
/// year cost next to nothing, and of no interval more than half a month of days is read at either end. Each row holds a day, month or
/// year of a unit, so what is read grows with units and days, not with dossiers.
/// </summary>
public static class PeriodPlan
{
    private const int HalfMonth = 16;

    public static IReadOnlyList<Piece> Of(Interval interval)
    {
        var pieces = new List<Piece>();
        var (from, to) = (interval.From, interval.To.AddDays(1));
        if (to <= from)
        {
            return pieces;
        }

        if (interval.FromCells)
        {
            Add(pieces, PieceKind.Cells, from, to, 1);
            return pieces;
        }

        var month = new DateOnly(from.Year, from.Month, 1);
        var next = month.AddMonths(1);
        if (to <= next && to.DayNumber - from.DayNumber <= HalfMonth)
        {
            Add(pieces, PieceKind.Days, from, to, 1);
            return pieces;
        }

        if (from.Day <= HalfMonth)
        {
            Add(pieces, PieceKind.Days, month, from, -1);
            from = month;
        }
        else
        {
            Add(pieces, PieceKind.Days, from, next, 1);
            from = next;
        }

        var byYear = interval.Bucket != Bucket.Month;
        var firstYear = from.Month == 1 ? from : new DateOnly(from.Year + 1, 1, 1);
        var lastYear = new DateOnly(to.Year, 1, 1);
        if (byYear && firstYear <= lastYear)
        {
            Add(pieces, PieceKind.Months, from, firstYear, 1);
            Add(pieces, PieceKind.Years, firstYear, lastYear, 1);
            Tail(pieces, lastYear, to, true);
        }
        else
        {
            Tail(pieces, from, to, false);
        }

        return pieces;
    }

    /// <summary>From the first of a month, or of a year, to a day of the same year.</summary>
    private static void Tail(List<Piece> pieces, DateOnly from, DateOnly to, bool wholeYear)
    {
        var month = new DateOnly(to.Year, to.Month, 1);
        var next = month.AddMonths(1);
        var subtractDays = to.Day > HalfMonth;
        var months = subtractDays ? next : month;
        if (wholeYear && to > from && months.DayNumber - from.DayNumber > 183)
        {
            var nextYear = from.AddYears(1);
            Add(pieces, PieceKind.Years, from, nextYear, 1);
            Add(pieces, PieceKind.Months, months, nextYear, -1);
        }
        else
        {
            Add(pieces, PieceKind.Months, from, months, 1);
        }

        if (subtractDays)
        {
            Add(pieces, PieceKind.Days, to, next, -1);
        }
        else
        {
            Add(pieces, PieceKind.Days, month, to, 1);
        }
    }

    private static void Add(
        List<Piece> pieces,
        PieceKind kind,
        DateOnly from,
        DateOnly to,
        int sign
    )
    {
        if (from < to)
        {
            pieces.Add(new Piece(kind, from, to, sign));
        }
    }
}
