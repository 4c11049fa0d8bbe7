using ThuocDo.Programmes.Reports.Numbers;
using ThuocDo.Shared.Documents;

namespace ThuocDo.Programmes.Reports.Papers;

/// <summary>A report for the PDF writer of the product.</summary>
public static class PdfPaper
{
    /// <summary>Free height for the signature, in points.</summary>
    private const float SignatureRoom = 60;

    private static readonly float[] Widths = [0.8f, 2.1f, 1.6f, 1.7f, 1.7f, 1.25f, 1.65f];

    public static PrintedDocument Of(ReportPaper paper)
    {
        var layout = paper.Layout;
        return new()
        {
            Size = PaperSize.A4,
            Page = new(
                layout.Margin("left"),
                layout.Margin("right"),
                layout.Margin("top"),
                layout.Margin("bottom"),
                layout.Size("body"),
                layout.Size("title")
            ),
            Title = $"{paper.Title} {paper.Number}",
            Language = NumberWords.Language,
            MadeAt = paper.MadeAt,
            Footer = paper.Mark,
            Blocks = [.. Head(paper), .. Body(paper), .. Foot(paper), .. Annex(paper)],
        };
    }

    private static IEnumerable<PrintedBlock> Head(ReportPaper paper)
    {
        var layout = paper.Layout;
        yield return new PrintedHead(
            layout.EndsWithStar ? [.. paper.Agency, "*"] : paper.Agency,
            paper.Motto,
            (float)layout.RightShare
        )
        {
            BoldLines = layout.IsUnderSuperior ? 1..paper.Agency.Count : ..paper.Agency.Count,
            HasAgencyRule = !layout.EndsWithStar,
        };
        yield return new PrintedPair([paper.Number], [paper.Place]) { BoldLines = ..0 };
        yield return new PrintedTitle($"{paper.Title}\n{paper.Summary}");
    }

    private static IEnumerable<PrintedBlock> Body(ReportPaper paper)
    {
        foreach (var section in paper.Sections)
        {
            if (section.Heading.Length > 0)
            {
                yield return new PrintedText(section.Heading, Bold: true);
            }

            foreach (var paragraph in section.Paragraphs)
            {
                yield return new PrintedText(paragraph);
            }
        }
    }

    private static IEnumerable<PrintedBlock> Annex(ReportPaper paper)
    {
        yield return new PrintedBreak();
        yield return new PrintedText(paper.TableTitle, Bold: true);
        yield return new PrintedTable(
            paper.Columns,
            Widths,
            [.. paper.Rows.Select(r => (IReadOnlyList<string>)r.Cells)]
        );
        if (paper.Chart is { } chart)
        {
            yield return new PrintedPicture(chart, paper.ChartTitle);
        }
    }

    private static IEnumerable<PrintedBlock> Foot(ReportPaper paper)
    {
        yield return new PrintedPair([], paper.Signature, SignatureRoom)
        {
            BoldLines = ..paper.Signature.Count,
        };
        yield return new PrintedPair([], [paper.Signer]);
        yield return new PrintedText(paper.RecipientsHead, Bold: true, Small: true);
        foreach (var line in paper.Recipients)
        {
            yield return new PrintedText(line, Small: true);
        }
    }
}
