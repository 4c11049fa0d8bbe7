using ThuocDo.Programmes.Reports.Numbers;
using ThuocDo.Programmes.Reports.Text;

namespace ThuocDo.Programmes.Reports.Claims;

/// <summary>Something in braces that stands for no number.</summary>
/// <param name="IsWritten">Written as a bound number is, but no figure answers to it.</param>
public sealed record NumberFault(ReportSentence Sentence, string Text, bool IsWritten);

/// <summary>What keeps a text from being issued.</summary>
/// <param name="Reported">
/// Claims without a figure in what agencies wrote, each with the agency it comes from: the report says that they say so, and is issued.
/// </param>
public sealed record TextCheck(
    IReadOnlyList<NumberFault> Numbers,
    IReadOnlyList<ClaimResult> Claims,
    IReadOnlyList<UnboundClaim> Unbound,
    IReadOnlyList<UnboundClaim> Reported
)
{
    public bool Passes => Numbers.Count == 0 && Claims.Count == 0 && Unbound.Count == 0;

    /// <param name="words">To learn which numbers have nothing to print.</param>
    /// <param name="attributed">Headings of the sections that hold what agencies wrote; none: the text has no such section.</param>
    public static TextCheck Of(
        ReportText text,
        NumberSheet sheet,
        NumberWords words,
        IReadOnlySet<string>? attributed = null
    )
    {
        var unbound = text
            .Sentences.SelectMany(ClaimCheck.Unbound)
            .ToLookup(u => attributed?.Contains(u.Sentence.Section) == true);
        return new(
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
            [.. unbound[false]],
            [.. unbound[true]]
        );
    }
}
