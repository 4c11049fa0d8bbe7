using Shouldly;
using ThuocDo.Programmes.Cascade;
using Xunit;

namespace ThuocDo.Tests.Programmes.Cascade;

public sealed class VerdictTests
{
    private const string Two = "body,a,A,,,,,,\nbody,b,B,,,,,,\n";

    [Theory]
    // Each body reaches the share, so both together do; neither can be left out.
    [InlineData("share,>=,80,", "a,1,share,T,,80,,,\nb,1,share,T,,85,,,", "", "a/1 b/1")]
    // A target on all units says it alone.
    [InlineData("share,>=,80,", "a,1,share,T,,70,,,\na,2,share,T,,80,,a|b,", "", "a/2")]
    // Known figures need no plan.
    [InlineData(
        "share,>=,80,",
        "",
        "T,a,numerator,,8,8\nT,a,denominator,,9,9\nT,b,denominator,,0,0",
        ""
    )]
    // A large unit carries a small one.
    [InlineData(
        "share,>=,80,",
        "a,1,share,T,,90,,,",
        "T,a,denominator,,80,80\nT,b,denominator,,0,10",
        "a/1"
    )]
    [InlineData("share,<=,5,", "a,1,share,T,,5,,,\nb,1,share,T,,4,,,", "", "a/1 b/1")]
    // Whole numbers: 79.9 % of 100 is 80.
    [InlineData(
        "share,>=,80,",
        "a,1,share,T,,79.9,,,",
        "T,a,denominator,,100,100\nT,b,denominator,,0,0",
        "a/1"
    )]
    [InlineData("count,>=,5,", "a,1,count,T,,2,,,\nb,1,count,T,,3,,,", "", "a/1 b/1")]
    [InlineData("count,>=,5,", "a,1,count,T,,2,,,\nb,1,count,T,,5,,,", "", "b/1")]
    [InlineData("count,<=,5,", "a,1,count,T,,2,,,\nb,1,count,T,,3,,,", "", "a/1 b/1")]
    [InlineData(
        "reduction,>=,10,2020",
        "a,1,reduction,T,,10,,,\nb,1,reduction,T,,12,,,",
        "",
        "a/1 b/1"
    )]
    // Half of 100 and nothing of 300 are an eighth of both.
    [InlineData(
        "reduction,>=,12.5,2020",
        "a,1,reduction,T,,50,,,\nb,1,reduction,T,,0,,,",
        "T,a,base,2020,100,100\nT,b,base,2020,300,300",
        "a/1 b/1"
    )]
    [InlineData("growth,>=,10,2023", "a,1,growth,T,,10,,,\nb,1,growth,T,,11,,,", "", "a/1 b/1")]
    // 10 % a year for two years are 21 %.
    [InlineData(
        "growth,>=,10,2023",
        "a,1,count,T,,121,,,\nb,1,count,T,,242,,,",
        "T,a,base,2023,100,100\nT,b,base,2023,200,200",
        "a/1 b/1"
    )]
    [InlineData(
        "level,>=,80,",
        "a,1,level,T,,80,,,\nb,1,level,T,,81,,,\nb,2,level,T,,82,,,",
        "",
        "a/1 b/2"
    )]
    [InlineData("rank,<=,20,", "a,1,rank,T,,15,,,\nb,1,rank,T,,20,,,", "", "a/1 b/1")]
    public void Run_PlansThatAreEnough_AreImpliedByTheLeastOfThem(
        string condition,
        string plans,
        string figures,
        string support
    )
    {
        var result = Check(condition, plans, figures);

        result.Verdict.ShouldBe(CascadeVerdict.Implied);
        string.Join(' ', result.Support!.Select(t => $"{t.Body.Key}/{t.Key}")).ShouldBe(support);
        result.Gap.ShouldBeNull();
    }

