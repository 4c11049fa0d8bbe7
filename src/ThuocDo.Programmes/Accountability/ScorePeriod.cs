using System.Globalization;
using ThuocDo.Shared.Language;

namespace ThuocDo.Programmes.Accountability;

/// <summary>The days for which a card is read, half-open: a month, a quarter, a year, or any days.</summary>
/// <param name="To">The first day after it.</param>
public sealed record ScorePeriod(DateOnly From, DateOnly To)
{
    private const string Between = "..";
    private const string DayFormat = "yyyy-MM-dd";

    /// <summary>How many years back periods are offered.</summary>
    private const int Years = 3;

    public DateOnly Last => To.AddDays(-1);

    public static ScorePeriod OfYear(int year) => new(new(year, 1, 1), new(year + 1, 1, 1));

    public static ScorePeriod OfQuarter(int year, int quarter) =>
        Months(new DateOnly(year, 3 * quarter - 2, 1), 3);

    public static ScorePeriod OfMonth(int year, int month) =>
        Months(new DateOnly(year, month, 1), 1);

    /// <summary>Reads <c>2025</c>, <c>2025-Q3</c>, <c>2025-09</c> and <c>2025-02-03..2025-05-31</c>, its last day included.</summary>
    /// <returns>None for any other text.</returns>
    public static ScorePeriod? Parse(string? text)
    {
        if (text?.Split(Between) is [var first, var last])
        {
            return Day(first) is { } from && Day(last) is { } to ? OfDays(from, to) : null;
        }

        if (
            text is not { Length: >= 4 and <= 7 }
            || !int.TryParse(
                text.AsSpan(0, 4),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var year
            )
            || !IsYear(year)
        )
        {
            return null;
        }

        return text[4..] switch
        {
            "" => OfYear(year),
            ['-', 'Q', >= '1' and <= '4' and var quarter] => OfQuarter(year, quarter - '0'),
            ['-', >= '0' and <= '1' and var tens, >= '0' and <= '9' and var ones]
                when (10 * (tens - '0') + ones - '0') is >= 1 and <= 12 and var month => OfMonth(
                year,
                month
            ),
            _ => null,
        };
    }

    /// <param name="last">The last day, included.</param>
    /// <returns>None where it would have no day, or one that no card reaches.</returns>
    public static ScorePeriod? OfDays(DateOnly first, DateOnly last) =>
        first <= last && IsYear(first.Year) && IsYear(last.Year)
            ? new(first, last.AddDays(1))
            : null;

    /// <summary>As <see cref="Parse"/> reads it.</summary>
    public override string ToString() =>
        this == OfYear(From.Year) ? Text($"{From.Year:0000}")
        : this == OfQuarter(From.Year, Quarter) ? Text($"{From.Year:0000}-Q{Quarter}")
        : this == OfMonth(From.Year, From.Month) ? Text($"{From:yyyy-MM}")
        : Text($"{From:yyyy-MM-dd}{Between}{Last:yyyy-MM-dd}");

    public string InWords(Texts texts, string? language = null)
    {
        var chosen = language ?? Texts.CurrentLanguage;
        var year = Text($"{From.Year:0000}");
        return this == OfYear(From.Year) ? texts.In(chosen, "head.period.year", year)
            : this == OfQuarter(From.Year, Quarter)
                ? texts.In(chosen, "head.period.quarter", Quarter, year)
            : this == OfMonth(From.Year, From.Month)
                ? texts.In(chosen, "head.period.month", Text($"{From:MM}"), year)
            : texts.In(chosen, "head.period.days", From, Last);
    }

    /// <summary>Years, quarters and months that have begun, the latest first.</summary>
    public static IEnumerable<ScorePeriod> Offered(DateOnly today) =>
        Enumerable
            .Range(0, Years)
            .Select(back => today.Year - back)
            .SelectMany(year =>
                new[] { OfYear(year) }
                    .Concat(Enumerable.Range(1, 4).Reverse().Select(q => OfQuarter(year, q)))
                    .Concat(Enumerable.Range(1, 12).Reverse().Select(m => OfMonth(year, m)))
            )
            .Where(p => p.From <= today);

    private int Quarter => (From.Month + 2) / 3;

    private static ScorePeriod Months(DateOnly from, int months) =>
        new(from, from.AddMonths(months));

    private static bool IsYear(int year) => year is >= 2000 and <= 2999;

    private static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(
            text,
            DayFormat,
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day
        )
            ? day
            : null;

    private static string Text(FormattableString text) =>
        text.ToString(CultureInfo.InvariantCulture);
}
