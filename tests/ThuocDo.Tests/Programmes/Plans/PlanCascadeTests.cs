using Shouldly;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Cascade;
using ThuocDo.Programmes.Cascade.Words;
using ThuocDo.Programmes.Plans;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Shared.Contracts;
using ThuocDo.Tests.Programmes.Cascade;
using Xunit;

namespace ThuocDo.Tests.Programmes.Plans;

public sealed class PlanCascadeTests
{
    /// <summary>Those whose figures the resolution counts: the districts and the People's Committee of the province.</summary>
    private static readonly string[] Answering = [.. PlanSample.Districts, "bcsd-ubnd"];

    [Fact]
    public void Territories_OfAllBoundBodies_ShareNoUnitAndLeaveNoneOut()
    {
        var found = Territories.Of(PlanSample.Tree, PlanSample.AllBound.Select(b => b.Unit));

        foreach (var district in PlanSample.Districts)
        {
            found[Unit.IdOf(district)].Levels.ShouldBe([Level.District, Level.Commune]);
        }

        found[Unit.IdOf("bcsd-ubnd")].Levels.ShouldBe([Level.Province]);
        found[Unit.IdOf("btc-tu")].Levels.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("T10", 80, CascadeVerdict.Implied)]
    [InlineData("T10", 79.99, CascadeVerdict.NotImplied)]
    [InlineData("T17b", 80, CascadeVerdict.Implied)]
    [InlineData("T17c", 60, CascadeVerdict.Implied)]
    [InlineData("T14a", 10, CascadeVerdict.Implied)]
    [InlineData("T14a", 9, CascadeVerdict.NotImplied)]
    public void Check_EverybodyPlansTheSame_FollowsFromTheValueOn(
        string condition,
        decimal value,
        CascadeVerdict verdict
    )
    {
        var (report, _) = PlanSample.Check(
            PlanSample.AllBound,
            [.. Answering.Select(b => PlanSample.Plan(b, targets: [(condition, value, "all")]))]
        );

        var result = report.Conditions.Single(c => c.Condition.Key == condition);
        result.Verdict.ShouldBe(verdict);
        report
            .Weaknesses.Any(w => w.Condition.Key == condition)
            .ShouldBe(verdict != CascadeVerdict.Implied);
    }

    [Fact]
    public void Check_OneDistrictWithoutAPlan_IsTheOneToBeRaised()
    {
        var (report, _) = PlanSample.Check(
            PlanSample.AllBound,
            [
                .. Answering
                    .Except(["huyen-uy-bac-ai"])
                    .Select(b => PlanSample.Plan(b, targets: [("T10", 80, "all")])),
            ]
        );

        var gap = report.Conditions.Single(c => c.Condition.Key == "T10").Gap!;
        var member = gap.Members.ShouldHaveSingleItem();
        member.Body.Name.ShouldBe("Huyện ủy Bác Ái");
        member.Reasons.ShouldBe([Shortcoming.Absent]);
        gap.LeastCommonValue.ShouldBe(80);
    }

    /// <summary>A plan that only speaks of communes leaves the district's own level out.</summary>
    [Fact]
    public void Check_APlanOfOneLevel_FallsShortInScope()
    {
        var (report, _) = PlanSample.Check(
            PlanSample.AllBound,
            [PlanSample.Plan("huyen-uy-ninh-hai", targets: [("T10", 80, "commune")])]
        );

        var weak = report.Weaknesses.ShouldHaveSingleItem();
        weak.Reasons.ShouldBe([Shortcoming.Scope]);
        weak.MissingUnits.ShouldBe(["Huyện ủy Ninh Hải District"]);
    }

    /// <summary>The province's plan may speak of districts and communes, of which it has none of its own.</summary>
    [Fact]
    public void Check_APlanForUnitsBelow_CountsForThem()
    {
        var (report, _) = PlanSample.Check(
            PlanSample.AllBound,
            [PlanSample.Plan("bcsd-ubnd", targets: [("T17c", 60, "commune"), ("T10", 80, "all")])]
        );

        Verdict(report, "T17c").ShouldBe(CascadeVerdict.Implied);
        // Of a target without a level it answers for its own level only.
        Verdict(report, "T10").ShouldBe(CascadeVerdict.NotImplied);
    }

