using Shouldly;
using ThuocDo.OneStop.Clocks;
using ThuocDo.Shared.Time;
using Xunit;
using static ThuocDo.Tests.Shared.Time.Local;

namespace ThuocDo.Tests.Shared.Time;

/// <summary>
/// Defects of the incumbent's calendars and deadlines, each shown not to be here. What each code means stands in
/// <c>docs/guide/peer-defects.md</c>.
/// </summary>
public sealed class PeerDefectTests
{
    private static readonly Session Morning = new(new(7, 30), new(11, 0));
    private static readonly Session Afternoon = new(new(13, 0), new(16, 30));

    private static readonly WorkCalendar National = WorkCalendar.National();

    /// <summary>Each day of the week that is given hours of its own is worked by these and by no other day's.</summary>
    [Theory, Trait("Peer", "D1")]
    [InlineData("2024-03-04")]
    [InlineData("2024-03-05")]
    [InlineData("2024-03-06")]
    [InlineData("2024-03-07")]
    [InlineData("2024-03-08")]
    [InlineData("2024-03-09")]
    [InlineData("2024-03-10")]
    public void Hours_OfAnyWeekday_AreItsOwn(string day)
    {
        var calendar = National.WithOverrides([
            new(
                Day(day),
                [new(new(8, 0), new(10, 0))],
                "Giờ riêng",
                "Own hours",
                Day("2024-03-01")
            ),
        ]);

        calendar.CloseOf(Day(day)).ShouldBe(At($"{day} 10:00"));
        calendar.AddWorkingMinutes(At($"{day} 09:30"), 30).ShouldBe(At($"{day} 10:00"));
        for (var other = Day("2024-03-04"); other <= Day("2024-03-10"); other = other.AddDays(1))
        {
            if (other != Day(day))
            {
                calendar.Sessions(other).ShouldBe(National.Sessions(other), $"{other:O}");
            }
        }
    }

    /// <summary>The half hour after noon is after noon: in the count, in the due time and in the hours of an office.</summary>
    [Fact, Trait("Peer", "D3")]
    public void Noon_ReadAndCounted_IsNotMidnight()
    {
        Session.Parse("07:00-12:30").To.ShouldBe(new TimeOnly(12, 30));
        var office = National.WithHours(
            new OfficeHours([new(new(7, 0), new(12, 30)), new(new(13, 30), new(16, 0))])
        );

        office.AddWorkingMinutes(At("2024-03-05 12:00"), 30).ShouldBe(At("2024-03-05 12:30"));
        Deadline
            .DueLocal(At("2024-03-05 12:15"), Limit.Parse("1wh", null), office)
            .ShouldBe(At("2024-03-05 14:15"));
        Deadline
            .DueLocal(At("2024-03-05 12:30"), Limit.Parse("1wd", null), National, DueRule.SameTime)
            .ShouldBe(At("2024-03-06 12:30"));
        VietnamTime.ToUtc(At("2024-03-05 12:30")).Hour.ShouldBe(5);
    }

    /// <summary>The hours that are configured are the hours that are used, minute by minute at both ends of both sessions.</summary>
    [Theory, Trait("Peer", "D16")]
    [InlineData("2024-03-05 07:29", "2024-03-05 07:30", 0)]
    [InlineData("2024-03-05 07:29", "2024-03-05 07:31", 1)]
    [InlineData("2024-03-05 10:59", "2024-03-05 13:00", 1)]
    [InlineData("2024-03-05 10:59", "2024-03-05 13:01", 2)]
    [InlineData("2024-03-05 11:00", "2024-03-05 13:00", 0)]
    [InlineData("2024-03-05 16:29", "2024-03-06 07:31", 2)]
    [InlineData("2024-03-05 07:30", "2024-03-05 16:30", 420)]
    public void Hours_Configured_AreUsedToTheMinute(string from, string to, int minutes)
    {
        var office = National.WithHours(new OfficeHours([Morning, Afternoon]));

        office.WorkingMinutesBetween(At(from), At(to)).ShouldBe(minutes);
    }

    /// <summary>Two offices with other hours and another closure compute at the same moment, each by its own.</summary>
    [Fact, Trait("Peer", "D18")]
    public void Due_OfTwoOfficesComputedAtOnce_IsByTheirOwnHours()
    {
        var early = National.WithHours(new OfficeHours([Morning, Afternoon]));
        var closed = National.WithOverrides([
            OfficeOverride.Closed(Day("2024-03-06"), "Bão", "Storm", Day("2024-03-01")),
        ]);
        var (limit, at) = (Limit.Parse("1wd", null), At("2024-03-05 09:00"));

        Parallel.For(
            0,
            20_000,
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            i =>
            {
                var (calendar, due) =
                    i % 2 == 0 ? (early, "2024-03-06 16:30") : (closed, "2024-03-07 17:00");
                if (Deadline.DueLocal(at, limit, calendar) != At(due))
                {
                    throw new InvalidOperationException($"Turn {i} was due at another time.");
                }
            }
        );
    }

    /// <summary>
    /// Shares that do not divide evenly lose no minute on the way: each step ends where its part of the whole ends, and the
    /// last one with the dossier, though a third of a day is no whole number of anything.
    /// </summary>
    [Theory, Trait("Peer", "D19")]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(11)]
    public void Steps_OfUnevenShares_LoseNoMinute(int steps)
    {
        var (received, limit) = (At("2024-02-05 09:07"), Limit.Parse("13wd", null));
        var ends = StepBudget.Split(limit, [.. Enumerable.Repeat(1m, steps)], received, National);
        var whole = National.WorkingMinutesBetween(
            received,
            Deadline.DueLocal(received, limit, National)
        );

        for (var i = 0; i < steps; i++)
        {
            var passed = National.WorkingMinutesBetween(received, ends[i]);
            passed.ShouldBe(whole * (i + 1) / steps);
        }

        ends[^1].ShouldBe(Deadline.DueLocal(received, limit, National));
    }

    /// <summary>A long limit is counted to its end, and where no working day is known any more it is refused aloud.</summary>
    [Fact, Trait("Peer", "D19")]
    public void WorkingDay_FarAwayOrNotAtAll_IsFoundOrRefused()
    {
        var days = National.AddWorkingDays(Day("2021-01-04"), 700);
        National.WorkingDaysBetween(Day("2021-01-04"), days).ShouldBe(700);
        days.ShouldBeGreaterThan(Day("2021-01-04").AddDays(900));

        Should.Throw<CalendarRangeException>(() =>
            National.AddWorkingDays(National.Last.AddDays(-1), 30)
        );
    }

    /// <summary>New Year, the festival and the days swapped for it count for every dossier, or the date is refused: never early.</summary>
    [Fact, Trait("Peer", "D28")]
    public void Due_OverHolidays_IsNeverThatOfAnEmptyTable()
    {
        var limit = Limit.Parse("3wd", null);
        foreach (
            var received in new[] { "2022-12-30 09:00", "2024-02-07 09:00", "2025-04-29 09:00" }
        )
        {
            Deadline
                .DueLocal(At(received), limit, National)
                .ShouldBeGreaterThan(
                    Deadline.DueLocal(At(received), limit, WorkCalendar.WeekendsOnly),
                    received
                );
        }

        // A year whose days off nobody has entered is no year without days off.
        Should.Throw<CalendarRangeException>(() =>
            Deadline.DueLocal(
                National.Last.ToDateTime(new TimeOnly(9, 0)).AddDays(-1),
                limit,
                National
            )
        );
    }
}
