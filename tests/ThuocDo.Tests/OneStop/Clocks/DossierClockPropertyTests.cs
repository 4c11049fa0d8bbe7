using CsCheck;
using ThuocDo.OneStop.Clocks;
using ThuocDo.Shared.Time;
using ThuocDo.Tests.Shared.Time;
using Xunit;

namespace ThuocDo.Tests.OneStop.Clocks;

/// <summary>What must hold for every ledger, limit and calendar.</summary>
public sealed class DossierClockPropertyTests
{
    private static readonly Gen<WorkCalendar> Calendars = DeadlinePropertyTests.Calendars;
    private static readonly Gen<DateTime> Times = DeadlinePropertyTests.Times;
    private static readonly Gen<Limit> Limits = DeadlinePropertyTests.Limits;

    /// <summary>Up to four stops and, perhaps, a new date: minutes to the stop, minutes stopped, then a restart or a resumption.</summary>
    private static readonly Gen<(int Run, int Stop, int Kind)[]> Acts = Gen.Select(
        Gen.Int[0, 8000],
        Gen.Int[0, 20000],
        Gen.Int[0, 4]
    ).Array[0, 4];

    private static Ledger Written(
        WorkCalendar calendar,
        DateTime start,
        Limit limit,
        (int Run, int Stop, int Kind)[] acts
    )
    {
        var ledger = Ledger.Start(
            start,
            limit.ToString(),
            Deadline.DueLocal(start, limit, calendar)
        );
        var now = start;
        foreach (var (run, stop, kind) in acts)
        {
            now = now.AddMinutes(run);
            if (kind == 4)
            {
                var due = VietnamTime.ToLocal(ledger.Fold(calendar).Promised!.Value);
                ledger.Extend(
                    now,
                    calendar.CloseOf(calendar.AddWorkingDays(DateOnly.FromDateTime(due), 3))
                );
                continue;
            }

            ledger.Stop(now);
            now = now.AddMinutes(stop);
            _ =
                kind == 0
                    ? ledger.Restart(now, limit.ToString(), Deadline.DueLocal(now, limit, calendar))
                    : ledger.Resume(now);
        }

        return ledger;
    }

    [Fact]
    public void Fold_AStopAtAnyTime_NeverMakesItEarlier() =>
        Gen.Select(Calendars, Times, Limits, Acts, Gen.Int[0, 8000], Gen.Int[0, 20000])
            .Sample(
                (calendar, start, limit, acts, run, length) =>
                {
                    var ledger = Written(calendar, start, limit, acts);
                    var before = ledger.Fold(calendar).Due;
                    var now = VietnamTime.ToLocal(ledger.Entries[^1].At).AddMinutes(run);
                    ledger.Stop(now).Resume(now.AddMinutes(length));
                    return ledger.Fold(calendar).Due >= before;
                }
            );

    [Fact]
    public void Fold_RestartAfterAnyStop_NeverMakesItEarlierThanTheRunBefore() =>
        Gen.Select(Calendars, Times, Limits, Gen.Int[0, 8000], Gen.Int[0, 20000])
            .Sample(
                (calendar, start, limit, run, length) =>
                {
                    var ledger = Written(calendar, start, limit, []);
                    var before = ledger.Fold(calendar).Due;
                    var now = start.AddMinutes(run);
                    var again = now.AddMinutes(length);
                    ledger
                        .Stop(now)
                        .Restart(
                            again,
                            limit.ToString(),
                            Deadline.DueLocal(again, limit, calendar)
                        );
                    return ledger.Fold(calendar).Due >= before;
                }
            );

    [Fact]
    public void Fold_WhileStopped_HasNoDueDate() =>
        Gen.Select(Calendars, Times, Limits, Acts, Gen.Int[0, 8000])
            .Sample(
                (calendar, start, limit, acts, run) =>
                {
                    var ledger = Written(calendar, start, limit, acts);
                    ledger.Stop(VietnamTime.ToLocal(ledger.Entries[^1].At).AddMinutes(run));
                    var state = ledger.Fold(calendar);
                    return state.Due is null
                        && state.Derived is null
                        && state.Status == ClockStatus.Stopped;
                }
            );

    [Fact]
    public void Fold_EntriesInAnyOrder_GiveTheSameState() =>
        Gen.Select(Calendars, Times, Limits, Acts)
            .SelectMany(
                (calendar, start, limit, acts) =>
                {
                    var ledger = Written(calendar, start, limit, acts);
                    return Gen.Shuffle(ledger.Entries.ToArray())
                        .Select(shuffled => (calendar, ledger, shuffled));
                }
            )
            .Sample(t =>
            {
                var straight = t.ledger.Fold(t.calendar);
                var mixed = DossierClock.Fold(t.shuffled, t.calendar);
                return mixed.Due == straight.Due
                    && mixed.Derived == straight.Derived
                    && mixed.Promised == straight.Promised
                    && mixed.Status == straight.Status
                    && mixed.Stops.SequenceEqual(straight.Stops)
                    && mixed
                        .Why.Select(w => w.ToString())
                        .SequenceEqual(straight.Why.Select(w => w.ToString()));
            });

    [Fact]
    public void Fold_CalendarOfThePromise_IsNeverDueOnADayOff() =>
        Gen.Select(Calendars, Times, Limits, Acts)
            .Sample(
                (calendar, start, limit, acts) =>
                    calendar.IsWorkingDay(
                        VietnamTime.DayOf(
                            Written(calendar, start, limit, acts).Fold(calendar).Due!.Value
                        )
                    )
            );

    [Fact]
    public void Fold_AnotherCalendarArrives_IsNeverDueLaterThanPromised() =>
        Gen.Select(Calendars, Calendars, Times, Limits)
            .Sample(
                (known, later, start, limit) =>
                {
                    var ledger = Written(known, start, limit, []);
                    return ledger.Fold(later).Due <= ledger.Fold(known).Promised;
                }
            );

    [Fact]
    public void Fold_LaterReceiptOrLongerLimit_IsNeverDueEarlier() =>
        Gen.Select(Calendars, Times, Gen.Int[0, 20000], Limits, Gen.Int[0, 10])
            .Sample(
                (calendar, start, wait, limit, more) =>
                {
                    var longer =
                        limit.Unit == LimitUnit.SameDay
                            ? limit
                            : new Limit(limit.Amount + more, limit.Unit);
                    return Written(calendar, start.AddMinutes(wait), longer, []).Fold(calendar).Due
                        >= Written(calendar, start, limit, []).Fold(calendar).Due;
                }
            );
}
