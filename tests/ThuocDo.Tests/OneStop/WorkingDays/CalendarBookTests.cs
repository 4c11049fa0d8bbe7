using Shouldly;
using ThuocDo.OneStop.WorkingDays;
using ThuocDo.Shared.Time;
using Xunit;

namespace ThuocDo.Tests.OneStop.WorkingDays;

public sealed class CalendarBookTests
{
    private static readonly Guid Office = Guid.CreateVersion7();
    private static readonly Guid Other = Guid.CreateVersion7();
    private static readonly DateOnly Known = new(2024, 3, 5);

    private static CalendarDecision Decision(
        int number,
        CalendarDecisionKind kind,
        DateOnly from,
        DateOnly? to = null,
        Guid? unit = null,
        string? sessions = null,
        DateOnly? known = null
    ) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            Number = number,
            UnitId = unit,
            Kind = kind,
            From = from,
            To = to ?? from,
            Sessions = sessions,
            NameVi = "thử",
            NameEn = "test",
            Act = "1/QĐ",
            KnownOn = known ?? Known,
            DecidedAt = new DateTime(2024, 3, 5, 2, 0, 0, DateTimeKind.Utc),
        };

    [Fact]
    public void National_ClosedDay_IsOffEverywhereFromTheDayItWasKnown()
    {
        var monday = new DateOnly(2024, 3, 11);
        var book = new CalendarBook([Decision(1, CalendarDecisionKind.Closed, monday)]);

        book.National.IsWorkingDay(monday).ShouldBeFalse();
        book.For(Office).IsWorkingDay(monday).ShouldBeFalse();
        book.National.AsKnownOn(Known).IsWorkingDay(monday).ShouldBeFalse();
        book.National.AsKnownOn(Known.AddDays(-1)).IsWorkingDay(monday).ShouldBeTrue();
        book.National.Version.ShouldNotBe(WorkCalendar.National().Version);
    }

    [Fact]
    public void Office_OwnDay_IsStrongerThanTheNationalOneAndItsOwnAlone()
    {
        var monday = new DateOnly(2024, 3, 11);
        var book = new CalendarBook([
            Decision(1, CalendarDecisionKind.Closed, monday),
            Decision(2, CalendarDecisionKind.Worked, monday, unit: Office, sessions: "07:00-11:30"),
        ]);

        book.For(Office).CloseOf(monday).ShouldBe(monday.ToDateTime(new TimeOnly(11, 30)));
        book.For(Other).IsWorkingDay(monday).ShouldBeFalse();
    }

    [Fact]
    public void Hours_OverAWeek_ChangeWorkingDaysAlone()
    {
        var (friday, saturday) = (new DateOnly(2024, 3, 8), new DateOnly(2024, 3, 9));
        var book = new CalendarBook([
            Decision(
                1,
                CalendarDecisionKind.Hours,
                new DateOnly(2024, 3, 6),
                new DateOnly(2024, 3, 12),
                Office,
                "07:30-11:30 13:00-16:30"
            ),
        ]);

        book.For(Office).CloseOf(friday).ShouldBe(friday.ToDateTime(new TimeOnly(16, 30)));
        book.For(Office).IsWorkingDay(saturday).ShouldBeFalse();
        book.For(Office)
            .CloseOf(new DateOnly(2024, 3, 13))
            .ShouldBe(new DateTime(2024, 3, 13, 17, 0, 0));
    }

    [Fact]
    public void LaterDecisionOfOneDay_TakesThePlaceOfTheEarlier()
    {
        var saturday = new DateOnly(2024, 3, 9);
        var worked = Decision(1, CalendarDecisionKind.Worked, saturday, sessions: "07:00-11:30");
        var book = new CalendarBook([worked]);

        book.National.IsWorkingDay(saturday).ShouldBeTrue();
        book.With(Decision(2, CalendarDecisionKind.Closed, saturday))
            .National.IsWorkingDay(saturday)
            .ShouldBeFalse();
    }
}
