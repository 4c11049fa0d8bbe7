using ThuocDo.Programmes.Reports.Numbers;
using ThuocDo.Programmes.Reports.Text;

namespace ThuocDo.Programmes.Reports.Claims;

/// <summary>Something in braces that stands for no number.</summary>
/// <param name="IsWritten">Written as a bound number is, but no figure answers to it.</param>
public sealed record NumberFault(ReportSentence Sentence, string Text, bool IsWritten);

/// <summary>What keeps a text from being issued.</summary>
public sealed record TextCheck(
    IReadOnlyList<NumberFault> Numbers,
    IReadOnlyList<ClaimResult> Claims,
    IReadOnlyList<UnboundClaim> Unbound
)
{
    public bool Passes => Numbers.Count == 0 && Claims.Count == 0 && Unbound.Count == 0;

    /// <param name="words">To learn which numbers have nothing to print.</param>
    public static TextCheck Of(ReportText text, NumberSheet sheet, NumberWords words) =>
        new(
            [
                .. from sentence in text.Sentences
                from piece in sentence.Pieces
                where
                    piece.IsBraced
                        ? piece.Number is null || words.Of(piece.Number, sheet) is null
                        : piece.Text.AsSpan().IndexOfAny('{', '}') >= 0
                select new NumberFault(sentence, piece.Text, piece.Number is not null),
            ],
            [
                .. text
                    .Sentences.SelectMany(s => ClaimCheck.Of(s, sheet))
                    .Where(c => c.Holds != true),
            ],
            [.. text.Sentences.SelectMany(ClaimCheck.Unbound)]
        );
}
