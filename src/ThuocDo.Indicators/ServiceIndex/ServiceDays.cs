using System.Globalization;
using System.Text.RegularExpressions;

namespace ThuocDo.Indicators.ServiceIndex;

/// <summary>
/// A year, quarter or month of the set as an address says it: <c>2025</c>, <c>2025-q2</c>, <c>2025-06</c>. Days that are not over, or lie
/// after the day of the figures, are cut off.
/// </summary>
public sealed partial record ServiceDays(string Key, DateOnly From, DateOnly To)
{
    /// <summary>1 to 4 where it is a quarter.</summary>
    public int? Quarter => QuarterOf(Key);

    public bool IsYear => Key.Length == 4;

    /// <returns>None where the text is no period or its first day lies after <paramref name="last"/>.</returns>
    public static ServiceDays? Of(string key, DateOnly last)
    {
        if (
            Form().Match(key) is not { Success: true } match
            || Number(match, "year") is not (>= 2000 and <= 2999 and var year)
        )
        {
            return null;
        }

        var (month, months) =
            match.Groups["quarter"].Success ? (Number(match, "quarter") * 3 - 2, 3)
            : match.Groups["month"].Success ? (Number(match, "month"), 1)
            : (1, 12);
        if (month is < 1 or > 12)
        {
            return null;
        }

        var from = new DateOnly(year, month, 1);
        var to = from.AddMonths(months).AddDays(-1);
        return from > last ? null : new(key, from, to < last ? to : last);
    }

    /// <summary>What can be chosen up to a day, the newest first: years, and of the last two years quarters and months.</summary>
    public static IEnumerable<ServiceDays> Choices(DateOnly first, DateOnly last) =>
        Enumerable
            .Range(first.Year, last.Year - first.Year + 1)
            .Reverse()
            .SelectMany(year =>
                year < last.Year - 1
                    ? [Text(year)]
                    : (IEnumerable<string>)
                        [
                            Text(year),
                            .. Enumerable.Range(1, 4).Select(q => $"{Text(year)}-q{Text(q)}"),
                            .. Enumerable
                                .Range(1, 12)
                                .Select(m =>
                                    string.Create(CultureInfo.InvariantCulture, $"{year}-{m:00}")
                                ),
                        ]
            )
            .Select(key => Of(key, last))
            .OfType<ServiceDays>();

    private static int? QuarterOf(string key) =>
        key.Contains('q', StringComparison.Ordinal) ? key[^1] - '0' : null;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int Number(Match match, string group) =>
        int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("^(?<year>[0-9]{4})(-q(?<quarter>[1-4])|-(?<month>[0-9]{2}))?$")]
    private static partial Regex Form();
}