    [Fact]
    public void Check_GroupsRanksAndGrowth_AreSaidNotToBeSummedAndStillCompared()
    {
        var (report, left) = PlanSample.Check(
            PlanSample.AllBound,
            [PlanSample.Plan("bcsd-ubnd", targets: [("T01b", 25, "all"), ("T02a", 1, "all")])]
        );

        var summed = report.Conditions.Select(c => c.Condition.Key).ToList();
        summed.ShouldNotContain("T01b");
        summed.ShouldNotContain("T02a");
        summed.ShouldNotContain("T12");
        var said = left.Select(l => l.ToString()).ToList();
        said.ShouldContain(s => s.Contains("T02a") && s.Contains("plan.left.group"));
        said.ShouldContain(s => s.Contains("T01b") && s.Contains("plan.left.published"));
        said.ShouldContain(s => s.Contains("T12") && s.Contains("plan.left.growth"));
        report.Weaknesses.ShouldHaveSingleItem().Condition.Key.ShouldBe("T01b");
        report.UntiedTargets.ShouldBeEmpty();
    }

    [Fact]
    public void Check_Tasks_NamesThoseNobodyTookUp()
    {
        var (report, _) = PlanSample.Check(
            PlanSample.AllBound,
            [
                PlanSample.Plan("btc-tu", tasks: [1, 4, 5]),
                PlanSample.Plan("huyen-uy-ninh-hai", tasks: [1, 3]),
            ]
        );

        report.OrphanTasks.Select(t => t.Key).ShouldBe(["2", "6", "7", "8"]);
        report.UntiedTasks.ShouldBeEmpty();
    }

    /// <summary>A strict promise keeps the limit at least; a strict condition would need arithmetic that is not there.</summary>
    [Theory]
    [InlineData(ConditionOperator.Above, ConditionOperator.AtLeast, true)]
    [InlineData(ConditionOperator.AtLeast, ConditionOperator.Above, false)]
    public void Check_StrictComparison_IsKeptOrSaidNotToBeChecked(
        ConditionOperator ofPlans,
        ConditionOperator ofProgramme,
        bool isChecked
    )
    {
        var items = PlanSample.Facts.Items with
        {
            Conditions =
            [
                .. PlanSample.Facts.Conditions.Select(c =>
                    c.Key == "T10" ? PlanSample.Copy(c, c.Limit, c.Scope, ofProgramme) : c
                ),
            ],
        };
        var (report, left) = PlanSample.Check(
            PlanSample.AllBound,
            [
                .. Answering.Select(b =>
                    PlanSample.Plan(
                        b,
                        targets: [("T10", 80, "all")],
                        change: c => PlanSample.Copy(c, c.Limit, c.Scope, ofPlans)
                    )
                ),
            ],
            items
        );

        report
            .Conditions.Where(c => c.Condition.Key == "T10")
            .Select(c => c.Verdict)
            .ShouldBe(isChecked ? [CascadeVerdict.Implied] : []);
        left.Any(l => l.ToString().Contains("plan.left.strict")).ShouldBe(!isChecked);
    }

    /// <summary>Both readers hand the same input to the check.</summary>
    [Fact]
    public void Read_FromTheDatabaseAndFromFiles_GivesTheSameInput()
    {
        var items = OnlyT10;
        var (_, read) = PlanSample.Read(
            [PlanSample.Bound("huyen-uy-ninh-hai"), PlanSample.Bound("huyen-uy-ninh-son")],
            [PlanSample.Plan("huyen-uy-ninh-hai", targets: [("T10", 70, "commune")], tasks: [3])],
            items
        );
        static string Body(string name) => $"{name},{name},,,,,{name} District|{name} Commune,";
        var (fromFiles, _) = CascadeSample.Read(
            $"body,{Body("Huyện ủy Ninh Hải")}\nbody,{Body("Huyện ủy Ninh Sơn")}\n"
                // Whatever these two do not reach is the province's, and no plan speaks for it.
                + "body,Tỉnh Ninh Thuận,Tỉnh Ninh Thuận,,,,,Tỉnh Ninh Thuận Province|Tỉnh Ninh Thuận District|Tỉnh Ninh Thuận Commune,\n"
                + string.Concat(
                    items.Tasks.Select(t => $"task,{t.Number},\"{t.NameVi}\",,,,,,2025-12-31\n")
                )
                + $"condition,T10,\"{items.Conditions[0].NameVi}\",share,>=,80,,,2025-12-31",
            "Huyện ủy Ninh Hải,1,task,3,,,,,\n"
                + "Huyện ủy Ninh Hải,T10,share,T10,,70,,Huyện ủy Ninh Hải Commune,"
        );

        Told(read).ShouldBe(Told(fromFiles!));
    }

