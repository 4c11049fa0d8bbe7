using CsCheck;
using Shouldly;
using ThuocDo.Programmes.Steering;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Language;
using Xunit;

namespace ThuocDo.Tests.Programmes.Steering;

public sealed class RedsTests
{
    [Fact]
    public void InOrder_OfMixedTargets_PutsTheMissedWithTheWidestGapFirst()
    {
        var order = Reds.InOrder([
            Of("met", Verdict.Met, 90, 80),
            Of("risk", Verdict.AtRisk, 10, 80),
            Of("near", Verdict.NotMet, 79, 80),
            Of("group", Verdict.NotMet, null, null),
            Of("far", Verdict.NotMet, 20, 80),
            Of("rank", Verdict.NotMet, 45, 20, ConditionOperator.AtMost),
        ]);

        order.Select(r => r.Info.Key).ShouldBe(["rank", "far", "near", "group", "risk"]);
    }

    [Theory]
    [InlineData(60, 80, ConditionOperator.AtLeast, 0.25)]
    [InlineData(30, 20, ConditionOperator.AtMost, 0.5)]
    [InlineData(80, 80, ConditionOperator.AtLeast, 0)]
    [InlineData(80, 80, ConditionOperator.Above, 0)]
    public void Gap_IsAPartOfTheLimit(
        double value,
        double limit,
        ConditionOperator direction,
        double gap
    ) =>
        Reds.Gap(Of("x", Verdict.NotMet, (decimal)value, (decimal)limit, direction).Figure)
            .ShouldBe((decimal)gap);

    [Fact]
    public void Missing_OfAnyShare_IsTheLeastNumberThatIsEnough() =>
        Gen.Select(Gen.Int[0, 200], Gen.Int[0, 200], Gen.Int[0, 100], Gen.Bool, Gen.Bool)
            .Sample(
                (part, more, limit, isFloor, isStrict) =>
                {
                    var share = new UnitShare(Guid.Empty, part, part + more);
                    var direction = (isFloor, isStrict) switch
                    {
                        (true, false) => ConditionOperator.AtLeast,
                        (true, true) => ConditionOperator.Above,
                        (false, false) => ConditionOperator.AtMost,
                        _ => ConditionOperator.Below,
                    };
                    var missing = share.Missing(direction, limit);
                    var sign = isFloor ? 1 : -1;
                    bool IsMet(long changed) =>
                        share.Denominator == 0
                        || direction.IsMet(
                            100m * (share.Numerator + (sign * changed)) / share.Denominator,
                            limit
                        );

                    return IsMet(missing) && (missing == 0 || !IsMet(missing - 1));
                }
            );

    [Fact]
    public void Behind_OfUnits_NamesThoseThatMissMostRecords()
    {
        var (large, small, good) = (
            Guid.CreateVersion7(),
            Guid.CreateVersion7(),
            Guid.CreateVersion7()
        );
        var figures = new UnitFigures
        {
            Key = "T10",
            Name = new Bilingual("x", null),
            Operator = ConditionOperator.AtLeast,
            Limit = 80,
            Units = [new(small, 0, 5), new(large, 60, 100), new(good, 9, 10)],
        };

        Reds.Behind(figures, 3)
            .Select(b => (b.Share.UnitId, b.Missing))
            .ShouldBe([(large, 20), (small, 4)]);
        // Growth has no limit of a share: the share of the whole, 60 %, is the yardstick.
        Reds.Behind(figures with { Limit = null }, 3)
            .Select(b => (b.Share.UnitId, b.Missing))
            .ShouldBe([(small, 3)]);
        Reds.Behind(null, 3).ShouldBeEmpty();
    }

    private static (ConditionInfo Info, Figure Figure) Of(
        string key,
        Verdict verdict,
        decimal? value,
        decimal? limit,
        ConditionOperator direction = ConditionOperator.AtLeast
    ) =>
        (
            new ConditionInfo
            {
                Key = key,
                Line = key,
                LineName = new Bilingual(key, null),
                Name = new Bilingual(key, null),
                Kind = ConditionKind.Share,
                Operator = direction,
                Limit = limit,
                Unit = "percent",
                Scope = "all",
                Deadline = new DateOnly(2025, 12, 31),
                Indicator = key,
                Readings = ["x"],
                IsConfirmed = true,
            },
            new Figure
            {
                Question = new FigureQuestion
                {
                    Key = key,
                    Unit = "ninh-thuan",
                    From = new DateOnly(2025, 1, 1),
                    To = new DateOnly(2025, 12, 31),
                },
                Name = new Bilingual(key, null),
                Value = value,
                Limit = limit,
                Operator = direction,
                Measure = "percent",
                Verdict = verdict,
                Address = "/",
            }
        );
}
