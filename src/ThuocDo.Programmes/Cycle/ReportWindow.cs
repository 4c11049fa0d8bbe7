using System.Globalization;
using ThuocDo.Shared.Reference;
using ThuocDo.Shared.Time;

namespace ThuocDo.Programmes.Cycle;

/// <summary>
/// The days that a statutory report covers, and the day by which agencies send their part, as dated data in
/// <c>data/programme/report-windows.csv</c>: a quarter runs from the 15th to the 14th. No act was read, so all are unconfirmed.
/// </summary>
/// <param name="Period">As the file names it: <c>quarter-2</c>, <c>half-year</c>, <c>nine-months</c>, <c>year</c>.</param>
/// <param name="From">The first day.</param>
/// <param name="To">The last day, on which figures are cut.</param>
/// <param name="DueOn">The last day in time for agencies.</param>
public sealed record ReportWindow(
    string Period,
    int Year,
    DateOnly From,
    DateOnly To,
    DateOnly DueOn,
    bool IsConfirmed,
    string Source
)
{
    public const int PeriodMaxLength = 20;

    private static readonly IReadOnlyList<CsvRow> Rows =
    [
        .. ShippedData.Rows("programme/report-windows.csv"),
    ];

    /// <summary>In the order of the file.</summary>
    public static IReadOnlyList<string> Periods { get; } =
    [.. Rows.Select(r => r.Required("period")).Distinct()];

    /// <summary>The quarter, for the periods of which there is a report by quarter; none for a year and for longer parts of it.</summary>
    public int? Quarter =>
        Period.StartsWith("quarter-", StringComparison.Ordinal)
            ? int.Parse(Period.AsSpan("quarter-".Length), CultureInfo.InvariantCulture)
            : null;

    /// <summary>Whether there is a report of these days into which the parts can be put.</summary>
    public bool HasReport => Quarter is not null || Period == "year";

    /// <returns>None where the file has no such period for the year.</returns>
    public static ReportWindow? Of(string? period, int year, WorkCalendar calendar) =>
        year is < 2000 or > 2100
            ? null
            : Rows.Where(r => r.Required("period") == period)
                .Select(r => Read(r, year, calendar))
                .FirstOrDefault(w => w is not null);

    private static ReportWindow? Read(CsvRow row, int year, WorkCalendar calendar)
    {
        var (from, to) = (Day(row, "from", year), Day(row, "to", year));
        if (to < row.Date("valid_from") || row.OptionalDate("valid_to") <= to)
        {
            return null;
        }

        return new(
            row.Required("period"),
            year,
            from,
            to,
            Before(to, row.Int("due_working_days_before"), calendar),
            row.Required("confidence") == "confirmed",
            row.Required("source")
        );
    }

    private static DateOnly Day(CsvRow row, string column, int year) =>
        DateOnly.ParseExact(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{year + row.Int(column + "_year"):0000}-{row.Required(column)}"
            ),
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture
        );

    /// <summary>So many working days earlier; beyond the years that are decreed every day but the weekend is worked.</summary>
    private static DateOnly Before(DateOnly day, int count, WorkCalendar calendar)
    {
        bool IsWorked(DateOnly d) =>
            d < calendar.First || d > calendar.Last
                ? d.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)
                : calendar.IsWorkingDay(d);
        while (!IsWorked(day))
        {
            day = day.AddDays(-1);
        }

        for (var left = count; left > 0; left -= IsWorked(day) ? 1 : 0)
        {
            day = day.AddDays(-1);
        }

        return day;
    }
}
