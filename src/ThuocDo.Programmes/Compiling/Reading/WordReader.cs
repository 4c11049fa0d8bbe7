using System.IO.Compression;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace ThuocDo.Programmes.Compiling.Reading;

/// <summary>
/// Reads the paragraphs and tables of a .docx: a paragraph is a line, a row of a table a line of cells between upright
/// strokes. Labels that Word counts by itself are written out.
/// </summary>
public static class WordReader
{
    private const long LargestPart = 128L << 20;
    private static readonly XNamespace W =
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    public static string Read(byte[] bytes)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(bytes));
            var document =
                Part(zip, "word/document.xml") ?? throw new UnreadableDocumentException();
            var numbering = WordNumbering.Of(
                Part(zip, "word/numbering.xml"),
                Part(zip, "word/styles.xml")
            );
            var text = new StringBuilder();
            foreach (var element in document.Root?.Element(W + "body")?.Elements() ?? [])
            {
                Write(text, element, numbering);
            }

            return text.ToString();
        }
        catch (Exception e)
            when (e is InvalidDataException or XmlException or IOException or NotSupportedException)
        {
            throw new UnreadableDocumentException(e.Message, e);
        }
    }

    private static XDocument? Part(ZipArchive zip, string name)
    {
        if (zip.GetEntry(name) is not { } entry)
        {
            return null;
        }

        if (entry.Length > LargestPart)
        {
            throw new InvalidDataException(name);
        }

        using var stream = entry.Open();
        using var reader = XmlReader.Create(
            stream,
            new XmlReaderSettings
            {
                DtdProcessing = DtdProcessing.Prohibit,
                MaxCharactersInDocument = LargestPart,
            }
        );
        return XDocument.Load(reader);
    }

    private static void Write(StringBuilder text, XElement element, WordNumbering numbering)
    {
        if (element.Name == W + "p")
        {
            text.Append(numbering.Label(element)).Append(Paragraph(element)).Append("\n\n");
        }
        else if (element.Name == W + "tbl")
        {
            foreach (var row in element.Elements(W + "tr"))
            {
                text.AppendJoin(" | ", row.Elements(W + "tc").Select(c => Cell(c, numbering)))
                    .Append("\n\n");
            }
        }
        else if (element.Name == W + "sdt")
        {
            foreach (var inner in element.Element(W + "sdtContent")?.Elements() ?? [])
            {
                Write(text, inner, numbering);
            }
        }
    }

    private static string Cell(XElement cell, WordNumbering numbering) =>
        string.Join(
            ' ',
            cell.Descendants(W + "p")
                .Select(p => (numbering.Label(p) + Paragraph(p)).Replace('|', '/').Trim())
                .Where(p => p.Length > 0)
        );

    private static string Paragraph(XElement paragraph)
    {
        var text = new StringBuilder();
        foreach (var element in paragraph.Descendants())
        {
            if (element.Name == W + "t")
            {
                text.Append(element.Value);
            }
            else if (
                element.Name == W + "tab"
                || element.Name == W + "br"
                || element.Name == W + "cr"
            )
            {
                text.Append(' ');
            }
            else if (element.Name == W + "noBreakHyphen")
            {
                text.Append('-');
            }
        }

        return text.ToString();
    }
}
