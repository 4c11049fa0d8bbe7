using Shouldly;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Pilots;
using ThuocDo.Programmes.Tasks;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Outcomes;
using Xunit;

namespace ThuocDo.Tests.Programmes.Pilots;

public sealed class PilotRulesTests
{
    private static readonly DateOnly Today = new(2024, 3, 6);

    [Theory]
    [InlineData("2024-02-01", "2024-02-29", null, "2024-02-01", "2024-02-29", "2024-01-03")]
    [InlineData("2024-02-01", null, null, "2024-02-01", "2024-03-06", "2023-12-28")]
    [InlineData("2024-02-01", "2024-12-31", "2024-02-15", "2024-02-01", "2024-02-15", "2024-01-17")]
    [InlineData("2024-03-06", null, null, "2024-03-06", "2024-03-06", "2024-03-05")]
    public void Window_OfAPilot_HasAsManyDaysBeforeAsDuring(
        string from,
        string? last,
        string? stands,
        string first,
        string to,
        string before
    )
    {
        var window = PilotWindow.Of(
            DateOnly.Parse(from, null),
            Day(last),
            null,
            Day(stands),
            Today
        )!;

        (window.From, window.To, window.BeforeFrom).ShouldBe(
            (DateOnly.Parse(first, null), DateOnly.Parse(to, null), DateOnly.Parse(before, null))
        );
        window.BeforeTo.ShouldBe(window.From.AddDays(-1));
        (window.BeforeTo.DayNumber - window.BeforeFrom.DayNumber + 1).ShouldBe(window.Days);
    }

    [Fact]
    public void Window_OfWhatHasNotBegun_IsNone() =>
        PilotWindow.Of(Today.AddDays(1), null, null, null, Today).ShouldBeNull();

    /// <summary>Both spans have the days that a young unit had before the pilot, and none where it had none.</summary>
    [Theory]
    [InlineData("2024-01-20", "2024-02-12", "2024-01-20")]
    [InlineData("2024-01-31", "2024-02-01", "2024-01-31")]
    [InlineData("2023-12-01", "2024-02-29", "2024-01-03")]
    [InlineData("2024-02-01", null, null)]
    public void Window_OfAYoungUnit_IsCutToTheDaysItHadBefore(
        string since,
        string? to,
        string? before
    )
    {
        var window = PilotWindow.Of(
            new DateOnly(2024, 2, 1),
            new DateOnly(2024, 2, 29),
            Day(since),
            null,
            Today
        );

        (window?.To, window?.BeforeFrom).ShouldBe((Day(to), Day(before)));
    }

    /// <summary>Predecessors that went over whole are the same territory; where a part went elsewhere, the unit begins with itself.</summary>
    [Theory]
    [InlineData(false, null)]
    [InlineData(true, "2024-01-20")]
    public void Units_ThatAreYoung_GoOnBackwardsInWhatWentOverWhole(bool split, string? since)
    {
        var born = new DateOnly(2024, 1, 20);
        var (one, two) = (
            Unit("a", UnitKind.Commune, Level.Commune, to: born),
            Unit("b", UnitKind.Commune, Level.Commune, to: born)
        );
        var (young, other) = (
            Unit("c", UnitKind.Commune, Level.Commune, from: born),
            Unit("d", UnitKind.Commune, Level.Commune, from: born)
        );
        List<Succession> edges = [Edge(one, young, born), Edge(two, young, born)];
        if (split)
        {
            edges.Add(Edge(two, other, born));
        }

        var units = new PilotUnits(new UnitTree([one, two, young, other], edges), [young.Id]);

        // The predecessors themselves are as old as the province.
        units.StandsSince.ShouldBe(Day(since) ?? new DateOnly(2000, 1, 1));
        units.Contains(one.Id).ShouldBe(!split);
        units.Contains(two.Id).ShouldBe(!split);
    }

    /// <summary>A body that stood before has dossiers of its own, and one that only lies above is no heir.</summary>
    [Theory]
    [InlineData(true, false, false)]
    [InlineData(true, true, true)]
    [InlineData(false, false, false)]
    public void Unit_TakenOverByABodyThatStood_DoesNotGoOnInIt(
        bool edge,
        bool triesToo,
        bool goesOn
    )
    {
        var end = new DateOnly(2024, 2, 16);
        var heir = Unit("h", UnitKind.Department, Level.Province);
        var old = Unit("a", UnitKind.Department, Level.Province, heir, to: end);
        var tree = new UnitTree([old, heir], edge ? [Edge(old, heir, end)] : []);

        var units = new PilotUnits(tree, triesToo ? [old.Id, heir.Id] : [old.Id]);

        units.Contains(heir.Id).ShouldBe(goesOn);
        units.StandsUntil.ShouldBe(goesOn ? null : end.AddDays(-1));
    }

