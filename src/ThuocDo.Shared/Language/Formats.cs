using System.Globalization;

namespace ThuocDo.Shared.Language;

/// <summary>
/// How dates and numbers are printed, in one place. The patterns are our own and not the machine's, so that a slip
/// looks the same on every server: day before month, decimal comma and point for thousands in Vietnamese.
/// </summary>
public static class Formats
{
    private static readonly NumberFormatInfo Vietnamese = new()
    {
        NumberDecimalSeparator = ",",
        NumberGroupSeparator = ".",
    };

    private static readonly NumberFormatInfo English = new();

    /// <summary>The order of names in lists: Vietnamese, in every language of the page.</summary>
    public static readonly CultureInfo Sorting = CultureInfo.GetCultureInfo("vi-VN");

    public static string Day(DateOnly day) =>
        day.ToString("dd'/'MM'/'yyyy", CultureInfo.InvariantCulture);

    public static string Day(DateOnly? day) => day is { } d ? Day(d) : "–";

    /// <summary>An instant, given in UTC, as Vietnamese local time.</summary>
    public static string Instant(DateTime utc) =>
        Local(utc).ToString("HH:mm dd'/'MM'/'yyyy", CultureInfo.InvariantCulture);

    public static string Instant(DateTime? utc) => utc is { } at ? Instant(at) : "–";

    public static string DayOf(DateTime utc) => Day(DateOnly.FromDateTime(Local(utc)));

    public static string Month(DateOnly month) =>
        month.ToString("MM'/'yyyy", CultureInfo.InvariantCulture);

    public static string Number(long number, string? language = null) =>
        number.ToString("N0", Info(language));

    public static string Money(decimal amount, string? language = null) =>
        amount.ToString("N0", Info(language)) + " đ";

    /// <summary>
    /// A number with a fixed count of decimals, rounded half away from zero. Rounding is for print only:
    /// verdicts compare the exact numerator and denominator.
    /// </summary>
    public static string Decimal(decimal number, int decimals = 2, string? language = null) =>
        Math.Round(number, decimals, MidpointRounding.AwayFromZero)
            .ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), Info(language));

    /// <summary>A share as percent: 0.8125 is printed as 81,25 %.</summary>
    public static string Percent(decimal share, int decimals = 2, string? language = null) =>
        Decimal(share * 100m, decimals, language) + "\u00A0%";

    /// <summary>
    /// A share in percent, rounded to few decimals, that is 100 or 0 only where the share is exactly that: 0.996 in whole percent is 99.
    /// </summary>
    public static decimal Rough(decimal share, int decimals)
    {
        var percent = share * 100m;
        var rounded = Math.Round(percent, decimals, MidpointRounding.AwayFromZero);
        var step = 1m;
        for (var i = 0; i < decimals; i++)
        {
            step /= 10;
        }

        return percent is < 100 && rounded >= 100 ? 100 - step
            : percent is > 100 && rounded <= 100 ? 100 + step
            : percent is > 0 && rounded <= 0 ? step
            : rounded;
    }

    /// <summary><see cref="Rough"/> as it is printed.</summary>
    public static string RoughPercent(decimal share, int decimals) =>
        Percent(Rough(share, decimals) / 100m, decimals);

    /// <summary>Any argument of a text.</summary>
    public static string Any(object? value, string? language = null) =>
        value switch
        {
            null => "–",
            string text => text,
            DateOnly day => Day(day),
            DateTime { Kind: DateTimeKind.Utc } at => Instant(at),
            DateTime local => local.ToString("HH:mm dd'/'MM'/'yyyy", CultureInfo.InvariantCulture),
            TimeOnly time => time.ToString("HH:mm", CultureInfo.InvariantCulture),
            int number => Number(number, language),
            long number => Number(number, language),
            decimal number => number.ToString("#,##0.##", Info(language)),
            IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "",
        };

    private static NumberFormatInfo Info(string? language) =>
        (language ?? Texts.CurrentLanguage) == "en" ? English : Vietnamese;

    private static DateTime Local(DateTime utc) =>
        DateTime.SpecifyKind(utc.AddHours(7), DateTimeKind.Unspecified);
}
