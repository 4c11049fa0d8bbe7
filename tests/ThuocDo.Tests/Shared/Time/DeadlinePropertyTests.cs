using CsCheck;
using ThuocDo.Shared.Time;
using Xunit;

namespace ThuocDo.Tests.Shared.Time;

/// <summary>What must hold for every receipt and limit; calendars vary in holidays, half days and make-up Saturdays.</summary>
public sealed class DeadlinePropertyTests
{
    private static readonly DateTime Start = new(2021, 1, 1);

    internal static readonly Gen<WorkCalendar> Calendars = Gen.Select(
            Gen.Int[0, 399],
            Gen.Int[0, 3]
        )
        .List[0, 60]
        .Select(days =>
            WorkCalendar.WeekendsOnly.WithOverrides(
                days.Select(d => new OfficeOverride(
                    DateOnly.FromDateTime(Start).AddDays(d.Item1),
                    d.Item2 switch
                    {
                        0 => [new Session(new(7, 0), new(11, 30))],
                        1 => OfficeHours.Default.Weekday,
                        _ => [],
                    },
                    "",
                    "",
                    DateOnly.MinValue.AddDays(d.Item1)
                ))
            )
        );

    internal static readonly Gen<DateTime> Times = Gen.Int[0, 300 * 24 * 60]
        .Select(minutes => Start.AddMinutes(minutes));

    internal static readonly Gen<Limit> Limits = Gen.OneOf(
        Gen.Int[1, 60].Select(n => new Limit(n, LimitUnit.WorkingDays)),
        Gen.Int[1, 90].Select(n => new Limit(n, LimitUnit.Days)),
        Gen.Int[1, 120].Select(n => new Limit(n, LimitUnit.WorkingHours)),
        Gen.Int[1, 6].Select(n => new Limit(n, LimitUnit.Months)),
        SameDay
    );

    private static Gen<Limit> SameDay =>
        Gen.Int[0, 24 * 60 - 1]
            .Select(minutes => Limit.SameDay(TimeOnly.MinValue.AddMinutes(minutes)));

    [Fact]
    public void DueLocal_LaterReceipt_IsNeverEarlier() =>
        Gen.Select(Calendars, Times, Times, Limits)
            .Sample(
                (calendar, a, b, limit) =>
                {
                    var (first, second) = a <= b ? (a, b) : (b, a);
                    return Deadline.DueLocal(first, limit, calendar)
                        <= Deadline.DueLocal(second, limit, calendar);
                }
            );

    [Fact]
    public void DueLocal_LongerLimit_IsNeverEarlier() =>
        Gen.Select(Calendars, Times, Limits.Where(l => l.Unit != LimitUnit.SameDay))
            .Sample(
                (calendar, at, limit) =>
                    Deadline.DueLocal(at, limit, calendar)
                    <= Deadline.DueLocal(at, new Limit(limit.Amount + 1, limit.Unit), calendar)
            );

    [Fact]
    public void DueLocal_Always_IsInOfficeTimeOfAWorkingDayAfterReceipt() =>
        Gen.Select(Calendars, Times, Limits)
            .Sample(
                (calendar, at, limit) =>
                {
                    var due = Deadline.DueLocal(at, limit, calendar);
                    var time = TimeOnly.FromDateTime(due);
                    return due > at
                        && calendar
                            .Sessions(DateOnly.FromDateTime(due))
                            .Any(s => s.From <= time && time <= s.To);
                }
            );

    [Fact]
    public void DueLocal_InDaysOrMonths_FallsAfterTheDayOfReceiptAtTheClose() =>
        Gen.Select(
                Calendars,
                Times,
                Limits.Where(l => l.Unit is not (LimitUnit.WorkingHours or LimitUnit.SameDay))
            )
            .Sample(
                (calendar, at, limit) =>
                {
                    var due = Deadline.DueLocal(at, limit, calendar);
                    var day = DateOnly.FromDateTime(due);
                    return day > DateOnly.FromDateTime(at) && due == calendar.CloseOf(day);
                }
            );

