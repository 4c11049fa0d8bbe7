using CsCheck;
using Shouldly;
using ThuocDo.Indicators.Figures;
using ThuocDo.Indicators.Gaps;
using ThuocDo.Shared.Contracts;
using Xunit;

namespace ThuocDo.Tests.Indicators.Gaps;

/// <summary>The split adds up to the gap exactly, and what it says would do is what does.</summary>
public sealed class GapTests
{
    private static readonly Gen<ConditionOperator> Operators = Gen.Enum<ConditionOperator>();

    /// <summary>Small and large parts, some without records.</summary>
    private static readonly Gen<Share> Shares = Gen.OneOf(
            Gen.Const(0L),
            Gen.Long[0, 12],
            Gen.Long[0, 4_000_000]
        )
        .SelectMany(below => Gen.Long[0, below].Select(above => new Share(above, below)));

    private static readonly Gen<GapPart[]> Tables = Shares
        .Array[1, 12]
        .Select(shares => shares.Select((s, i) => new GapPart($"p{i:00}", s)).ToArray());

    private static readonly Gen<GapTarget> Targets = Gen.Select(
        Gen.Int[0, 10_000],
        Gen.OneOf(Gen.Const(1L), Gen.Long[1, 9_999]),
        Operators,
        (hundredths, below, direction) => new GapTarget(hundredths / 100m * below, below, direction)
    );

    [Fact]
    public void Split_OfAnyTable_AddsUpToTheGapExactly() =>
        Gen.Select(Tables, Targets)
            .Sample(
                (parts, target) =>
                {
                    var gap = new Gap(target, Sum(parts));
                    var split = gap.Split(parts);
                    split.Sum(c => c.Short).ShouldBe(target.Short(gap.Share));
                    if (gap.Points is { } points)
                    {
                        split
                            .Sum(c => c.Points)
                            .ShouldBe(
                                Math.Round(points, Gap.Places, MidpointRounding.AwayFromZero)
                            );
                        split.ShouldAllBe(c =>
                            Math.Abs(c.Points - c.Short / target.Below / gap.Share.Denominator)
                            < 0.01m
                        );
                    }
                }
            );

    [Fact]
    public void Split_OfAnyTable_HasTheSignOfEachPartAndNothingForOneWithoutRecords() =>
        Gen.Select(Tables, Targets)
            .Sample(
                (parts, target) =>
                {
                    foreach (var c in new Gap(target, Sum(parts)).Split(parts))
                    {
                        if (!c.Part.Share.IsApplicable)
                        {
                            (c.Short, c.Points, c.Turning).ShouldBe((0, 0, null));
                            continue;
                        }

                        var rate = c.Part.Share.Value!.Value * 100;
                        var away = target.Operator.IsFloor()
                            ? target.Percent - rate
                            : rate - target.Percent;
                        if (Math.Abs(away) > 0.000001m)
                        {
                            Math.Sign(c.Short).ShouldBe(Math.Sign(away));
                        }

                        c.HoldsBack.ShouldBe(c.Short > 0);
                    }
                }
            );

    [Fact]
    public void Split_InAnyOrder_IsTheSame() =>
        Gen.Select(Tables, Targets)
            .SelectMany(x => Gen.Shuffle(x.Item1).Select(other => (x.Item1, other, x.Item2)))
            .Sample(x =>
            {
                var gap = new Gap(x.Item3, Sum(x.Item1));
                gap.Split(x.other).ShouldBe(gap.Split(x.Item1));
            });

    [Fact]
    public void Missing_IsTheLeastThatDoes() =>
        Gen.Select(Shares, Targets)
            .Sample(
                (share, target) =>
                {
                    if (target.Turning(share) is { } turning)
                    {
                        target.IsMetBy(Turn(share, target, turning)).ShouldBeTrue();
                        (
                            turning == 0 || !target.IsMetBy(Turn(share, target, turning - 1))
                        ).ShouldBeTrue();
                    }
                    else
                    {
                        target.IsMetBy(Turn(share, target, Most(share, target))).ShouldBeFalse();
                    }

                    if (target.Growing(share) is { } growing)
                    {
                        target.IsMetBy(Grow(share, target, growing)).ShouldBeTrue();
                        (
                            growing == 0 || !target.IsMetBy(Grow(share, target, growing - 1))
                        ).ShouldBeTrue();
                    }
                    else if (share.IsApplicable)
                    {
                        target.IsMetBy(Grow(share, target, 1_000_000_000)).ShouldBeFalse();
                    }
                }
            );

