using System.Globalization;
using Shouldly;
using ThuocDo.Shared.Time;
using ThuocDo.Tests.Harness;
using Xunit;
using static ThuocDo.Tests.Shared.Time.Local;

namespace ThuocDo.Tests.Shared.Time;

public sealed class DeadlineTests
{
    private static readonly WorkCalendar National = WorkCalendar.National();

    private static DateTime Due(string received, string limit, DueRule rule = DueRule.EndOfDay) =>
        Deadline.Compute(At(received), Limit.Parse(limit, null), National, rule).DueLocal;

    [Theory]
    [InlineData("2024-02-07 16:10", "5wd", "2024-02-21 17:00")]
    [InlineData("2024-04-26 09:00", "3wd", "2024-05-04 17:00")]
    [InlineData("2024-04-26 09:00", "5wd", "2024-05-07 17:00")]
    [InlineData("2025-04-25 09:00", "3wd", "2025-04-29 17:00")]
    [InlineData("2025-01-24 09:00", "5wd", "2025-02-07 17:00")]
    [InlineData("2025-12-31 09:00", "5wd", "2026-01-09 17:00")]
    [InlineData("2026-02-13 09:00", "10wd", "2026-03-06 17:00")]
    [InlineData("2026-08-21 09:00", "5wd", "2026-08-27 17:00")]
    [InlineData("2026-08-28 09:00", "3wd", "2026-09-07 17:00")]
    [InlineData("2023-04-28 09:00", "3wd", "2023-05-08 17:00")]
    [InlineData("2021-04-29 09:00", "5wd", "2021-05-10 17:00")]
    [InlineData("2022-12-30 09:00", "1wd", "2023-01-03 17:00")]
    public void Compute_VectorsOfTheLawFile_HoldToTheMinute(
        string received,
        string limit,
        string due
    )
    {
        Due(received, limit).ShouldBe(At(due));
    }

    [Theory]
    // The lunch hour belongs to the day of receipt.
    [InlineData("2024-03-05 12:00", "1wd", "2024-03-06 17:00")]
    [InlineData("2024-03-05 12:59", "1wd", "2024-03-06 17:00")]
    [InlineData("2024-03-05 12:30", "1wh", "2024-03-05 14:30")]
    [InlineData("2024-03-05 12:59", "8wh", "2024-03-06 11:30")]
    [InlineData("2024-03-05 12:59:59", "8wh", "2024-03-06 11:30")]
    // After hours, after 15:00 and before opening: still the same day.
    [InlineData("2024-03-05 15:00", "1wd", "2024-03-06 17:00")]
    [InlineData("2024-03-05 15:01", "1wd", "2024-03-06 17:00")]
    [InlineData("2024-03-05 17:00", "1wd", "2024-03-06 17:00")]
    [InlineData("2024-03-05 23:59:59", "1wd", "2024-03-06 17:00")]
    [InlineData("2024-03-06 00:00", "1wd", "2024-03-07 17:00")]
    [InlineData("2024-03-05 05:00", "8wh", "2024-03-05 17:00")]
    [InlineData("2024-03-05 17:00", "1wh", "2024-03-06 08:00")]
    [InlineData("2024-03-05 09:10:30", "8wh", "2024-03-06 09:10")]
    // Days off: nothing is counted until the next working day.
    [InlineData("2024-03-08 16:00", "1wd", "2024-03-11 17:00")]
    [InlineData("2024-03-09 09:00", "1wd", "2024-03-11 17:00")]
    [InlineData("2024-03-10 09:00", "1wd", "2024-03-11 17:00")]
    [InlineData("2024-02-12 09:00", "1wd", "2024-02-15 17:00")]
    [InlineData("2024-02-12 09:00", "8wh", "2024-02-15 17:00")]
    // Make-up Saturday 4 May 2024, as day of receipt and in the count.
    [InlineData("2024-05-04 09:00", "1wd", "2024-05-06 17:00")]
    [InlineData("2024-05-04 09:00", "8wh", "2024-05-06 09:00")]
    // The same day: to the close; 15:00 itself is in time, a minute later is not.
    [InlineData("2024-03-05 05:00", "day@15:00", "2024-03-05 17:00")]
    [InlineData("2024-03-05 10:00", "day@15:00", "2024-03-05 17:00")]
    [InlineData("2024-03-05 12:30", "day@15:00", "2024-03-05 17:00")]
    [InlineData("2024-03-05 15:00", "day@15:00", "2024-03-05 17:00")]
    [InlineData("2024-03-05 15:01", "day@15:00", "2024-03-06 17:00")]
    [InlineData("2024-03-05 16:30", "day@16:30", "2024-03-05 17:00")]
    [InlineData("2024-03-08 15:30", "day@15:00", "2024-03-11 17:00")]
    [InlineData("2024-02-07 15:30", "day@15:00", "2024-02-15 17:00")]
    [InlineData("2024-02-10 09:00", "day@15:00", "2024-02-15 17:00")]
    [InlineData("2024-05-04 09:00", "day@15:00", "2024-05-04 17:00")]
    [InlineData("2024-05-04 15:30", "day@15:00", "2024-05-06 17:00")]
    [InlineData("2024-05-03 16:00", "2wh", "2024-05-04 08:00")]
    [InlineData("2024-04-29 09:00", "5d", "2024-05-04 17:00")]
    // Calendar days: only a last day that is off moves.
    [InlineData("2024-03-05 09:00", "3d", "2024-03-08 17:00")]
    [InlineData("2024-03-05 09:00", "4d", "2024-03-11 17:00")]
    [InlineData("2024-01-09 09:00", "30d", "2024-02-15 17:00")]
    // Months: the same date, else the last day of the month.
    [InlineData("2024-01-29 09:00", "1m", "2024-02-29 17:00")]
    [InlineData("2024-01-30 09:00", "1m", "2024-02-29 17:00")]
    [InlineData("2024-01-31 09:00", "1m", "2024-02-29 17:00")]
    [InlineData("2023-01-29 09:00", "1m", "2023-02-28 17:00")]
    [InlineData("2023-01-30 09:00", "1m", "2023-02-28 17:00")]
    [InlineData("2023-01-31 09:00", "1m", "2023-02-28 17:00")]
    [InlineData("2023-02-28 09:00", "1m", "2023-03-28 17:00")]
    [InlineData("2023-05-31 09:00", "1m", "2023-06-30 17:00")]
    [InlineData("2023-03-31 09:00", "1m", "2023-05-04 17:00")]
    [InlineData("2023-08-31 09:00", "6m", "2024-02-29 17:00")]
    [InlineData("2024-02-29 09:00", "12m", "2025-02-28 17:00")]
    public void Compute_TimesAndDaysAtTheEdge_AreDefined(string received, string limit, string due)
    {
        Due(received, limit).ShouldBe(At(due));
    }

