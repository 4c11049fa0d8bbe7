using Shouldly;
using ThuocDo.Programmes.Reports.Claims;
using ThuocDo.Programmes.Reports.Numbers;
using ThuocDo.Programmes.Reports.Text;
using ThuocDo.Shared.Contracts;
using Xunit;

namespace ThuocDo.Tests.Programmes.Reports;

public sealed class ClaimCheckTests
{
    /// <summary>A rose over its limit, B fell below it, C stayed at it, D is a place that got better, E is not known.</summary>
    private static readonly NumberSheet Sheet = new SampleNumbers()
        .Add("A", 92.50m, 90.10m, 80)
        .Add("B", 25.00m, 31.00m, 30)
        .Add("C", 80m, 80.004m, 80)
        .Add("D", 15, 22, 20, "rank", ConditionOperator.AtMost)
        .Add("E", null, null, 50)
        .Add("F", 92m, 90m, 80, "percent", ConditionOperator.Above)
        .Add("G", 1m, 3m, 2, "percent", ConditionOperator.Below)
        .Sheet();

    [Theory]
    [InlineData("Tỷ lệ là {A}, tăng so với cùng kỳ ({A:truoc}).", true)]
    [InlineData("Tỷ lệ là {A}, giảm so với cùng kỳ.", false)]
    [InlineData("Tỷ lệ là {A}, không đổi.", false)]
    [InlineData("Tỷ lệ là {A}, không giảm.", true)]
    [InlineData("Tỷ lệ là {B}, giảm {B:chenh} điểm phần trăm.", true)]
    [InlineData("Tỷ lệ là {B}, tăng.", false)]
    [InlineData("Tỷ lệ là {C}, không đổi so với cùng kỳ.", true)]
    [InlineData("Tỷ lệ là {C}, giảm nhẹ và giảm.", false)]
    [InlineData("Xếp hạng {D}, tăng {D:chenh} bậc.", true)]
    [InlineData("Xếp hạng {D}, giảm bậc.", false)]
    [InlineData("Kết quả {A}, vượt mức {A:muc}.", true)]
    [InlineData("Kết quả {C}, vượt mức {C:muc}.", false)]
    [InlineData("Kết quả {C}, đạt mức {C:muc}.", true)]
    [InlineData("Kết quả {B}, đạt chỉ tiêu.", false)]
    [InlineData("Kết quả {B}, chưa đạt chỉ tiêu.", true)]
    [InlineData("Kết quả {A}, CHƯA ĐẠT chỉ tiêu.", false)]
    [InlineData("Xếp hạng {D}, vượt chỉ tiêu {D:muc}.", true)]
    [InlineData("Tỷ lệ là {B}, chưa giảm so với cùng kỳ.", false)]
    [InlineData("Kết quả {F}, vượt mức {F:muc}.", true)]
    [InlineData("Kết quả {G}, vượt mức {G:muc}.", true)]
    public void Claim_AgainstItsNumbers_HoldsOrNot(string words, bool holds) =>
        ClaimCheck.Of(SampleNumbers.Sentence(words), Sheet).Single().Holds.ShouldBe(holds);

    /// <summary>Below the year before, above the quarter before.</summary>
    [Theory]
    [InlineData("Tỷ lệ là {Q}, tăng so với quý trước ({Q:quy-truoc}).", true)]
    [InlineData("Tỷ lệ là {Q}, giảm so với quý trước.", false)]
    [InlineData("Tỷ lệ là {Q}, so với quý liền trước đã tăng {Q:chenh-quy} điểm.", true)]
    [InlineData("Tỷ lệ là {Q}, giảm so với cùng kỳ.", true)]
    [InlineData("Tỷ lệ là {Q}, tăng so với cùng kỳ, giảm.", false)]
    [InlineData("Tỷ lệ là {Q}, tăng so với tháng trước.", null)]
    [InlineData("Tỷ lệ năm là {Q/2023}, tăng so với quý trước.", null)]
    public void Claim_AgainstTheQuarterBefore_IsJudgedByThatQuarter(string words, bool? holds) =>
        ClaimCheck
            .Of(
                SampleNumbers.Sentence(words),
                new SampleNumbers().Add("Q", 60, 70, quarterBefore: 55).Sheet()
            )
            .First()
            .Holds.ShouldBe(holds);

