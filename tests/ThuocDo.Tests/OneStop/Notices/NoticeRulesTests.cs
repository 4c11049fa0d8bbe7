using Shouldly;
using ThuocDo.OneStop.Notices;
using ThuocDo.Shared.Time;
using Xunit;

namespace ThuocDo.Tests.OneStop.Notices;

public sealed class NoticeRulesTests
{
    [Theory]
    [InlineData("20:59", null)]
    [InlineData("21:00", "07:00+1")]
    [InlineData("23:30", "07:00+1")]
    [InlineData("00:00", "07:00")]
    [InlineData("06:59", "07:00")]
    [InlineData("07:00", null)]
    public void QuietUntil_Sms_IsSilentOverNight(string local, string? end)
    {
        var day = new DateOnly(2024, 3, 6);
        var at = VietnamTime.ToUtc(day.ToDateTime(TimeOnly.Parse(local, null)));
        DateTime? expected = end switch
        {
            null => null,
            "07:00" => VietnamTime.ToUtc(day.ToDateTime(new TimeOnly(7, 0))),
            _ => VietnamTime.ToUtc(day.AddDays(1).ToDateTime(new TimeOnly(7, 0))),
        };

        NoticeRules.QuietUntil(NoticeChannel.Sms, at).ShouldBe(expected);
        NoticeRules.QuietUntil(NoticeChannel.Email, at).ShouldBeNull();
    }

    [Fact]
    public void Rules_OfAllEvents_ExcludeEachOtherInTime() =>
        NoticeRules
            .All.GroupBy(r => r.Event)
            .Where(g =>
                g.OrderBy(r => r.ValidFrom)
                    .Zip(g.OrderBy(r => r.ValidFrom).Skip(1))
                    .Any(p => p.First.ValidTo is null || p.First.ValidTo > p.Second.ValidFrom)
            )
            .Select(g => g.Key)
            .ShouldBeEmpty();

    [Fact]
    public void Templates_OfAllRules_HaveTexts()
    {
        var texts = new ThuocDo.Shared.Language.Texts(ThuocDo.Database.ProductModules.All);

        NoticeRules
            .All.SelectMany(r =>
                new[] { $"notice.event.{r.Template}.title", $"notice.event.{r.Template}.body" }
            )
            .Where(key => !texts.Has(key))
            .ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Hồ sơ đã được tiếp nhận – Đề nghị", "Ho so da duoc tiep nhan - De nghi")]
    public void WithoutMarks_Vietnamese_KeepsLettersAndCase(string text, string plain) =>
        SmsHandler.WithoutMarks(text).ShouldBe(plain);
}
