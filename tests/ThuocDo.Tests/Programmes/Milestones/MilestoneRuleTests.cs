using CsCheck;
using Shouldly;
using ThuocDo.Programmes.Milestones;
using ThuocDo.Shared.Contracts;
using Xunit;

namespace ThuocDo.Tests.Programmes.Milestones;

public sealed class MilestoneRuleTests
{
    private static readonly DateOnly Today = new(2023, 6, 1);

    [Theory]
    [InlineData(ConditionKind.Share, 80, 40, "48 56 64 72 80", "equal steps")]
    [InlineData(ConditionKind.Share, 80, 33.33, "42.66 52 61.33 70.67 80", "rounded as printed")]
    [InlineData(
        ConditionKind.Share,
        80,
        90,
        "80 80 80 80 80",
        "better already: it stays at the limit"
    )]
    [InlineData(ConditionKind.Level, 90, 85, "86 87 88 89 90", "a score")]
    [InlineData(ConditionKind.Rank, 20, 44, "20 20 20 20 20", "asked of every year")]
    [InlineData(ConditionKind.Count, 3, 0, "3 3 3 3 3", "asked of every year")]
    [InlineData(ConditionKind.Growth, 5, 10, "15 20 25 30 35", "drawn on the share")]
    [InlineData(ConditionKind.Growth, 5, 88, "93 98 100 100 100", "never above all")]
    public void Proposal_OfEachKind_LeadsToTheLimit(
        ConditionKind kind,
        double limit,
        double from,
        string milestones,
        string why
    )
    {
        var proposed = MilestoneRule.Propose(
            Condition(kind, (decimal)limit, 2020),
            [new SeriesYear(2020, (decimal)from)]
        );
        string.Join(
                ' ',
                proposed.Select(m =>
                    m.Value.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture)
                )
            )
            .ShouldBe(milestones, why);
        proposed.Select(m => m.Year).ShouldBe([2021, 2022, 2023, 2024, 2025]);
    }

    [Fact]
    public void Proposal_BehindABreakOfMethod_BeginsWithTheNewOne()
    {
        SeriesYear[] series =
        [
            new(2020, 85),
            new(2021, 88),
            new(2022, 81, true, true),
            new(2023, 82),
        ];
        var proposed = MilestoneRule.Propose(Condition(ConditionKind.Level, 90, null), series);
        proposed.Select(m => (m.Year, m.Value)).ShouldBe([(2023, 84), (2024, 87), (2025, 90)]);
    }

    [Theory]
    [InlineData(ConditionKind.Growth, 5, 34, "milestone.refused.softer")]
    [InlineData(ConditionKind.Growth, 5, 36, null)]
    [InlineData(ConditionKind.Count, 3, 2, "milestone.refused.softer")]
    [InlineData(ConditionKind.Count, 3, 3.5, "milestone.refused.whole")]
    [InlineData(ConditionKind.Count, 3, 4, null)]
    [InlineData(ConditionKind.Rank, 20, 12.5, "milestone.refused.whole")]
    public void Milestone_OfTheDeadline_IsNoSofterThanTheTargetAndWholeWhereItMustBe(
        ConditionKind kind,
        double limit,
        double set,
        string? refused
    )
    {
        var condition = Condition(kind, (decimal)limit, 2020);
        var proposed = MilestoneRule.Propose(condition, [new SeriesYear(2020, 10)]);
        Milestone[] changed = [new(2025, (decimal)set, true, "x")];

        MilestoneRules
            .FaultOf(condition, MilestoneRule.With(proposed, changed), changed, Today, proposed[^1])
            ?.Key.ShouldBe(refused);
        (refused is null).ShouldBe(
            MilestoneRules.FaultOf(
                condition,
                MilestoneRule.With(proposed, changed),
                changed,
                Today,
                proposed[^1]
            )
                is null
        );
    }

    [Fact]
    public void Proposal_WithoutABase_IsTheDeadlineAlone() =>
        MilestoneRule
            .Propose(Condition(ConditionKind.Share, 80, null), [])
            .ShouldBe([new Milestone(2025, 80)]);

    [Fact]
    public void Proposal_OfAReduction_BeginsAtNothing() =>
        MilestoneRule
            .Propose(Condition(ConditionKind.Reduction, 10, 2021), [])
            .Select(m => m.Value)
            .ShouldBe([2.5m, 5, 7.5m, 10]);

    [Fact]
    public void Proposal_OfAnyShare_NeverGoesBackAndEndsAtItsLimit() =>
        Gen.Select(Gen.Decimal[0, 100], Gen.Decimal[0, 100])
            .Sample(
                (from, to) =>
                {
                    var limit = Math.Round(to, 2);
                    var proposed = MilestoneRule.Propose(
                        Condition(ConditionKind.Share, limit, null),
                        [new SeriesYear(2020, from)]
                    );
                    proposed[^1].Value.ShouldBe(limit);
                    proposed
                        .Zip(proposed.Skip(1))
                        .ShouldAllBe(p => p.First.Value <= p.Second.Value);
                }
            );

    [Theory]
    [InlineData(2022, 50, "milestone.refused.over")]
    [InlineData(2024, 101, "milestone.refused.range")]
    [InlineData(2024, 70, "milestone.refused.backwards")]
    [InlineData(2025, 79, "milestone.refused.softer")]
    [InlineData(2025, 85, null)]
    [InlineData(2024, 76, null)]
    public void Change_ThatBreaksARule_IsRefused(int year, double value, string? key)
    {
        var condition = Condition(ConditionKind.Share, 80, null);
        var proposed = MilestoneRule.Propose(condition, [new SeriesYear(2020, 70)]);
        Milestone[] changed = [new(year, (decimal)value, true, "")];
        MilestoneRules
            .FaultOf(condition, MilestoneRule.With(proposed, changed), changed, Today)
            ?.Key.ShouldBe(key);
        if (key is null)
        {
            MilestoneRules
                .FaultOf(condition, MilestoneRule.With(proposed, changed), changed, Today)
                .ShouldBeNull();
        }
    }

    private static ConditionInfo Condition(ConditionKind kind, decimal limit, int? baseYear) =>
        new()
        {
            Key = "T",
            Line = "T",
            LineName = new("T", null),
            Name = new("T", null),
            Kind = kind,
            Operator =
                kind == ConditionKind.Rank ? ConditionOperator.AtMost : ConditionOperator.AtLeast,
            Limit = limit,
            Unit = "percent",
            BaseYear = baseYear,
            Scope = "all",
            Deadline = new DateOnly(2025, 12, 31),
            Indicator = "T",
            Readings = ["r"],
            IsConfirmed = true,
        };
}
