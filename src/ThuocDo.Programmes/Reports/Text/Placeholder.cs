namespace ThuocDo.Programmes.Reports.Text;

/// <summary>Which number of a figure stands in the text.</summary>
public enum NumberPart
{
    Value,

    /// <summary>The value of the same days of the year before.</summary>
    Before,

    /// <summary>The difference of the two, without a sign: the words around it say which way.</summary>
    Change,
    Limit,
    Numerator,
    Denominator,

    /// <summary>Of all conditions: those that hold, that do not, that cannot be judged yet.</summary>
    Met,
    NotMet,
    NotYetMeasured,

    /// <summary>The value of the quarter or the month before, and the difference to it.</summary>
    QuarterBefore,
    MonthBefore,
    ChangeOfQuarter,
    ChangeOfMonth,

    /// <summary>The value, or the words that there is none yet: a figure that arrives later changes the sentence.</summary>
    IfKnown,
}

/// <summary>With which days a figure is compared.</summary>
public enum Comparison
{
    /// <summary>The same days of the year before.</summary>
    YearBefore,
    QuarterBefore,
    MonthBefore,
}

/// <summary>
/// A number bound to its figure, as it stands in a sentence: <c>{T10}</c>, <c>{T10:truoc}</c>, <c>{T10@d587/2024-Q3:tu}</c>.
/// Unit and period are those of the report unless it names others.
/// </summary>
public sealed record Placeholder
{
    /// <summary>Counts the conditions of the programme by verdict.</summary>
    public const string Conditions = "dieu-kien";

    /// <summary>The first and the last day that the report stands for.</summary>
    public const string FirstDay = "tu-ngay";
    public const string LastDay = "den-ngay";

    private static readonly Dictionary<string, NumberPart> Parts = new()
    {
        ["truoc"] = NumberPart.Before,
        ["chenh"] = NumberPart.Change,
        ["muc"] = NumberPart.Limit,
        ["tu"] = NumberPart.Numerator,
        ["mau"] = NumberPart.Denominator,
        ["dat"] = NumberPart.Met,
        ["chua-dat"] = NumberPart.NotMet,
        ["chua-do"] = NumberPart.NotYetMeasured,
        ["quy-truoc"] = NumberPart.QuarterBefore,
        ["thang-truoc"] = NumberPart.MonthBefore,
        ["chenh-quy"] = NumberPart.ChangeOfQuarter,
        ["chenh-thang"] = NumberPart.ChangeOfMonth,
        ["neu-co"] = NumberPart.IfKnown,
    };

    public required string Key { get; init; }
    public string? Unit { get; init; }
    public ReportPeriod? Period { get; init; }
    public NumberPart Part { get; init; }

    public bool IsCount => Key == Conditions;

    public bool IsDay => Key is FirstDay or LastDay;

    /// <summary>Answered by the report itself; everything else is a figure that has to be read.</summary>
    public bool IsOfReport => IsCount || IsDay;

    /// <summary>The days beside which its value is put; none: it stands alone or beside the year before.</summary>
    public Comparison? ComparedWith =>
        Part switch
        {
            NumberPart.QuarterBefore or NumberPart.ChangeOfQuarter => Comparison.QuarterBefore,
            NumberPart.MonthBefore or NumberPart.ChangeOfMonth => Comparison.MonthBefore,
            _ => null,
        };

    /// <summary>The same figure, whichever of its numbers.</summary>
    public Placeholder Figure => this with { Part = NumberPart.Value };

    /// <param name="inner">What stands between the braces.</param>
    /// <returns>None where it is not written as a bound number.</returns>
    public static Placeholder? Parse(string inner)
    {
        var (left, part) = Cut(inner, ':');
        var (start, period) = Cut(left, '/');
        var (key, unit) = Cut(start, '@');
        var number = NumberPart.Value;
        var days = period is null ? null : ReportPeriod.Parse(period);
        if (
            !IsName(key)
            || (unit is not null && !IsName(unit))
            || (period is not null && days is null)
            || (part is not null && !Parts.TryGetValue(part, out number))
            || !Fits(key, number)
        )
        {
            return null;
        }

        return new()
        {
            Key = key,
            Unit = unit,
            Period = days,
            Part = number,
        };
    }

    private static bool Fits(string key, NumberPart part) =>
        part is NumberPart.Met or NumberPart.NotMet or NumberPart.NotYetMeasured
            ? key == Conditions
            : key is not (Conditions or FirstDay or LastDay) || part == NumberPart.Value;

    private static (string Before, string? After) Cut(string text, char at) =>
        text.IndexOf(at, StringComparison.Ordinal) is var i and >= 0
            ? (text[..i], text[(i + 1)..])
            : (text, null);

    private static bool IsName(string text) =>
        text.Length is > 0 and <= 60 && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
}
