using Shouldly;
using ThuocDo.Shared.Time;
using Xunit;
using static ThuocDo.Tests.Shared.Time.Local;

namespace ThuocDo.Tests.Shared.Time;

public sealed class HandOverTests
{
    private static readonly HandOver Rule = new(new(15, 0), new Explanation("time.day.off"));

    [Theory]
    [InlineData("2024-03-05 09:00", "2024-03-05 17:00")]
    [InlineData("2024-03-05 12:30", "2024-03-05 17:00")]
    [InlineData("2024-03-05 15:00", "2024-03-05 17:00")]
    [InlineData("2024-03-05 15:00:01", "2024-03-06 07:00")]
    [InlineData("2024-03-05 17:30", "2024-03-06 07:00")]
    [InlineData("2024-03-08 15:30", "2024-03-11 07:00")]
    [InlineData("2024-03-09 09:00", "2024-03-11 07:00")]
    [InlineData("2024-02-07 16:10", "2024-02-15 07:00")]
    [InlineData("2024-05-03 16:00", "2024-05-04 07:00")]
    public void DueAt_PaperDossier_IsTheDayOrTheNextOpening(string received, string due)
    {
        Rule.DueAt(At(received), WorkCalendar.National()).ShouldBe(At(due));
    }

    [Fact]
    public void DueAt_OnlineDossier_IsAtOnce()
    {
        var received = At("2024-03-05 16:00");

        Rule.DueAt(received, WorkCalendar.National(), online: true).ShouldBe(received);
    }

    [Fact]
    public void DueAt_AfterAHalfDayClosed_IsTheNextOpening()
    {
        var office = WorkCalendar
            .National()
            .WithOverrides([
                new(Day("2024-03-05"), [new(new(7, 0), new(11, 30))], "", "", Day("2024-03-01")),
            ]);

        Rule.DueAt(At("2024-03-05 14:00"), office).ShouldBe(At("2024-03-06 07:00"));
        Rule.DueAt(At("2024-03-05 10:00"), office).ShouldBe(At("2024-03-05 11:30"));
    }

    [Theory]
    [InlineData("2024-03-05 15:00", false)]
    [InlineData("2024-03-05 16:10", true)]
    public void Compute_WithHandOver_MentionsItAndKeepsTheDate(string received, bool mentioned)
    {
        var limit = Limit.Parse("5wd", null);
        var calendar = WorkCalendar.National();

        var plain = Deadline.Compute(At(received), limit, calendar);
        var with = Deadline.Compute(At(received), limit, calendar, handOver: Rule);

        with.DueLocal.ShouldBe(plain.DueLocal);
        with.Why.Any(w => w.Key == "time.due.hand-over").ShouldBe(mentioned);
        plain.Why.ShouldNotContain(w => w.Key == "time.due.hand-over");
    }
}
