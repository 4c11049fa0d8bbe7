using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using ThuocDo.Programmes.Reports.Numbers;

namespace ThuocDo.Programmes.Reports.Papers.Word;

/// <summary>Writes a report as .docx on A4.</summary>
public sealed class WordPaper
{
    private const int PaperWidth = 210;
    private const int PaperHeight = 297;

    private static readonly int[] Shares = [8, 25, 15, 16, 16, 11, 15];

    private readonly ReportPaper paper;
    private readonly WordText text;

    private WordPaper(ReportPaper paper) =>
        (this.paper, text) = (paper, new WordText(paper.Layout.Font));

    private ReportLayout Layout => paper.Layout;

    /// <summary>Between the margins, in millimetres.</summary>
    private int Inner => PaperWidth - Layout.Margin("left") - Layout.Margin("right");

    public static byte[] Write(ReportPaper paper)
    {
        using var stream = new MemoryStream();
        using (
            var document = WordprocessingDocument.Create(
                stream,
                WordprocessingDocumentType.Document
            )
        )
        {
            new WordPaper(paper).Fill(document.AddMainDocumentPart());
            document.PackageProperties.Title = $"{paper.Title} {paper.Number}";
            document.PackageProperties.Language = NumberWords.Language;
        }

        return stream.ToArray();
    }

    private void Fill(MainDocumentPart part)
    {
        WordPageParts.AddStyles(part, text, Layout.Size("body"));
        var width = WordText.Twips(Inner);
        part.Document = new Document(
            new Body([
                new WordHead(paper, text, width).Write(),
                .. Title(),
                .. Sections(),
                // The signature ends the report; annexes follow it on pages of their own (Decree 30/2020, annex I).
                new WordFoot(paper, text, width).Write(),
                .. Annex(part, width),
                Page(part),
            ])
        );
    }

    private IEnumerable<OpenXmlElement> Title()
    {
        var middle = new WordLook(Layout.Size("title"))
        {
            Bold = true,
            Align = JustificationValues.Center,
        };
        yield return text.Line("", middle);
        yield return text.Line(paper.Title, middle);
        yield return text.Line(
            paper.Summary,
            middle with
            {
                Size = Layout.Size("summary"),
                SpaceAfter = 12,
            }
        );
    }

    private IEnumerable<OpenXmlElement> Sections()
    {
        var body = new WordLook(Layout.Size("body"))
        {
            Align = JustificationValues.Both,
            FirstLine = Layout.Number("first-line"),
            SpaceAfter = Layout.Number("paragraph-space"),
        };
        foreach (var section in paper.Sections)
        {
            if (section.Heading.Length > 0)
            {
                yield return text.Line(
                    section.Heading,
                    body with
                    {
                        Bold = true,
                        KeepsNext = true,
                    }
                );
            }

            foreach (var paragraph in section.Paragraphs)
            {
                yield return text.Line(paragraph, body);
            }
        }
    }

    private IEnumerable<OpenXmlElement> Annex(MainDocumentPart part, int width)
    {
        var heading = new WordLook(Layout.Size("body"))
        {
            Bold = true,
            Align = JustificationValues.Center,
            SpaceAfter = 6,
            KeepsNext = true,
        };
        yield return text.Line("", new(2));
        var cell = new WordLook(Layout.Size("table"));
        var head = cell with { Bold = true, Align = JustificationValues.Center };
        yield return text.Line(paper.TableTitle, heading with { StartsPage = true });
        yield return WordGrid.Ruled(
            [.. Shares.Select(s => width * s / Shares.Sum())],
            [
                [.. paper.Columns.Select(c => text.Line(c, head))],
                .. paper.Rows.Select(r =>
                    (IReadOnlyList<OpenXmlElement>)[.. r.Cells.Select(c => text.Line(c, cell))]
                ),
            ]
        );
        if (paper.Chart is { } chart)
        {
            yield return text.Line("", new(Layout.Size("table")));
            yield return text.Line(paper.ChartTitle, heading);
            yield return WordPicture.Of(part, chart, Inner, paper.ChartTitle);
        }

        yield return text.Line("", new(Layout.Size("table")));
    }

    private SectionProperties Page(MainDocumentPart part) =>
        new([
            .. WordPageParts.Margins(part, text, paper.Mark),
            new PageSize
            {
                Width = (uint)WordText.Twips(PaperWidth),
                Height = (uint)WordText.Twips(PaperHeight),
            },
            new PageMargin
            {
                Top = WordText.Twips(Layout.Margin("top")),
                Bottom = WordText.Twips(Layout.Margin("bottom")),
                Left = (uint)WordText.Twips(Layout.Margin("left")),
                Right = (uint)WordText.Twips(Layout.Margin("right")),
                Header = (uint)WordText.Twips(10),
                Footer = (uint)WordText.Twips(10),
                Gutter = 0,
            },
            new TitlePage(),
        ]);
}
