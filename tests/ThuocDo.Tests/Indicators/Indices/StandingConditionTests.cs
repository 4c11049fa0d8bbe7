using Shouldly;
using ThuocDo.Indicators.Indices;
using ThuocDo.Indicators.Indices.Standings;
using ThuocDo.Shared.Contracts;
using Xunit;

namespace ThuocDo.Tests.Indicators.Indices;

public sealed class StandingConditionTests
{
    [Theory]
    [InlineData(">=80", ConditionKind.Level, ConditionOperator.AtLeast, 80)]
    [InlineData("level >= 90 %", ConditionKind.Level, ConditionOperator.AtLeast, 90)]
    [InlineData("score>80", ConditionKind.Level, ConditionOperator.Above, 80)]
    [InlineData("=80", ConditionKind.Level, ConditionOperator.AtLeast, 80)]
    [InlineData("điểm≥80", ConditionKind.Level, ConditionOperator.AtLeast, 80)]
    [InlineData("rank<=20", ConditionKind.Rank, ConditionOperator.AtMost, 20)]
    [InlineData("rank = 1", ConditionKind.Rank, ConditionOperator.AtMost, 1)]
    [InlineData("<=20", ConditionKind.Rank, ConditionOperator.AtMost, 20)]
    [InlineData("hạng<15", ConditionKind.Rank, ConditionOperator.Below, 15)]
    public void Condition_OfText_IsRead(
        string text,
        ConditionKind kind,
        ConditionOperator sign,
        int limit
    )
    {
        var (conditions, fault) = StandingConditions.Parse(text, []);

        fault.ShouldBeNull();
        var condition = conditions.ShouldHaveSingleItem();
        (condition.Kind, condition.Operator, condition.Limit, condition.Text).ShouldBe(
            (kind, sign, limit, text)
        );
    }

    [Theory]
    [InlineData("group>=upper-middle", "upper-middle")]
    [InlineData("nhóm = trung bình cao", "upper-middle")]
    [InlineData("group=khá", "upper-middle")]
    [InlineData("group=Highest", "highest")]
    [InlineData("=khá", "upper-middle")]
    [InlineData("khá", "upper-middle")]
    [InlineData(">= Trung bình cao", "upper-middle")]
    public void Group_OfText_IsFoundByAnyOfItsNames(string text, string group) =>
        StandingConditions
            .Parse(text, IndexBook.Shipped.Groups("PAPI"))
            .Conditions.ShouldHaveSingleItem()
            .Group!.Key.ShouldBe(group);

    [Theory]
    [InlineData("", "standing.error.target")]
    [InlineData(" ; ", "standing.error.target")]
    [InlineData("80", "standing.error.target")]
    [InlineData(">=ten", "standing.error.group")]
    [InlineData("<=ten", "standing.error.value")]
    [InlineData("score>=ten", "standing.error.value")]
    [InlineData("score>=80,5", "standing.error.value")]
    [InlineData("height>=80", "standing.error.subject")]
    [InlineData("rank>=20", "standing.error.rank")]
    [InlineData("group=best", "standing.error.group")]
    [InlineData("group<=highest", "standing.error.group-sign")]
    [InlineData(">=80;rank", "standing.error.target")]
    public void Condition_ThatCannotBeRead_IsRefused(string text, string key)
    {
        var (conditions, fault) = StandingConditions.Parse(text, IndexBook.Shipped.Groups("PAPI"));

        conditions.ShouldBeEmpty();
        fault!.Key.ShouldBe(key);
    }
}
