using Shouldly;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Tasks;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Time;
using Xunit;

namespace ThuocDo.Tests.Programmes.Tasks;

public sealed class TaskRuleTests
{
    private static readonly UnitTree Tree = UnitFacts.Tree();
    private static readonly WorkCalendar Calendar = WorkCalendar.National();
    private static readonly DateOnly Today = new(2024, 3, 6);

    /// <summary>The last day is Wednesday 06/03/2024.</summary>
    [Theory]
    [InlineData("2024-02-27", 0, 0)] // six working days before
    [InlineData("2024-02-28", 1, -5)]
    [InlineData("2024-03-06", 1, 0)] // the last day itself is in time
    [InlineData("2024-03-07", 2, 1)]
    [InlineData("2024-03-10", 2, 2)] // Sunday: Thursday and Friday have passed
    [InlineData("2024-03-11", 3, 3)]
    [InlineData("2024-03-19", 3, 9)]
    [InlineData("2024-03-20", 4, 10)]
    public void Of_TaskOnADay_ReachesTheRung(string today, int rung, int late)
    {
        var day = DateOnly.Parse(today, null);

        var rungs = TaskLadder.Of(Today, day, Calendar);

        rungs.Select(r => r.Number).LastOrDefault().ShouldBe(rung);
        if (rung > 0)
        {
            TaskLadder.LateOn(Today, day, Calendar).ShouldBe(late);
        }
    }

    [Fact]
    public void Of_TaskLongBeforeTheCalendar_IsOverdueAndFails_Not() =>
        TaskLadder
            .Of(new DateOnly(1995, 1, 1), Today, Calendar)
            .Select(r => r.Recipient)
            .ShouldBe([
                EscalationRecipient.Head,
                EscalationRecipient.Above,
                EscalationRecipient.Leader,
            ]);

    [Fact]
    public void Told_OfTwoTasks_CountsEachPersonOnceATask()
    {
        var (unit, head, above) = (
            Guid.CreateVersion7(),
            Guid.CreateVersion7(),
            Guid.CreateVersion7()
        );

        var told = TaskLadder.Told(
            [(unit, Today.AddDays(-7)), (unit, Today.AddDays(1)), (unit, Today.AddDays(60))],
            Today,
            Calendar,
            (recipient, _) =>
                recipient switch
                {
                    EscalationRecipient.Head => [head, head],
                    EscalationRecipient.Above => [above],
                    _ => [],
                }
        );

        told[head].ShouldBe(new DueCount(1, 1, 5));
        told[above].ShouldBe(new DueCount(0, 1, 5));
    }

    [Theory]
    [InlineData("2024-03-06", false)]
    [InlineData("2024-03-12", false)] // four working days
    [InlineData("2024-03-13", true)]
    public void GoesUp_AfterTheWorkingDaysOfTheTable(string today, bool goes) =>
        TaskLadder.GoesUp(Today, DateOnly.Parse(today, null), Calendar).ShouldBe(goes);

    /// <summary>Successions of data/units; the abolished district has no heir of its level, so the province has its work.</summary>
    [Theory]
    [InlineData("c22888", "2024-03-06", "c22888")]
    [InlineData("c22888", "2025-07-01", "c22888-2025")]
    [InlineData("d587", "2025-06-30", "d587")]
    [InlineData("d587", "2025-07-01", "khanh-hoa")]
    [InlineData("so-noi-vu", "2025-03-01", "so-noi-vu-2025")]
    [InlineData("so-noi-vu", "2026-01-05", "kh-so-noi-vu")]
    [InlineData("huyen-uy-bac-ai", "2025-07-01", "kh-tinh-uy")]
    [InlineData("ninh-thuan", "2025-07-01", "khanh-hoa")]
    public void HeirOf_UnitOnADay_AnswersForIt(string unit, string day, string heir) =>
        Tree.HeirOf(Unit.IdOf(unit), DateOnly.Parse(day, null))!.Key.ShouldBe(heir);

    [Fact]
    public void HeirOf_EveryUnitOnEveryChange_StandsOnThatDay()
    {
        var days = Tree.All.Select(u => u.ValidTo).OfType<DateOnly>().Distinct().ToList();
        days.Count.ShouldBeGreaterThan(2);
        foreach (var day in days)
        {
            foreach (var unit in Tree.All.Where(u => u.ValidFrom <= day))
            {
                Tree.HeirOf(unit.Id, day)
                    .ShouldNotBeNull($"{unit.Key} on {day}")
                    .IsValidOn(day)
                    .ShouldBeTrue($"{unit.Key} on {day}");
            }
        }
    }

