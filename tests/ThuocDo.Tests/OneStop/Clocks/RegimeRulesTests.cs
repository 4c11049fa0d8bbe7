using Shouldly;
using ThuocDo.OneStop.Clocks;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;
using Xunit;
using static ThuocDo.Tests.Shared.Time.Local;

namespace ThuocDo.Tests.OneStop.Clocks;

public sealed class RegimeRulesTests
{
    private static readonly Texts Texts = new([typeof(RegimeRules).Assembly]);

    [Theory]
    [InlineData("2018-06-20", LegalRegime.R09)]
    [InlineData("2018-06-21", LegalRegime.R61)]
    [InlineData("2021-12-05", LegalRegime.R61)]
    [InlineData("2021-12-06", LegalRegime.R61_107)]
    [InlineData("2025-06-30", LegalRegime.R61_107)]
    [InlineData("2025-07-01", LegalRegime.R118)]
    [InlineData("2030-01-01", LegalRegime.R118)]
    public void For_DayOfReceipt_ChoosesTheRegime(string receipt, LegalRegime regime)
    {
        RegimeRules.For(Day(receipt)).Regime.ShouldBe(regime);
    }

    [Fact]
    public void For_BeforeTheFirstRegime_Refuses()
    {
        RegimeRules.Find(Day("2015-03-24")).ShouldBeNull();
        Should.Throw<ArgumentOutOfRangeException>(() => RegimeRules.For(Day("2015-03-24")));
    }

    [Fact]
    public void For_Decree61_GivesConfirmedValuesWithTheirArticles()
    {
        var rules = RegimeRules.For(Day("2020-01-02"));

        rules.MaxSupplementsInProcessing.Value.ShouldBe(1);
        rules.MaxSupplementsInProcessing.Citation.ShouldBe("61/2018 Art 11.2.c");
        rules.SupplementReturnWithin.Value.ShouldBe(new Limit(3, LimitUnit.WorkingDays));
        rules.SupplementReturnWithin.Citation.ShouldBe("61/2018 Art 19.4");
        rules.AfterSupplement.Value.ShouldBe(AfterSupplement.Restart);
        rules.HandOverCutOff.Value.ShouldBe(new TimeOnly(15, 0));
        rules.ApologyBeforeExpiry.Value.ShouldBe(new Limit(1, LimitUnit.Days));
        rules.MaxReappointments.Value.ShouldBe(1);
        rules.MaxReappointments.Confirmed.ShouldBeTrue();
        rules.OnlineFirstResponse.Value.ShouldBe(new Limit(8, LimitUnit.WorkingHours));
        rules.OnlineFirstResponse.Confirmed.ShouldBeFalse();
    }

    [Fact]
    public void For_Decree118_MarksTheDefaultsAsUnconfirmed()
    {
        var rules = RegimeRules.For(Day("2025-07-01"));

        rules.MaxSupplementsInProcessing.Confirmed.ShouldBeFalse();
        rules.MaxSupplementsInProcessing.Citation.ShouldBe("118/2025 unconfirmed");
        rules
            .HandOver.Article.Render(Texts, "vi")
            .ShouldBe("mức mặc định của hệ thống, chưa đối chiếu với Nghị định 118/2025/NĐ-CP");
    }

    [Theory]
    [InlineData("2024-03-12 17:00", "2024-03-11")]
    [InlineData("2024-03-11 17:00", "2024-03-10")]
    public void LatestApologyDay_OneDayBeforeExpiry_IsTheDayBefore(string due, string day)
    {
        RegimeRules
            .For(Day("2024-03-05"))
            .LatestApologyDay(VietnamTime.ToUtc(At(due)), WorkCalendar.National())
            .ShouldBe(Day(day));
    }

    [Theory]
    [InlineData("61/2018 Art 18", "vi", "Điều 18 Nghị định 61/2018/NĐ-CP")]
    [InlineData("61/2018 Art 19.4", "en", "Art 19.4, Decree 61/2018/NĐ-CP")]
    [InlineData(
        "61/2018 Art 15.3; 17.2.a",
        "vi",
        "khoản 3 Điều 15 và điểm a khoản 2 Điều 17 Nghị định 61/2018/NĐ-CP"
    )]
    [InlineData("61/2018 Art 15.3; 17.2.a", "en", "Art 15.3 and Art 17.2.a, Decree 61/2018/NĐ-CP")]
    [InlineData("45/2020 Art 11", "vi", "Điều 11 văn bản số 45/2020")]
    [InlineData("Quyết định riêng", "en", "Quyết định riêng")]
    [InlineData("Decree 118/2025/NĐ-CP", "vi", "Nghị định 118/2025/NĐ-CP")]
    [InlineData("Decree 118/2025/NĐ-CP", "en", "Decree 118/2025/NĐ-CP")]
    public void Citation_InWords_ReadsNaturally(string citation, string language, string words)
    {
        Citation.InWords(citation).Render(Texts, language).ShouldBe(words);
    }
}
