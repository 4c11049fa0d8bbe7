using Shouldly;
using ThuocDo.Shared.Time;
using Xunit;
using static ThuocDo.Tests.Shared.Time.Local;

namespace ThuocDo.Tests.Shared.Time;

public sealed class WorkCalendarTests
{
    private static readonly Session Morning = new(new(7, 0), new(11, 30));

    [Theory]
    [InlineData(2020, "17 20 22 20 20 22 23 21 21 22 21 23")]
    [InlineData(2021, "20 15 23 20 20 22 22 22 20 21 22 23")]
    [InlineData(2022, "19 16 23 20 20 22 21 23 20 21 22 22")]
    [InlineData(2023, "16 20 23 20 20 22 21 23 19 22 22 21")]
    [InlineData(2024, "22 16 21 19 23 20 23 22 19 23 21 22")]
    [InlineData(2025, "17 20 21 21 20 21 23 21 20 23 20 23")]
    [InlineData(2026, "21 15 22 20 20 22 23 21 20 22 21 23")]
    public void National_WorkingDaysOfEachMonth_AreTheControlTotals(int year, string totals)
    {
        var calendar = WorkCalendar.National();

        var counted = Enumerable
            .Range(1, 12)
            .Select(month =>
                Enumerable
                    .Range(1, DateTime.DaysInMonth(year, month))
                    .Count(day => calendar.IsWorkingDay(new DateOnly(year, month, day)))
            );

        string.Join(' ', counted).ShouldBe(totals);
    }

    [Fact]
    public void WorkingDaysBetween_AnyTwoDays_EqualsCountingOneByOne()
    {
        var calendar = WorkCalendar.National();
        var start = new DateOnly(2024, 1, 1);
        var count = 0;
        for (var day = start.AddDays(1); day <= new DateOnly(2026, 12, 31); day = day.AddDays(1))
        {
            if (calendar.IsWorkingDay(day))
            {
                count++;
                calendar.AddWorkingDays(start, count).ShouldBe(day);
            }

            calendar.WorkingDaysBetween(start, day).ShouldBe(count);
            calendar.WorkingDaysBetween(day, start).ShouldBe(-count);
        }

        count.ShouldBeGreaterThan(740);
    }

    [Fact]
    public void National_OutsideItsYears_Refuses()
    {
        var calendar = WorkCalendar.National();

        calendar.First.ShouldBe(Day("2019-01-01"));
        calendar.Last.ShouldBe(Day("2026-12-31"));
        var before = Should.Throw<CalendarRangeException>(() =>
            calendar.IsWorkingDay(Day("2018-12-31"))
        );
        before.Date.ShouldBe(Day("2018-12-31"));
        before.Why.Key.ShouldBe("time.error.outside-calendar");
        var after = Should.Throw<CalendarRangeException>(() =>
            calendar.AddWorkingDays(Day("2026-12-31"), 1)
        );
        after.Date.ShouldBe(Day("2027-01-01"));
        Should.Throw<CalendarRangeException>(() =>
            calendar.AddWorkingMinutes(At("2026-12-31 16:59"), 2)
        );
        calendar.AddWorkingMinutes(At("2026-12-31 16:59"), 1).ShouldBe(At("2026-12-31 17:00"));
    }

    [Fact]
    public void AsKnownOn_BeforeTheSwapWasSigned_DoesNotKnowIt()
    {
        var calendar = WorkCalendar.National();

        var before = calendar.AsKnownOn(Day("2025-12-24"));
        var after = calendar.AsKnownOn(Day("2025-12-25"));

        before.IsWorkingDay(Day("2026-01-02")).ShouldBeTrue();
        before.IsWorkingDay(Day("2026-01-10")).ShouldBeFalse();
        after.IsWorkingDay(Day("2026-01-02")).ShouldBeFalse();
        after.IsWorkingDay(Day("2026-01-10")).ShouldBeTrue();
        before.Version.ShouldNotBe(after.Version);
        calendar.AsKnownOn(Day("2026-12-31")).ShouldBeSameAs(calendar);
        calendar.AsKnownOn(Day("2025-12-24")).ShouldBeSameAs(before);
        calendar.AsKnownOn(Day("2000-01-01")).IsWorkingDay(Day("2024-05-01")).ShouldBeTrue();
    }

    [Fact]
    public void WithOverrides_ClosureHalfDayAndSaturday_ChangeOnlyThatOffice()
    {
        var national = WorkCalendar.National();

        var office = national.WithOverrides([
            OfficeOverride.Closed(Day("2024-03-05"), "Bão", "Storm", Day("2024-03-04")),
            new(Day("2024-03-06"), [Morning], "Nửa ngày", "Half day", Day("2024-03-01")),
            new(Day("2024-03-09"), [Morning], "Sáng thứ Bảy", "Saturday", Day("2024-03-01")),
        ]);

        office.IsWorkingDay(Day("2024-03-05")).ShouldBeFalse();
        office.CloseOf(Day("2024-03-06")).ShouldBe(At("2024-03-06 11:30"));
        office.Sessions(Day("2024-03-09")).ShouldBe([Morning]);
        office.WorkingDaysBetween(Day("2024-03-04"), Day("2024-03-10")).ShouldBe(4);
        office
            .WorkingMinutesBetween(At("2024-03-04 17:00"), At("2024-03-10 00:00"))
            .ShouldBe(480 * 2 + 270 * 2);
        national.IsWorkingDay(Day("2024-03-05")).ShouldBeTrue();
        office.AsKnownOn(Day("2024-03-03")).IsWorkingDay(Day("2024-03-05")).ShouldBeTrue();
        office.Version.ShouldNotBe(national.Version);
    }

