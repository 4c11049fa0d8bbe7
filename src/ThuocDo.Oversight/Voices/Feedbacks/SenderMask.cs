using System.Text.RegularExpressions;
using ThuocDo.Shared.Language;

namespace ThuocDo.Oversight.Voices.Feedbacks;

/// <summary>
/// Name, contact and address of the sender in a text that is to be public, however they are spaced or written; no box to tick lets
/// them stay. Pure.
/// </summary>
public static class SenderMask
{
    private const int LeastDigits = 6;
    private const int LeastLength = 4;
    private static readonly char[] Between =
    [
        ' ',
        '\n',
        '\t',
        '\u00A0',
        ',',
        '.',
        ';',
        ':',
        '(',
        ')',
        '"',
        '!',
        '?',
    ];
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    public static string Of(string text, string name, string contact, string? address)
    {
        var masked = text.Normalize();
        foreach (var pattern in Patterns(name, contact, address))
        {
            masked = pattern.Replace(masked, PublicMask.Mask);
        }

        return masked;
    }

    /// <returns>What tells who the sender is; none where nothing does.</returns>
    public static string? Found(string text, string name, string contact, string? address)
    {
        var words = text.Normalize();
        foreach (var pattern in Patterns(name, contact, address))
        {
            if (pattern.Match(words) is { Success: true } found)
            {
                return found.Value;
            }
        }

        // A name without its marks is still the name.
        var folded = $" {Bare(words)} ";
        return
            Bare(name) is var bare
            && bare.Contains(' ', StringComparison.Ordinal)
            && folded.Contains($" {bare} ", StringComparison.Ordinal)
            ? name
            : null;
    }

    private static IEnumerable<Regex> Patterns(string name, string contact, string? address)
    {
        // One syllable alone is a common word too: only as it was written.
        if (Spaced(name, name.Trim().Any(char.IsWhiteSpace)) is { } whole)
        {
            yield return whole;
        }

        foreach (var part in new[] { contact, address })
        {
            if (part?.Trim().Length >= LeastLength && Spaced(part, true) is { } pattern)
            {
                yield return pattern;
            }
        }

        char[] digits = [.. contact.Where(char.IsAsciiDigit)];
        if (digits.Length >= LeastDigits)
        {
            yield return new Regex(
                $@"(?<!\d){string.Join(@"[\s.\-()]*", digits)}(?!\d)",
                RegexOptions.CultureInvariant,
                Longest
            );
        }
    }

    private static Regex? Spaced(string value, bool anyCase) =>
        value.Normalize().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            is { Length: > 0 } parts
            ? new Regex(
                $@"(?<![\p{{L}}\d]){string.Join(@"\s+", parts.Select(Regex.Escape))}(?![\p{{L}}\d])",
                RegexOptions.CultureInvariant
                    | (anyCase ? RegexOptions.IgnoreCase : RegexOptions.None),
                Longest
            )
            : null;

    private static string Bare(string text) =>
        string.Join(' ', Folding.Fold(text).Split(Between, StringSplitOptions.RemoveEmptyEntries));
}
