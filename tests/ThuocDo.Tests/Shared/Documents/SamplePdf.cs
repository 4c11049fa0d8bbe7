using System.Globalization;
using System.Text;
using ThuocDo.Shared.Documents;
using Xunit;

namespace ThuocDo.Tests.Shared.Documents;

/// <summary>PDF files for tests of signatures and papers.</summary>
public static class SamplePdf
{
    public static DocumentFonts Fonts
    {
        get
        {
            if (DocumentFonts.OfThisMachine is { } fonts)
            {
                return fonts;
            }

            Assert.Skip(
                $"No font with Vietnamese letters; eng/test installs {DocumentFonts.Package}"
            );
            throw new InvalidOperationException();
        }
    }

    public static byte[] Make() =>
        new PdfWriter(Fonts).Write(
            new PrintedDocument
            {
                Size = PaperSize.A5,
                Title = "Kết quả",
                Language = "vi",
                MadeAt = new DateTime(2025, 6, 2, 3, 0, 0, DateTimeKind.Utc),
                Footer = "Dữ liệu trình diễn",
                Blocks = [new PrintedTitle("Kết quả"), new PrintedText("Đã giải quyết.")],
            }
        );

    /// <summary>An appended section in which the first page shows something else.</summary>
    public static byte[] WithOtherPage(byte[] pdf)
    {
        var text = Encoding.Latin1.GetString(pdf);
        var last = text.LastIndexOf("/Type /Page\n", StringComparison.Ordinal);
        var start = text.LastIndexOf(" 0 obj", last, StringComparison.Ordinal);
        var line = text.LastIndexOf('\n', start) + 1;
        var number = text[line..start];
        var end = text.IndexOf("endobj", last, StringComparison.Ordinal);
        var page = text[line..end]
            .Replace("/MediaBox", "/CropBox [0 0 9 9]\n/MediaBox", StringComparison.Ordinal);
        var trailer = text.LastIndexOf("trailer", StringComparison.Ordinal);
        var startxref = text.LastIndexOf("startxref", StringComparison.Ordinal);
        var previous = text[(startxref + 9)..].Trim().Split('\n')[0];
        var root = System
            .Text.RegularExpressions.Regex.Match(text[trailer..], @"/Root \d+ 0 R")
            .Value;
        var size = System.Text.RegularExpressions.Regex.Match(text[trailer..], @"/Size \d+").Value;
        var appended = new StringBuilder(text).Append('\n');
        var offset = appended.Length;
        appended.Append(page).Append("endobj\n");
        var section = appended.Length;
        appended.Append(
            CultureInfo.InvariantCulture,
            $"xref\n{number} 1\n{offset:0000000000} 00000 n \ntrailer\n<<{size}{root}/Prev {previous}>>\nstartxref\n{section}\n%%EOF\n"
        );
        return Encoding.Latin1.GetBytes(appended.ToString());
    }

    /// <summary>A file of PDF 1.5 whose catalogue and page are in a packed object and whose references are a stream.</summary>
    public static byte[] WithStreams()
    {
        const string catalog = "<</Type/Catalog/Pages 2 0 R>>";
        const string tree = "<</Type/Pages/Kids[3 0 R]/Count 1>>";
        const string page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>";
        var head = $"1 0 2 {catalog.Length + 1} 3 {catalog.Length + tree.Length + 2} ";
        var inner = head + catalog + " " + tree + " " + page;
        var file = new StringBuilder("%PDF-1.5\n");
        var packed = file.Length;
        file.Append(
            CultureInfo.InvariantCulture,
            $"4 0 obj\n<</Type/ObjStm/N 3/First {head.Length}/Length {inner.Length}>>\nstream\n{inner}\nendstream\nendobj\n"
        );
        var section = file.Length;
        byte[] rows =
        [
            0,
            0,
            0,
            0,
            2,
            0,
            4,
            0,
            2,
            0,
            4,
            1,
            2,
            0,
            4,
            2,
            1,
            (byte)(packed >> 8),
            (byte)packed,
            0,
            1,
            (byte)(section >> 8),
            (byte)section,
            0,
        ];
        file.Append(
            CultureInfo.InvariantCulture,
            $"5 0 obj\n<</Type/XRef/Size 6/W[1 2 1]/Root 1 0 R/Length {rows.Length}>>\nstream\n{Encoding.Latin1.GetString(rows)}\nendstream\nendobj\nstartxref\n{section}\n%%EOF\n"
        );
        return Encoding.Latin1.GetBytes(file.ToString());
    }
}
