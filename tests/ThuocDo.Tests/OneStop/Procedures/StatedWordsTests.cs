using Shouldly;
using ThuocDo.OneStop.Procedures.National;
using Xunit;

namespace ThuocDo.Tests.OneStop.Procedures;

public sealed class StatedWordsTests
{
    [Theory]
    [InlineData("5 Ngày làm việc", "5wd")]
    [InlineData("05 ngày làm việc kể từ ngày nhận được hồ sơ hợp lệ.", "5wd")]
    [InlineData("Mười (10) ngày làm việc kể từ ngày nhận được hồ sơ hợp lệ.", "10wd")]
    [InlineData("Không quá 02 (hai) ngày làm việc, kể từ ngày nhận đủ hồ sơ", "2wd")]
    [InlineData("28 ngày kể từ ngày nhận được hồ sơ hợp lệ.", "28d")]
    [InlineData("8 Giờ", "8wh")]
    [InlineData("Trong thời hạn 6 giờ làm việc", "6wh")]
    [InlineData("3 Tháng", "3m")]
    [InlineData("Ngay sau khi nhận đủ hồ sơ hợp lệ", "day@15:00")]
    [InlineData("Ngay trong ngày, nhận sau 16 giờ thì ngày làm việc tiếp theo", "day@16:00")]
    [InlineData(
        "Ngay trong ngày tiếp nhận hồ sơ hoặc trong ngày làm việc tiếp theo nếu tiếp nhận sau 15 giờ",
        "day@15:00"
    )]
    [InlineData(
        "14 ngày; riêng công trình là hồ chứa, đập dâng thời hạn giải quyết là 28 ngày",
        "14d 28d"
    )]
    [InlineData(
        "Trong thời hạn 02 ngày làm việc (cắt giảm 01/03 ngày làm việc, tỷ lệ 33,33%)",
        "2wd"
    )]
    [InlineData(
        "- 45 ngày làm việc đối với cấp mới. - 38 ngày làm việc đối với gia hạn.",
        "45wd 38wd"
    )]
    [InlineData("Theo Thông tư ngày 30 tháng 6 năm 2023", "")]
    [InlineData("24 Giờ", "")]
    [InlineData("1", "")]
    [InlineData("0 ngày", "")]
    [InlineData("9999 ngày", "")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void Limits_InWords_AreReadOrLeft(string? words, string limits) =>
        string.Join(' ', LimitWords.Read(words).Select(l => l.Limit)).ShouldBe(limits);

    [Theory]
    [InlineData("Miễn phí", FeeReading.Free, "0")]
    [InlineData("Không", FeeReading.Free, "0")]
    [InlineData("50,000 Việt Nam Đồng", FeeReading.Amount, "50000")]
    [InlineData("1.500.000 VNĐ", FeeReading.Amount, "1500000")]
    [InlineData("Phí: 50.000 đồng/giao dịch", FeeReading.Amount, "50000")]
    [InlineData("2000 đồng", FeeReading.Amount, "2000")]
    [InlineData("100 VNĐ", FeeReading.TooSmall, null)]
    [InlineData("10 USD", FeeReading.Foreign, null)]
    [InlineData("Không có thông tin", FeeReading.NotStated, null)]
    [InlineData("Theo quy định của Bộ Tài chính", FeeReading.Words, null)]
    [InlineData("2.000 đồng/trang; từ trang thứ 3 thu 1.000 đồng/trang", FeeReading.Words, null)]
    [InlineData("", FeeReading.Missing, null)]
    public void Fee_InWords_IsReadOrKept(string words, FeeReading reading, string? amount)
    {
        var (read, value) = FeeWords.Read(words);

        read.ShouldBe(reading);
        value?.ToString("0", System.Globalization.CultureInfo.InvariantCulture).ShouldBe(amount);
        (value is null).ShouldBe(amount is null);
    }

    [Theory]
    [InlineData("1 bản chính", 1, 0)]
    [InlineData("0 bản chính,1 bản sao", 0, 1)]
    [InlineData("01 bản sao", 0, 1)]
    [InlineData("2 bản chính01 bản sao", 2, 1)]
    public void Copies_InWords_AreRead(string words, int originals, int copies) =>
        CopiesWords.Read(words).ShouldBe((originals, copies));

    [Theory]
    [InlineData("20261 bản chính,1 bản sao")]
    [InlineData("121 bản chính")]
    [InlineData("031 bản chính")]
    [InlineData("một bộ")]
    [InlineData("")]
    public void Copies_NotUnderstood_AreNotGuessed(string words) =>
        CopiesWords.Read(words).ShouldBeNull();

    [Theory]
    [InlineData("1.004222", "1.004222")]
    [InlineData(" 3.000527.H61 ", "3.000527")]
    [InlineData("1.001122.000.00.00.H48", "1.001122")]
    [InlineData("1.014.111", "1.014111")]
    [InlineData("1.00422", null)]
    [InlineData("TTHC-01", null)]
    [InlineData(null, null)]
    public void Code_Normal_IsTheNationalOne(string? typed, string? code) =>
        NationalCode.Normal(typed).ShouldBe(code);
}
