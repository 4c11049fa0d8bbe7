using CsCheck;
using Shouldly;
using ThuocDo.Indicators.ServiceIndex;
using Xunit;

namespace ThuocDo.Tests.Indicators.ServiceIndex;

public sealed class ServiceScoreTests
{
    private static readonly ServiceSet Set = ServiceSet.On(new DateOnly(2025, 12, 31))!;

    private static readonly Gen<Dictionary<string, decimal>> Counts = Gen.Select(
        Gen.Int[0, 500].Array[Set.Metrics.Count],
        Gen.Int[0, 500].Array[Set.Metrics.Count],
        (above, below) =>
        {
            var counts = new Dictionary<string, decimal>();
            foreach (var (metric, i) in Set.Metrics.Select((m, i) => (m, i)))
            {
                counts[metric.Denominator] = below[i];
                foreach (var name in metric.Numerator)
                {
                    counts[name] = above[i] / metric.Numerator.Count;
                }
            }

            return counts;
        }
    );

    [Fact]
    public void Set_OfTheDecision_HasSixGroupsOfHundredPoints()
    {
        Set.Groups.Select(g => g.Max).ShouldBe([18, 20, 12, 10, 18, 22]);
        Set.Max.ShouldBe(100);
        ServiceSet.On(new DateOnly(2022, 6, 22)).ShouldBeNull();
        foreach (var group in Set.Groups)
        {
            Set.Metrics.Where(m => m.Group == group)
                .Sum(m => m.Max)
                .ShouldBe(group.Key == "payment" ? 10.5m : group.Max, group.Key);
        }
    }

    /// <summary>The worked example of a province, year 2026: printed 8.56 out of 12.</summary>
    [Fact]
    public void Online_OfTheWorkedExample_IsWhatThePortalPrinted()
    {
        var score = ServiceScore.Of(
            Set,
            new Dictionary<string, decimal>
            {
                ["authorityCount"] = 89,
                ["partialCount"] = 31,
                ["fullCount"] = 21,
                ["onlineDossierCount"] = 516,
                ["onlineServiceTotal"] = 1884,
                ["channelOnlineSum"] = 589_496,
                ["channelTotalSum"] = 597_894,
            }
        );
        var online = score.Groups.Single(g => g.Group.Key == "online");
        online.Metrics.Select(m => Math.Round(m.Points!.Value, 3)).ShouldBe([1.461m, 1.096m, 6m]);
        Math.Round(online.Points!.Value, 2).ShouldBe(8.56m);
        (score.Points, score.Within).ShouldBe((online.Points, 12m));
    }

    [Theory]
    [InlineData("DOSSIER_RECEIVING_SATISFACTION", 0, 0, "0")]
    [InlineData("DOSSIER_RECEIVING_SATISFACTION", 9, 10, "6")]
    [InlineData("DOSSIER_RECEIVING_SATISFACTION", 45, 100, "3")]
    [InlineData("PETITION_PROCESSING_ON_TIME", 0, 0, "6")]
    [InlineData("PETITION_PROCESSING_ON_TIME", 1, 2, "3")]
    [InlineData("REUSED_DIGITIZED_DATA", 8, 10, "2")]
    [InlineData("REUSED_DIGITIZED_DATA", 4, 10, "1")]
    [InlineData("ON_TIME", 0, 0, null)]
    [InlineData("ON_TIME", 984, 1000, "19.68")]
    [InlineData("PROCEDURES_PAID_ONLINE", 4, 10, "1")]
    public void Metric_ByItsRule_GivesItsPoints(string key, int above, int below, string? points)
    {
        var metric = Set.Metrics.Single(m => m.Key == key);
        var score = ServiceScore.Of(
            Set,
            new Dictionary<string, decimal>
            {
                [metric.Numerator[0]] = above,
                [metric.Denominator] = below,
            }
        );
        var one = score.Metrics.Single(m => m.Metric.Key == key);
        one.IsMeasured.ShouldBeTrue();
        one.Points.ShouldBe(
            points is null
                ? null
                : decimal.Parse(points, System.Globalization.CultureInfo.InvariantCulture)
        );
    }

    [Fact]
    public void Score_OfAnyCounts_StaysInItsBoundsAndAddsUp() =>
        Counts.Sample(counts =>
        {
            var score = ServiceScore.Of(Set, counts);
            score.Within.ShouldBeLessThanOrEqualTo(100);
            score.Points!.Value.ShouldBeInRange(0, score.Within);
            foreach (var group in score.Groups.Where(g => g.Points is not null))
            {
                group.Points!.Value.ShouldBe(
                    Math.Min(group.Group.Max, group.Metrics.Sum(m => m.Points ?? 0))
                );
            }
        });

    /// <summary>What a lever promises holds: so many more bring its points to the total, one fewer does not.</summary>
    [Fact]
    public void Lever_Followed_BringsItsPointsAndOneFewerDoesNot() =>
        Counts.Sample(counts =>
        {
            var score = ServiceScore.Of(Set, counts);
            foreach (var lever in score.Levers)
            {
                decimal Gain(long more) =>
                    score
                        .With(
                            new Dictionary<string, decimal>
                            {
                                [lever.Metric.Metric.Key] = lever.Metric.Numerator!.Value + more,
                            }
                        )
                        .Points!.Value - score.Points!.Value;
                Math.Round(Gain(lever.Records), 9).ShouldBe(Math.Round(lever.Points, 9));
                Math.Round(Gain(lever.Records - 1), 9)
                    .ShouldBeLessThan(Math.Round(lever.Points, 9));
            }
        });

    [Theory]
    [InlineData("2025", "2025-01-01", "2025-11-10")]
    [InlineData("2024", "2024-01-01", "2024-12-31")]
    [InlineData("2025-q2", "2025-04-01", "2025-06-30")]
    [InlineData("2025-q4", "2025-10-01", "2025-11-10")]
    [InlineData("2025-02", "2025-02-01", "2025-02-28")]
    [InlineData("2025-12", null, null)]
    [InlineData("2025-13", null, null)]
    [InlineData("2025-00", null, null)]
    [InlineData("2025-q5", null, null)]
    [InlineData("9999", null, null)]
    [InlineData("0001", null, null)]
    [InlineData("xx", null, null)]
    public void Days_OfAnAddress_AreThoseOrNone(string key, string? from, string? to)
    {
        var days = ServiceDays.Of(key, new DateOnly(2025, 11, 10));
        (days?.From, days?.To).ShouldBe(
            (
                from is null ? null : DateOnly.ParseExact(from, "yyyy-MM-dd"),
                to is null ? null : DateOnly.ParseExact(to, "yyyy-MM-dd")
            )
        );
    }
}
