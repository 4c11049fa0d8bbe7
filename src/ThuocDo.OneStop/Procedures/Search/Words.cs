using ThuocDo.Shared.Language;

namespace ThuocDo.OneStop.Procedures.Search;

/// <summary>Cuts text into the words that are searched: folded, without signs; a full stop inside a number stays.</summary>
public static class Words
{
    public static IReadOnlyList<string> Of(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return [];
        }

        var folded = Folding.Fold(text);
        var words = new List<string>();
        var start = -1;
        for (var i = 0; i <= folded.Length; i++)
        {
            var inside =
                i < folded.Length
                && (char.IsLetterOrDigit(folded[i]) || start >= 0 && IsInsideNumber(folded, i));
            if (inside && start < 0)
            {
                start = i;
            }
            else if (!inside && start >= 0)
            {
                words.Add(folded[start..i]);
                start = -1;
            }
        }

        return words;
    }

    private static bool IsInsideNumber(string text, int at) =>
        text[at] == '.'
        && at + 1 < text.Length
        && char.IsAsciiDigit(text[at - 1])
        && char.IsAsciiDigit(text[at + 1]);
}
