using CsCheck;
using Shouldly;
using ThuocDo.Indicators.Figures;
using Xunit;

namespace ThuocDo.Tests.Indicators;

public sealed class PeriodPlanTests
{
    private static readonly DateOnly Origin = new(2020, 1, 1);

    [Fact]
    public void Plan_OfAnyInterval_CountsEachOfItsDaysOnce() =>
        Gen.Select(Gen.Int[0, 1500], Gen.Int[0, 1600], Gen.Enum<Bucket>())
            .Sample(
                (start, length, bucket) =>
                {
                    var from = Origin.AddDays(start);
                    var interval = new Interval("x", from, from.AddDays(length), bucket);

                    var counted = PeriodPlan
                        .Of(interval)
                        .SelectMany(p =>
                            Enumerable
                                .Range(p.From.DayNumber, p.To.DayNumber - p.From.DayNumber)
                                .Select(day => (day, p.Sign))
                        )
                        .GroupBy(x => x.day)
                        .Select(g => (Day: g.Key, Count: g.Sum(x => x.Sign)))
                        .Where(x => x.Count != 0)
                        .OrderBy(x => x.Day)
                        .ToList();

                    counted.ShouldAllBe(x => x.Count == 1);
                    counted
                        .Select(x => x.Day)
                        .ShouldBe(Enumerable.Range(interval.From.DayNumber, length + 1));
                }
            );

    [Fact]
    public void Plan_UpToTheLastDayOfAYear_ReadsWholeYearsAlone() =>
        PeriodPlan
            .Of(Interval.YearsUpTo(new DateOnly(2025, 12, 31)))
            .ShouldAllBe(p => p.Kind == PieceKind.Years);

    /// <summary>The rest of a running year is empty, so taking it away costs nothing.</summary>
    [Fact]
    public void Plan_LateInAYear_TakesTheRestAway()
    {
        var plan = PeriodPlan.Of(Interval.YearsUpTo(new DateOnly(2025, 10, 20)));

        plan.Select(p => (p.Kind, p.From, p.To, p.Sign))
            .ShouldBe([
                (PieceKind.Years, Interval.Beginning, new DateOnly(2025, 1, 1), 1),
                (PieceKind.Years, new DateOnly(2025, 1, 1), new DateOnly(2026, 1, 1), 1),
                (PieceKind.Months, new DateOnly(2025, 11, 1), new DateOnly(2026, 1, 1), -1),
                (PieceKind.Days, new DateOnly(2025, 10, 21), new DateOnly(2025, 11, 1), -1),
            ]);
    }

    [Fact]
    public void Plan_FromTheMiddleOfAMonth_ReadsHalfAMonthOfDaysAtEitherEnd() =>
        Gen.Select(Gen.Int[0, 1500], Gen.Int[0, 1600])
            .Sample(
                (start, length) =>
                    PeriodPlan
                        .Of(
                            new Interval("x", Origin.AddDays(start), Origin.AddDays(start + length))
                        )
                        .Where(p => p.Kind == PieceKind.Days)
                        .ShouldAllBe(p => p.To.DayNumber - p.From.DayNumber <= 16)
            );

    [Fact]
    public void Plan_WithinAMonth_TakesTheOtherDaysAway() =>
        PeriodPlan
            .Of(new Interval("x", new DateOnly(2025, 3, 3), new DateOnly(2025, 3, 30)))
            .Select(p => (p.Kind, p.From, p.To, p.Sign))
            .ShouldBe([
                (PieceKind.Days, new DateOnly(2025, 3, 1), new DateOnly(2025, 3, 3), -1),
                (PieceKind.Months, new DateOnly(2025, 3, 1), new DateOnly(2025, 4, 1), 1),
                (PieceKind.Days, new DateOnly(2025, 3, 31), new DateOnly(2025, 4, 1), -1),
            ]);
}
