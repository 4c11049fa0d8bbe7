using Shouldly;
using Xunit;

namespace ThuocDo.Tests.Programmes.Cascade;

public sealed class ReaderTests
{
    private const string Task = "body,a,,,,,,,\nbody,b,,,,,,a,\ntask,N,,,,,,,\n";

    [Theory]
    [InlineData("", "", "", "cascade.error.empty(programme.csv)")]
    [InlineData("area,a,,,,,,,", "", "", "cascade.error.row(programme.csv; 2; area)")]
    [InlineData(
        "task,a,,,,,,,\ntask,a,,,,,,,",
        "",
        "",
        "cascade.error.repeated(programme.csv; 3; a)"
    )]
    [InlineData(
        Task + "condition,T,,group,,1,,,2025-01-01",
        "",
        "",
        "cascade.error.kind(programme.csv; 5; group)"
    )]
    [InlineData(
        Task + "condition,T,,share,=,1,,a,2025-01-01",
        "",
        "",
        "cascade.error.operator(programme.csv; 5; =)"
    )]
    [InlineData(
        Task + "condition,T,,share,,101,,a,2025-01-01",
        "",
        "",
        "cascade.error.value(programme.csv; 5; 101; 100)"
    )]
    [InlineData(
        Task + "condition,T,,count,,-1,,a,2025-01-01",
        "",
        "",
        "cascade.error.value(programme.csv; 5; -1; 1000000000)"
    )]
    [InlineData(
        Task + "condition,T,,count,,1,,a,",
        "",
        "",
        "cascade.error.deadline(programme.csv; 5)"
    )]
    [InlineData(
        Task + "condition,T,,growth,,1,2025,a,2025-01-01",
        "",
        "",
        "cascade.error.base-year(programme.csv; 5; 2025)"
    )]
    [InlineData(
        Task + "condition,T,,share,,1,,,2025-01-01",
        "",
        "",
        "cascade.error.overlap(programme.csv; 5; a)"
    )]
    [InlineData(
        "condition,T,,share,,1,,,2025-01-01",
        "",
        "",
        "cascade.error.no-body(programme.csv; 2)"
    )]
    [InlineData(Task, "c,1,task,N,,,,,", "", "cascade.error.body(plans.csv; 2; c)")]
    [InlineData(
        Task,
        "a,1,task,N,,,,,\na,1,task,N,,,,,",
        "",
        "cascade.error.repeated(plans.csv; 3; 1)"
    )]
    [InlineData(Task, "a,1,task,M,,,,,", "", "cascade.error.tie(plans.csv; 2; M)")]
    [InlineData(Task, "a,1,count,,,1,,z,2025-01-01", "", "cascade.error.unit(plans.csv; 2; z)")]
    [InlineData(Task, "", "X,a,numerator,,1,1", "cascade.error.indicator(figures.csv; 2; X)")]
    [InlineData(
        Task + "condition,T,,share,,1,,a,2025-01-01",
        "",
        "T,a,numerator,,2,1",
        "cascade.error.range(figures.csv; 2; 2; 1)"
    )]
    [InlineData(
        Task + "condition,T,,share,,1,,a,2025-01-01",
        "",
        "T,z,numerator,,1,1",
        "cascade.error.unit(figures.csv; 2; z)"
    )]
    public void Read_WrongRow_IsToldByFileAndLine(
        string programme,
        string plans,
        string figures,
        string fault
    )
    {
        var (input, faults) = CascadeSample.Read(programme, plans, figures);

        input.ShouldBeNull();
        faults.ShouldHaveSingleItem().ToString().ShouldBe(fault);
    }

    [Fact]
    public void Read_PlanThatLeavesOut_TakesItFromTheCondition()
    {
        var (input, _) = CascadeSample.Read(
            "body,a,,,,,,x|y,\ncondition,T,,reduction,>=,10,2020,,2025-12-31",
            "a,1,reduction,T,,12,,,"
        );

        var promise = input!.Targets.ShouldHaveSingleItem().Promise;
        promise.Demand.ShouldBe(input.Conditions[0].Demand with { Value = 12 });
        promise.Units.ShouldBe(["x", "y"]);
    }
}
