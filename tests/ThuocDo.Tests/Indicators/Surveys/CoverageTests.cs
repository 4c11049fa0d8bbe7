using Shouldly;
using ThuocDo.Tests.Architecture;
using Xunit;

namespace ThuocDo.Tests.Indicators.Surveys;

/// <summary>The 95 % intervals of the survey hold as often as they say, and the guide says how often that was.</summary>
public sealed class CoverageTests
{
    private const string Guide = "docs/guide/survey-coverage.md";

    [Fact]
    public void Intervals_OfSimulatedPopulations_HoldNinetyFourToNinetySixOfAHundredTimes()
    {
        var rows = CoverageTrial
            .Populations.Select(p => CoverageTrial.Of(p, CoverageTrial.Runs))
            .ToList();
        var table = CoverageTrial.Table(rows);

        rows.SelectMany(r => new[] { r.Share, r.Mean }).ShouldAllBe(c => c >= 94 && c <= 96, table);
        Repository.Read(Guide).ShouldContain(table, Case.Sensitive, table);
    }
}
