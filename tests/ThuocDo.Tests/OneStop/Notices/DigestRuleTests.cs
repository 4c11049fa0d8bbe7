using Shouldly;
using ThuocDo.OneStop.Notices;
using ThuocDo.Shared.Time;
using Xunit;

namespace ThuocDo.Tests.OneStop.Notices;

public sealed class DigestRuleTests
{
    private static readonly Guid Unit = Guid.CreateVersion7();
    private static readonly Guid Specialist = Guid.CreateVersion7();
    private static readonly Guid Head = Guid.CreateVersion7();
    private static readonly Guid Above = Guid.CreateVersion7();
    private static readonly Guid Leader = Guid.CreateVersion7();

    /// <summary>Wednesday 06/03/2024, 06:30.</summary>
    private static readonly DateTime Now = Local(6, 6, 30);

    [Theory]
    [InlineData(6, false, true, true, false, false)] // due today
    [InlineData(7, false, true, true, false, false)] // tomorrow
    [InlineData(8, false, true, false, false, false)] // in two working days
    [InlineData(11, false, false, false, false, false)] // Monday: three working days
    [InlineData(5, true, true, true, false, false)] // overdue since yesterday
    [InlineData(1, true, true, true, true, false)] // overdue by three working days
    public void Of_OneDossier_TellsTheRungsOfTheLadder(
        int dueDay,
        bool isOverdue,
        bool specialist,
        bool head,
        bool above,
        bool leader
    )
    {
        var told = Run(new DueDossier(Guid.Empty, Unit, Specialist, Local(dueDay, 17, 0)));

        told.ContainsKey(Specialist).ShouldBe(specialist);
        told.ContainsKey(Head).ShouldBe(head);
        told.ContainsKey(Above).ShouldBe(above);
        told.ContainsKey(Leader).ShouldBe(leader);
        told.Values.ShouldAllBe(c => c.Overdue == (isOverdue ? 1 : 0));
    }

    [Fact]
    public void Of_TenWorkingDaysLate_ReachesTheLeaderOnce()
    {
        var due = VietnamTime.ToUtc(new DateTime(2024, 2, 21, 17, 0, 0));

        var told = Run(
            new DueDossier(Guid.Empty, Unit, Specialist, due),
            new DueDossier(Guid.Empty, Unit, Specialist, due)
        );

        told[Leader].Overdue.ShouldBe(2);
        told[Leader].WorstDays.ShouldBe(10);
        told[Specialist].Overdue.ShouldBe(2);
    }

    [Fact]
    public void Of_DossierNobodyHolds_IsTheHeads() =>
        Run(new DueDossier(Guid.Empty, Unit, null, Local(8, 17, 0))).Keys.ShouldBe([Head]);

    [Fact]
    public void Of_AHeadWithAStandIn_TellsBothOnce()
    {
        var other = Guid.CreateVersion7();

        var told = DigestRule.Of(
            [new DueDossier(Guid.Empty, Unit, Head, Local(6, 17, 0))],
            Now,
            WorkCalendar.National(),
            _ => [Head],
            _ => [Above],
            [Leader],
            (person, _) => person == Head ? [other] : []
        );

        told.Keys.ShouldBe([Head, other], ignoreOrder: true);
        told[other].Soon.ShouldBe(1);
    }

    private static IReadOnlyDictionary<Guid, DigestCounts> Run(params DueDossier[] dossiers) =>
        DigestRule.Of(
            dossiers,
            Now,
            WorkCalendar.National(),
            _ => [Head],
            _ => [Above],
            [Leader],
            (_, _) => []
        );

    private static DateTime Local(int day, int hour, int minute) =>
        VietnamTime.ToUtc(new DateTime(2024, 3, day, hour, minute, 0));
}
