using Shouldly;
using ThuocDo.Organisation.Units;
using ThuocDo.Oversight.Voices.Scoring;
using ThuocDo.Shared.Contracts;
using Xunit;

namespace ThuocDo.Tests.Oversight.Voices;

public sealed class NineCriteriaTests
{
    private static readonly DateOnly Day = new(2024, 3, 31);

    /// <summary>An officer with two dossiers of (2,2,2,2,2) and (0,0,0,1,0), by Circular 01/2018/TT-VPCP.</summary>
    [Fact]
    public void Officer_OfTheTestVector_HasFivePointFiveAndTheWholeDuty()
    {
        var founded = Guid.CreateVersion7();
        var voices = new ConductVoices(new Dictionary<Guid, bool> { [founded] = true });
        List<ScoredDossier> dossiers =
        [
            NineScoring.Score(Dossier(early: true, contacts: 0, bodies: 0), voices),
            NineScoring.Score(Dossier(early: false, contacts: 2, bodies: 1, id: founded), voices),
        ];
        var score = NineScoring.OfOfficer(
            Guid.CreateVersion7(),
            Guid.Empty,
            [.. dossiers.Select(d => new ScoredWork(d.Points, 1))],
            Day
        );

        dossiers
            .Select(d => string.Join(',', d.Points.OrderBy(p => p.Key).Select(p => p.Value)))
            .ShouldBe(["2,2,2,2,2", "0,0,0,1,0"]);
        score
            .Score.Indices.OrderBy(i => i.Key)
            .Select(i => i.Value)
            .ShouldBe([1.0m, 1.0m, 1.0m, 1.5m, 1.0m]);
        score.Score.Total.ShouldBe(5.5m);
        score.Duty.ShouldBe(DutyShare.Full);
    }

    [Theory]
    [InlineData("5", DutyShare.Full)]
    [InlineData("4.9", DutyShare.Part)]
    [InlineData("3.5", DutyShare.Part)]
    [InlineData("3.4", DutyShare.Less)]
    public void Duty_ByTotal_IsAsTheCircularSays(string total, DutyShare duty) =>
        NineCriteria.DutyOf(Decimal(total), Day).ShouldBe(duty);

    [Theory]
    [InlineData("15", UnitClass.Excellent)]
    [InlineData("14.9", UnitClass.Good)]
    [InlineData("12", UnitClass.Good)]
    [InlineData("11.9", UnitClass.Fair)]
    [InlineData("9", UnitClass.Fair)]
    [InlineData("8.9", UnitClass.Average)]
    [InlineData("6", UnitClass.Average)]
    [InlineData("5.9", UnitClass.Weak)]
    public void Class_ByTotal_IsAsTheCircularSays(string total, UnitClass expected) =>
        NineCriteria.ClassOf(Decimal(total), Day).ShouldBe(expected);

    [Theory]
    [InlineData(new[] { 2, 2, 2, 1 }, "1.8")]
    [InlineData(new[] { 1, 1, 1, 2 }, "1.3")]
    [InlineData(new[] { 0, 0, 1 }, "0.3")]
    [InlineData(new int[0], null)]
    public void Index_OfScores_IsRoundedAwayFromZeroAndMissingWithoutData(
        int[] scores,
        string? value
    ) =>
        NineCriteria
            .Index(scores.Sum(), scores.Length)
            .ShouldBe(value is null ? null : Decimal(value));

    [Theory]
    [InlineData(Level.Province, 100, 100, 20, 2)]
    [InlineData(Level.Province, 100, 100, 19, 1)]
    [InlineData(Level.District, 10, 10, 5, 2)]
    [InlineData(Level.District, 10, 9, 4, 0)]
    [InlineData(Level.Commune, 10, 10, 10, 2)]
    [InlineData(Level.Commune, 10, 10, 9, 1)]
    [InlineData(Level.Commune, 10, 9, 9, 0)]
    [InlineData(Level.Commune, 0, 0, 0, null)]
    public void OneStop_ByLevel_HasItsOwnShare(
        Level level,
        int procedures,
        int atOneStop,
        int onTheSpot,
        int? points
    ) => NineCriteria.OneStop(level, procedures, atOneStop, onTheSpot, Day).ShouldBe(points);

    [Theory]
    [InlineData(0, 0, false, 2)]
    [InlineData(10, 10, false, 2)]
    [InlineData(10, 9, false, 1)]
    [InlineData(10, 8, false, 0)]
    [InlineData(10, 10, true, 0)]
    public void Feedback_ByTimeliness_AllowsNoneProlonged(
        int all,
        int onTime,
        bool prolonged,
        int points
    ) => NineCriteria.Feedback(all, onTime, prolonged, Day).ShouldBe(points);

