using Shouldly;
using ThuocDo.OneStop.Clocks;
using Xunit;

namespace ThuocDo.Tests.OneStop.Clocks;

public sealed class TimelinessRuleTests
{
    /// <summary>17:30 UTC is half past midnight of the next day in Viet Nam.</summary>
    [Theory]
    [InlineData(16, 59, Timeliness.OnTime)]
    [InlineData(17, 0, Timeliness.Late)]
    [InlineData(17, 30, Timeliness.Late)]
    public void Decide_EveningUtc_GoesByTheDayInVietNam(int hour, int minute, Timeliness expected)
    {
        var due = new DateTime(2024, 1, 31, 10, 0, 0, DateTimeKind.Utc);
        var ended = new DateTime(2024, 1, 31, hour, minute, 0, DateTimeKind.Utc);

        TimelinessRule.Decide(ended, due).ShouldBe(expected);
        TimelinessRule.Decide(due.AddDays(-1), due).ShouldBe(Timeliness.Early);
    }
}
