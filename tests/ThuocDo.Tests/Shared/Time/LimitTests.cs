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
    [InlineData("day@15:00", 15, 0)]
    [InlineData("day@00:00", 0, 0)]
    [InlineData("day@16:30", 16, 30)]
    public void Parse_SameDay_RoundTripsItsCutOff(string text, int hour, int minute)
    {
        var limit = Limit.Parse(text, null);

        limit.ShouldBe(Limit.SameDay(new TimeOnly(hour, minute)));
        (limit.Unit, limit.Amount).ShouldBe((LimitUnit.SameDay, 0));
        limit.ToString().ShouldBe(text);
    }

    [Fact]
    public void SameDay_WithSeconds_IsRefused() =>
        Should.Throw<ArgumentException>(() => Limit.SameDay(new TimeOnly(15, 0, 1)));

    [Fact]
    public void Constructor_SameDayWithAnAmount_IsRefused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new Limit(1, LimitUnit.SameDay));

    [Theory]
    [InlineData("day")]
    [InlineData("day@")]
    [InlineData("day@24:00")]
    [InlineData("day@3pm")]
    [InlineData("1day@15:00")]
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
