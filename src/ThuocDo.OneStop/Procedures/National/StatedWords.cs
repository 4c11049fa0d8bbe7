using System.Globalization;
using System.Text.RegularExpressions;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Procedures.National;

/// <summary>A limit found in a sentence, with the words it was read from.</summary>
public sealed record StatedLimit(Limit Limit, string Words);

/// <summary>
/// Reads time limits as Vietnamese announcements write them: "05 ngày làm việc", "Mười (10) ngày", "6 giờ làm việc", "ngay
/// trong ngày". A text may state several, one for each case. What is a date or an hour of the day is none.
/// </summary>
public static partial class LimitWords
{
    /// <summary>A working day has eight hours; more hours may mean a whole day and night and are not guessed at.</summary>
    public const int MostHours = 8;

    /// <summary>Most acts on results of the same day name 15:00; a reader of words proposes it and a person adopts.</summary>
    public static readonly TimeOnly UsualCutOff = new(15, 0);

    public static IReadOnlyList<StatedLimit> Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return [];
        }

        var folded = Folding.Fold(text);
        var found = Amounts()
            .Matches(folded)
            .Select(m => Of(m))
            .Where(s => s is not null)
            .Select(s => s!)
            .ToList();
        if (SameDay().Match(folded) is { Success: true } match)
        {
            found.Insert(0, new StatedLimit(Limit.SameDay(CutOffIn(folded)), match.Value));
        }

        return found.DistinctBy(s => s.Limit).ToList();
    }

    /// <summary>The hour after which the next working day counts; unsaid, that at which the day's hand-over ends.</summary>
    private static TimeOnly CutOffIn(string folded) =>
        CutOff().Match(folded) is { Success: true } match
        && int.Parse(match.Groups["h"].ValueSpan, CultureInfo.InvariantCulture) is < 24 and var hour
            ? new TimeOnly(hour, 0)
            : UsualCutOff;

    private static StatedLimit? Of(Match match)
    {
        var unit = match.Groups["unit"].Value switch
        {
            "ngay lam viec" => LimitUnit.WorkingDays,
            "ngay" => LimitUnit.Days,
            "thang" => LimitUnit.Months,
            _ => LimitUnit.WorkingHours,
        };
        var amount = int.Parse(match.Groups["n"].ValueSpan, CultureInfo.InvariantCulture);
        var whole = unit == LimitUnit.WorkingHours && match.Groups["unit"].Value == "gio";
        return amount < 1 || amount > (whole ? MostHours : Limit.MaximumOf(unit))
            ? null
            : new StatedLimit(new Limit(amount, unit), match.Value);
    }

    // Not a fraction (12/60), not a time of day (after 15 hours), not a date (day 30 month 6).
    [GeneratedRegex(
        @"(?<![\d/.,])(?<!\bsau )(?<!\btruoc )(?<!\bngay )\(?(?<n>\d{1,4})\)?(?: \([a-z ]+\))? (?<unit>ngay lam viec|ngay|gio lam viec|gio|thang)\b(?! \d)"
    )]
    private static partial Regex Amounts();

    [GeneratedRegex(@"\bsau (?<h>\d{1,2}) ?(gio|h)\b")]
    private static partial Regex CutOff();

    [GeneratedRegex(
        @"\bngay trong ngay\b|^trong ngay( lam viec)?$|^giai quyet ngay$|\bngay sau khi nhan (du|duoc)\b"
    )]
    private static partial Regex SameDay();
}

/// <summary>How a stated fee was read.</summary>
public enum FeeReading
{
    /// <summary>Nothing is written.</summary>
    Missing,

    /// <summary>The source itself says that it does not know.</summary>
    NotStated,
    Free,
    Amount,

    /// <summary>In another currency: kept in words.</summary>
    Foreign,

    /// <summary>Less than a thousand đồng: most likely counted in thousands or per cent, so kept in words.</summary>
    TooSmall,

    /// <summary>A rule or several amounts: kept in words.</summary>
    Words,
}