    [Fact]
    public void Closing_OfAnyTable_NeedsTheFewestPartsAndIsComputedAgain() =>
        Gen.Select(Tables, Targets)
            .Sample(
                (parts, target) =>
                {
                    var gap = new Gap(target, Sum(parts));
                    var closing = gap.ByTarget(parts);
                    closing.Closes.ShouldBe(gap.Turning is not null);
                    closing.After.ShouldBe(
                        Turn(gap.Share, target, closing.Parts.Sum(l => l.Records))
                    );
                    closing.Parts.ShouldAllBe(l =>
                        l.Records > 0 && l.Records <= Most(l.Part.Share, target)
                    );
                    if (closing.Closes)
                    {
                        closing.Parts.Sum(l => l.Records).ShouldBe(gap.Turning!.Value);
                    }

                    // With one part fewer even the strongest parts do not reach.
                    if (closing is { Closes: true, Parts.Count: > 0 })
                    {
                        parts
                            .Select(p => target.Turning(p.Share) ?? Most(p.Share, target))
                            .OrderDescending()
                            .Take(closing.Parts.Count - 1)
                            .Sum()
                            .ShouldBeLessThan(gap.Turning!.Value);
                    }
                }
            );

    [Fact]
    public void Closing_ByTheOwnBest_AsksNobodyForMoreThanWasShown() =>
        Gen.Select(Tables, Targets, Shares.Array[12])
            .Sample(
                (parts, target, shown) =>
                {
                    var best = parts
                        .Select((p, i) => (p.Key, Share: shown[i]))
                        .ToDictionary(x => x.Key, x => x.Share);
                    var closing = new Gap(target, Sum(parts)).ByOwnBest(parts, best);
                    closing.Closes.ShouldBe(target.IsMetBy(closing.After));
                    foreach (var lever in closing.Parts)
                    {
                        var after = Turn(lever.Part.Share, target, lever.Records).Value!.Value;
                        var limit = best[lever.Part.Key].Value!.Value;
                        (
                            target.Operator.IsFloor()
                                ? after <= limit + 0.0000001m
                                : after >= limit - 0.0000001m
                        ).ShouldBeTrue();
                    }
                }
            );

    [Theory]
    // 80 of 100 in time, 95 asked: 15 turn, or 300 further ones all in time: 380 of 400.
    [InlineData(80, 100, 95, ConditionOperator.AtLeast, 15L, 300L)]
    [InlineData(95, 100, 95, ConditionOperator.AtLeast, 0L, 0L)]
    [InlineData(95, 100, 95, ConditionOperator.Above, 1L, 1L)]
    [InlineData(99, 100, 100, ConditionOperator.AtLeast, 1L, null)]
    [InlineData(100, 100, 100, ConditionOperator.Above, null, null)]
    [InlineData(6, 100, 5, ConditionOperator.AtMost, 1L, 20L)]
    [InlineData(5, 100, 5, ConditionOperator.Below, 1L, 1L)]
    [InlineData(1, 100, 0, ConditionOperator.AtMost, 1L, null)]
    [InlineData(2, 3, 66.67, ConditionOperator.AtLeast, 1L, 1L)]
    [InlineData(0, 0, 50, ConditionOperator.AtLeast, null, null)]
    public void Missing_OfKnownShares_IsKnown(
        long above,
        long below,
        double percent,
        ConditionOperator direction,
        long? turning,
        long? growing
    )
    {
        var gap = new Gap(GapTarget.Of((decimal)percent, direction), new Share(above, below));
        (gap.Turning, gap.Growing).ShouldBe((turning, growing));
    }

    [Fact]
    public void Target_OfAnIncrease_IsTheBaseWithItsPoints()
    {
        // A third, and 5 points a year for 2 years: 43.33… %, which no decimal holds.
        var target = GapTarget.OnBase(new Share(1, 3), 5, 2, ConditionOperator.AtLeast)!;
        target.IsMetBy(new Share(13, 30)).ShouldBeTrue();
        target.IsMetBy(new Share(1_299_999, 3_000_000)).ShouldBeFalse();
        GapTarget.OnBase(new Share(0, 0), 5, 2, ConditionOperator.AtLeast).ShouldBeNull();
    }

    [Fact]
    public void Split_OfPartsThatAreNotTheWhole_IsRefused() =>
        Should.Throw<ArgumentException>(() =>
            new Gap(GapTarget.Of(50, ConditionOperator.AtLeast), new Share(1, 3)).Split([
                new GapPart("a", new Share(1, 2)),
            ])
        );

    private static Share Sum(IEnumerable<GapPart> parts) =>
        parts.Aggregate(new Share(0, 0), (all, p) => all + p.Share);

    private static long Most(Share share, GapTarget target) =>
        target.Operator.IsFloor() ? share.Denominator - share.Numerator : share.Numerator;

    private static Share Turn(Share share, GapTarget target, long records) =>
        share with
        {
            Numerator = share.Numerator + (target.Operator.IsFloor() ? records : -records),
        };

    private static Share Grow(Share share, GapTarget target, long records) =>
        target.Operator.IsFloor()
            ? new(share.Numerator + records, share.Denominator + records)
            : share with
            {
                Denominator = share.Denominator + records,
            };
}