    [Theory]
    [InlineData("{Q:quy-truoc}", "55,00 %")]
    [InlineData("{Q:chenh-quy}", "5")]
    [InlineData("{Q:truoc}", "70,00 %")]
    [InlineData("{tu-ngay} – {den-ngay}", "01/01/2024 – 31/03/2024")]
    [InlineData("{Q:neu-co}", "60,00 %")]
    [InlineData("{X:neu-co}", "chưa có số liệu")]
    public void Number_OfOtherDays_IsPrinted(string words, string printed) =>
        SampleNumbers
            .Words.Sentence(
                SampleNumbers.Sentence(words),
                new SampleNumbers().Add("Q", 60, 70, quarterBefore: 55).Sheet()
            )
            .Replace('\u00a0', ' ')
            .ShouldBe(printed);

    [Theory]
    [InlineData("Tỷ lệ là {E}, tăng so với cùng kỳ.")]
    [InlineData("Tỷ lệ là {E}, đạt chỉ tiêu.")]
    [InlineData("Tỷ lệ là {E}, chưa đạt chỉ tiêu.")]
    [InlineData("Tỷ lệ là {X}, tăng.")]
    public void Claim_WithoutTheNumbers_IsNotDecided(string words) =>
        ClaimCheck.Of(SampleNumbers.Sentence(words), Sheet).Single().Holds.ShouldBeNull();

    [Theory]
    [InlineData("Tỷ lệ đạt {B}.")]
    [InlineData("Tỷ lệ đạt tới {B}.")]
    [InlineData("Tăng cường kiểm tra; tỷ lệ là {B}.")]
    [InlineData("Chỉ tiêu “tăng bình quân 5 % mỗi năm”: kết quả {B}.")]
    [InlineData("Có {dieu-kien:dat} điều kiện đạt.")]
    [InlineData("Phấn đấu tăng, đạt và vượt mọi chỉ tiêu.")]
    [InlineData("Cắt giảm thủ tục, còn {B}.")]
    [InlineData("Tỷ lệ là {A}, cùng kỳ năm trước đạt {A:truoc}.")]
    [InlineData("Nhờ giảm thời gian giải quyết, tỷ lệ là {A}.")]
    public void Words_ThatClaimNothingOfANumber_AreLeftAlone(string words) =>
        ClaimCheck.Of(SampleNumbers.Sentence(words), Sheet).ShouldBeEmpty();

    /// <summary>A clause that names the days it compares with speaks of a figure, also of one that is named only later.</summary>
    [Theory]
    [InlineData("So với cùng kỳ giảm, tỷ lệ là {A}.", "A", false)]
    [InlineData("Kết quả tăng so với cùng kỳ, cụ thể là {A}, đạt mức {A:muc}.", "A", true)]
    [InlineData("Kết quả không tăng so với cùng kỳ; tỷ lệ là {B}.", "B", true)]
    public void Claim_OfAClauseWithoutANumber_IsAboutTheFirstOneBehindIt(
        string words,
        string key,
        bool holds
    )
    {
        var claim = ClaimCheck.Of(SampleNumbers.Sentence(words), Sheet).First();
        (claim.Claim.Figure.Key, claim.Holds).ShouldBe((key, (bool?)holds));
    }

    /// <summary>A claim about all that was named is held against each of them.</summary>
    [Theory]
    [InlineData("Tỷ lệ một là {A} và tỷ lệ hai là {B} đều tăng so với cùng kỳ.", "A:True B:False")]
    [InlineData("Tỷ lệ {A}, {F}, {A} đều tăng.", "A:True F:True")]
    [InlineData(
        "Tỷ lệ {A}, {F} cùng vượt mức; {B} và {G} đều giảm.",
        "A:True F:True B:True G:True"
    )]
    [InlineData("Tỷ lệ {A} và {B} tăng.", "B:False")]
    [InlineData("Cả hai tỷ lệ đều tăng so với cùng kỳ: {A}, {B}.", "A:True B:False")]
    [InlineData("Số đúng hạn {A:tu} và {B:tu} đều tăng.", "A:True B:False")]
    [InlineData("Tỷ lệ một đạt {B}, tỷ lệ hai đạt {A}, đều vượt mục tiêu.", "B:False A:True")]
    [InlineData("Tỷ lệ {B} giảm, đều vượt mức.", "B:True B:False")]
    [InlineData("Tỷ lệ {A} và {B} tăng, đều vượt mức.", "B:False A:True B:False")]
    [InlineData("Tỷ lệ số hóa là {C}; trực tuyến {A} và đúng hạn {F} đều tăng.", "A:True F:True")]
    [InlineData("Kết quả {A} tăng; cả hai tỷ lệ đều giảm: {B}, {F}.", "A:True B:True F:False")]
    [InlineData("Kết quả {A}, {B}: đều tăng.", "A:True B:False")]
    [InlineData("Tính đến {den-ngay}, {A} và {B} đều tăng.", "A:True B:False")]
    [InlineData("Tỷ lệ {A} và {B} đều đã tăng.", "A:True B:False")]
    [InlineData("Tỷ lệ {A} và {B} đều có xu hướng giảm.", "A:False B:True")]
    public void Claim_AboutAll_IsHeldAgainstEachFigure(string words, string results) =>
        string.Join(
                ' ',
                ClaimCheck
                    .Of(SampleNumbers.Sentence(words), Sheet)
                    .Select(c => $"{c.Claim.Figure.Key}:{c.Holds}")
            )
            .ShouldBe(results);