    [Fact]
    public void DueLocal_SameDay_IsTheCloseOfTheDayOfReceiptOrTheNextWorkingDay() =>
        Gen.Select(Calendars, Times, SameDay)
            .Sample(
                (calendar, at, limit) =>
                {
                    var day = DateOnly.FromDateTime(at);
                    var due = Deadline.DueLocal(at, limit, calendar);
                    var takenToday =
                        calendar.IsWorkingDay(day)
                        && TimeOnly.FromDateTime(at) <= limit.CutOff
                        && at < calendar.CloseOf(day);
                    return due
                        == calendar.CloseOf(takenToday ? day : calendar.AddWorkingDays(day, 1));
                }
            );

    [Fact]
    public void DueLocal_SameDay_IsNeverAfterOneWorkingDayNorALaterCutOffLater() =>
        Gen.Select(Calendars, Times, SameDay, SameDay)
            .Sample(
                (calendar, at, one, other) =>
                {
                    var (early, late) = one.CutOff <= other.CutOff ? (one, other) : (other, one);
                    var wholeDay = new Limit(1, LimitUnit.WorkingDays);
                    return Deadline.DueLocal(at, late, calendar)
                            <= Deadline.DueLocal(at, early, calendar)
                        && Deadline.DueLocal(at, early, calendar)
                            <= Deadline.DueLocal(at, wholeDay, calendar);
                }
            );

    [Fact]
    public void AddWorkingDays_AnyCalendar_EqualsCountingOneByOne() =>
        Gen.Select(Calendars, Times, Gen.Int[1, 60])
            .Sample(
                (calendar, at, count) =>
                {
                    var day = DateOnly.FromDateTime(at);
                    var expected = day;
                    for (var left = count; left > 0; )
                    {
                        expected = expected.AddDays(1);
                        left -= calendar.IsWorkingDay(expected) ? 1 : 0;
                    }

                    return calendar.AddWorkingDays(day, count) == expected
                        && calendar.WorkingDaysBetween(day, expected) == count;
                }
            );

    [Fact]
    public void WorkingMinutes_AnyCalendar_EqualCountingMinuteByMinute() =>
        Gen.Select(Calendars, Times, Gen.Int[0, 6 * 24 * 60])
            .Sample(
                (calendar, from, length) =>
                {
                    var to = from.AddMinutes(length);
                    var counted = 0;
                    for (var at = from; at < to; at = at.AddMinutes(1))
                    {
                        var time = TimeOnly.FromDateTime(at);
                        counted += calendar
                            .Sessions(DateOnly.FromDateTime(at))
                            .Any(s => s.From <= time && time < s.To)
                            ? 1
                            : 0;
                    }

                    return calendar.WorkingMinutesBetween(from, to) == counted;
                },
                iter: 200
            );

    [Fact]
    public void AddWorkingMinutes_AnyCalendar_IsTheFirstTimeAtWhichTheyHavePassed() =>
        Gen.Select(Calendars, Times, Gen.Int[1, 20_000])
            .Sample(
                (calendar, from, minutes) =>
                {
                    var to = calendar.AddWorkingMinutes(from, minutes);
                    return calendar.WorkingMinutesBetween(from, to) == minutes
                        && calendar.WorkingMinutesBetween(from, to.AddMinutes(-1)) == minutes - 1;
                }
            );

    [Fact]
    public void AsKnownOn_AnyDay_DependsOnlyOnWhatWasKnown() =>
        Gen.Select(Calendars, Times, Gen.Int[0, 400])
            .Sample(
                (calendar, at, known) =>
                {
                    var day = DateOnly.MinValue.AddDays(known);
                    var cut = calendar.AsKnownOn(day);
                    var date = DateOnly.FromDateTime(at);
                    var hidden = date.DayNumber - DateOnly.FromDateTime(Start).DayNumber > known;
                    return !hidden
                        || cut.IsWorkingDay(date) == WorkCalendar.WeekendsOnly.IsWorkingDay(date);
                }
            );
}