/// <summary>Reads fees: an amount in đồng is taken, everything else stays in words with the reason.</summary>
public static partial class FeeWords
{
    private const decimal SmallestPlausible = 1000;

    private static readonly HashSet<string> Nothing =
    [
        "mien phi",
        "khong",
        "khong thu",
        "khong thu phi",
        "0",
        "0 dong",
        "khong mat phi",
    ];

    private static readonly HashSet<string> Unknown =
    [
        "khong co thong tin",
        "khong quy dinh",
        "khong qui dinh",
        "khong co quy dinh",
        "chua quy dinh",
    ];

    public static (FeeReading Reading, decimal? Amount) Read(string? text)
    {
        var folded = Folding.Fold(text ?? "").Trim(' ', '.', '-', ';');
        if (folded.Length == 0)
        {
            return (FeeReading.Missing, null);
        }

        if (Nothing.Contains(folded))
        {
            return (FeeReading.Free, 0);
        }

        if (Unknown.Contains(folded))
        {
            return (FeeReading.NotStated, null);
        }

        if (Amount().Match(folded) is not { Success: true } match)
        {
            return (Foreign().IsMatch(folded) ? FeeReading.Foreign : FeeReading.Words, null);
        }

        var amount = decimal.Parse(
            match
                .Groups["n"]
                .Value.Replace(".", "", StringComparison.Ordinal)
                .Replace(",", "", StringComparison.Ordinal),
            CultureInfo.InvariantCulture
        );
        return amount == 0 ? (FeeReading.Free, 0)
            : amount < SmallestPlausible ? (FeeReading.TooSmall, null)
            : (FeeReading.Amount, amount);
    }

    [GeneratedRegex(
        @"^(?:(?:le )?phi: )?(?<n>\d{1,3}(?:[.,]\d{3})+|\d{1,12}) ?(?:viet nam dong|vnd|dong|d)(?: ?/ ?[a-z0-9 ]{1,40})?$"
    )]
    private static partial Regex Amount();

    [GeneratedRegex(@"\b(usd|eur|do la)\b")]
    private static partial Regex Foreign();
}

/// <summary>Reads "1 bản chính,2 bản sao".</summary>
public static partial class CopiesWords
{
    /// <summary>More copies than this are a number of the paper's name that ran into the column.</summary>
    private const int Most = 10;

    /// <summary>None if the text is not understood as a whole.</summary>
    public static (int Originals, int Copies)? Read(string? text)
    {
        var folded = Folding.Fold(text ?? "");
        if (folded.Length == 0 || Pattern().Match(folded) is not { Success: true } match)
        {
            return null;
        }

        var (originals, copies) = (Number("originals"), Number("copies"));
        return originals is { } first && copies is { } second ? (first, second) : null;

        int? Number(string group)
        {
            var digits = match.Groups[group].Value;
            return digits.Length == 0 ? 0
                : digits.Length <= 2
                && int.Parse(digits, CultureInfo.InvariantCulture) is var number
                && number <= Most
                    ? number
                : null;
        }
    }

    [GeneratedRegex(@"^(?:(?<originals>\d+) ban chinh)?(?:,? ?(?<copies>\d+) ban sao)?$")]
    private static partial Regex Pattern();
}

/// <summary>The form of a procedure's national code.</summary>
public static partial class NationalCode
{
    /// <summary>
    /// The bare national code, or none. Provinces print it with a suffix (<c>3.000527.H61</c>,
    /// <c>1.001122.000.00.00.H48</c>), some decisions with a stray full stop (<c>1.014.111</c>).
    /// </summary>
    public static string? Normal(string? typed)
    {
        var text = (typed ?? "").Trim().ToUpperInvariant();
        return Form().Match(text) is { Success: true } match
            ? $"{match.Groups[1].Value}.{match.Groups[2].Value}{match.Groups[3].Value}"
            : null;
    }

    [GeneratedRegex(@"^(\d)\.(\d{3})\.?(\d{3})(?:(?:\.0{2,3})*\.H\d{2})?$")]
    private static partial Regex Form();
}
