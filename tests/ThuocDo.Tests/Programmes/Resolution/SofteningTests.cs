using CsCheck;
using Shouldly;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Shared.Contracts;
using Xunit;

namespace ThuocDo.Tests.Programmes.Resolution;

/// <summary>When a later version asks for less.</summary>
public sealed class SofteningTests
{
    private static readonly DateOnly End = new(2025, 12, 31);

    [Theory]
    [InlineData(ConditionOperator.AtLeast, 80, 70, true)]
    [InlineData(ConditionOperator.AtLeast, 80, 85, false)]
    [InlineData(ConditionOperator.AtLeast, 80, 80, false)]
    [InlineData(ConditionOperator.AtMost, 20, 25, true)]
    [InlineData(ConditionOperator.AtMost, 20, 15, false)]
    public void Limit_MadeEasier_IsSeen(
        ConditionOperator direction,
        int before,
        int after,
        bool softer
    ) =>
        Softenings
            .Of(Of(direction, before), Of(direction, after))
            .ShouldBe(softer ? [Softening.Limit] : []);

    [Fact]
    public void Operator_ThatLetsTheLimitItselfPass_IsSofter() =>
        Softenings
            .Of(Of(ConditionOperator.Above, 55), Of(ConditionOperator.AtLeast, 55))
            .ShouldBe([Softening.Operator]);

    [Fact]
    public void Deadline_Later_IsSofterAndEarlierIsNot()
    {
        var later = Of(ConditionOperator.AtLeast, 80, End.AddYears(1));

        Softenings.Of(Of(ConditionOperator.AtLeast, 80), later).ShouldBe([Softening.Deadline]);
        Softenings.Of(later, Of(ConditionOperator.AtLeast, 80)).ShouldBeEmpty();
    }

    [Fact]
    public void Scope_Narrower_IsSofter() =>
        Softenings
            .Of(
                Of(ConditionOperator.AtLeast, 80),
                Of(ConditionOperator.AtLeast, 80, scope: "province")
            )
            .ShouldBe([Softening.Scope]);

    [Fact]
    public void Condition_Dropped_IsSofter() =>
        Softenings.Of(Of(ConditionOperator.AtLeast, 80), null).ShouldBe([Softening.Dropped]);

    [Fact]
    public void Limit_InAnotherUnit_IsLeftToAPerson() =>
        Softenings
            .Of(Of(ConditionOperator.AtLeast, 80), Of(ConditionOperator.AtLeast, 3, unit: "rank"))
            .ShouldBe([Softening.Incomparable]);

    /// <summary>Of two that differ in limit or day only, what eases one way hardens the other way.</summary>
    [Fact]
    public void Change_ThereAndBack_IsSofterOneWayOnly() =>
        Gen.Select(
                Gen.Enum<ConditionOperator>(),
                Gen.Int[0, 100],
                Gen.Int[0, 100],
                Gen.Int[-400, 400]
            )
            .Sample(
                (direction, before, after, days) =>
                {
                    var (a, b) = (Of(direction, before), Of(direction, after, End.AddDays(days)));
                    var there = Softenings.Of(a, b);
                    var back = Softenings.Of(b, a);

                    there.Intersect(back).ShouldBeEmpty();
                    (there.Count + back.Count).ShouldBe(
                        (before == after ? 0 : 1) + (days == 0 ? 0 : 1)
                    );
                }
            );

    internal static Condition Of(
        ConditionOperator direction,
        decimal limit,
        DateOnly? deadline = null,
        string scope = "all",
        string unit = "percent",
        string key = "T01"
    ) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            FromVersion = 1,
            TargetId = Guid.Empty,
            Key = key,
            Order = 0,
            Kind = ConditionKind.Share,
            NameVi = "Điều kiện mẫu",
            Operator = direction,
            Limit = limit,
            Unit = unit,
            Scope = scope,
            Deadline = deadline ?? End,
            Indicator = "T01",
            Readings = "x",
            IsConfirmed = true,
        };
}
