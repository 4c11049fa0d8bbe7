using Shouldly;
using ThuocDo.Shared.Documents;
using ThuocDo.Tests.Shared.Signatures;
using Xunit;

namespace ThuocDo.Tests.Shared.Documents;

public sealed class PdfWriterTests
{
    private const string Pangram =
        "Đặng Thị Ngọc Huyền, phường Đô Vinh, thành phố Phan Rang – Tháp Chàm: “ữ ẵ ỗ ợ ỵ ậ ễ ử”";

    [Fact]
    public async Task Write_VietnameseText_IsReadBackWithEmbeddedFonts()
    {
        var pdf = new PdfWriter(SamplePdf.Fonts).Write(
            Document([
                new PrintedText(Pangram),
                new PrintedText(Pangram.Normalize(System.Text.NormalizationForm.FormD), Bold: true),
            ])
        );

        var text = string.Join(
            ' ',
            (await Poppler.TextAsync(pdf)).Split(
                (char[]?)null,
                StringSplitOptions.RemoveEmptyEntries
            )
        );
        text.Split(Pangram).Length.ShouldBe(3, text);
        var fonts = await Poppler.FontsAsync(pdf);
        fonts.Count.ShouldBeGreaterThanOrEqualTo(2);
        fonts.ShouldAllBe(f => f.Embedded && f.Subset);
    }

    [Fact]
    public async Task Write_LongTable_BreaksPagesAndRepeatsItsHead()
    {
        var pdf = new PdfWriter(SamplePdf.Fonts).Write(
            Document([
                new PrintedTable(
                    ["Cột một", "Cột hai"],
                    [1, 3],
                    [
                        .. Enumerable
                            .Range(1, 120)
                            .Select(i => (IReadOnlyList<string>)[$"dòng {i}", Pangram]),
                    ]
                ),
            ])
        );

        var text = await Poppler.TextAsync(pdf);
        var pages = text.Split('\f', StringSplitOptions.RemoveEmptyEntries);
        pages.Length.ShouldBeGreaterThan(3);
        pages.ShouldAllBe(p => p.Contains("Cột một") && p.Contains("chân trang"));
        Enumerable.Range(1, 120).ShouldAllBe(i => text.Contains($"dòng {i}"));
        text.ShouldContain($"{pages.Length}/{pages.Length}");
    }

    [Fact]
    public void Fonts_OfAnEmptyFolder_AreNone() =>
        DocumentFonts.Search(Path.Combine(Path.GetTempPath(), "no-such-folder")).ShouldBeNull();

    private static PrintedDocument Document(IReadOnlyList<PrintedBlock> blocks) =>
        new()
        {
            Size = PaperSize.A5,
            Title = "x",
            Language = "vi",
            MadeAt = new DateTime(2025, 6, 2, 3, 0, 0, DateTimeKind.Utc),
            Footer = "chân trang",
            Blocks = blocks,
        };
}
