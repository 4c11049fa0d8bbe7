using CsCheck;
using Shouldly;
using ThuocDo.Programmes.Accountability;
using Xunit;
using static ThuocDo.Tests.Shared.Time.Local;

namespace ThuocDo.Tests.Programmes.Accountability;

public sealed class ScorePeriodTests
{
    [Theory]
    [InlineData("2025", "2025-01-01", "2026-01-01")]
    [InlineData("2025-Q3", "2025-07-01", "2025-10-01")]
    [InlineData("2025-12", "2025-12-01", "2026-01-01")]
    [InlineData("2024-02-10..2024-02-29", "2024-02-10", "2024-03-01")]
    [InlineData("2025-05-05..2025-05-05", "2025-05-05", "2025-05-06")]
    public void Parse_OfAPeriod_IsHalfOpen(string text, string from, string to) =>
        ScorePeriod.Parse(text).ShouldBe(new ScorePeriod(Day(from), Day(to)));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("25")]
    [InlineData("2025-13")]
    [InlineData("2025-00")]
    [InlineData("2025-Q5")]
    [InlineData("9999")]
    [InlineData("2025-05-05..2025-05-04")]
    [InlineData("2025-05-05..9999-12-31")]
    [InlineData("2025-05-05..")]
    public void Parse_OfAnythingElse_IsNone(string? text) => ScorePeriod.Parse(text).ShouldBeNull();

    [Fact]
    public void Parse_OfAnyPeriodAsWritten_GivesItBack() =>
        Gen.Select(Gen.Int[0, 20_000], Gen.Int[0, 800])
            .Sample(
                (start, days) =>
                {
                    var first = Day("2000-01-01").AddDays(start);
                    var period = ScorePeriod.OfDays(first, first.AddDays(days))!;
                    return ScorePeriod.Parse(period.ToString()) == period;
                }
            );
}
