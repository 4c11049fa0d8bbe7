using System.Text.RegularExpressions;
using ThuocDo.Shared.Reference;

namespace ThuocDo.Programmes.Dialogues;

/// <summary>
/// Takes out of a text what tells who somebody is: telephone and identity numbers, mail addresses, names after a form of address.
/// A proposal: names without one are left to the person who publishes. Numbers and addresses that are left stop the publishing. Pure.
/// </summary>
public static partial class PublicMask
{
    public const string Mask = "…";

    private static readonly Regex Named = new(
        $@"(?<![\p{{L}}])(?<word>(?i:{string.Join('|', ShippedData.Rows("programme/honorifics.csv").Select(r => Regex.Escape(r.Required("word"))))}))\.?[ \u00A0]+\p{{Lu}}[\p{{L}}\p{{M}}]*(?:[ \u00A0]+\p{{Lu}}[\p{{L}}\p{{M}}]*){{0,5}}",
        RegexOptions.CultureInvariant,
        TimeSpan.FromSeconds(1)
    );

    public static string Of(string text) =>
        Named.Replace(
            Numbers().Replace(Mail().Replace(text.Normalize(), Mask), Mask),
            m => $"{m.Groups["word"].Value} {Mask}"
        );

    /// <summary>What may not be published; none where there is nothing of the kind.</summary>
    public static string? Found(string text) =>
        Mail().Match(text) is { Success: true } mail ? mail.Value
        : Numbers().Match(text) is { Success: true } number ? number.Value
        : null;

    /// <summary>Telephone numbers with their usual blanks, points and hyphens; identity and account numbers in one piece. Sums of money have points between thousands and stay.</summary>
    [GeneratedRegex(
        @"(?<!\d)(?:\+ ?84|0)(?:[ .\-]?\d){8,10}(?!\d)|(?<!\d)\d{9,20}(?!\d)",
        RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Numbers();

    [GeneratedRegex(@"[^\s,;()<>]*@[^\s,;()<>]*", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Mail();
}
