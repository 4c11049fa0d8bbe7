using System.Globalization;
using ThuocDo.Programmes.Compiling.Tasks;

namespace ThuocDo.Programmes.Drafts;

/// <summary>Reads the dates that the compiler writes: <c>2025</c>, <c>2025-Q4</c>, <c>2026-06</c>, <c>2021-10-30</c>, <c>2025..2030</c>.</summary>
public static class Deadlines
{
    /// <summary>Goes on as long as the programme.</summary>
    public const string Ongoing = DeadlineText.Ongoing;

    /// <summary>The last day on which it is still in time; none where the text names no end.</summary>
    public static DateOnly? LastDay(string? norm)
    {
        var last = norm?.Split("..")[^1];
        if (string.IsNullOrEmpty(last) || last == Ongoing)
        {
            return null;
        }

        var parts = last.Split('-');
        if (
            !int.TryParse(parts[0], CultureInfo.InvariantCulture, out var year)
            || year is < 1900 or > 2200
        )
        {
            return null;
        }

        return parts switch
        {
            [_] => new DateOnly(year, 12, 31),
            [_, ['Q', >= '1' and <= '4' and var quarter]] => EndOf(year, (quarter - '0') * 3),
            [_, var month] when Number(month) is >= 1 and <= 12 and var m => EndOf(year, m),
            [_, var month, var day]
                when Number(month) is >= 1 and <= 12 and var m
                    && Number(day) is >= 1 and var d
                    && d <= DateTime.DaysInMonth(year, m) => new DateOnly(year, m, d),
            _ => null,
        };
    }

    /// <summary>The last day that lies before all of it, for "before June 2022".</summary>
    public static DateOnly? DayBefore(string? norm)
    {
        var first = norm?.Split("..")[0];
        return LastDay(first) is not { } last
            ? null
            : first!.Split('-') switch
            {
                [_] => new DateOnly(last.Year, 1, 1).AddDays(-1),
                [_, ['Q', ..]] => new DateOnly(last.Year, last.Month - 2, 1).AddDays(-1),
                [_, _] => new DateOnly(last.Year, last.Month, 1).AddDays(-1),
                _ => last.AddDays(-1),
            };
    }

    /// <summary>Whether it names a single day.</summary>
    public static bool IsDay(string norm) =>
        norm.Count(c => c == '-') == 2 && !norm.Contains("..", StringComparison.Ordinal);

    /// <summary>Whether what somebody typed is such a date.</summary>
    public static bool IsValid(string? norm) =>
        string.IsNullOrEmpty(norm) || norm == Ongoing || LastDay(norm) is not null;

    private static int Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : 0;

    private static DateOnly EndOf(int year, int month) =>
        new(year, month, DateTime.DaysInMonth(year, month));
}