    [Theory]
    [InlineData("2024-03-05 17:31:22", "5wd", "2024-03-12 17:31:22")]
    [InlineData("2024-03-05 10:06", "4d", "2024-03-11 10:06")]
    public void Compute_SameTime_KeepsTheClockOfReceipt(string received, string limit, string due)
    {
        Due(received, limit, DueRule.SameTime).ShouldBe(At(due));
    }

    /// <summary>
    /// What a live system stored in November 2018: five to thirty working days, no holiday table, the clock of
    /// receipt kept and its seconds dropped.
    /// </summary>
    [Fact]
    public void Compute_SamplesOfALiveSystem_AgreeToTheMinute()
    {
        var rows = ReferenceData.Rows("data/opencps/deadline_samples_2018.csv");
        rows.Count.ShouldBe(43);
        foreach (var row in rows)
        {
            row.Required("unit").ShouldBe("working_day");
            var due = Deadline.DueLocal(
                At(row.Required("received_at")),
                new Limit(row.Int("duration"), LimitUnit.WorkingDays),
                WorkCalendar.FromCsv(new StringReader("date,kind")),
                DueRule.SameTime
            );

            due.ToString("yyyy-MM-dd'T'HH:mm':00'", CultureInfo.InvariantCulture)
                .ShouldBe(row.Required("due_at_stored"), row.Required("row"));
        }
    }

    /// <summary>The same samples show the defect of a missing holiday table: over New Year they were a day or more early.</summary>
    [Theory]
    [InlineData("2018-11-23T08:55:01", "2019-01-07")]
    public void Compute_SampleOverNewYear_WithTheSwapIsLater(string received, string due)
    {
        var calendar = WorkCalendar.FromCsv(
            new StringReader(
                "date,kind\n2018-12-31,swapped-off\n2019-01-01,holiday\n2019-01-05,swapped-working\n"
            )
        );

        var day = Deadline.DueLocal(At(received), Limit.Parse("30wd", null), calendar);

        DateOnly.FromDateTime(day).ShouldBe(Day(due));
    }

    [Theory]
    [InlineData("2018-12-31 09:00", "5wd")]
    [InlineData("2026-12-31 09:00", "1wd")]
    [InlineData("2026-12-20 09:00", "30d")]
    [InlineData("2026-12-20 09:00", "1m")]
    [InlineData("2026-12-31 16:00", "2wh")]
    public void Compute_OutsideTheShippedYears_Refuses(string received, string limit)
    {
        Should.Throw<CalendarRangeException>(() => Due(received, limit));
    }

    [Theory]
    [InlineData("9999-12-20 09:00", "10wd")]
    [InlineData("9999-12-20 09:00", "30d")]
    [InlineData("9999-12-20 09:00", "1m")]
    [InlineData("9999-12-31 09:00", "80wh")]
    public void Compute_BeyondTheEndOfDates_RefusesAlike(string received, string limit)
    {
        Should.Throw<CalendarRangeException>(() =>
            Deadline.DueLocal(At(received), Limit.Parse(limit, null), WorkCalendar.WeekendsOnly)
        );
    }

    [Fact]
    public void DueLocal_HundredThousandTimes_TakesWellUnderASecond()
    {
        var limit = Limit.Parse("20wd", null);
        var start = At("2020-01-02 09:00");
        Deadline.DueLocal(start, limit, National);
        var watch = System.Diagnostics.Stopwatch.StartNew();

        var last = DateTime.MinValue;
        for (var i = 0; i < 100_000; i++)
        {
            last = Deadline.DueLocal(start.AddMinutes(i * 30 % 2_000_000), limit, National);
        }

        last.ShouldBeGreaterThan(start);
        watch.ElapsedMilliseconds.ShouldBeLessThan(1000);
    }
}