    [Theory]
    [InlineData("Số hồ sơ trễ hạn giảm so với cùng kỳ.", "giảm")]
    [InlineData("So với quý trước, tỷ lệ tăng; so với quý trước đã giảm.", "giảm")]
    [InlineData("Phấn đấu tăng, đạt và vượt mọi chỉ tiêu.", null)]
    [InlineData("Chỉ tiêu “tăng so với cùng kỳ”.", null)]
    [InlineData("Tăng cường kiểm tra so với cùng kỳ.", null)]
    [InlineData("Tỷ lệ là {A}, tăng so với cùng kỳ.", null)]
    [InlineData("Tính đến {den-ngay}, số hồ sơ trễ hạn giảm so với cùng kỳ.", "giảm")]
    [InlineData("Có {dieu-kien:dat} điều kiện đạt, tăng so với quý trước.", "tăng")]
    public void Claim_OfASentenceWithoutANumber_StopsTheIssue(string words, string? claim)
    {
        var check = TextCheck.Of(SampleNumbers.Text(words), Sheet, SampleNumbers.Words);
        check.Unbound.Select(u => u.Words).ShouldBe(claim is null ? [] : [claim]);
        check.Passes.ShouldBe(claim is null);
    }

    /// <summary>What an agency wrote binds no number: it is pointed out and stops nothing.</summary>
    [Fact]
    public void Claim_OfAnAgencyWithoutANumber_StopsNothing()
    {
        var text = ReportText.Parse(
            "# Tổng hợp: Việc khó\nXã Một: số hồ sơ trễ giảm 12% so với cùng kỳ.\n\n# Kết quả\nKết quả {A}."
        );

        var own = TextCheck.Of(text, Sheet, SampleNumbers.Words);
        var reported = TextCheck.Of(
            text,
            Sheet,
            SampleNumbers.Words,
            new HashSet<string> { "Tổng hợp: Việc khó" }
        );

        (own.Passes, own.Unbound.Count, own.Reported.Count).ShouldBe((false, 1, 0));
        (reported.Passes, reported.Unbound.Count, reported.Reported.Count).ShouldBe((true, 0, 1));
    }

    [Fact]
    public void Claims_JoinedWithoutAComma_AreAboutTheValueBehindEach() =>
        ClaimCheck
            .Of(SampleNumbers.Sentence("Tỷ lệ một giảm còn {B} và tỷ lệ hai tăng lên {A}."), Sheet)
            .Select(c => (c.Claim.Figure.Key, c.Holds))
            .ShouldBe([("B", true), ("A", true)]);

    [Fact]
    public void Claims_OfTwoClauses_AreAboutTheNumberOfEach()
    {
        var claims = ClaimCheck
            .Of(
                SampleNumbers.Sentence(
                    "Tỷ lệ A là {A}, tăng so với cùng kỳ, tỷ lệ B giảm còn {B}; chưa đạt mức {B:muc}."
                ),
                Sheet
            )
            .ToList();

        claims.Select(c => c.Claim.Figure.Key).ShouldBe(["A", "B", "B"]);
        claims.ShouldAllBe(c => c.Holds == true);
    }

    [Fact]
    public void Check_OfAText_NamesFalseClaimsAndNumbersWithoutAFigure()
    {
        var text = SampleNumbers.Text(
            "Tỷ lệ là {A}, giảm.",
            "Tỷ lệ là {B}.",
            "Tỷ lệ là {X} và {không}.",
            "Kết quả {E}."
        );

        var check = TextCheck.Of(text, Sheet, SampleNumbers.Words);

        check.Claims.Select(c => c.Sentence.Number).ShouldBe([1]);
        check
            .Numbers.Select(n => (n.Text, n.IsWritten))
            .ShouldBe([("{X}", true), ("{không}", false), ("{E}", true)]);
        check.Passes.ShouldBeFalse();
    }
}
