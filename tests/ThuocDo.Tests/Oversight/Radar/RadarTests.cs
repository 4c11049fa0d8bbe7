using System.Globalization;
using System.Text;
using Shouldly;
using ThuocDo.Oversight.Radar.Rules;
using ThuocDo.Shared.Contracts;
using ThuocDo.Tests.Architecture;
using Xunit;

namespace ThuocDo.Tests.Oversight.Radar;

public sealed class RadarTests
{
    private const string Report = "docs/guide/radar-report.md";
    private const int Provinces = 50;

    /// <summary>For the two levels of few offices.</summary>
    private const int FewProvinces = 20;

    /// <summary>Stated: a trick of the doses in the report is found in nine provinces of ten.</summary>
    private const double StatedPower = 0.9;

    [Fact]
    public void Signs_OfFiftyCleanAndFiftyPlantedProvinces_AreFoundAsTheReportSays()
    {
        var signs = Enum.GetValues<RadarSign>();
        var (alarms, looks, marks) = (0, 0, 0);
        var (found, beside) = (new int[3, signs.Length], 0);
        for (var seed = 1; seed <= Provinces; seed++)
        {
            var clean = Read(seed, null);
            var unusual = clean.Readings.Count(r => r.IsUnusual);
            (looks, marks) = (looks + clean.Readings.Count, marks + unusual);
            alarms += unusual > 0 ? 1 : 0;
            for (var level = seed <= FewProvinces ? 0 : 2; level < 3; level++)
            {
                var planted = Read(seed, level).Readings.Where(r => r.IsUnusual).ToList();
                foreach (var sign in signs)
                {
                    found[level, (int)sign] += planted.Any(r => IsPlayed(r, sign, level)) ? 1 : 0;
                }

                beside +=
                    level == 2 ? planted.Count(r => !signs.Any(s => IsPlayed(r, s, level))) : 0;
            }
        }

        var table = Table(alarms, looks, marks, found, beside);
        ((double)alarms / Provinces).ShouldBeLessThanOrEqualTo(RadarRules.FalseAlarms, table);
        signs.ShouldAllBe(s => found[2, (int)s] >= StatedPower * Provinces, table);
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
        RadarRules
            .Read([new(RadarSign.LastDay, Guid.Empty, 19, 19, 1, 63)])
            .Readings.ShouldBeEmpty();

    /// <summary>A unit with too few others of its level would be its own norm.</summary>
    [Fact]
    public void Unit_OfALevelOfFew_IsNotJudgedAndIsNeverItsOwnNorm()
    {
        var traces = Enumerable
            .Range(0, 20)
            .SelectMany(unit =>
                Enumerable
                    .Range(0, 40)
                    .Select(i => new DossierTrace
                    {
                        Id = new Guid(unit, (short)i, 0, new byte[8]),
                        UnitId = SampleProvince.Unit(unit),
                        IsOnline = false,
                        FiledAt = Day.AddDays(i),
                        ReceivedAt = Day.AddDays(i),
                        PromisedAt = Day.AddDays(i + 5),
                        ClosedAt = Day.AddDays(i + (unit == 0 ? 5 : 2)),
                        End = unit == 0 ? TraceEnd.OnLastDay : TraceEnd.Early,
                    })
            )
            .ToList();

        var counts = SignCounts.Of(traces, unit => unit == SampleProvince.Unit(0) ? 0 : 1);

        counts
            .Single(c => c.Sign == RadarSign.LastDay && c.UnitId == SampleProvince.Unit(0))
            .ShouldBe(new(RadarSign.LastDay, SampleProvince.Unit(0), 40, 40, 0, 0));
        RadarRules
            .Read(counts)
            .Readings.ShouldNotContain(r => r.Count.UnitId == SampleProvince.Unit(0));
        RadarRules
            .Read(SignCounts.Of(traces, _ => 1))
            .Readings.Single(r => r.IsUnusual)
            .Count.ShouldBe(new(RadarSign.LastDay, SampleProvince.Unit(0), 40, 40, 0, 19));
    }

    private static readonly DateTime Day = new(2024, 1, 1, 2, 0, 0, DateTimeKind.Utc);

    private static RadarPicture Read(int seed, int? planted) =>
        RadarRules.Read(SignCounts.Of(SampleProvince.Of(seed, planted), SampleProvince.LevelOf));

    private static bool IsPlayed(SignReading reading, RadarSign sign, int level) =>
        reading.Count.Sign == sign
        && reading.Count.UnitId == SampleProvince.Unit(SampleProvince.Player(sign, level));

    private static string Table(int alarms, int looks, int marks, int[,] found, int beside)
    {
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"""
            | measured on {Provinces} clean provinces | |
            | --- | ---: |
            | provinces with any sign called unusual | {alarms} of {Provinces} |
            | units and signs called unusual | {marks} of {looks} |

            | trick, each planted in one office | dose | commune of 320 dossiers, one of 51 | district, one of 7 | provincial, one of 6 |
            | --- | ---: | ---: | ---: | ---: |

            """
        );
        foreach (var sign in Enum.GetValues<RadarSign>())
        {
            var dose = SampleProvince.Dose(sign);
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {Name(sign)} | {(dose < 1 ? $"{100 * dose:0} %" : $"{dose:0} nights")} | {found[2, (int)sign]} of {Provinces} | {found[1, (int)sign]} of {FewProvinces} | {found[0, (int)sign]} of {FewProvinces} |\n"
            );
        }

        text.Append(
            CultureInfo.InvariantCulture,
            $"\nCalled unusual beside the planted ones in the {Provinces} provinces planted in communes: {beside}.\n"
        );
        return text.ToString();
    }

    private static string Name(RadarSign sign) => ThuocDo.Oversight.Radar.RadarText.Key(sign);
}