    /// <summary>All days of an old pilot are fixed by its verdict.</summary>
    [Theory]
    [InlineData("2024-02-29", null)]
    [InlineData("2024-03-31", "pilot.refused.judged")]
    [InlineData(null, "pilot.refused.judged")]
    public void LastDay_OfAJudgedPilot_IsMovedByAVerdictOnly(string? to, string? fault)
    {
        var tree = new UnitTree([Unit("a", UnitKind.Commune, Level.Commune)], []);
        var facts = new PilotFacts
        {
            Origin = PilotOrigin.Own,
            Name = "x",
            What = "x",
            Units = [ThuocDo.Organisation.Units.Unit.IdOf("a")],
            LeadUnitId = ThuocDo.Organisation.Units.Unit.IdOf("a"),
            From = new DateOnly(2024, 2, 1),
            To = new DateOnly(2024, 2, 29),
        };
        var judged = ThuocDo.Programmes.Pilots.Pilot.Register(
            Guid.CreateVersion7(),
            Guid.Empty,
            1,
            facts
        );

        Key(PilotRules.FaultOf(facts with { To = Day(to) }, tree, judged)).ShouldBe(fault);
        Key(PilotRules.FaultOf(facts with { To = Day(to) }, tree, null)).ShouldBeNull();
    }

    [Fact]
    public void Comparison_OfPilotAndOthers_CountsEachUnitOnceAndKeepsItsText()
    {
        var province = Unit("p", UnitKind.Province, Level.Province);
        var (pilot, other, adopter, young, ward) = (
            Unit("a", UnitKind.Commune, Level.Commune, province),
            Unit("b", UnitKind.Commune, Level.Commune, province),
            Unit("c", UnitKind.Commune, Level.Commune, province),
            Unit("d", UnitKind.Commune, Level.Commune, province, from: new DateOnly(2024, 2, 1)),
            Unit("e", UnitKind.Ward, Level.Commune, province)
        );
        var tree = new UnitTree([province, pilot, other, adopter, young, ward], []);
        var window = PilotWindow.Of(new DateOnly(2024, 2, 1), null, null, null, Today)!;
        UnitShare[] before = [new(pilot.Id, 2, 10), new(other.Id, 5, 10), new(adopter.Id, 9, 9)];
        UnitShare[] during =
        [
            new(pilot.Id, 8, 10),
            new(other.Id, 6, 10),
            new(young.Id, 1, 1),
            new(ward.Id, 1, 1),
        ];

        var comparison = new PilotUnits(tree, [pilot.Id]).Compare(
            window,
            before,
            during,
            new HashSet<Guid> { adopter.Id }
        );

        comparison.Before.ShouldBe(new PilotShare(2, 10));
        comparison.During.ShouldBe(new PilotShare(8, 10));
        (comparison.OthersBefore, comparison.OthersDuring).ShouldBe(
            (new PilotShare(5, 10), new PilotShare(6, 10))
        );
        (comparison.Comparable, comparison.Change, comparison.Difference).ShouldBe((1, 60m, 50m));
        PilotComparison.Parse(comparison.ToText()).ShouldBe(comparison);
    }

    [Fact]
    public void Comparison_WithoutRecords_HasNoDifference()
    {
        var window = PilotWindow.Of(Today, null, null, null, Today)!;
        var none = new PilotShare(0, 0);

        new PilotComparison(
            window,
            none,
            new PilotShare(1, 1),
            none,
            none,
            0
        ).Difference.ShouldBeNull();
    }

    /// <summary>A new name goes on; a merger with others ends what can be compared; one among units of the pilot does not.</summary>
    [Theory]
    [InlineData(false, false, null)]
    [InlineData(true, false, "2024-02-15")]
    [InlineData(true, true, null)]
    public void Units_ThatEnd_GoOnOnlyWhereTheirRecordsCanBeToldApart(
        bool merged,
        bool bothTry,
        string? standsUntil
    )
    {
        var end = new DateOnly(2024, 2, 16);
        var old = Unit("a", UnitKind.Commune, Level.Commune, to: end);
        var neighbour = Unit("b", UnitKind.Commune, Level.Commune, to: end);
        var heir = Unit("c", UnitKind.Commune, Level.Commune, from: end);
        var tree = new UnitTree(
            [old, neighbour, heir],
            merged ? [Edge(old, heir, end), Edge(neighbour, heir, end)] : [Edge(old, heir, end)]
        );

        var units = new PilotUnits(tree, bothTry ? [old.Id, neighbour.Id] : [old.Id]);

        units.StandsUntil.ShouldBe(Day(standsUntil));
        units.Contains(heir.Id).ShouldBe(standsUntil is null);
    }

