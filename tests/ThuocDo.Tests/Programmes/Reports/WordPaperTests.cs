using System.Globalization;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using Shouldly;
using ThuocDo.Programmes.Reports;
using ThuocDo.Programmes.Reports.Papers;
using ThuocDo.Programmes.Reports.Papers.Word;
using ThuocDo.Shared.Documents;
using ThuocDo.Tests.Shared.Documents;
using Xunit;
using Level = ThuocDo.Organisation.Units.Level;

namespace ThuocDo.Tests.Programmes.Reports;

/// <summary>The file as a word processor opens it.</summary>
public sealed class WordPaperTests
{
    private static readonly DateOnly Day = new(2024, 4, 5);

    [Theory]
    [InlineData(ReportKind.Quarterly)]
    [InlineData(ReportKind.Yearly)]
    public void Write_OfEachLayout_IsValidInItsFontAndMargins(ReportKind kind)
    {
        using var stream = new MemoryStream(WordPaper.Write(Paper(kind)));
        using var document = WordprocessingDocument.Open(stream, false);

        new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Microsoft365)
            .Validate(document)
            .Select(e => $"{e.Path?.XPath}: {e.Description}")
            .ShouldBeEmpty();
        var body = document.MainDocumentPart!.Document!.Body!;
        body.Descendants<RunFonts>()
            .Select(f => f.Ascii?.Value)
            .Distinct()
            .ShouldBe(["Times New Roman"]);
        var page = body.Descendants<PageSize>().Single();
        (Millimetres(page.Width!), Millimetres(page.Height!)).ShouldBe((210, 297));
        var margins = body.Descendants<PageMargin>().Single();
        Millimetres(margins.Top!.Value).ShouldBeInRange(20, 25);
        Millimetres(margins.Bottom!.Value).ShouldBeInRange(20, 25);
        Millimetres((int)margins.Left!.Value).ShouldBeInRange(30, 35);
        Millimetres((int)margins.Right!.Value).ShouldBeInRange(15, 20);
        SizeOf(body, "Câu của báo cáo.").ShouldBeInRange(13, 14);
        body.Descendants<DocumentFormat.OpenXml.Drawing.Blip>().Count().ShouldBe(1);
        body.Descendants<TableHeader>().Count().ShouldBe(1);

