using Shouldly;
using ThuocDo.Programmes.Cascade;
using Xunit;

namespace ThuocDo.Tests.Programmes.Cascade;

/// <summary>Weaker targets, contradictions, tasks and items tied to nothing.</summary>
public sealed class PlanTests
{
    [Theory]
    [InlineData("a,1,share,T,,80,,,", "")]
    [InlineData("a,1,share,T,,79.99,,,", "a/1 Value")]
    [InlineData("a,1,share,T,<=,90,,,", "a/1 Operator")]
    [InlineData("a,1,share,T,,80,,,2026-01-01", "a/1 Deadline")]
    [InlineData("a,1,count,T,,80,,,", "a/1 Kind")]
    [InlineData("a,1,share,T,,70,,,2026-01-01", "a/1 Value+Deadline")]
    [InlineData("a,1,share,T,,80,,x,", "a/1 Scope(y)")]
    [InlineData("a,1,share,T,,80,,x,\na,2,share,T,,90,,y,", "")]
    [InlineData("a,1,share,T,,80,,x,\na,2,share,T,,60,,y,", "a/1 Scope(y) a/2 Value")]
    [InlineData("a,1,share,T,,50,,,2023-12-31\na,2,share,T,,80,,,", "")]
    [InlineData("c,1,share,T,,10,,,", "")]
    public void Run_TargetBesideWhatIsAskedOfItsBody_IsWeakerOrNot(string plans, string weaker)
    {
        var report = CascadeSample.Check(
            "body,a,,,,,,x|y,\nbody,b,,,,,,,\nbody,c,,,,,,z,\n"
                + "condition,T,,share,>=,80,,a|b,2025-12-31",
            plans
        );

        string.Join(' ', report.Weaknesses.Select(Words)).ShouldBe(weaker);
    }

    [Theory]
    [InlineData("count,>=,10,", "a,1,count,T,,3,,,", "")]
    [InlineData("reduction,>=,10,2020", "a,1,reduction,T,,10,2021,,", "a/1 BaseYear")]
    [InlineData("growth,>=,10,2020", "a,1,growth,T,,10,,,2024-12-31", "a/1 Deadline")]
    [InlineData("rank,<=,20,", "a,1,rank,T,,21,,,", "a/1 Value")]
    [InlineData("level,>=,80,", "a,1,level,T,,80,,,", "")]
    public void Run_OtherKinds_AreComparedInTheirOwnWay(
        string condition,
        string plans,
        string weaker
    )
    {
        var report = CascadeSample.Check(
            $"body,a,,,,,,,\nbody,b,,,,,,,\ncondition,T,,{condition},,2025-12-31",
            plans
        );

        string.Join(' ', report.Weaknesses.Select(Words)).ShouldBe(weaker);
    }

    [Theory]
    [InlineData("a,1,share,T,,80,,,\nb,1,share,T,,90,,,", "", null)]
    [InlineData("a,1,share,T,,80,,,\na,2,share,T,<=,70,,,", "T,a,denominator,,1,9", "a/1 a/2")]
    // Nobody can be above 85 together who is below 70 each.
    [InlineData(
        "a,1,share,T,<=,70,,,\nb,1,share,T,<=,70,,,\na,2,share,T,,85,,a|b,",
        "T,a,denominator,,1,9",
        "a/1 b/1 a/2"
    )]
    [InlineData("a,1,share,T,<=,70,,,\nb,1,share,T,<=,70,,,", "T,a,denominator,,1,9", "T a/1 b/1")]
    [InlineData("", "T,a,numerator,,1,1\nT,a,denominator,,2,2\nT,b,denominator,,0,0", "T")]
    [InlineData("", "T,a,numerator,,3,3\nT,a,denominator,,2,2", "")]
    public void Run_TargetsTogether_ContradictOrNot(string plans, string figures, string? members)
    {
        var contradictions = CascadeSample
            .Check(CascadeSample.Share, plans, figures)
            .Contradictions;

        (contradictions.Count == 0 ? null : Words(contradictions.Single())).ShouldBe(members);
    }

    [Fact]
    public void Run_LevelsOfOneUnit_ContradictWhereTheFloorIsAboveTheCeiling()
    {
        var report = CascadeSample.Check(
            "body,a,,,,,,,\ncondition,T,,level,>=,60,,,2025-12-31",
            "a,1,level,T,,80,,,\na,2,level,T,<=,70,,,\na,3,level,T,<=,75,,,"
        );

        Words(report.Contradictions.ShouldHaveSingleItem()).ShouldBe("a/1 a/3");
        report.Conditions[0].Verdict.ShouldBe(CascadeVerdict.Contradictory);
    }

    [Fact]
    public void Run_ConditionsOfOneIndicator_SpeakOfTheSameFigures()
    {
        const string header =
            "row,key,name,kind,operator,value,base_year,scope,deadline,indicator\n";
        var (input, _) = ThuocDo.Programmes.Cascade.Reading.CascadeReader.Read(
            new(
                "p",
                new StringReader(
                    $"{header}body,a,,,,,,,,\nbody,b,,,,,,,,\n"
                        + "condition,T,,share,,80,,a,2025-12-31,I\ncondition,U,,share,,60,,,2025-12-31,I"
                )
            ),
            new(
                "q",
                new StringReader($"{CascadeSample.Plans}\na,1,share,T,,80,,,\nb,1,share,U,,60,,,")
            )
        );

        CascadeCheck.Run(input!).Conditions.ShouldAllBe(c => c.Verdict == CascadeVerdict.Implied);
    }

    [Fact]
    public void Run_TasksAndItems_AreFoundWhereNobodyTakesThemUpOrTheyServeNothing()
    {
        var report = CascadeSample.Check(
            "body,a,,,,,,,\ntask,N1,,,,,,,2024-12-31\ntask,N2,,,,,,,\ntask,N3,,,,,,,",
            "a,1,task,N1,,,,,2025-01-01\na,2,task,N2,,,,,\na,3,task,,,,,,\na,4,count,,>=,3,,,2025-12-31"
        );

        report.OrphanTasks.Select(t => t.Key).ShouldBe(["N3"]);
        report.LateTasks.ShouldHaveSingleItem().Task.Key.ShouldBe("1");
        report.UntiedTasks.ShouldHaveSingleItem().Key.ShouldBe("3");
        report.UntiedTargets.ShouldHaveSingleItem().Key.ShouldBe("4");
        report.IsSound.ShouldBeFalse();
    }

    private static string Words(Weakness weakness) =>
        $"{weakness.Target.Body.Key}/{weakness.Target.Key} {string.Join('+', weakness.Reasons)}"
        + (weakness.MissingUnits.Count > 0 ? $"({string.Join('|', weakness.MissingUnits)})" : "");

    private static string Words(Contradiction contradiction) =>
        string.Join(
            ' ',
            contradiction
                .Conditions.Select(c => c.Key)
                .Concat(contradiction.Targets.Select(t => $"{t.Body.Key}/{t.Key}"))
        );
}