    [Fact]
    public void MakeUpSaturday_WithHoursOfItsOwn_ClosesEarlier()
    {
        var calendar = WorkCalendar
            .National()
            .WithHours(new OfficeHours(OfficeHours.Default.Weekday, [Morning]));

        calendar.CloseOf(Day("2024-05-04")).ShouldBe(At("2024-05-04 11:30"));
        calendar.CloseOf(Day("2024-05-03")).ShouldBe(At("2024-05-03 17:00"));
        Deadline
            .DueLocal(At("2024-04-26 09:00"), Limit.Parse("3wd", null), calendar)
            .ShouldBe(At("2024-05-04 11:30"));
    }

    [Fact]
    public void FromCsv_HeaderOnly_MeansWeekendsOnlyInAnyYear()
    {
        var calendar = WorkCalendar.FromCsv(new StringReader("date,kind\n"));

        calendar.IsWorkingDay(Day("2019-01-01")).ShouldBeTrue();
        calendar.IsWorkingDay(Day("1900-01-06")).ShouldBeFalse();
        calendar.Version.ShouldBe(WorkCalendar.WeekendsOnly.Version);
    }

    [Fact]
    public void FromCsv_SessionsColumn_GivesADayItsOwnHours()
    {
        var calendar = WorkCalendar.FromCsv(
            new StringReader(
                "kind,date,sessions\r\nswapped-working,2030-03-09,07:30-11:00\r\nholiday,2030-03-06,\r\n"
            )
        );

        calendar.CloseOf(Day("2030-03-09")).ShouldBe(At("2030-03-09 11:00"));
        calendar.IsWorkingDay(Day("2030-03-06")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("", "line 1")]
    [InlineData("day,kind\n", "line 1")]
    [InlineData("date,kind,kind\n", "twice")]
    [InlineData("date,kind\n2024-02-30,holiday\n", "2024-02-30")]
    [InlineData("date,kind\n2024-02-29,feast\n", "feast")]
    [InlineData("date,kind\n2024-02-29,\n", "line 2")]
    [InlineData("date,kind\n2024-02-29,holiday\n2024-02-29,swapped-working\n", "2024-02-29")]
    public void FromCsv_WrongContent_NamesIt(string text, string named)
    {
        Should
            .Throw<FormatException>(() => WorkCalendar.FromCsv(new StringReader(text)))
            .Message.ShouldContain(named);
    }

    [Fact]
    public void Version_SameDaysInAnotherOrder_IsTheSame()
    {
        var one = WorkCalendar.FromCsv(
            new StringReader("date,kind\n2024-01-01,holiday\n2024-05-01,holiday\n")
        );
        var two = WorkCalendar.FromCsv(
            new StringReader("date,kind\n2024-05-01,holiday\n2024-01-01,holiday\n")
        );

        one.Version.ShouldBe(two.Version);
        one.Version.Length.ShouldBe(12);
    }

    [Theory]
    [InlineData("2024-02-07 10:00", 60, "2024-02-07 11:00")]
    [InlineData("2024-02-07 11:00", 30, "2024-02-07 11:30")]
    [InlineData("2024-02-07 11:00", 31, "2024-02-07 13:31")]
    [InlineData("2024-02-07 12:30", 60, "2024-02-07 14:30")]
    [InlineData("2024-02-07 16:59", 1, "2024-02-07 17:00")]
    [InlineData("2024-02-07 17:00", 1, "2024-02-15 07:01")]
    [InlineData("2024-02-07 23:59", 480, "2024-02-15 17:00")]
    [InlineData("2024-02-10 09:00", 480, "2024-02-15 17:00")]
    [InlineData("2024-02-07 06:00", 481, "2024-02-15 07:01")]
    public void AddWorkingMinutes_AcrossSessionsAndDaysOff_StaysInOfficeHours(
        string from,
        int minutes,
        string to
    )
    {
        var calendar = WorkCalendar.National();

        calendar.AddWorkingMinutes(At(from), minutes).ShouldBe(At(to));
        calendar.WorkingMinutesBetween(At(from), At(to)).ShouldBe(minutes);
    }

    [Theory]
    [InlineData("13:30-17:00 07:00-11:30")]
    [InlineData("07:00-11:30 11:00-17:00")]
    [InlineData("07:00-07:00")]
    [InlineData("7-11")]
    public void FromCsv_ImpossibleSessions_AreRefused(string sessions)
    {
        Should
            .Throw<FormatException>(() =>
                WorkCalendar.FromCsv(
                    new StringReader($"date,kind,sessions\n2024-05-04,swapped-working,{sessions}\n")
                )
            )
            .Message.ShouldContain("line 2");
    }
}