    /// <summary>Nothing is taken for granted of units that no bound body reaches.</summary>
    [Fact]
    public void Check_OneDistrictForAWholeProvince_AssuresNothing()
    {
        var (report, _) = PlanSample.Check(
            [PlanSample.Bound("huyen-uy-ninh-hai")],
            [PlanSample.Plan("huyen-uy-ninh-hai", targets: [("T10", 100, "all")])],
            OnlyT10
        );

        report.Conditions.Single().Verdict.ShouldBe(CascadeVerdict.NotImplied);
    }

    /// <summary>A department that plans of its own accord takes no units away from the province that answers for them.</summary>
    [Fact]
    public void Check_WithOnePlanMore_IsNoWorse()
    {
        var plans = PlanSample
            .AllBound.Select(b =>
                PlanSample.Plan(b.Unit.Key, targets: [("T10", 80, "all")], tasks: [1])
            )
            .ToList();
        CascadeVerdict Verdict() =>
            PlanSample
                .Check(PlanSample.AllBound, plans, OnlyT10)
                .Report.Conditions.Single()
                .Verdict;
        Verdict().ShouldBe(CascadeVerdict.Implied);

        plans.Add(PlanSample.Plan("so-noi-vu", tasks: [2]));

        Verdict().ShouldBe(CascadeVerdict.Implied);
    }

    private static ProgrammeItems OnlyT10 =>
        PlanSample.Facts.Items with
        {
            Conditions = [PlanSample.Facts.Conditions.Single(c => c.Key == "T10")],
        };

    /// <summary>All that a full province may send is decided within what a page may cost.</summary>
    [Fact]
    public void Check_ThirtyPlansOfEveryTarget_IsDecidedWithinTheEffortOfThePage()
    {
        var bodies = PlanSample.AllBound.Select(b => b.Unit.Key).ToList();
        var more = new[] { "vp-tu", "so-noi-vu", "so-tu-phap", "so-tai-chinh", "vp-ubnd" };
        var plans = bodies
            .Concat(more)
            .Concat(PlanSample.Districts[..5])
            .Select(
                (b, i) =>
                    PlanSample.Plan(
                        b,
                        new DateOnly(2021, 10, 1).AddDays(i),
                        PlanSample
                            .Facts.Conditions.Where(c => c.Limit is not null)
                            .Select(c => (c.Key, Math.Max(1, c.Limit!.Value - (i % 3)), "all")),
                        [1 + (i % 8)]
                    )
            )
            .ToList();
        plans.Count.ShouldBe(30);

        var (report, _) = PlanSample.Check(PlanSample.AllBound, plans);

        report.Conditions.ShouldAllBe(c => c.Verdict != CascadeVerdict.NotDecided);
        CascadeWords.Of(report).ShouldNotBeEmpty();
    }

    /// <summary>What was checked once is not checked again until something of it changes.</summary>
    [Fact]
    public void Memo_OfTheSamePlans_KeepsTheReport()
    {
        var memo = new CascadeMemo();
        CascadeReport Run(decimal value, string scope = "all") =>
            memo.Run(
                PlanSample
                    .Read(
                        PlanSample.AllBound,
                        [PlanSample.Plan("huyen-uy-ninh-hai", targets: [("T10", value, scope)])]
                    )
                    .Input,
                PlansModel.Effort
            );

        var first = Run(80);

        Run(80).ShouldBeSameAs(first);
        Run(79).ShouldNotBeSameAs(first);
        Run(80, "commune").Weaknesses.ShouldNotBeEmpty();
    }

    private static string Told(CascadeInput input) =>
        string.Join(
            '\n',
            input
                .Conditions.Select(c =>
                    $"{c.Key} {c.Name} {c.Demand} {string.Join('|', c.Promise.Units)}"
                )
                .Concat(input.Tasks.Select(t => t.ToString()))
                .Concat(
                    input.Targets.Select(t =>
                        $"{t.Body.Key} {t.Key} {t.TiedTo?.Key} {t.Promise.Demand} {string.Join('|', t.Promise.Units)}"
                    )
                )
                .Concat(
                    input.PlanTasks.Select(t =>
                        $"{t.Body.Key} {t.Key} {t.TiedTo?.Key} {t.Deadline}"
                    )
                )
        );

    private static CascadeVerdict Verdict(CascadeReport report, string key) =>
        report.Conditions.Single(c => c.Condition.Key == key).Verdict;
}
