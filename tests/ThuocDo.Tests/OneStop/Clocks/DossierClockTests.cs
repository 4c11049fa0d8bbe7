using Shouldly;
using ThuocDo.OneStop.Clocks;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;
using Xunit;
using static ThuocDo.Tests.Shared.Time.Local;

namespace ThuocDo.Tests.OneStop.Clocks;

public sealed class DossierClockTests
{
    private static DateTime? DueLocal(ClockState state) =>
        state.Due is { } due ? VietnamTime.ToLocal(due) : null;

    [Fact]
    public void Fold_EmptyLedger_IsNotStarted()
    {
        var state = Ledger.Empty.Fold();

        state.Status.ShouldBe(ClockStatus.NotStarted);
        state.Due.ShouldBeNull();
        state.Why.ShouldBeEmpty();
    }

    [Fact]
    public void Fold_Started_IsDueAtTheEndOfTheLimit()
    {
        var state = Ledger.Start(At("2024-02-07 16:10"), "5wd", At("2024-02-21 17:00")).Fold();

        state.Status.ShouldBe(ClockStatus.Running);
        DueLocal(state).ShouldBe(At("2024-02-21 17:00"));
        state.Derived.ShouldBe(state.Due);
        state.Promised.ShouldBe(state.Due);
        state.Limit.ShouldBe(new Limit(5, LimitUnit.WorkingDays));
    }

    [Fact]
    public void Fold_Stopped_HasNoDueDate()
    {
        var state = Ledger
            .Start(At("2024-03-05 09:00"), "5wd", At("2024-03-12 17:00"))
            .Stop(At("2024-03-06 10:00"))
            .Fold();

        state.Status.ShouldBe(ClockStatus.Stopped);
        state.Due.ShouldBeNull();
        state.Derived.ShouldBeNull();
        VietnamTime.ToLocal(state.Promised!.Value).ShouldBe(At("2024-03-12 17:00"));
        var stop = state.Stops.ShouldHaveSingleItem();
        stop.To.ShouldBeNull();
        stop.Ground.ShouldBe("supplement");
    }

    [Theory]
    // Five working days from Tuesday 5 March end on Tuesday 12 March.
    [InlineData("5wd", "2024-03-06 10:00", "2024-03-06 16:00", "2024-03-12 17:00")]
    [InlineData("5wd", "2024-03-06 10:00", "2024-03-07 08:00", "2024-03-13 17:00")]
    [InlineData("5wd", "2024-03-08 10:00", "2024-03-11 08:00", "2024-03-13 17:00")]
    [InlineData("5wd", "2024-03-08 10:00", "2024-03-10 08:00", "2024-03-12 17:00")]
    // Ten days end on Friday 15 March; two more are a Sunday, so Monday.
    [InlineData("10d", "2024-03-06 10:00", "2024-03-08 10:00", "2024-03-18 17:00")]
    [InlineData("1m", "2024-03-06 10:00", "2024-03-08 10:00", "2024-04-08 17:00")]
    // Eight hours from 09:00 end on the next day at 09:00.
    [InlineData("8wh", "2024-03-05 10:00", "2024-03-05 14:00", "2024-03-06 11:00")]
    [InlineData("8wh", "2024-03-05 12:00", "2024-03-05 13:00", "2024-03-06 09:00")]
    public void Fold_Resumed_MovesByTheTimeStopped(
        string limit,
        string stop,
        string resume,
        string due
    )
    {
        var start = At("2024-03-05 09:00");
        var promised = Deadline.DueLocal(start, Limit.Parse(limit, null), WorkCalendar.National());

        var state = Ledger.Start(start, limit, promised).Stop(At(stop)).Resume(At(resume)).Fold();

        DueLocal(state).ShouldBe(At(due));
        state.Status.ShouldBe(ClockStatus.Running);
    }

    [Fact]
    public void Fold_TwoStops_AddUp()
    {
        var state = Ledger
            .Start(At("2024-03-05 09:00"), "5wd", At("2024-03-12 17:00"))
            .Stop(At("2024-03-06 10:00"))
            .Resume(At("2024-03-07 10:00"))
            .Stop(At("2024-03-08 10:00"))
            .Resume(At("2024-03-12 10:00"))
            .Fold();

        DueLocal(state).ShouldBe(At("2024-03-15 17:00"));
        state.Stops.Count.ShouldBe(2);
    }