    [Theory]
    [InlineData(10, 2, 100, 30, 0, 2)]
    [InlineData(10, 1, 100, 30, 0, 1)]
    [InlineData(10, 2, 100, 29, 0, 1)]
    [InlineData(10, 2, 100, 15, 0, 1)]
    [InlineData(10, 2, 100, 14, 0, 0)]
    [InlineData(10, 2, 100, 50, 1, 0)]
    [InlineData(10, 0, 100, 0, 0, 0)]
    [InlineData(0, 0, 0, 0, 0, null)]
    public void Online_ByOffersAndUse_IsAsTheCircularSays(
        int procedures,
        int online,
        long received,
        long receivedOnline,
        long late,
        int? points
    ) =>
        NineCriteria
            .Online(procedures, online, received, receivedOnline, late, Day)
            .ShouldBe(points);

    [Fact]
    public void Office_OfWhomNobodySaidAnything_HasIndicesAndNoScore()
    {
        var unit = UnitFacts.Tree().Find("c22888")!;
        var facts = new OneStopFacts(unit.Id, 10, 10, 5, 100, 40, 0);
        var silent = NineScoring.OfUnit(
            unit,
            [Work(Dossier(early: true, contacts: 0, bodies: 0, rated: false))],
            facts,
            // A proposal that was answered is no word about a dossier.
            new AnswerTally(3, 3, false),
            Day
        );
        silent.Score.Indices.Keys.ShouldNotContain(7);
        silent.Score.Indices[1].ShouldBe(2);
        silent.Score.Total.ShouldBeNull();
        silent.Class.ShouldBeNull();

        var rated = NineScoring.OfUnit(
            unit,
            [Work(Dossier(early: true, contacts: 0, bodies: 0))],
            facts,
            AnswerTally.None,
            Day
        );
        rated.Score.Total.ShouldBe(15m, "2 × 7 indices, index 5 at 1 and none for index 6");
        rated.Class.ShouldBe(UnitClass.Excellent);
    }

    [Fact]
    public void Part_OfACooperatingBody_IsJudgedForItsTimeAlone() =>
        NineScoring
            .Points(Of(early: null) with { IsPart = true }, false, false)
            .ShouldBe(new Dictionary<int, int> { [2] = 1 });

    [Fact]
    public void Work_WithoutALimit_IsNotJudgedByItsTime()
    {
        NineScoring
            .Points(Of(early: null) with { IsTimed = false }, true, false)
            .Keys.Order()
            .ShouldBe([3, 4]);
        NineScoring
            .Points(Of(early: null) with { IsTimed = false }, true, true)[7]
            .ShouldBe(0, "founded misconduct needs no time");
    }

    [Fact]
    public void Counts_OfTheDatabase_WeighLikeTheDossiersThemselves()
    {
        var score = NineScoring.OfOfficer(
            Guid.Empty,
            Guid.Empty,
            [Work(Dossier(true, 0, 0), 3), Work(Dossier(false, 0, 0, rated: false), 1)],
            Day
        );
        score.Score.Indices[1].ShouldBe(1.5m);
        score.Score.Indices[7].ShouldBe(2m);
        score.Score.Behind[7].ShouldBe(3);
        score.Score.Dossiers.ShouldBe(4);
    }

    private static readonly (DateOnly From, DateOnly To) Quarter = (new(2024, 1, 1), Day);

    [Fact]
    public void Answer_LateAndReopened_StaysLateInItsPeriod()
    {
        var story = Sent("2024-03-05");
        story.Tell("answer", Set(("answered", "2024-03-07"), ("state", "Answered")));
        story.Within(Quarter.From, Quarter.To).ShouldBe([(false, false)]);
        story.Tell(
            "reopen",
            Set(("answered", null), ("resolve-by", "2024-04-20"), ("state", "Processing"))
        );
        story.Within(Quarter.From, Quarter.To).ShouldBe([(false, false)]);
        story
            .Within(new DateOnly(2024, 4, 1), new DateOnly(2024, 6, 30))
            .ShouldBe([(false, false)], "the second answer is owed");
    }

    [Fact]
    public void Matter_WaitingForItsSender_IsOwedByNobody()
    {
        var story = Sent("2024-03-05");
        story.Within(Quarter.From, Quarter.To).ShouldBe([(false, false)]);
        story.Tell("ask", Set(("state", "NeedsInformation")));
        story.Within(Quarter.From, Quarter.To).ShouldBeEmpty();
    }

    private static AnswerStory Sent(string by)
    {
        var story = new AnswerStory();
        story.Tell(
            "sent",
            Set(("unit", Guid.Empty.ToString("D")), ("resolve-by", by), ("state", "New"))
        );
        return story;
    }

    private static Dictionary<string, string?> Set(params (string Name, string? Value)[] set) =>
        set.ToDictionary(s => s.Name, s => s.Value);

    private static ScoredWork Work(HandledDossier dossier, long count = 1) =>
        new(NineScoring.Score(dossier, ConductVoices.None).Points, count);

    private static HandledWork Of(bool? early) =>
        new(Guid.Empty, Guid.Empty, false, true, early, 3, 3, true);

    private static HandledDossier Dossier(
        bool? early,
        int contacts,
        int bodies,
        Guid? id = null,
        bool rated = true
    ) =>
        new(
            id ?? Guid.CreateVersion7(),
            "x",
            Day,
            new(Guid.Empty, Guid.Empty, false, true, early, contacts, bodies, rated)
        );

    private static decimal Decimal(string text) =>
        decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
