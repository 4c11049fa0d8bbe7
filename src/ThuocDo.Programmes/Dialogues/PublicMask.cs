using System.Text;
using System.Text.RegularExpressions;
using ThuocDo.Shared.Reference;

namespace ThuocDo.Programmes.Dialogues;

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

    /// <summary>So far before a number stands what says that it is an office's.</summary>
    private const int OfficeReach = 40;

    /// <summary>Stands in for what is no number of a person, so that positions stay.</summary>
    private const char Kept = '\uFFFC';

    private static readonly IReadOnlyList<CsvRow> Words =
    [
        .. ShippedData.Rows("programme/mask-words.csv"),
    ];

    private static readonly Regex Named = new(
        $@"(?<![\p{{L}}])(?<word>(?i:{string.Join('|', ShippedData.Rows("programme/honorifics.csv").Select(r => Regex.Escape(r.Required("word"))))}))\.?[ \u00A0]+\p{{Lu}}[\p{{L}}\p{{M}}]*(?:[ \u00A0]+\p{{Lu}}[\p{{L}}\p{{M}}]*){{0,5}}",
        RegexOptions.CultureInvariant,
        TimeSpan.FromSeconds(1)
    );

    /// <summary>
    /// Sums of money and dates. Thousands stand between points, or are followed by a unit; a number of ours begins with 0 or 84 and
    /// so no sum does that goes on from such a group.
    /// </summary>
    private static readonly Regex Harmless = new(
        $@"(?<![\d+]|\d[.\s])(?<!(?<![\d.,])(?:0\d{{0,3}}|84)[\s.\-–]{{1,3}})(?:
            (?!84(?:\.\d{{3}}){{3}}(?![\d.]))[1-9]\d{{0,2}}(?:\.\d{{3}})+(?:,\d+)?(?!\d|\.\d)
            |[1-9]\d{{0,2}}(?:[\s.]?\d{{3}})+(?!\d)(?=\s*(?i:{Any("money")})(?!\p{{L}}))
            |\d{{1,2}}/\d{{1,2}}/(?:19|20)\d{{2}}(?!\d)
            |\d{{1,2}}([.\-])\d{{1,2}}\1(?:19|20)\d{{2}}(?![\s.\-–]{{0,3}}\d)
        )",
        RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace,
        TimeSpan.FromSeconds(1)
    );

    private static readonly Regex OfOffice = new(
        $@"(?i:{Any("office")})[^\d]*$",
        RegexOptions.CultureInvariant,
        TimeSpan.FromSeconds(1)
    );

    public static string Of(string text, PublicPart part)
    {
        var masked = new StringBuilder(Mail().Replace(text.Normalize(), Mask));
        foreach (var (at, length) in Enumerable.Reverse(Personal(masked.ToString(), part)))
        {
            masked.Remove(at, length).Insert(at, Mask);
        }

        return Named.Replace(masked.ToString(), m => $"{m.Groups["word"].Value} {Mask}");
    }

    /// <summary>What may not be published; none where there is nothing of the kind.</summary>
    public static string? Found(string text, PublicPart part) =>
        Mail().Match(text) is { Success: true } mail ? mail.Value
        : Personal(text, part) is [var (at, length), ..] ? text.Substring(at, length)
        : null;

    /// <summary>Names after a form of address. An official may be named and one who asked may not: a person decides.</summary>
    public static IReadOnlyList<string> Names(string text) =>
        [.. Named.Matches(text.Normalize()).Select(m => m.Value).Distinct()];

    private static List<(int At, int Length)> Personal(string text, PublicPart part)
    {
        var rest = Harmless.Replace(text, m => new string(Kept, m.Length));
        return
        [
            .. Runs()
                .Matches(rest)
                .Where(m => m.Value.Count(char.IsDigit) >= LeastDigits)
                .Where(m =>
                    !ServiceNumber().IsMatch(m.Value)
                    && (part == PublicPart.Question || !IsOfOffice(m, text))
                )
                .Select(m => (m.Index, m.Length)),
        ];
    }

    /// <summary>A fixed line (02…), or a number that the words before it call an office's.</summary>
    private static bool IsOfOffice(Match number, string text) =>
        FixedLine().IsMatch(number.Value)
        || OfOffice.IsMatch(text[Math.Max(0, number.Index - OfficeReach)..number.Index]);

    private static string Any(string use) =>
        string.Join(
            '|',
            Words.Where(r => r.Required("use") == use).Select(r => Regex.Escape(r.Required("word")))
        );

    /// <summary>Digits in any groups: blanks, points, hyphens, slashes, brackets and signs without width between them.</summary>
    [GeneratedRegex(
        @"\+?\d(?:[\s.\-‐-―/()_\p{Cf}]{0,3}\d){8,}",
        RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Runs();

    /// <summary>A number that whoever calls dials for a service of a company or authority.</summary>
    [GeneratedRegex(@"^1[89]00(?:[\s.\-]?\d){4,6}$", RegexOptions.CultureInvariant, 1000)]
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
