using System.Globalization;
using System.Text.Json.Serialization;
using ThuocDo.Programmes.Reports.Text;

namespace ThuocDo.Programmes.Reports;

/// <summary>The days a number stands for, from the first of a month.</summary>
/// <param name="IsSealed">As the closed month holds it.</param>
public sealed record ReportPeriod(DateOnly From, DateOnly To, bool IsSealed = false)
{
    private const string SealedPrefix = "khoa-";

    public static ReportPeriod OfYear(int year) => new(new(year, 1, 1), new(year, 12, 31));

    public static ReportPeriod OfQuarter(int year, int quarter) =>
        Months(new DateOnly(year, 3 * quarter - 2, 1), 3);

    /// <summary>Reads <c>2025</c>, <c>2025-Q3</c>, <c>2025-09</c> and <c>khoa-2025-09</c>, the closed month.</summary>
    public static ReportPeriod? Parse(string text)
    {
        var isSealed = text.StartsWith(SealedPrefix, StringComparison.Ordinal);
        var rest = isSealed ? text[SealedPrefix.Length..] : text;
        if (
            rest.Length < 4
            || !int.TryParse(
                rest.AsSpan(0, 4),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var year
            )
            || year is < 2000 or > 2999
        )
        {
            return null;
        }

        return (rest[4..], isSealed) switch
        {
            ("", false) => OfYear(year),
            (['-', 'Q', >= '1' and <= '4' and var quarter], false) => OfQuarter(
                year,
                quarter - '0'
            ),
            (['-', var tens, var ones], _)
                when int.TryParse([tens, ones], CultureInfo.InvariantCulture, out var month)
                    && month is >= 1 and <= 12 => Months(new DateOnly(year, month, 1), 1) with
            {
                IsSealed = isSealed,
            },
            _ => null,
        };
    }

    /// <summary>A running period stands for its days so far.</summary>
    public ReportPeriod UpTo(DateOnly day) => day < To ? this with { To = day } : this;

    /// <summary>The same days of the year before; the end of a month stays one.</summary>
    [JsonIgnore]
    public ReportPeriod Before
    {
        get
        {
            var to =
                To.AddDays(1).Day == 1 ? To.AddDays(1).AddYears(-1).AddDays(-1) : To.AddYears(-1);
            return this with { From = From.AddYears(-1), To = to };
        }
    }

    /// <summary>The days to compare with; none where there are none of that kind, such as the quarter before a year.</summary>
    public ReportPeriod? Compared(Comparison with) =>
        with switch
        {
            Comparison.YearBefore => Before,
            Comparison.MonthBefore when IsWithin(1) => Months(MonthOf(From).AddMonths(-1), 1) with
            {
                IsSealed = IsSealed,
            },
            Comparison.QuarterBefore when IsWithin(3) && !IsSealed => Months(
                QuarterOf(From).AddMonths(-3),
                3
            ),
            _ => null,
        };

    private bool IsWithin(int months) =>
        months == 1 ? MonthOf(From) == MonthOf(To) : QuarterOf(From) == QuarterOf(To);

    private static DateOnly MonthOf(DateOnly day) => new(day.Year, day.Month, 1);

    private static DateOnly QuarterOf(DateOnly day) =>
        new(day.Year, (day.Month - 1) / 3 * 3 + 1, 1);

    private static ReportPeriod Months(DateOnly from, int months) =>
        new(from, from.AddMonths(months).AddDays(-1));
}
