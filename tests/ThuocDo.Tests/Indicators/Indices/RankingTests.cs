using CsCheck;
using Shouldly;
using ThuocDo.Indicators.Indices.Computing;
using Xunit;

namespace ThuocDo.Tests.Indicators.Indices;

public sealed class RankingTests
{
    private static readonly Gen<decimal?[]> Totals = Gen.Frequency(
        (1, Gen.Const((decimal?)null)),
        (6, Gen.Int[0, 30].Select(i => (decimal?)i / 3))
    ).Array[0, 40];

    [Fact]
    public void Rank_OfATie_IsSharedAndTheNextPlaceIsLeftOut() =>
        Ranking.Of([0.61m, 0.62m, 0.61m, null, 0.60m]).ShouldBe([2, 1, 2, null, 4]);

    /// <summary>A tie of printed figures is none of the figures themselves.</summary>
    [Fact]
    public void Rank_OfUnroundedTotals_TellsApartWhatPrintsAlike() =>
        Ranking.Of([57.19001m, 57.19002m]).ShouldBe([2, 1]);

    [Fact]
    public void Rank_OfAnyTotals_IsOneMoreThanTheGreaterOnes() =>
        Totals.Sample(totals =>
        {
            var ranks = Ranking.Of(totals);
            totals
                .Zip(ranks)
                .All(x =>
                    x.First is { } total
                        ? x.Second == 1 + totals.Count(t => t > total)
                        : x.Second is null
                )
                .ShouldBeTrue();
        });

    [Fact]
    public void Groups_Of63Provinces_HoldSixteenSixteenFifteenSixteen()
    {
        decimal?[] values = [.. Enumerable.Range(1, 63).Select(i => (decimal?)i)];
        var cuts = Quartiles.Of(values)!;

        cuts.ShouldBe(new Quartiles(16, 32, 48));
        new[]
        {
            QuartileGroup.High,
            QuartileGroup.UpperMiddle,
            QuartileGroup.LowerMiddle,
            QuartileGroup.Low,
        }
            .Select(g => values.Count(v => cuts.GroupOf(v!.Value) == g))
            .ShouldBe([16, 16, 15, 16]);
    }

    [Fact]
    public void Groups_OfAnyValues_FollowTheirOrder() =>
        Totals.Sample(values =>
        {
            if (Quartiles.Of(values) is not { } cuts)
            {
                values.ShouldAllBe(v => v == null);
                return;
            }

            (cuts.P25 <= cuts.P50 && cuts.P50 <= cuts.P75).ShouldBeTrue();
            var groups = values.OfType<decimal>().Order().Select(cuts.GroupOf).ToList();
            groups.ShouldBe(groups.Order());
            values.ShouldContain(cuts.P25);
        });

    [Fact]
    public void Median_OfAnEvenNumber_LiesBetweenTheTwoInTheMiddle()
    {
        Averages.Median([4, null, 1, 2, 3]).ShouldBe(2.5m);
        Averages.Median([3, 1, 2]).ShouldBe(2);
        Averages.Mean([4, null, 1, 1]).ShouldBe(2);
        Averages.Median([null]).ShouldBeNull();
        Averages.Mean([]).ShouldBeNull();
    }
}
