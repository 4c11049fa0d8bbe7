using ThuocDo.Programmes.Reports.Text;

namespace ThuocDo.Programmes.Reports.Claims;

/// <summary>A word in small letters, a bound number, or the end of a clause with its mark.</summary>
public sealed record SentenceToken(string Word, Placeholder? Number, char? Mark = null)
{
    private const string PartEnds = ";:.!?";

    public bool EndsClause => Mark is not null;

    /// <summary>A mark that parts what is said of one thing from what is said of another; commas and brackets do not.</summary>
    public bool EndsPart => Mark is { } mark && PartEnds.Contains(mark, StringComparison.Ordinal);

    /// <summary>A number that a figure answers to; days and counts of the report itself are none.</summary>
    public Placeholder? Bound => Number is { IsOfReport: false } ? Number : null;
}

/// <summary>Takes a sentence apart for the search of claims; what is quoted claims nothing.</summary>
public static class SentenceTokens
{
    private const string Ends = ",;:.!?()–";

    public static IReadOnlyList<SentenceToken> Of(ReportSentence sentence)
    {
        var tokens = new List<SentenceToken>();
        var quoted = false;
        foreach (var piece in sentence.Pieces)
        {
            if (piece.IsBraced)
            {
                if (piece.Number is not null && !quoted)
                {
                    tokens.Add(new("", piece.Number));
                }

                continue;
            }

            Words(piece.Text.Normalize().ToLowerInvariant(), tokens, ref quoted);
        }

        return tokens;
    }

    private static void Words(string text, List<SentenceToken> tokens, ref bool quoted)
    {
        for (var at = 0; at < text.Length; )
        {
            var start = at;
            while (at < text.Length && char.IsLetterOrDigit(text[at]))
            {
                at++;
            }

            if (at > start)
            {
                if (!quoted)
                {
                    tokens.Add(new(text[start..at], null));
                }

                continue;
            }

            var c = text[at++];
            quoted = c switch
            {
                '“' => true,
                '”' => false,
                '"' => !quoted,
                _ => quoted,
            };
            // A comma or point between digits belongs to the number.
            var inNumber =
                start > 0
                && at < text.Length
                && char.IsDigit(text[start - 1])
                && char.IsDigit(text[at]);
            if (!quoted && !inNumber && Ends.Contains(c, StringComparison.Ordinal))
            {
                tokens.Add(new("", null, c));
            }
        }
    }
}
