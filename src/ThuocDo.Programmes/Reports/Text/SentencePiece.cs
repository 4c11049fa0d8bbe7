namespace ThuocDo.Programmes.Reports.Text;

/// <summary>A run of words of a sentence, or one bound number.</summary>
/// <param name="Number">None for words and for what is in braces and is no bound number.</param>
public sealed record SentencePiece(string Text, bool IsBraced, Placeholder? Number)
{
    public static IReadOnlyList<SentencePiece> Split(string sentence)
    {
        var pieces = new List<SentencePiece>();
        for (var at = 0; at < sentence.Length; )
        {
            var open = sentence.IndexOf('{', at);
            var close = open < 0 ? -1 : sentence.IndexOf('}', open);
            if (close < 0)
            {
                pieces.Add(new(sentence[at..], false, null));
                break;
            }

            if (open > at)
            {
                pieces.Add(new(sentence[at..open], false, null));
            }

            pieces.Add(
                new(
                    sentence[open..(close + 1)],
                    true,
                    Placeholder.Parse(sentence[(open + 1)..close].Trim())
                )
            );
            at = close + 1;
        }

        return pieces;
    }
}
