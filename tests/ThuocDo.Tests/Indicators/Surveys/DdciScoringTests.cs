using Shouldly;
using ThuocDo.Indicators.Indices.Computing;
using ThuocDo.Indicators.Surveys.Rules;
using Xunit;

namespace ThuocDo.Tests.Indicators.Surveys;

public sealed class DdciScoringTests
{
    /// <summary>Two sub-indices: time and cost of dealing with a body, and a statistic of its help to firms.</summary>
    public static DdciMethod Method(
        AnchorSpan span,
        IReadOnlyDictionary<string, Anchors>? agreed = null
    ) =>
        new(
            [
                new("time", "burden", Direction.Positive, new(2, 3)),
                new("cost", "burden", Direction.Negative, new(1, 3)),
                new("help", "support", Direction.Positive, new(1, 1)),
            ],
            [new("burden", 60), new("support", 40)],
            [new("good", 70), new("fair", 40), new("weak", 0)],
            new(span, agreed)
        );

    [Fact]
    public void Score_InYear_IsTheWeightedMeanOfStandardisedCriteria()
    {
        var scores = Method(AnchorSpan.InYear)
            .Score(2025, Year(2025, ("a", 5, 1, 10), ("b", 3, 2, 20), ("c", 1, 3, 15)));

        // a: burden 10 and support 1; b: 5.5 and 10; c: 1 and 5.5. Totals (0.6 x burden + 0.4 x support) x 10.
        scores
            .Select(s => (s.Body, Math.Round(s.Total!.Value, 6), s.Rank, s.Tier))
            .ShouldBe([("a", 64m, 2, "fair"), ("b", 73m, 1, "good"), ("c", 28m, 3, "weak")]);
    }

    [Fact]
    public void Score_WithoutAValue_HasNoTotalAndTakesNoRank()
    {
        var scores = Method(AnchorSpan.InYear)
            .Score(
                2025,
                [.. Year(2025, ("a", 5, 1, 10), ("b", 3, 2, 20)), new(2025, "c", "time", 4)]
            );

        scores
            .Select(s => (s.Body, s.Rank, s.Tier is null))
            .ShouldBe([("a", 1, false), ("b", 2, false), ("c", null, true)]);
    }

    [Fact]
    public void Score_OfABodyThatStoodStill_FallsInYearBecauseAnotherRose_AndTheFixedOneSaysSo()
    {
        DdciValue[] values =
        [
            .. Year(2024, ("a", 4, 2, 10), ("b", 2, 3, 5)),
            .. Year(2025, ("a", 4, 2, 10), ("b", 6, 3, 5)),
        ];

        var a = Method(AnchorSpan.InYear).Score(2025, values)[0];
        var before = Method(AnchorSpan.InYear).Score(2024, values)[0];

        before.Total.ShouldBe(100m);
        a.Total!.Value.ShouldBeLessThan(100m);
        a.TotalFixed.ShouldBe(100m);
        a.MovedByOthers.ShouldBe(a.Total - 100m);
    }

    [Theory]
    [InlineData("in-year", 4, 6)]
    [InlineData("window", 2, 6)]
    [InlineData("cumulative", 1, 6)]
    [InlineData("fixed", 1, 5)]
    public void Ends_FollowThePolicy(string policy, int low, int high)
    {
        DdciValue[] values =
        [
            .. Year(2023, ("a", 1, 1, 1), ("b", 3, 1, 1)),
            .. Year(2024, ("a", 2, 1, 1), ("b", 5, 1, 1)),
            .. Year(2025, ("a", 4, 1, 1), ("b", 6, 1, 1)),
        ];
        var method = policy switch
        {
            "in-year" => Method(AnchorSpan.InYear),
            "window" => Method(new(2)),
            "cumulative" => Method(AnchorSpan.Cumulative),
            _ => Method(
                AnchorSpan.InYear,
                new Dictionary<string, Anchors> { ["time"] = new(1, 5) }
            ),
        };

        method.EndsOf(2025, values)["time"].ShouldBe(new Anchors(low, high));
    }

    [Fact]
    public void Score_OnFixedEnds_IsMovedByNobodyElse()
    {
        var agreed = new Dictionary<string, Anchors>
        {
            ["time"] = new(1, 5),
            ["cost"] = new(1, 5),
            ["help"] = new(0, 100),
        };
        decimal Of(decimal other) =>
            Method(AnchorSpan.InYear, agreed)
                .Score(2025, Year(2025, ("a", 4, 2, 10), ("b", other, 3, 50)))[0]
                .Total!.Value;

        Of(1).ShouldBe(Of(5));
    }

    private static List<DdciValue> Year(
        int year,
        params (string Body, decimal Time, decimal Cost, decimal Help)[] rows
    ) =>
        [
            .. rows.SelectMany(r =>
                new DdciValue[]
                {
                    new(year, r.Body, "time", r.Time),
                    new(year, r.Body, "cost", r.Cost),
                    new(year, r.Body, "help", r.Help),
                }
            ),
        ];
}