        // Recipients and signature end the report; the annex begins a page behind them.
        var annex = body.Elements<Paragraph>()
            .Single(p => p.ParagraphProperties?.PageBreakBefore is not null);
        body.Elements<Table>().Last().ShouldBe(annex.ElementsAfter().OfType<Table>().Single());
        annex.ElementsBefore().OfType<Table>().Count().ShouldBe(2);
    }

    [Fact]
    public void Write_OfTheState_HasItsHeadAndFoot()
    {
        var text = TextOf(ReportKind.Quarterly);

        text.ShouldContain("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
        text.ShouldContain("Độc lập - Tự do - Hạnh phúc");
        text.ShouldContain("Số: 12/BC-UBND");
        text.ShouldContain("TM. ỦY BAN NHÂN DÂN");
        text.ShouldContain("Nơi nhận:");
    }

    [Fact]
    public void Write_OfTheParty_HasItsHeadAndFoot()
    {
        var text = TextOf(ReportKind.Yearly);

        text.ShouldContain("ĐẢNG CỘNG SẢN VIỆT NAM");
        text.ShouldContain("ĐẢNG BỘ TỈNH NINH THUẬN");
        text.ShouldContain("BAN CÁN SỰ ĐẢNG");
        text.ShouldContain("*");
        text.ShouldContain("Số 12-BC/BCSĐ");
        text.ShouldContain("T/M BAN CÁN SỰ ĐẢNG");
        text.ShouldNotContain("CỘNG HÒA");
    }

    [Fact]
    public void Layout_OfTheParty_FollowsTheReorganisationOf2025() =>
        ReportLayout
            .Of(ReportKind.Yearly, new DateOnly(2025, 3, 1))
            .Text("number", ("number", "3"))
            .ShouldBe("Số 3-BC/ĐU");

    [Theory]
    [InlineData(Level.District)]
    [InlineData(Level.Commune)]
    public void Layout_BelowTheProvince_IsNotThatOfTheProvince(Level level)
    {
        var party = ReportLayout.Of(ReportKind.Yearly, Day, level);
        string.Join(
                '|',
                party.Lines("agency", ("unit", "XÃ AN HẢI"), ("above", "HUYỆN NINH PHƯỚC"))
            )
            .ShouldNotContain("TỈNH");
        party.Text("signature").ShouldNotContain("BAN CÁN SỰ");
        string.Join('|', ReportLayout.Of(ReportKind.Quarterly, Day, level).Lines("recipients"))
            .ShouldNotContain("Tỉnh ủy");
        // What no row says of the level is that of all.
        party.Text("motto").ShouldBe("ĐẢNG CỘNG SẢN VIỆT NAM");
    }

    [Theory]
    [InlineData(ReportKind.Quarterly)]
    [InlineData(ReportKind.Yearly)]
    public void Pdf_OfEachLayout_IsWritten(ReportKind kind) =>
        new PdfWriter(SamplePdf.Fonts)
            .Write(PdfPaper.Of(Paper(kind)))
            .Length.ShouldBeGreaterThan(5_000);

    private static string TextOf(ReportKind kind)
    {
        using var stream = new MemoryStream(WordPaper.Write(Paper(kind)));
        using var document = WordprocessingDocument.Open(stream, false);
        return document.MainDocumentPart!.Document!.Body!.InnerText;
    }

    private static int SizeOf(Body body, string text) =>
        int.Parse(
            body.Descendants<Run>().Single(r => r.InnerText == text).RunProperties!.FontSize!.Val!,
            CultureInfo.InvariantCulture
        ) / 2;

    private static int Millimetres(uint twips) => Millimetres((int)twips);

    private static int Millimetres(int twips) =>
        (int)Math.Round(twips / WordText.TwipsPerMillimetre);

    internal static ReportPaper Paper(ReportKind kind)
    {
        var layout = ReportLayout.Of(kind, Day);
        var sheet = new SampleNumbers()
            .Add("T10", 92.5m, 90.1m, 80)
            .Add("T11a", 25, 31, 30)
            .Sheet();
        return new()
        {
            Layout = layout,
            Agency = layout.Lines("agency", ("unit", "TỈNH NINH THUẬN")),
            Motto = [layout.Text("motto"), .. layout.Lines("motto-second")],
            Number = layout.Text("number", ("number", "12")),
            Place = layout.Text(
                "place",
                ("place", "Ninh Thuận"),
                ("day", "05"),
                ("month", "4"),
                ("year", "2024")
            ),
            Title = layout.Text("title"),
            Summary = layout.Text("summary", ("period", "quý I năm 2024")),
            Sections = [new("I. TÌNH HÌNH CHUNG", ["Câu của báo cáo."])],
            TableTitle = "Phụ lục",
            Columns = ["Mã", "Chỉ tiêu", "Mức", "Kết quả", "Trước", "Đánh giá", "Thời hạn"],
            Rows = [new("T10", "Luân chuyển", "≥ 80 %", "92,50 %", "90,10 %", "Đạt", "31/12/2025")],
            ChartTitle = "Biểu đồ",
            Chart = ConditionChart.Draw(sheet, SamplePdf.Fonts, new("nay", "trước", "mức")),
            Signature = layout.Lines("signature"),
            Signer = "Cán bộ Mẫu 01",
            RecipientsHead = layout.Text("recipients-head"),
            Recipients = layout.Lines("recipients"),
            Mark = "Dự thảo",
            Sheet = sheet,
            MadeAt = new DateTime(2024, 4, 5, 3, 0, 0, DateTimeKind.Utc),
        };
    }
}