    [Fact]
    public void Fold_ResumeStoresTheMovedPromise_GivesTheSameDate()
    {
        var start = Ledger
            .Start(At("2024-03-05 09:00"), "5wd", At("2024-03-12 17:00"))
            .Stop(At("2024-03-06 10:00"));
        var moved = Ledger
            .Start(At("2024-03-05 09:00"), "5wd", At("2024-03-12 17:00"))
            .Stop(At("2024-03-06 10:00"))
            .Resume(At("2024-03-07 10:00"))
            .Fold();

        var state = start
            .Resume(At("2024-03-07 10:00"), VietnamTime.ToLocal(moved.Due!.Value))
            .Fold();

        state.Due.ShouldBe(moved.Due);
    }

    [Fact]
    public void Fold_Restarted_CountsTheLimitAgainFromZero()
    {
        var state = Ledger
            .Start(At("2024-03-05 09:00"), "5wd", At("2024-03-12 17:00"))
            .Stop(At("2024-03-07 10:00"))
            .Restart(At("2024-03-20 09:00"), "5wd", At("2024-03-27 17:00"))
            .Fold();

        DueLocal(state).ShouldBe(At("2024-03-27 17:00"));
        state.StartedAt.ShouldBe(VietnamTime.ToUtc(At("2024-03-05 09:00")));
    }

    [Fact]
    public void Fold_Extended_IsDueOnTheNewDateAndMovesWithLaterStops()
    {
        var ledger = Ledger
            .Start(At("2024-03-05 09:00"), "5wd", At("2024-03-12 17:00"))
            .Extend(At("2024-03-11 09:00"), At("2024-03-15 17:00"));
        DueLocal(ledger.Fold()).ShouldBe(At("2024-03-15 17:00"));
        ledger.Fold().Extensions.ShouldBe(1);

        ledger.Stop(At("2024-03-12 09:00")).Resume(At("2024-03-13 09:00"));

        DueLocal(ledger.Fold()).ShouldBe(At("2024-03-18 17:00"));
    }

    /// <summary>The swap of 2 January 2026 was signed on 25 December 2025, after slips had been printed.</summary>
    [Theory]
    // Printed 8 January with 2 January as a working day; the calendar of today would give the 9th.
    [InlineData("2025-12-24 09:00", "10wd", "2026-01-08 17:00", "2026-01-08 17:00")]
    // The make-up Saturday brings the limit forward: the earlier date binds.
    [InlineData("2026-01-05 09:00", "6wd", "2026-01-13 17:00", "2026-01-12 17:00")]
    public void Fold_CalendarArrivesLate_NeverPutsThePromiseOff(
        string received,
        string limit,
        string promised,
        string due
    )
    {
        var ledger = Ledger.Start(At(received), limit, At(promised));

        DueLocal(ledger.Fold()).ShouldBe(At(due));
        DueLocal(ledger.Fold(WorkCalendar.National().AsKnownOn(Day("2025-12-24"))))
            .ShouldBe(At(promised));
    }

    [Theory]
    [InlineData("2024-03-11 23:59", Timeliness.Early)]
    [InlineData("2024-03-12 00:00", Timeliness.OnTime)]
    [InlineData("2024-03-12 17:30", Timeliness.OnTime)]
    [InlineData("2024-03-12 23:59", Timeliness.OnTime)]
    [InlineData("2024-03-13 00:00", Timeliness.Late)]
    public void Fold_Ended_IsJudgedByTheLocalDay(string end, Timeliness expected)
    {
        var state = Ledger
            .Start(At("2024-03-05 09:00"), "5wd", At("2024-03-12 17:00"))
            .End(At(end))
            .Fold();

        state.Status.ShouldBe(ClockStatus.Ended);
        state.Timeliness.ShouldBe(expected);
        DueLocal(state).ShouldBe(At("2024-03-12 17:00"));
    }

