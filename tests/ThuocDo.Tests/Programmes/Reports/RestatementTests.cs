using Shouldly;
using ThuocDo.Programmes.Reports;
using ThuocDo.Programmes.Reports.Claims;
using ThuocDo.Programmes.Reports.Drafting;
using ThuocDo.Programmes.Reports.Restating;
using Xunit;

namespace ThuocDo.Tests.Programmes.Reports;

public sealed class RestatementTests
{
    private static readonly string[] Lines =
    [
        "# I. Chung",
        "Tỷ lệ là {A}.",
        "Năm trước là {A:truoc}.",
        "Chỉ tiêu đạt mức {A:muc} với {A:tu} hồ sơ, kết quả {A}.",
        "Tỷ lệ còn lại là {B}.",
    ];

    [Theory]
    [InlineData(81.234, "", "what is not printed moves nothing")]
    [InlineData(81.24, "1 3", "the printed digits moved")]
    [InlineData(79.99, "1 3", "the target is no longer reached")]
    public void Compare_WithOneFigureMoved_NamesItsSentences(
        double now,
        string sentences,
        string why
    )
    {
        var restatement = Restate(
            new SampleNumbers().Add("A", 81.231m, 70, 80).Add("B", 5),
            new SampleNumbers().Add("A", (decimal)now, 70, 80).Add("B", 5)
        );

        string.Join(' ', restatement.Sentences.Select(s => s.Sentence.Number))
            .ShouldBe(sentences, why);
    }

    [Fact]
    public void Compare_WithAClaimThatFell_SaysWhich()
    {
        var restatement = Restate(
            new SampleNumbers().Add("A", 81m, 70, 80).Add("B", 5),
            new SampleNumbers().Add("A", 79m, 70, 80).Add("B", 5)
        );

        restatement.Sentences[^1].Claims.Single().Claim.Words.ShouldBe("đạt mức");
        restatement.Conditions.ShouldBe(["A"]);
    }

    [Fact]
    public void Compare_WithAFigureThatArrivedLater_NamesTheSentenceThatSaidThereWasNone()
    {
        var then = new SampleNumbers().Add("A", 81m, 70, 80).Add("E", null, null, 50).Sheet();
        var now = new SampleNumbers().Add("A", 81m, 70, 80).Add("E", 51m, null, 50).Sheet();
        var text = ReportDrafter.Write(ReportKind.Yearly, then, "tỉnh Ninh Thuận");

        var restatement = new Restater(null!, SampleNumbers.Words).Compare(text, then, now);

        restatement.Sentences.ShouldContain(s =>
            s.Printed.Contains("chưa có số liệu", StringComparison.Ordinal)
            && s.Now.Contains("51,00", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Draft_OfEveryKind_ClaimsNothingFalse()
    {
        var sheet = new SampleNumbers()
            .Add("on-time", 97.1m, 95.2m)
            .Add("online-filing", 40, 40)
            .Add("A", 92.5m, 90.1m, 80)
            .Add("B", 25, 31, 30)
            .Add("C", 80, 80, 80)
            .Add("D", 15, 22, 20, "rank", ThuocDo.Shared.Contracts.ConditionOperator.AtMost)
            .Add("E", null, null, 50)
            .Sheet();

        foreach (var kind in Enum.GetValues<ReportKind>())
        {
            var text = ReportDrafter.Write(kind, sheet, "tỉnh Ninh Thuận");

            TextCheck.Of(text, sheet, SampleNumbers.Words).Passes.ShouldBeTrue();
            text.Sentences.SelectMany(s => ClaimCheck.Of(s, sheet)).Count().ShouldBeGreaterThan(6);
            text.ToString().ShouldNotContain("[");
            text.ToString().ShouldNotContain("*");
        }
    }

    private static Restatement Restate(SampleNumbers then, SampleNumbers now) =>
        new Restater(null!, SampleNumbers.Words).Compare(
            SampleNumbers.Text(Lines),
            then.Sheet(),
            now.Sheet()
        );
}
