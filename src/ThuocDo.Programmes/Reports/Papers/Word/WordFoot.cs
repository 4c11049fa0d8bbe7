using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace ThuocDo.Programmes.Reports.Papers.Word;

/// <summary>Recipients at the left, who signs at the right with room for signature and seal.</summary>
public sealed class WordFoot(ReportPaper paper, WordText text, int width)
{
    /// <summary>Empty lines where people sign.</summary>
    private const int Room = 4;

    private ReportLayout Layout => paper.Layout;

    public Table Write()
    {
        var bold = new WordLook(Layout.Size("signature"))
        {
            Bold = true,
            Align = JustificationValues.Center,
        };
        return WordGrid.Columns(
            width / 2,
            width - width / 2,
            [
                text.Line(paper.RecipientsHead, Head()),
                .. paper.Recipients.Select(r => text.Line(r, new(Layout.Size("recipients")))),
            ],
            [
                .. paper.Signature.Select(s => text.Line(s, bold)),
                .. Enumerable.Repeat(0, Room).Select(_ => (OpenXmlElement)text.Line("", bold)),
                text.Line(paper.Signer, bold),
            ]
        );
    }

    /// <summary>The State writes it in bold italics, the Party underlines it.</summary>
    private WordLook Head() =>
        Layout.EndsWithStar
            ? new(Layout.Size("recipients-head")) { Underlined = true }
            : new(Layout.Size("recipients-head")) { Bold = true, Italic = true };
}
