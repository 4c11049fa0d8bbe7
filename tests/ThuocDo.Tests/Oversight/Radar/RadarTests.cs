using System.Globalization;
using System.Text;
using Shouldly;
using ThuocDo.Oversight.Radar.Rules;
using ThuocDo.Tests.Architecture;
using Xunit;

namespace ThuocDo.Tests.Oversight.Radar;

public sealed class RadarTests
{
    private const string Report = "docs/guide/radar-report.md";
    private const int Provinces = 50;

    /// <summary>Stated: a trick of the doses in the report is found in nine provinces of ten.</summary>
    private const double StatedPower = 0.9;

    [Fact]
    public void Signs_OfFiftyCleanAndFiftyPlantedProvinces_AreFoundAsTheReportSays()
    {
        var signs = Enum.GetValues<RadarSign>();
        var (alarms, looks, marks) = (0, 0, 0);
        var (found, beside) = (new int[signs.Length], 0);
        for (var seed = 1; seed <= Provinces; seed++)
        {
            var clean = Read(seed, planted: false);
            var unusual = clean.Readings.Count(r => r.IsUnusual);
            (looks, marks) = (looks + clean.Readings.Count, marks + unusual);
            alarms += unusual > 0 ? 1 : 0;
            var planted = Read(seed, planted: true).Readings.Where(r => r.IsUnusual).ToList();
            foreach (var sign in signs)
            {
                found[(int)sign] += planted.Any(r => IsPlayed(r, sign)) ? 1 : 0;
            }

            beside += planted.Count(r => !signs.Any(s => IsPlayed(r, s)));
        }

        var table = Table(alarms, looks, marks, found, beside);
        ((double)alarms / Provinces).ShouldBeLessThanOrEqualTo(RadarRules.FalseAlarms, table);
        found.ShouldAllBe(f => f >= StatedPower * Provinces, table);
        Repository.Read(Report).ShouldContain(table, Case.Sensitive, table);
    }

    [Theory]
    [InlineData(40, 0.2, 0.01)]
    [InlineData(300, 0.003, 0.002)]
    [InlineData(12_000, 0.8, 0.004)]
    public void Law_OfHits_AddsUpAndItsBoundIsTheSmallest(long cases, double mean, double spread)
    {
        var law = new BetaBinomial(cases, mean, spread);

        law.TailFrom(0).ShouldBe(1, 1e-9);
        var bound = law.SmallestAbove(1e-4);
        law.TailFrom(bound + 1).ShouldBeLessThanOrEqualTo(1e-4);
        law.TailFrom(bound).ShouldBeGreaterThan(1e-4);
        // The mean is the sum of the tails.
        if (cases <= 300)
        {
            Enumerable.Range(1, (int)cases).Sum(k => law.TailFrom(k)).ShouldBe(cases * mean, 1e-6);
        }
    }

    [Fact]
    public void Signs_OfTooFew_AreNotJudged() =>
        RadarRules.Read([new(RadarSign.LastDay, Guid.Empty, 19, 19, 1)]).Readings.ShouldBeEmpty();

    private static RadarPicture Read(int seed, bool planted) =>
        RadarRules.Read(SignCounts.Of(SampleProvince.Of(seed, planted), SampleProvince.LevelOf));

    private static bool IsPlayed(SignReading reading, RadarSign sign) =>
        reading.Count.Sign == sign
        && reading.Count.UnitId == SampleProvince.Unit(SampleProvince.Player(sign));

    private static string Table(int alarms, int looks, int marks, int[] found, int beside)
    {
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"""
            | measured on {Provinces} clean provinces | |
            | --- | ---: |
            | provinces with any sign called unusual | {alarms} of {Provinces} |
            | units and signs called unusual | {marks} of {looks} |

            | trick, each planted in one office of each of {Provinces} provinces | dose | found |
            | --- | ---: | ---: |

            """
        );
        foreach (var sign in Enum.GetValues<RadarSign>())
        {
            var dose = SampleProvince.Dose(sign);
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {Name(sign)} | {(dose < 1 ? $"{100 * dose:0} %" : $"{dose:0} nights")} | {found[(int)sign]} of {Provinces} |\n"
            );
        }

        text.Append(
            CultureInfo.InvariantCulture,
            $"\nCalled unusual beside the planted ones in the {Provinces} planted provinces: {beside}.\n"
        );
        return text.ToString();
    }

    private static string Name(RadarSign sign) => ThuocDo.Oversight.Radar.RadarText.Key(sign);
}
