using Shouldly;
using ThuocDo.Programmes.Adoption;
using ThuocDo.Programmes.Drafts;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Shared.Contracts;
using Xunit;

namespace ThuocDo.Tests.Programmes.Drafts;

/// <summary>What the compiler writes, read as days and demands.</summary>
public sealed class DeadlineRuleTests
{
    [Theory]
    [InlineData("2025", "2025-12-31")]
    [InlineData("2025-Q1", "2025-03-31")]
    [InlineData("2025-Q4", "2025-12-31")]
    [InlineData("2024-02", "2024-02-29")]
    [InlineData("2021-10-30", "2021-10-30")]
    [InlineData("2025..2030", "2030-12-31")]
    [InlineData("2025-Q5", null)]
    [InlineData("2025-13", null)]
    [InlineData("2023-02-29", null)]
    [InlineData("ongoing", null)]
    [InlineData("năm nay", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void LastDay_OfANorm_IsTheLastDayInTime(string? norm, string? day) =>
        Deadlines
            .LastDay(norm)
            .ShouldBe(day is null ? null : DateOnly.ParseExact(day, "yyyy-MM-dd"));

    [Theory]
    [InlineData("trước ngày 30/10/2021", "2021-10-30", DueRule.Before, "2021-10-29")]
    [InlineData("Trước 30/10/2021", "2021-10-30", DueRule.Before, "2021-10-29")]
    [InlineData("hoàn thành trước ngày 15/11/2021", "2021-11-15", DueRule.Before, "2021-11-14")]
    [InlineData("trước tháng 6/2022", "2022-06", DueRule.Before, "2022-05-31")]
    [InlineData("trước quý IV/2022", "2022-Q4", DueRule.Before, "2022-09-30")]
    [InlineData("trước năm 2030", "2030", DueRule.Before, "2029-12-31")]
    [InlineData("giai đoạn 2025 - 2030", "2025..2030", DueRule.Within, "2030-12-31")]
    [InlineData("chậm nhất ngày 30/10/2021", "2021-10-30", DueRule.By, "2021-10-30")]
    [InlineData("ngay trong năm 2021", "2021", DueRule.Within, "2021-12-31")]
    [InlineData("trong quý IV/2022", "2022-Q4", DueRule.Within, "2022-12-31")]
    [InlineData("hằng năm", "ongoing", DueRule.Yearly, null)]
    [InlineData(null, null, DueRule.Undated, null)]
    public void DueDate_InTheWordsOfTheText_IsTheLastDayItAllows(
        string? words,
        string? norm,
        DueRule rule,
        string? day
    ) =>
        DueDates
            .Of(words, norm)
            .ShouldBe((rule, day is null ? null : DateOnly.ParseExact(day, "yyyy-MM-dd")));

    [Theory]
    [InlineData(">=", "80", "%", ConditionKind.Share, ConditionOperator.AtLeast, 80)]
    [InlineData("=", "80", "%", ConditionKind.Share, ConditionOperator.AtLeast, 80)]
    [InlineData(">", "55.5", "%", ConditionKind.Share, ConditionOperator.Above, 55.5)]
    [InlineData("<", "2", "%", ConditionKind.Share, ConditionOperator.Below, 2)]
    [InlineData("reduce_to", "3", "%", ConditionKind.Share, ConditionOperator.AtMost, 3)]
    [InlineData("range", "40..50", "%", ConditionKind.Share, ConditionOperator.AtLeast, 40)]
    [InlineData("reduce_to", "3..5", "%", ConditionKind.Share, ConditionOperator.AtMost, 5)]
    [InlineData("rank<=", "15", "hạng", ConditionKind.Rank, ConditionOperator.AtMost, 15)]
    [InlineData("growth>", "11", "%/năm", ConditionKind.Growth, ConditionOperator.Above, 11)]
    [InlineData("reduce=", "10", "%", ConditionKind.Reduction, ConditionOperator.AtLeast, 10)]
    [InlineData(">=", "80", "điểm", ConditionKind.Level, ConditionOperator.AtLeast, 80)]
    [InlineData(">=", "3", "cuộc/năm", ConditionKind.Count, ConditionOperator.AtLeast, 3)]
    public void Demand_OfAnOperator_IsWhatIsJudged(
        string operation,
        string value,
        string unit,
        ConditionKind kind,
        ConditionOperator direction,
        double limit
    ) =>
        Conditions
            .Read(operation, value, unit)
            .ShouldBe(new StatedDemand(kind, direction, (decimal)limit));

    [Theory]
    [InlineData(null, "80")]
    [InlineData(">=", null)]
    [InlineData("growth>", "nhiều")]
    [InlineData("~", "80")]
    [InlineData(">=", "2.55555")]
    [InlineData(">=", "90000000000000")]
    [InlineData("<=", "khá")]
    public void Demand_OfNoNumber_IsNone(string? operation, string? value) =>
        Conditions.Read(operation, value, "%").ShouldBeNull();

    [Fact]
    public void Demand_OfAWord_IsAGroup()
    {
        var group = new StatedDemand(ConditionKind.Group, ConditionOperator.AtLeast, null);

        Conditions.Read("=", "khá", "").ShouldBe(group);
        Conditions.Read(">=", "khá", "").ShouldBe(group);
    }

    [Fact]
    public void Operators_OfTheForm_AreAllUnderstood() =>
        Conditions.Operators.ShouldAllBe(o => Conditions.Read(o, "10", "%") != null);
}
