using Shouldly;
using ThuocDo.Programmes.Cycle;
using ThuocDo.Shared.Time;
using Xunit;

namespace ThuocDo.Tests.Programmes.Cycle;

public sealed class ReportWindowTests
{
    private static readonly WorkCalendar Calendar = WorkCalendar.National();

    [Theory]
    [InlineData("quarter-1", "2023-12-15", "2024-03-14", "2024-03-12")]
    [InlineData("quarter-2", "2024-03-15", "2024-06-14", "2024-06-12")]
    [InlineData("half-year", "2023-12-15", "2024-06-14", "2024-06-12")]
    [InlineData("quarter-3", "2024-06-15", "2024-09-14", "2024-09-11")]
    [InlineData("nine-months", "2023-12-15", "2024-09-14", "2024-09-11")]
    [InlineData("quarter-4", "2024-09-15", "2024-12-14", "2024-12-11")]
    [InlineData("year", "2023-12-15", "2024-12-14", "2024-12-11")]
    public void Window_OfAPeriod_RunsFromThe15thToThe14th(
        string period,
        string from,
        string to,
        string due
    )
    {
        var window = ReportWindow.Of(period, 2024, Calendar)!;
        (window.From, window.To, window.DueOn).ShouldBe((Day(from), Day(to), Day(due)));
        window.IsConfirmed.ShouldBeFalse();
    }

    [Theory]
    [InlineData("month-1", 2024)]
    [InlineData(null, 2024)]
    [InlineData("year", 2017)]
    [InlineData("year", 0)]
    public void Window_ThatIsNoStatutoryPeriod_IsNone(string? period, int year) =>
        ReportWindow.Of(period, year, Calendar).ShouldBeNull();

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd");

    [Fact]
    public void Windows_OfQuarters_FollowEachOtherWithoutGap()
    {
        var quarters = Enumerable
            .Range(2022, 3)
            .SelectMany(
                _ => Enumerable.Range(1, 4),
                (y, q) => ReportWindow.Of($"quarter-{q}", y, Calendar)!
            )
            .ToList();
        quarters.Zip(quarters.Skip(1)).ShouldAllBe(p => p.First.To.AddDays(1) == p.Second.From);
    }
}
