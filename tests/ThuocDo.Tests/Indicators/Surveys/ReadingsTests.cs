using Shouldly;
using ThuocDo.Indicators.Surveys.Rules;
using Xunit;

namespace ThuocDo.Tests.Indicators.Surveys;

public sealed class ReadingsTests
{
    [Theory]
    [InlineData(0.975, 1, 12.7062)]
    [InlineData(0.975, 2, 4.3027)]
    [InlineData(0.975, 10, 2.2281)]
    [InlineData(0.975, 1000, 1.9623)]
    [InlineData(0.95, 5, 2.0150)]
    public void Quantile_OfStudent_IsThatOfTheTables(double share, double degrees, double value) =>
        Quantiles.OfStudent(share, degrees).ShouldBe(value, 0.00006);

    [Fact]
    public void Weights_AddUpToTheCases_AndUndoDrawAndSilence()
    {
        // Of 300 cases 30 were asked and 10 answered; of 100 cases 20 and 20.
        var groups = Weighting.Groups([Answers("a", 300, 30, 8, 2), Answers("b", 100, 20, 5, 15)]);

        groups
            .Select(g =>
                (
                    g.Key,
                    Weight: Math.Round(g.Answers[0].Weight, 9),
                    Math.Round(g.Answers.Sum(a => a.Weight), 6)
                )
            )
            .ShouldBe([("a", 30.0, 300.0), ("b", 5.0, 100.0)]);
        // 0.75 x 0.8 + 0.25 x 0.25, not the 13 of 30 who said yes.
        Readings.Share(groups)!.Value.ShouldBe(0.6625, 1e-12);
        Readings.Mean(groups)!.Value.ShouldBe(0.6625, 1e-12);
    }

    [Fact]
    public void Stratum_WithoutAnswers_IsSpokenForByItsNeighbour()
    {
        var groups = Weighting.Groups([
            Answers("a|x", 100, 10, 4, 1),
            Answers("a|y", 50, 10, 0, 0),
            Answers("b|x", 80, 10, 3, 3),
        ]);

        groups
            .Select(g => (g.Key, g.Cases, Math.Round(g.Answers.Sum(a => a.Weight), 6)))
            .ShouldBe([("a|x+a|y", 150, 150.0), ("b|x", 80, 80.0)]);
    }

    [Fact]
    public void Silence_IsNoFigure()
    {
        var groups = Weighting.Groups([Answers("a", 100, 10, 0, 0)]);

        (Readings.Share(groups), Readings.Mean(groups)).ShouldBe((null, null));
        Readings.Judge(null, 0.9).ShouldBe(SurveyVerdict.CannotTell);
    }

    [Fact]
    public void EverybodyContent_StillHasARoomBelow_AndEverybodyAskedHasNone()
    {
        var some = Readings.Share(Weighting.Groups([Answers("a", 1000, 50, 30, 0)]))!;
        (some.Value, some.High).ShouldBe((1, 1));
        some.Low.ShouldBeInRange(0.915, 0.93);

        var all = Readings.Share(Weighting.Groups([Answers("a", 30, 30, 27, 3)]))!;
        (Math.Round(all.Low, 9), Math.Round(all.High, 9)).ShouldBe((0.9, 0.9));
    }

    [Theory]
    [InlineData(0.91, 0.95, SurveyVerdict.Reached)]
    [InlineData(0.90, 0.95, SurveyVerdict.Reached)]
    [InlineData(0.85, 0.90, SurveyVerdict.CannotTell)]
    [InlineData(0.80, 0.89, SurveyVerdict.NotReached)]
    public void Verdict_FollowsTheEndsOfTheInterval(
        double low,
        double high,
        SurveyVerdict verdict
    ) => Readings.Judge(new(100, (low + high) / 2, low, high, 100), 0.9).ShouldBe(verdict);

    [Fact]
    public void Reading_OfOneStratum_IsJeffreysInterval()
    {
        // 45 of 50 of very many cases: Jeffreys' interval is 0.7948 to 0.9610.
        var reading = Readings.Share(Weighting.Groups([Answers("a", 100_000_000, 100, 45, 5)]))!;

        (reading.Answers, reading.Value).ShouldBe((50, 0.9));
        reading.Low.ShouldBe(0.7948, 0.006);
        reading.High.ShouldBe(0.9610, 0.004);
        reading.DesignEffect.ShouldBe(1, 0.03);
    }

    private static StratumAnswers Answers(string stratum, int cases, int asked, int yes, int no) =>
        new(stratum, cases, asked, [.. Enumerable.Repeat(1.0, yes), .. Enumerable.Repeat(0.0, no)]);
}
