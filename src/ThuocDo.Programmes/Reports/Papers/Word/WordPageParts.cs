using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace ThuocDo.Programmes.Reports.Papers.Word;

/// <summary>What every page has: the font of the document, the number of the page, the mark of a draft.</summary>
public static class WordPageParts
{
    private const int MarkSize = 10;

    public static void AddStyles(MainDocumentPart part, WordText text, int size) =>
        part.AddNewPart<StyleDefinitionsPart>().Styles = new Styles(
            new DocDefaults(
                new RunPropertiesDefault(
                    new RunPropertiesBaseStyle
                    {
                        RunFonts = text.Fonts(),
                        FontSize = new FontSize { Val = WordText.Whole(size * 2) },
                        Languages = new Languages { Val = "vi-VN" },
                    }
                ),
                new ParagraphPropertiesDefault()
            )
        );

    /// <summary>The number stands in the middle above, from the second page on; the mark below on every page.</summary>
    public static IEnumerable<OpenXmlElement> Margins(
        MainDocumentPart part,
        WordText text,
        string mark
    )
    {
        var header = part.AddNewPart<HeaderPart>();
        header.Header = new Header(Number(text));
        yield return new HeaderReference
        {
            Type = HeaderFooterValues.Default,
            Id = part.GetIdOfPart(header),
        };
        if (mark.Length == 0)
        {
            yield break;
        }

        var footer = part.AddNewPart<FooterPart>();
        footer.Footer = new Footer(
            text.Line(mark, new(MarkSize) { Italic = true, Align = JustificationValues.Center })
        );
        foreach (var type in new[] { HeaderFooterValues.Default, HeaderFooterValues.First })
        {
            yield return new FooterReference { Type = type, Id = part.GetIdOfPart(footer) };
        }
    }

    private static Paragraph Number(WordText text)
    {
        var look = new WordLook(13) { Align = JustificationValues.Center };
        var line = text.Line("", look);
        line.Append(new SimpleField(text.Words("2", look)) { Instruction = "PAGE" });
        return line;
    }
}
