using ThuocDo.Programmes.Reports.Text;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Language;

namespace ThuocDo.Programmes.Reports.Numbers;

/// <summary>
/// How numbers are printed in reports, which are Vietnamese in every language of the pages. What is compared with what a
/// reader was told is compared as printed here.
/// </summary>
public sealed class NumberWords(Texts texts)
{
    public const string Language = "vi";
    public const string None = "…";

    private const string Rank = "rank";

    /// <summary>What stands in the place of the number; none where the figure is not known.</summary>
    public string? Of(Placeholder number, NumberSheet sheet)
    {
        if (number.IsCount)
        {
            return Formats.Number(sheet.Count(number.Part), Language);
        }

        if (number.IsDay)
        {
            return Formats.Day(
                number.Key == Placeholder.FirstDay ? sheet.Days.From : sheet.Days.To
            );
        }

        var now = sheet.Now(number);
        return number.Part switch
        {
            NumberPart.Before => Value(sheet.Before(number)),
            NumberPart.Change => Change(now, sheet.Before(number)),
            NumberPart.QuarterBefore or NumberPart.MonthBefore => Value(
                sheet.Compared(number, number.ComparedWith!.Value)
            ),
            NumberPart.ChangeOfQuarter or NumberPart.ChangeOfMonth => Change(
                now,
                sheet.Compared(number, number.ComparedWith!.Value)
            ),
            NumberPart.IfKnown => Value(now) ?? texts.In(Language, "report.value.none"),
            NumberPart.Limit => Limit(now),
            NumberPart.Numerator => Count(now?.Numerator),
            NumberPart.Denominator => Count(now?.Denominator),
            _ => Value(now),
        };
    }

    public string Sentence(ReportSentence sentence, NumberSheet sheet) =>
        string.Concat(
            sentence.Pieces.Select(p => p.Number is { } number ? Of(number, sheet) ?? None : p.Text)
        );

    public string? Value(Figure? figure) =>
        figure is null ? null
        : figure.Group is { } group ? group.In(Language)
        : figure.Value is { } value ? Measured(Printed(value, figure.Measure), figure.Measure)
        : null;

    public string? Limit(Figure? figure) =>
        figure is null ? null
        : figure.LimitGroup is { } group ? group.In(Language)
        : figure.Limit is { } limit ? Measured(Formats.Any(limit, Language), figure.Measure)
        : null;

    /// <summary>The rounded number without its measure.</summary>
    public static string Plain(Figure figure) =>
        figure.Value is { } value ? Printed(value, figure.Measure) : None;

    /// <summary>
    /// Compares two values as a reader sees them: a place further to the front is more. None where one is not known.
    /// </summary>
    public static int? Compare(Figure? one, Figure? other)
    {
        if (one?.Value is not { } a || other?.Value is not { } b)
        {
            return null;
        }

        var difference = Rounded(a, one.Measure).CompareTo(Rounded(b, one.Measure));
        return one.Measure == Rank ? -difference : difference;
    }

    private static string? Change(Figure? now, Figure? before) =>
        now?.Value is { } a && before?.Value is { } b
            ? Formats.Any(Math.Abs(Rounded(a, now.Measure) - Rounded(b, now.Measure)), Language)
            : null;

    private static string? Count(long? number) =>
        number is { } n ? Formats.Number(n, Language) : null;

    /// <summary>A unit of measure that is no key is a word of the resolution itself.</summary>
    private string Measured(string number, string measure) =>
        texts.Has($"report.value.{measure}")
            ? texts.In(Language, $"report.value.{measure}", number)
            : $"{number} {measure}";

    private static string Printed(decimal value, string measure) =>
        Formats.Decimal(value, Decimals(measure), Language);

    private static decimal Rounded(decimal value, string measure) =>
        Math.Round(value, Decimals(measure), MidpointRounding.AwayFromZero);

    /// <summary>As the board prints them.</summary>
    private static int Decimals(string measure) =>
        measure is Rank or "group" or "rounds-per-year" ? 0 : 2;
}
