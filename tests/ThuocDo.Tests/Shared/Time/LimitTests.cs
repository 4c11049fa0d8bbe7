using Shouldly;
using ThuocDo.Shared.Time;
using Xunit;

namespace ThuocDo.Tests.Shared.Time;

public sealed class LimitTests
{
    [Theory]
    [InlineData("5wd", 5, LimitUnit.WorkingDays)]
    [InlineData("30d", 30, LimitUnit.Days)]
    [InlineData("8wh", 8, LimitUnit.WorkingHours)]
    [InlineData("1m", 1, LimitUnit.Months)]
    public void Parse_WellFormed_RoundTrips(string text, int amount, LimitUnit unit)
    {
        var limit = Limit.Parse(text, null);

        limit.ShouldBe(new Limit(amount, unit));
        limit.ToString().ShouldBe(text);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("wd")]
    [InlineData("five wd")]
    [InlineData("5.5wd")]
    [InlineData("-5wd")]
    [InlineData("+5wd")]
    [InlineData("5 wd")]
    [InlineData("5WD")]
    [InlineData("5w")]
    [InlineData("٥wd")]
    [InlineData("99999999999wd")]
    public void TryParse_NotALimit_SaysHowToWriteOne(string? text)
    {
        Limit.TryParse(text, out _, out var error).ShouldBeFalse();
        error!.Key.ShouldBe("time.error.limit-form");
        Should.Throw<FormatException>(() => Limit.Parse(text!, null));
    }

    [Theory]
    [InlineData("0wd", 2600)]
    [InlineData("2601wd", 2600)]
    [InlineData("3661d", 3660)]
    [InlineData("20801wh", 20800)]
    [InlineData("0m", 120)]
    [InlineData("121m", 120)]
    public void TryParse_AmountOutOfRange_NamesTheRange(string text, int maximum)
    {
        Limit.TryParse(text, out _, out var error).ShouldBeFalse();
        error!.Key.ShouldBe("time.error.limit-amount");
        error.Arguments.ShouldBe([text, maximum]);
    }
}
