using Shouldly;
using ThuocDo.Programmes.Reports;
using ThuocDo.Programmes.Reports.Text;
using ThuocDo.Shared.History;
using Xunit;

namespace ThuocDo.Tests.Programmes.Reports;

public sealed class ReportTextTests
{
    [Theory]
    [InlineData("T10", "T10", null, NumberPart.Value)]
    [InlineData("T10:truoc", "T10", null, NumberPart.Before)]
    [InlineData("on-time@d587:tu", "on-time", "d587", NumberPart.Numerator)]
    [InlineData("dieu-kien:chua-do", "dieu-kien", null, NumberPart.NotYetMeasured)]
    public void Placeholder_Written_IsRead(string inner, string key, string? unit, NumberPart part)
    {
        var number = Placeholder.Parse(inner).ShouldNotBeNull();

        (number.Key, number.Unit, number.Part).ShouldBe((key, unit, part));
    }

    [Theory]
    [InlineData("")]
    [InlineData("T10:hôm-nay")]
    [InlineData("T10:dat")]
    [InlineData("dieu-kien:truoc")]
    [InlineData("T10/2024-Q5")]
    [InlineData("T10/2024-13")]
    [InlineData("T10@")]
    [InlineData("T 10")]
    public void Placeholder_WrittenWrongly_IsNone(string inner) =>
        Placeholder.Parse(inner).ShouldBeNull();

    [Theory]
    [InlineData("2024", "2024-01-01", "2024-12-31", false)]
    [InlineData("2024-Q3", "2024-07-01", "2024-09-30", false)]
    [InlineData("2024-02", "2024-02-01", "2024-02-29", false)]
    [InlineData("khoa-2024-02", "2024-02-01", "2024-02-29", true)]
    public void Period_Written_IsItsDays(string text, string from, string to, bool isSealed) =>
        ReportPeriod
            .Parse(text)
            .ShouldBe(new ReportPeriod(Canonical.ParseDay(from), Canonical.ParseDay(to), isSealed));

    [Theory]
    [InlineData("2025-02-28", "2024-02-29")]
    [InlineData("2024-02-28", "2023-02-28")]
    [InlineData("2024-03-06", "2023-03-06")]
    [InlineData("2024-02-29", "2023-02-28")]
    public void Before_OfDays_IsTheSameSpanOfTheYearBefore(string to, string before) =>
        new ReportPeriod(
            new DateOnly(Canonical.ParseDay(to).Year, 1, 1),
            Canonical.ParseDay(to)
        ).Before.To.ShouldBe(Canonical.ParseDay(before));

    [Fact]
    public void Text_ReadAndWritten_StaysAsItIs()
    {
        const string text = "# I. MỤC\nCâu một {T10}.\nCâu hai.\n\nCâu ba.\n\n# II. MỤC\nCâu bốn.";

        var read = ReportText.Parse("\n\n" + text.Replace("\n", "\r\n") + "\r\n\r\n\r\n");

        read.ToString().ShouldBe(text);
        read.Sections.Select(s => s.Paragraphs.Count).ShouldBe([2, 1]);
        read.Sentences.Select(s => s.Number).ShouldBe([1, 2, 3, 4]);
        read.Sentences.Last().Section.ShouldBe("II. MỤC");
    }
}