    [Theory]
    [InlineData("2024-04-01", null, null, null, PilotState.Planned)]
    [InlineData("2024-02-01", null, null, null, PilotState.Running)]
    [InlineData("2024-02-01", "2024-03-06", null, null, PilotState.Running)]
    [InlineData("2024-02-01", "2024-03-05", null, null, PilotState.Unjudged)]
    [InlineData("2024-02-01", "2024-03-05", PilotVerdict.GoOn, "2024-02-20", PilotState.Unjudged)]
    [InlineData("2024-02-01", "2024-03-06", PilotVerdict.Stop, "2024-03-06", PilotState.Ended)]
    [InlineData("2024-02-01", null, PilotVerdict.Replicate, "2024-03-06", PilotState.Replicated)]
    [InlineData("2024-02-01", null, PilotVerdict.GoOn, "2024-03-06", PilotState.Replicated, 2)]
    // Bodies had adopted it when it was stopped.
    [InlineData("2024-02-01", null, PilotVerdict.Stop, "2024-03-06", PilotState.Ended, 2)]
    public void State_OfAPilot_FollowsItsDaysAndTheLastVerdict(
        string from,
        string? to,
        PilotVerdict? verdict,
        string? judged,
        PilotState expected,
        int adoptions = 0
    ) =>
        PilotRules
            .StateOf(
                Pilot(Day(from), Day(to)),
                verdict is { } known ? Evaluation(known, DateOnly.Parse(judged!, null)) : null,
                adoptions,
                Today
            )
            .ShouldBe(expected);

    [Theory]
    [InlineData(PilotVerdict.Extend, null, "pilot.refused.until")]
    [InlineData(PilotVerdict.Extend, "2024-03-06", "pilot.refused.until")]
    [InlineData(PilotVerdict.Extend, "2024-03-31", "pilot.refused.until")]
    [InlineData(PilotVerdict.Extend, "2024-04-01", null)]
    [InlineData(PilotVerdict.GoOn, null, null)]
    [InlineData(PilotVerdict.GoOn, null, "pilot.refused.over", "2024-03-05")]
    [InlineData(PilotVerdict.Stop, null, null, "2024-03-05")]
    public void Verdict_OnAPilot_FitsItsDays(
        PilotVerdict verdict,
        string? until,
        string? fault,
        string last = "2024-03-31"
    ) =>
        Key(
                PilotRules.FaultOfVerdict(
                    Pilot(new DateOnly(2024, 2, 1), DateOnly.Parse(last, null)),
                    verdict,
                    "x",
                    Day(until),
                    Today
                )
            )
            .ShouldBe(fault);

    [Theory]
    [InlineData("2024-03-05", null, AdoptionState.Overdue)]
    [InlineData("2024-03-06", null, AdoptionState.Awaited)]
    [InlineData("2024-03-05", "2024-03-05", AdoptionState.Done)]
    [InlineData("2024-03-04", "2024-03-05", AdoptionState.DoneLate)]
    public void Adoption_WithATask_IsWhatTheTaskIs(string due, string? done, AdoptionState expected)
    {
        var task = AssignedTask.Create(
            new TaskOrder
            {
                ProgrammeId = Guid.Empty,
                Origin = TaskOrigin.Direction,
                Name = "x",
                UnitId = Guid.Empty,
                DueOn = DateOnly.Parse(due, null),
            },
            Guid.CreateVersion7(),
            1
        );
        var (with, without) = (Adoption(due, task.Id), Adoption(due, null));
        if (Day(done) is { } day)
        {
            task.Approve(100, day);
            without.Finish(day, "x");
            Should.Throw<InvalidOperationException>(() => with.Finish(day, "x"));
        }

        PilotRules.StateOf(with, task, Today).ShouldBe(expected);
        PilotRules.StateOf(without, null, Today).ShouldBe(expected);
    }

    private static string? Key(Outcome? fault) => fault?.Key;

    private static PilotAdoption Adoption(string due, Guid? task) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            PilotId = Guid.Empty,
            UnitId = Guid.Empty,
            DueOn = DateOnly.Parse(due, null),
            TaskId = task,
        };

    private static PilotEvaluation Evaluation(PilotVerdict verdict, DateOnly day) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            PilotId = Guid.Empty,
            Number = 1,
            Day = day,
            Verdict = verdict,
            Grounds = "x",
        };

    private static Pilot Pilot(DateOnly? from, DateOnly? to) =>
        ThuocDo.Programmes.Pilots.Pilot.Register(
            Guid.CreateVersion7(),
            Guid.Empty,
            1,
            new PilotFacts
            {
                Origin = PilotOrigin.Own,
                Name = "x",
                What = "x",
                From = from,
                To = to,
            }
        );

    private static DateOnly? Day(string? day) => day is null ? null : DateOnly.Parse(day, null);

    private static Succession Edge(Unit from, Unit to, DateOnly on) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            FromUnitId = from.Id,
            ToUnitId = to.Id,
            EffectiveOn = on,
            Kind = SuccessionKind.Merged,
            Share = 1,
        };

    private static Unit Unit(
        string key,
        UnitKind kind,
        Level level,
        Unit? parent = null,
        DateOnly? from = null,
        DateOnly? to = null
    ) =>
        new()
        {
            Id = ThuocDo.Organisation.Units.Unit.IdOf(key),
            Key = key,
            Name = key,
            ShortName = key,
            NameEn = key,
            Kind = kind,
            Level = level,
            ParentId = parent?.Id,
            ValidFrom = from ?? new DateOnly(2000, 1, 1),
            ValidTo = to,
        };
}