    [Theory]
    [InlineData("share,>=,80,", "a,1,share,T,,80,,,", "b -: Absent", 80.0)]
    [InlineData("share,>=,80,", "a,1,share,T,,80,,,\nb,1,share,T,,70,,,", "b 70-10: Value", 80.0)]
    [InlineData(
        "share,>=,80,",
        "a,1,share,T,,80,,,\nb,1,share,T,,80,,,2026-06-30",
        "b -: Deadline",
        80.0
    )]
    [InlineData("share,>=,80,", "a,1,share,T,,80,,,\nb,1,share,T,<=,80,,,", "b -: Operator", 80.0)]
    [InlineData("share,>=,80,", "a,1,share,T,,80,,,\nb,1,count,T,,80,,,", "b -: Kind", 80.0)]
    [InlineData("share,>=,80,", "a,1,share,T,,80,,,\nb,1,share,T,,80,,a,", "b -: Scope", 80.0)]
    [InlineData("count,>=,9,", "a,1,count,T,,4,,,", "b -: Absent", 5.0)]
    [InlineData("count,>=,9,", "a,1,count,T,,4,,,\nb,1,count,T,,3,,,", "b 3-2: ", 5.0)]
    [InlineData("count,<=,9,", "a,1,count,T,,5,,,\nb,1,count,T,,7,,,", "b 7-3: ", 4.0)]
    [InlineData(
        "reduction,>=,10,2020",
        "a,1,reduction,T,,10,,,\nb,1,reduction,T,,10,2021,,",
        "b -: BaseYear",
        10.0
    )]
    [InlineData(
        "growth,>=,10,2020",
        "a,1,growth,T,,10,,,\nb,1,growth,T,,10,,,2024-12-31",
        "b -: Deadline",
        10.0
    )]
    [InlineData(
        "level,>=,80,",
        "a,1,level,T,,80,,,\nb,1,level,T,,79.5,,,",
        "b 79.5-0.5: Value",
        80.0
    )]
    [InlineData("rank,<=,20,", "a,1,rank,T,,20,,,\nb,1,rank,T,,25,,,", "b 25-5: Value", 20.0)]
    public void Run_PlansThatAreNotEnough_NamesBodiesReasonsAndTheLeastValue(
        string condition,
        string plans,
        string members,
        double least
    )
    {
        var result = Check(condition, plans);

        result.Verdict.ShouldBe(CascadeVerdict.NotImplied);
        var gap = result.Gap.ShouldNotBeNull();
        gap.Closes.ShouldBeTrue();
        Words(gap).ShouldBe(members);
        gap.LeastCommonValue.ShouldBe((decimal)least);
    }

    [Fact]
    public void Run_KnownWeights_LeastValueIsBelowTheConditions()
    {
        var gap = Check(
            "share,>=,80,",
            "a,1,share,T,,90,,,",
            "T,a,denominator,,100,100\nT,b,denominator,,100,100"
        ).Gap!;

        gap.Members.ShouldHaveSingleItem().Body.Key.ShouldBe("b");
        // 69.01 % of 100 is 70 in whole numbers.
        gap.LeastCommonValue.ShouldBe(69.01m);
        var values = gap.Counterexample.ToDictionary(
            v => $"{v.Figure.Unit}.{v.Figure.Part}",
            v => v.Value
        );
        (values["a.Numerator"] + values["b.Numerator"]).ShouldBeLessThan(160);
        values["a.Numerator"].ShouldBeGreaterThanOrEqualTo(90);
    }

    [Fact]
    public void Run_OneBodyIsStuck_AnotherMustDoMore()
    {
        var gap = Check(
            "share,>=,80,",
            "",
            "T,a,numerator,,70,70\nT,a,denominator,,100,100\nT,b,denominator,,100,100"
        ).Gap!;

        gap.Closes.ShouldBeFalse();
        gap.Members.ShouldHaveSingleItem().Body.Key.ShouldBe("b");
        gap.LeastCommonValue.ShouldBe(89.01m);
    }

    [Fact]
    public void Run_NothingCanBeRaised_HasNoValue()
    {
        var gap = Check(
            "share,>=,80,",
            "",
            "T,a,numerator,,70,70\nT,a,denominator,,100,100\nT,b,denominator,,0,0"
        ).Gap!;

        gap.Closes.ShouldBeFalse();
        gap.LeastCommonValue.ShouldBeNull();
    }

    [Fact]
    public void Run_TooLittleEffort_IsNotDecided()
    {
        var report = CascadeSample.Check(
            CascadeSample.Share,
            "a,1,share,T,,79,,,\nb,1,share,T,,80,,,",
            effort: 10
        );

        report.Conditions.ShouldHaveSingleItem().Verdict.ShouldBe(CascadeVerdict.NotDecided);
        report.Contradictions.ShouldHaveSingleItem().IsDecided.ShouldBeFalse();
        report.IsSound.ShouldBeFalse();
    }

    [Fact]
    public void Run_AProvinceOf65Communes_IsDecided()
    {
        var units = Enumerable.Range(1, 65).Select(i => $"u{i}").ToList();
        var result = CascadeSample
            .Check(
                string.Concat(units.Select(u => $"body,{u},,,,,,,\n"))
                    + "condition,T,,share,>=,80,,,2025-12-31",
                string.Join('\n', units.Skip(2).Select(u => $"{u},1,share,T,,80.5,,,"))
            )
            .Conditions[0];

        result.Gap!.Members.Select(m => m.Body.Key).ShouldBe(["u1", "u2"]);
        result.IsMinimal.ShouldBeTrue();
    }

    private static ConditionResult Check(string condition, string plans, string figures = "") =>
        CascadeSample
            .Check($"{Two}condition,T,,{condition},,2025-12-31", plans, figures)
            .Conditions.ShouldHaveSingleItem();

    private static string Words(Gap gap) =>
        string.Join(
            ' ',
            gap.Members.Select(m =>
                FormattableString.Invariant(
                    $"{m.Body.Key} {m.Stated}-{m.Shortfall}: {string.Join('+', m.Reasons)}"
                )
            )
        );
}