    /// <summary>The area of the former province has no authority: what goes up passes it.</summary>
    [Theory]
    [InlineData("d587", "2024-03-06", "ninh-thuan")]
    [InlineData("c22888", "2024-03-06", "d587")]
    [InlineData("c22888", "2025-07-01", "khanh-hoa")]
    [InlineData("c22888-2025", "2025-12-26", "khanh-hoa")]
    [InlineData("ninh-thuan", "2024-03-06", null)]
    public void Above_UnitOnADay_IsTheOneWithAuthority(string unit, string day, string? above) =>
        TaskRules
            .Above(Tree, Unit.IdOf(unit), DateOnly.Parse(day, null))
            .ShouldBe(above is null ? null : Unit.IdOf(above));

    [Theory]
    [InlineData("2026-12-25")]
    [InlineData("2027-06-01")]
    public void Ladder_BehindTheLastDecreedYear_StillCounts(string today)
    {
        var day = DateOnly.Parse(today, null);

        TaskLadder.Horizon(day, Calendar).ShouldBeGreaterThanOrEqualTo(day);
        TaskLadder.LateOn(Today, day, Calendar).ShouldBeGreaterThan(600);
        TaskLadder.Of(day.AddDays(3), day, Calendar).ShouldNotBeNull();
    }

    [Fact]
    public void FaultOf_OrdersThatCannotBe_SaysWhatIsWrong()
    {
        var order = new TaskOrder
        {
            ProgrammeId = Guid.CreateVersion7(),
            Origin = TaskOrigin.Direction,
            Name = "Niêm yết thủ tục",
            UnitId = Unit.IdOf("c22888"),
            DueOn = Today,
        };
        var parent = AssignedTask.Create(order, Guid.CreateVersion7(), 1);
        var over = AssignedTask.Create(order, Guid.CreateVersion7(), 2);
        over.Withdraw();

        Fault(order).ShouldBeNull();
        Fault(order with { Name = " " }).ShouldBe("task.refused.name");
        Fault(order with { Name = new string('a', 1001) }).ShouldBe("task.refused.long");
        Fault(order with { UnitId = Guid.CreateVersion7() }).ShouldBe("task.refused.unit-missing");
        Fault(order with { UnitId = Unit.IdOf("c22888-2025") }).ShouldBe("task.refused.unit-over");
        Fault(order with { CoOperating = [order.UnitId] }).ShouldBe("task.refused.helps-itself");
        Fault(order with { DueOn = Today.AddDays(-1) }).ShouldBe("task.refused.past");
        Fault(order with { DueOn = Today.AddDays(-1), Origin = TaskOrigin.Duty }).ShouldBeNull();
        Fault(order, over).ShouldBe("task.refused.parent-over");
        Fault(order with { DueOn = null }, parent).ShouldBe("task.refused.after-parent");
        Fault(order with { DueOn = Today.AddDays(1) }, parent)
            .ShouldBe("task.refused.after-parent");
        Fault(order, parent).ShouldBeNull();
        Fault(order with { UnitId = Unit.IdOf("c22870") }, parent)
            .ShouldBe("task.refused.not-below");
        Fault(order with { IsYearly = true, DueOn = null }).ShouldBe("task.refused.yearly");

        string? Fault(TaskOrder asked, AssignedTask? of = null) =>
            TaskRules.FaultOf(asked, of, Tree, Today)?.Key;
    }

    [Fact]
    public void Task_DoneAndReopened_CountsReturnsAndLosesItsDay()
    {
        var task = AssignedTask.Create(
            new TaskOrder
            {
                ProgrammeId = Guid.CreateVersion7(),
                Origin = TaskOrigin.Direction,
                Name = "A",
                UnitId = Guid.CreateVersion7(),
                DueOn = Today,
            },
            Guid.CreateVersion7(),
            1
        );
        task.Escalate(2);
        task.Report(100);
        task.IsOverdue(Today.AddDays(1)).ShouldBeTrue("nobody has approved it");
        task.Approve(100, Today);
        task.WasLate.ShouldBeFalse("the day of the report counts");
        task.Reopen(40);

        (task.State, task.Percent, task.DoneOn, task.Returns).ShouldBe(
            (TaskState.Open, 40, null, 1)
        );
        task.MoveTo(Today.AddDays(9));
        (task.Rung, task.DateChanges, task.FirstDueOn).ShouldBe((0, 1, Today));
        Should.Throw<InvalidOperationException>(() => task.Reopen(1));
    }
}
