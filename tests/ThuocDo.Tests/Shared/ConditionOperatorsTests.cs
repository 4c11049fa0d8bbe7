using Shouldly;
using ThuocDo.Shared.Contracts;
using Xunit;

namespace ThuocDo.Tests.Shared;

public sealed class ConditionOperatorsTests
{
    [Theory]
    [InlineData(ConditionOperator.AtLeast, "≥", false, true, true)]
    [InlineData(ConditionOperator.Above, ">", false, false, true)]
    [InlineData(ConditionOperator.AtMost, "≤", true, true, false)]
    [InlineData(ConditionOperator.Below, "<", true, false, false)]
    public void Operator_BelowAtAndAboveItsLimit_IsMetAsItsSignSays(
        ConditionOperator direction,
        string sign,
        bool below,
        bool at,
        bool above
    )
    {
        direction.Sign().ShouldBe(sign);
        new[] { 79.9m, 80m, 80.1m }
            .Select(value => direction.IsMet(value, 80))
            .ShouldBe([below, at, above]);
    }
}
