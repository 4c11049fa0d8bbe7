using Shouldly;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;
using Xunit;
using static ThuocDo.Tests.Shared.Time.Local;

namespace ThuocDo.Tests.Shared.Time;

public sealed class DeadlineReasonsTests
{
    private static readonly Texts Texts = new([typeof(Deadline).Assembly]);

    private static string[] Why(string received, string limit, string language) =>
        [
            .. Deadline
                .Compute(At(received), Limit.Parse(limit, null), WorkCalendar.National())
                .Why.Select(w => w.Render(Texts, language)),
        ];

    [Fact]
    public void Why_OverLunarNewYear_NamesTheDaysOffInVietnamese()
    {
        Why("2024-02-07 10:00", "5wd", "vi")
            .ShouldBe([
                "Tiếp nhận lúc 10:00 07/02/2024. Ngày tiếp nhận không tính vào thời hạn; bắt đầu đếm từ ngày liền kề (khoản 2 Điều 147 Bộ luật Dân sự 2015).",
                "Không tính từ ngày 08/02/2024 đến ngày 12/02/2024: Tết Nguyên đán.",
                "Không tính từ ngày 13/02/2024 đến ngày 14/02/2024: Tết Nguyên đán (nghỉ bù).",
                "Thời hạn 5 ngày làm việc, không kể thứ Bảy, Chủ nhật và ngày nghỉ: hết hạn vào ngày 21/02/2024.",
                "Hạn trả kết quả là khi kết thúc giờ làm việc: 17:00 21/02/2024.",
            ]);
    }

    [Fact]
    public void Why_WithMakeUpSaturday_SaysInEnglishThatItCounts()
    {
        Why("2024-04-26 10:00", "3wd", "en")
            .ShouldContain(s => s.StartsWith("04/05/2024 is counted", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("2024-03-05 10:00", "4d", "khoản 5 Điều 148")]
    [InlineData("2024-01-31 10:00", "1m", "không có ngày tương ứng")]
    [InlineData("2024-01-29 10:00", "1m", "ngày tương ứng của tháng cuối cùng là 29/02/2024")]
    [InlineData("2024-03-05 12:30", "8wh", "bắt đầu chạy từ 13:30 05/03/2024")]
    [InlineData("2024-03-05 15:00", "day@15:00", "phải trả kết quả ngay trong ngày nhận")]
    [InlineData("2024-03-05 15:01", "day@15:00", "ngày làm việc tiếp theo, 06/03/2024")]
    public void Why_OtherUnits_NameTheRuleApplied(string received, string limit, string expected)
    {
        string.Join(' ', Why(received, limit, "vi")).ShouldContain(expected);
    }
}
