using Shouldly;
using ThuocDo.OneStop.Filing;
using ThuocDo.Shared.Time;
using Xunit;

namespace ThuocDo.Tests.OneStop.Filing;

public sealed class FilingRulesTests
{
    private static readonly WorkCalendar Calendar = WorkCalendar.National();

    /// <summary>Local times; offices are open 07:00–11:30 and 13:30–17:00.</summary>
    [Theory]
    [InlineData("2024-03-06 10:00", "2024-03-06 10:00", "2024-03-07 10:00")]
    [InlineData("2024-03-06 12:15", "2024-03-06 13:30", "2024-03-07 11:30")]
    [InlineData("2024-03-06 22:40", "2024-03-07 07:00", "2024-03-07 17:00")]
    [InlineData("2024-03-08 17:30", "2024-03-11 07:00", "2024-03-11 17:00")]
    [InlineData("2024-04-26 20:00", "2024-05-02 07:00", "2024-05-02 17:00")]
    [InlineData("2024-05-03 20:00", "2024-05-04 07:00", "2024-05-04 17:00")]
    public void OfficialTime_OutsideTheSession_IsTheNextOpening(
        string submitted,
        string official,
        string answerBy
    )
    {
        var at = Utc(submitted);
        var rules = FilingRules.On(VietnamTime.DayOf(at));

        var received = rules.OfficialTime(at, Calendar);

        received.ShouldBe(Utc(official));
        rules.AnswerBy(received, Calendar).ShouldBe(Utc(answerBy));
    }

    [Fact]
    public void OfficialTime_WithinTheSession_IsNeverBeforeTheSubmission()
    {
        var at = Utc("2024-03-06 10:00").AddSeconds(31);
        FilingRules.On(VietnamTime.DayOf(at)).OfficialTime(at, Calendar).ShouldBe(at);
    }

    private static DateTime Utc(string local) =>
        VietnamTime.ToUtc(
            DateTime.ParseExact(
                local,
                "yyyy-MM-dd HH:mm",
                System.Globalization.CultureInfo.InvariantCulture
            )
        );
}
