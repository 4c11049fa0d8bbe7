using CsCheck;
using Shouldly;
using ThuocDo.Indicators.Indices.Computing;
using Xunit;

namespace ThuocDo.Tests.Indicators.Indices;

public sealed class PciSubIndexTests
{
    /// <summary>The share of firms that bear informal charges: Đà Nẵng 2016 by the range known in 2016.</summary>
    [Fact]
    public void Score_ByTheRangeOfAllYears_IsSevenForDaNang2016() =>
        new Anchors(0.585366m, 0.585366m + 0.393834m)
            .Score(0.847926m, Direction.Positive)!
            .Value.ShouldBe(7.0m, 0.001m);

    [Fact]
    public void Score_OfTheEnds_IsOneAndTen() =>
        Gen.Select(Gen.Int[-50, 50], Gen.Int[1, 50])
            .Sample(
                (low, width) =>
                {
                    var anchors = new Anchors(low, low + width);
                    anchors.Score(low, Direction.Positive).ShouldBe(1);
                    anchors.Score(low + width, Direction.Positive).ShouldBe(10);
                    anchors.Score(low, Direction.Negative).ShouldBe(10);
                    anchors.Score(low + width, Direction.Negative).ShouldBe(1);
                }
            );

    [Fact]
    public void Score_WithoutADistance_IsNone() =>
        new Anchors(3, 3).Score(3, Direction.Positive).ShouldBeNull();

    [Theory]
    [InlineData(1, "2014:3,2014:5", 2014, "1", "10")]
    [InlineData(1, "2013:0,2014:3,2014:5,2015:9", 2014, "1", "10")]
    [InlineData(2, "2012:-5,2013:0,2014:3,2014:6,2015:9", 2014, "5.5", "10")]
    [InlineData(null, "2012:-3,2013:0,2014:3,2014:6,2015:9", 2014, "7", "10")]
    public void Anchors_OfASpan_ComeFromItsYearsOnly(
        int? years,
        string values,
        int year,
        string first,
        string second
    )
    {
        var readings = values
            .Split(',')
            .Select((v, i) => Reading(int.Parse(v[..4], null), $"{i:00}", "a", Number(v[5..])))
            .ToList();

        PciSubIndices
            .Of(readings, new AnchorSpan(years))
            .Where(s => s.Year == year)
            .Select(s => s.Score)
            .ShouldBe([Number(first), Number(second)]);
    }

    /// <summary>Files rename indicators; the ends of the scale are sought under all names.</summary>
    [Fact]
    public void Anchors_OfARenamedIndicator_AreThoseOfItsSeries()
    {
        IndicatorReading[] readings =
        [
            Reading(2013, "01", "d10_new", 0) with
            {
                Series = "s",
            },
            Reading(2014, "01", "g3_new", 5) with
            {
                Series = "s",
            },
            Reading(2014, "02", "g3_new", 10) with
            {
                Series = "s",
            },
        ];

        PciSubIndices.Of(readings, AnchorSpan.Cumulative)[1].Score.ShouldBe(5.5m);
    }

    [Fact]
    public void SubIndex_OfSeveralIndicators_IsTheirWeightedMean()
    {
        IndicatorReading[] readings =
        [
            Reading(2014, "01", "a", 0, 1, 4),
            Reading(2014, "02", "a", 10, 1, 4),
            Reading(2014, "01", "b", 0, 3, 4) with
            {
                Direction = Direction.Negative,
            },
            Reading(2014, "02", "b", 10, 3, 4) with
            {
                Direction = Direction.Negative,
            },
        ];

        PciSubIndices.Of(readings, AnchorSpan.InYear).Select(s => s.Score).ShouldBe([7.75m, 3.25m]);
    }

    /// <summary>An empty value and an indicator without a row are missing alike.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void SubIndex_WithoutAnIndicator_IsEmpty(bool hasRow)
    {
        List<IndicatorReading> readings =
        [
            Reading(2014, "01", "a", 0, 1, 2),
            Reading(2014, "02", "a", 10, 1, 2),
            Reading(2014, "03", "a", 10, 1, 2),
            Reading(2014, "01", "b", 0, 1, 2),
            Reading(2014, "03", "b", 1, 1, 2),
        ];
        if (hasRow)
        {
            readings.Add(Reading(2014, "02", "b", null, 1, 2));
        }

        PciSubIndices.Of(readings, AnchorSpan.InYear).Select(s => s.Score).ShouldBe([1, null, 10]);
    }

    /// <summary>Standardising and adding slopes to an intercept are the same sum in another order.</summary>
    [Fact]
    public void SubIndex_ByATable_AgreesWithTheAnchorsItStandsFor() =>
        Gen.Int[0, 100]
            .Array[3, 20]
            .Where(v => v.Distinct().Count() > 1)
            .Sample(values =>
            {
                var readings = values.Select((v, i) => Reading(2014, $"{i:00}", "a", v)).ToList();
                decimal low = values.Min();
                var slope = 9m / (values.Max() - low);
                var table = new Dictionary<(int, string), FixedIndex>
                {
                    [(2014, "x")] = new(
                        1 - (slope * low),
                        new Dictionary<string, decimal> { ["a"] = slope }
                    ),
                };

                var one = PciSubIndices.Of(readings, AnchorSpan.InYear);
                var other = PciSubIndices.Of(readings, table);

                one.Zip(other)
                    .ShouldAllBe(x =>
                        Math.Abs(x.First.Score!.Value - x.Second.Score!.Value) < 0.000001m
                    );
            });

    [Theory]
    [InlineData("1/6", true)]
    [InlineData("0.1", true)]
    [InlineData("0", false)]
    [InlineData("1/0", false)]
    [InlineData("-1", false)]
    [InlineData("a", false)]
    [InlineData("1/2/3", false)]
    public void Weight_OfText_IsReadOrRefused(string text, bool isWeight) =>
        (IndicatorList.WeightOf(text) is not null).ShouldBe(isWeight);

    private static IndicatorReading Reading(
        int year,
        string unit,
        string code,
        decimal? value,
        int numerator = 1,
        int denominator = 1
    ) =>
        new()
        {
            Year = year,
            Unit = unit,
            SubIndex = "x",
            Code = code,
            Series = code,
            Weight = new(numerator, denominator),
            Value = value,
        };

    private static decimal Number(string text) => Numbers.Parse(text)!.Value;
}
