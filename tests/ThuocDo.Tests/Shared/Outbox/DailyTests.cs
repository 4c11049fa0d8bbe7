using Shouldly;
using ThuocDo.Shared.Outbox;
using ThuocDo.Shared.Time;
using Xunit;

namespace ThuocDo.Tests.Shared.Outbox;

public sealed class DailyTests
{
    [Theory]
    [InlineData(null, "2024-03-06 05:00", "2024-03-06 06:30")] // waits for the morning
    [InlineData(null, "2024-03-06 09:00", "2024-03-06 06:30")] // the morning has passed: at once
    [InlineData("2024-03-05 06:31", "2024-03-06 09:00", "2024-03-06 06:30")]
    [InlineData("2024-03-06 06:31", "2024-03-06 09:00", "2024-03-07 06:30")]
    public void Next_OfAMorning_IsOnceADayOfVietNam(string? finished, string now, string next) =>
        Daily
            .Next(new TimeOnly(6, 30), finished is null ? null : Utc(finished), Utc(now))
            .ShouldBe(Utc(next));

    private static DateTime Utc(string local) => VietnamTime.ToUtc(DateTime.Parse(local, null));
}
