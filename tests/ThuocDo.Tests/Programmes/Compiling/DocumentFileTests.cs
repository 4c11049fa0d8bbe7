using System.IO.Compression;
using System.Text;
using Shouldly;
using ThuocDo.Programmes.Compiling;
using ThuocDo.Programmes.Compiling.Reading;
using ThuocDo.Shared.Documents;
using Xunit;

namespace ThuocDo.Tests.Programmes.Compiling;

public sealed class DocumentFileTests
{
    private const string Sentence = "Tỷ lệ hồ sơ giải quyết đúng hạn đạt 95%";

    public static TheoryData<string> Encodings =>
        ["utf-8", "utf-8-mark", "utf-16", "utf-16-be", "1258"];

    [Theory, MemberData(nameof(Encodings))]
    public void Read_TextInAnyEncoding_IsTheSame(string encoding)
    {
        byte[] bytes = encoding switch
        {
            "utf-8" => Encoding.UTF8.GetBytes(Sentence),
            "utf-8-mark" => [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Sentence)],
            "utf-16" => Encoding.Unicode.GetBytes(Sentence),
            "utf-16-be" =>
            [
                .. Encoding.BigEndianUnicode.Preamble,
                .. Encoding.BigEndianUnicode.GetBytes(Sentence),
            ],
            _ => CodePagesEncodingProvider.Instance.GetEncoding(1258)!.GetBytes(Tones(Sentence)),
        };

        var (text, refusal) = DocumentFile.Read("a.txt", bytes);

        refusal.ShouldBeNull();
        text!.Normalize().ShouldBe(Sentence);
    }

    /// <summary>The code page has letters with their hats, and the tones apart.</summary>
    private static string Tones(string text) =>
        string.Concat(
            text.Select(c =>
            {
                var parts = c.ToString().Normalize(NormalizationForm.FormD);
                var at = parts.AsSpan().IndexOfAny("\u0300\u0301\u0303\u0309\u0323");
                return at < 0 ? c.ToString() : parts.Remove(at, 1).Normalize() + parts[at];
            })
        );

    [Fact]
    public void Read_WordDocument_WritesLabelsAndRows()
    {
        const string space =
            "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
        string Paragraph(string text, string number = "") =>
            $"<w:p><w:pPr>{number}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>";
        const string numbered = "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>";
        var bytes = Zip(
            (
                "word/document.xml",
                $"<w:document {space}><w:body>{Paragraph("MỤC TIÊU", numbered)}{Paragraph("- Hồ sơ đúng hạn đạt 95%.")}{Paragraph("NHIỆM VỤ", numbered)}<w:tbl><w:tr><w:tc>{Paragraph("TT")}</w:tc><w:tc>{Paragraph("Nhiệm vụ")}</w:tc></w:tr></w:tbl></w:body></w:document>"
            ),
            (
                "word/numbering.xml",
                $"<w:numbering {space}><w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"upperRoman\"/><w:lvlText w:val=\"%1.\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>"
            )
        );

        var (text, _) = DocumentFile.Read("a.docx", bytes);

        text.ShouldNotBeNull();
        text.ShouldContain("I. MỤC TIÊU");
        text.ShouldContain("II. NHIỆM VỤ");
        text.ShouldContain("TT | Nhiệm vụ");
        CompiledSample
            .Targets(ResolutionCompiler.Compile(text))
            .ShouldHaveSingleItem()
            .Section.ShouldBe("I");
    }

    /// <summary>Printed by our own writer: lines wrapped to the width of the paper, pages with a footer.</summary>
    [Fact]
    public void Read_PrintedPdf_GivesTheTargetsOfItsText()
    {
        Assert.SkipWhen(DocumentFonts.OfThisMachine is null, "No fonts to print with.");
        var sample = CompiledSample.Text("party-resolution");
        var bytes = new PdfWriter(DocumentFonts.OfThisMachine!).Write(
            new PrintedDocument
            {
                Size = PaperSize.A4,
                Title = "Nghị quyết",
                Language = "vi",
                MadeAt = new DateTime(2026, 1, 5, 3, 0, 0, DateTimeKind.Utc),
                Footer = "",
                Blocks =
                [
                    .. sample
                        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                        .Select(l => new PrintedText(l)),
                ],
            }
        );

        var (text, refusal) = DocumentFile.Read("a.pdf", bytes);

        refusal.ShouldBeNull();
        Values(text!).ShouldBe(Values(sample));
    }

    private static List<string> Values(string text) =>
        [
            .. CompiledSample
                .Targets(ResolutionCompiler.Compile(text))
                .Select(t => $"{t.Section} {t.Operator} {t.Value} {t.Deadline}"),
        ];

    [Theory]
    [InlineData("a.docx", "not a zip", "compiling.error.unreadable")]
    [InlineData("a.pdf", "not a pdf", "compiling.error.unreadable")]
    [InlineData("a.doc", "old", "compiling.error.kind")]
    [InlineData("a.txt", " \n ", "compiling.error.empty")]
    public void Read_WrongFile_IsRefusedWithAReason(string name, string content, string reason) =>
        DocumentFile.Read(name, Encoding.UTF8.GetBytes(content)).Refusal!.Key.ShouldBe(reason);

    private static byte[] Zip(params (string Name, string Content)[] parts)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create))
        {
            foreach (var (name, content) in parts)
            {
                using var writer = new StreamWriter(zip.CreateEntry(name).Open());
                writer.Write(content);
            }
        }

        return stream.ToArray();
    }
}
