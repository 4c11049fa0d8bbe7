using System.Text;
using System.Text.RegularExpressions;
using ThuocDo.Shared.Reference;

namespace ThuocDo.Shared.Language;

/// <summary>Whose words a public text shows: an answer may give the number of an office, a question never does.</summary>
public enum PublicPart
{
    Question,
    Answer,
}

/// <summary>
/// Proposes what to take out of a text because it tells who somebody is: telephone and identity numbers, mail addresses, names after a
/// form of address. Numbers and addresses that are left stop the publishing; of names a person decides. Pure.
/// </summary>
public static partial class PublicMask
{
    public const string Mask = "…";

    /// <summary>Fewer digits are no number of a person.</summary>
    private const int LeastDigits = 9;

    /// <summary>So far before a number stands what says whose it is.</summary>
    private const int Reach = 40;

    private static readonly IReadOnlyList<CsvRow> Words =
    [
        .. ShippedData.Rows("programme/mask-words.csv"),
    ];

    private static readonly Regex Named = new(
        $@"(?<![\p{{L}}])(?<word>(?i:{string.Join('|', ShippedData.Rows("programme/honorifics.csv").Select(r => Regex.Escape(r.Required("word"))))}))\.?[ \u00A0]+\p{{Lu}}[\p{{L}}\p{{M}}]*(?:[ \u00A0]+\p{{Lu}}[\p{{L}}\p{{M}}]*){{0,5}}",
        RegexOptions.CultureInvariant,
        TimeSpan.FromSeconds(1)
    );

    /// <summary>Sums of money, dates and years, and nothing else between the first and the last digit.</summary>
    private static readonly Regex Harmless = new(
        $@"^(?:{Sum}|{Date}|{Year})(?:[\s\-‐-―/()]{{1,3}}(?:{Sum}|{Date}|{Year}))*$",
        RegexOptions.CultureInvariant,
        TimeSpan.FromSeconds(1)
    );

    /// <summary>Thousands between points, blanks or commas. No number of ours begins so but an old identity number.</summary>
    private const string Sum = @"[1-9]\d{0,2}(?:(?:\.\d{3})+(?:,\d+)?|(?:,\d{3})+|(?:\s\d{3})+)";
    private const string Date = @"\d{1,2}(?:/\d{1,2}/|\.\d{1,2}\.|-\d{1,2}-)(?:19|20)\d{2}";
    private const string Year = @"(?:19|20)\d{2}";

    /// <summary>A unit of money, and no other word that begins so.</summary>
    private static readonly Regex InMoney = new(
        $@"^\s*(?i:{Any("money")})(?!\p{{L}})(?!\s+(?i:{Any("not-money")})(?!\p{{L}}))",
        RegexOptions.CultureInvariant,
        TimeSpan.FromSeconds(1)
    );

    /// <summary>Words that say a person's number follows.</summary>
    private static readonly Regex OfPerson = new(
        $@"(?i:{Any("person")})[^\p{{L}}\d]*(?:(?i:{Any("between")})[^\p{{L}}\d]*)*$",
        RegexOptions.CultureInvariant,
        TimeSpan.FromSeconds(1)
    );

    private static readonly Regex OfOffice = new(
        $@"(?i:{Any("office")})[^\p{{L}}\d]*(?:(?i:{Any("between")})[^\p{{L}}\d]*)*$",
        RegexOptions.CultureInvariant,
        TimeSpan.FromSeconds(1)
    );

    /// <summary>Of a place that is called like somebody's elder.</summary>
    private static readonly HashSet<string> Places = ShippedData
        .Rows("units/units.csv")
        .Select(r => r.Required("short_name"))
        .ToHashSet();

    public static string Of(string text, PublicPart part)
    {
        var masked = new StringBuilder(Mail().Replace(text.Normalize(), Mask));
        foreach (var (at, length) in Enumerable.Reverse(Personal(masked.ToString(), part)))
        {
            masked.Remove(at, length).Insert(at, Mask);
        }

        return Named.Replace(
            masked.ToString(),
            m => Places.Contains(m.Value) ? m.Value : $"{m.Groups["word"].Value} {Mask}"
        );
    }

    /// <summary>What may not be published; none where there is nothing of the kind.</summary>
    public static string? Found(string text, PublicPart part) =>
        Mail().Match(text) is { Success: true } mail ? mail.Value
        : Personal(text, part) is [var (at, length), ..] ? text.Substring(at, length)
        : null;

    /// <summary>Names after a form of address. An official may be named and one who asked may not: a person decides.</summary>
    public static IReadOnlyList<string> Names(string text) =>
        [
            .. Named
                .Matches(text.Normalize())
                .Select(m => m.Value)
                .Where(name => !Places.Contains(name))
                .Distinct(),
        ];

    private static List<(int At, int Length)> Personal(string text, PublicPart part) =>
        [
            .. Runs()
                .Matches(text)
                .Where(m => m.Value.Count(char.IsDigit) >= LeastDigits)
                .Where(m =>
                    !IsHarmless(m, text)
                    && !ServiceNumber().IsMatch(m.Value)
                    && (part == PublicPart.Question || !IsOfOffice(m, text))
                )
                .Select(m => (m.Index, m.Length)),
        ];

    /// <summary>What may be a sum as well as somebody's number is a sum only before a unit.</summary>
    private static bool IsHarmless(Match number, string text) =>
        Harmless.IsMatch(number.Value)
        && !OfPerson.IsMatch(Before(number, text))
        && (
            !NeedsUnit().IsMatch(number.Value)
            || InMoney.IsMatch(text[(number.Index + number.Length)..])
        );

    /// <summary>A fixed line (02…), or a number right behind words that call it an office's.</summary>
    private static bool IsOfOffice(Match number, string text) =>
        FixedLine().IsMatch(number.Value) || OfOffice.IsMatch(Before(number, text));

    private static string Before(Match number, string text) =>
        text[Math.Max(0, number.Index - Reach)..number.Index];

    private static string Any(string use) =>
        string.Join(
            '|',
            Words.Where(r => r.Required("use") == use).Select(r => Regex.Escape(r.Required("word")))
        );

    /// <summary>
    /// Digits in any groups: blanks, points, hyphens, slashes, brackets and signs without width between them, or a comma alone; a
    /// comma with a blank separates the members of a list.
    /// </summary>
    [GeneratedRegex(
        @"\+?\d(?:(?:[\s.\-‐-―/()_\p{Cf}]{0,3}|,)\d){8,}",
        RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Runs();

    /// <summary>
    /// What may be somebody's number although it looks like a sum: three groups of three without whole thousands, a telephone number
    /// of this country, groups between blanks or commas.
    /// </summary>
    [GeneratedRegex(
        @"(?<![\d.,])(?:\d{3}[.,\s](?!000)\d{3}[.,\s](?!000)\d{3}|84(?:[.,\s]\d{3}){3}|[1-9]\d{0,2}(?:[,\s]\d{3})+)(?![.,]?\d)",
        RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex NeedsUnit();

    /// <summary>A number that whoever calls dials for a service of a company or authority.</summary>
    [GeneratedRegex(@"^1[89]00(?:[\s.\-]?\d){6}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ServiceNumber();

    [GeneratedRegex(
        @"^(?:\+?84[\s.\-()]*|0)2(?:[\s.\-()]{0,3}\d){8,9}$",
        RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex FixedLine();

    [GeneratedRegex(@"[^\s,;()<>]*@[^\s,;()<>]*", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Mail();
}
