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
        var score = NineScoring.OfOfficer(
            Guid.CreateVersion7(),
            Guid.Empty,
            [
                Dossier(early: true, contacts: 0, bodies: 0),
                Dossier(early: false, contacts: 2, bodies: 1, id: founded),
            ],
            UnitVoices.None with
            {
                Founded = new HashSet<Guid> { founded },
                SpokenOf = new HashSet<Guid> { founded },
            },
            Day
        );

        score
            .Score.Dossiers.Select(d =>
                string.Join(',', d.Points.OrderBy(p => p.Key).Select(p => p.Value))
            )
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
    ) => NineCriteria.Index(scores).ShouldBe(value is null ? null : Decimal(value));

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
            [Dossier(early: true, contacts: 0, bodies: 0, rated: false)],
            facts,
            UnitVoices.None,
            Day
        );
        silent.Score.Indices.Keys.ShouldNotContain(7);
        silent.Score.Indices[1].ShouldBe(2);
        silent.Score.Total.ShouldBeNull();
        silent.Class.ShouldBeNull();

        var rated = NineScoring.OfUnit(
            unit,
            [Dossier(early: true, contacts: 0, bodies: 0)],
            facts,
            UnitVoices.None,
            Day
        );
        rated.Score.Total.ShouldBe(16m, "2 × 8 indices with index 5 and 6 at 1");
        rated.Class.ShouldBe(UnitClass.Excellent);
    }

    [Fact]
    public void Part_OfACooperatingBody_IsJudgedForItsTimeAlone() =>
        NineScoring
            .Score(
                Dossier(early: null, contacts: 3, bodies: 3) with
                {
                    IsPart = true,
                },
                UnitVoices.None
            )
            .Points.ShouldBe(new Dictionary<int, int> { [2] = 1 });

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
            Guid.Empty,
            Guid.Empty,
            Guid.CreateVersion7(),
            Day,
            false,
            early,
            contacts,
            bodies,
            false,
            rated
        );

    private static decimal Decimal(string text) =>
        decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