    [Fact]
    public void Fold_EndedBeforeACalendarArrives_IsNotJudgedByIt()
    {
        // On 22 December the limit of 10 working days ran to 6 January; the swap was signed on the 25th.
        var ledger = Ledger.Start(At("2025-12-22 09:00"), "10wd").End(At("2025-12-24 09:00"));

        var now = ledger.Fold();

        now.Due.ShouldBe(ledger.Fold(WorkCalendar.National().AsKnownOn(Day("2025-12-24"))).Due);
        DueLocal(now).ShouldBe(At("2026-01-06 17:00"));
        DueLocal(Ledger.Start(At("2025-12-22 09:00"), "10wd").Fold())
            .ShouldBe(At("2026-01-07 17:00"));
    }

    [Theory]
    [InlineData("2024-03-20 09:00", "withdrawal", Timeliness.Early)]
    [InlineData("2024-03-06 16:00", "refusal", Timeliness.Early)]
    public void Fold_EndedWhileStopped_DoesNotCountTheStop(
        string end,
        string ground,
        Timeliness expected
    )
    {
        var state = Ledger
            .Start(At("2024-03-05 09:00"), "5wd", At("2024-03-12 17:00"))
            .Stop(At("2024-03-06 10:00"))
            .End(At(end), ground)
            .Fold();

        state.Timeliness.ShouldBe(expected);
        state.Stops[0].To.ShouldBe(state.EndedAt);
    }

    [Fact]
    public void Fold_StoppedWhenAlreadyLate_StaysLate()
    {
        var state = Ledger
            .Start(At("2024-03-05 09:00"), "1wd", At("2024-03-06 17:00"))
            .Stop(At("2024-03-11 09:00"))
            .Resume(At("2024-03-14 09:00"))
            .End(At("2024-03-14 10:00"))
            .Fold();

        state.Timeliness.ShouldBe(Timeliness.Late);
    }

    [Fact]
    public void Fold_RejectedAtIntake_EndsWithoutTimeliness()
    {
        var state = Ledger.Empty.End(At("2024-03-05 09:00"), "refusal").Fold();

        state.Status.ShouldBe(ClockStatus.Ended);
        state.Due.ShouldBeNull();
        state.Timeliness.ShouldBeNull();
        state.Why.ShouldHaveSingleItem().Key.ShouldBe("clock.explain.ended");
    }

    [Fact]
    public void Why_WholeLife_TellsItInOrderInBothLanguages()
    {
        var texts = new Texts([typeof(Deadline).Assembly, typeof(DossierClock).Assembly]);
        var state = Ledger
            .Start(At("2024-03-05 16:00"), "5wd", At("2024-03-12 17:00"))
            .Stop(At("2024-03-06 10:00"))
            .Restart(At("2024-03-20 09:00"), "5wd", At("2024-03-27 17:00"))
            .Extend(At("2024-03-26 09:00"), At("2024-03-29 17:00"))
            .End(At("2024-03-29 10:00"))
            .Fold();

        var vi = state.Why.Select(w => w.Render(texts, "vi")).ToList();
        vi[0]
            .ShouldBe(
                "Tiếp nhận hồ sơ lúc 16:00 05/03/2024, thời hạn giải quyết 5 ngày làm việc bắt đầu (khoản 4 Điều 19 Nghị định 61/2018/NĐ-CP)."
            );
        vi.ShouldContain(s =>
            s.Contains("Điều 18 Nghị định 61/2018/NĐ-CP", StringComparison.Ordinal)
        );
        vi[^1].ShouldBe("Xong ngày 29/03/2024: đúng hạn.");
        var en = state.Why.Select(w => w.Render(texts, "en")).ToList();
        en.Count.ShouldBe(vi.Count);
        en[^1].ShouldBe("Done on 29/03/2024: on time.");
        vi.Concat(en).ShouldAllBe(s => !s.Contains('[') && !s.Contains('{'));
    }

    [Fact]
    public void Why_PromiseBeforeDerived_SaysThatThePromiseHolds()
    {
        Ledger
            .Start(At("2025-12-24 09:00"), "10wd", At("2026-01-08 17:00"))
            .Fold()
            .Why.ShouldContain(w => w.Key == "clock.explain.promise-holds");
        Ledger
            .Start(At("2026-01-05 09:00"), "6wd", At("2026-01-13 17:00"))
            .Fold()
            .Why.ShouldContain(w => w.Key == "clock.explain.derived-earlier");
    }
}
