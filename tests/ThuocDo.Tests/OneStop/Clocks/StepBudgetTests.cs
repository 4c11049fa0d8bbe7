using CsCheck;
using Shouldly;
using ThuocDo.OneStop.Clocks;
using ThuocDo.Shared.Time;
using ThuocDo.Tests.Shared.Time;
using Xunit;
using static ThuocDo.Tests.Shared.Time.Local;

namespace ThuocDo.Tests.OneStop.Clocks;

public sealed class StepBudgetTests
{
    private static readonly WorkCalendar National = WorkCalendar.National();

    [Fact]
    public void Split_EqualShares_DividesTheOfficeTime()
    {
        StepBudget
            .Split(Limit.Parse("8wh", null), [1, 1, 2], At("2024-03-05 07:00"), National)
            .ShouldBe([At("2024-03-05 09:00"), At("2024-03-05 11:00"), At("2024-03-05 17:00")]);
    }

    [Fact]
    public void Split_AnyShares_EndsInOrderWithTheDossierInOfficeTime() =>
        Gen.Select(
                DeadlinePropertyTests.Calendars,
                DeadlinePropertyTests.Times,
                DeadlinePropertyTests.Limits,
                Gen.Decimal[0.5m, 20m].Array[1, 8]
            )
            .Sample(
                (calendar, at, limit, shares) =>
                {
                    var ends = StepBudget.Split(limit, shares, at, calendar);
                    return ends.Count == shares.Length
                        && ends[^1] == Deadline.DueLocal(at, limit, calendar)
                        && ends.SequenceEqual(ends.Order());
                }
            );

    [Theory]
    [InlineData(0, 0)]
    [InlineData(2, -1)]
    public void Split_ImpossibleShares_Throws(int first, int second)
    {
        Should.Throw<ArgumentException>(() =>
            StepBudget.Split(
                Limit.Parse("5wd", null),
                [first, second],
                At("2024-03-05 07:00"),
                National
            )
        );
    }
}
