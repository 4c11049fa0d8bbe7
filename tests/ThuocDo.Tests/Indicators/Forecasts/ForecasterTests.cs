using CsCheck;
using Shouldly;
using ThuocDo.Indicators.Forecasts;
using Xunit;

namespace ThuocDo.Tests.Indicators.Forecasts;

public sealed class ForecasterTests
{
    private static readonly Gen<List<(int Year, decimal Value)>> Series = Gen.Decimal[0, 100]
        .List[Forecaster.FewestYears, 9]
        .Select(values => values.Select((v, i) => (2016 + i, v)).ToList());

    [Fact]
    public void Forecast_OfAnySeries_StaysInRangeAroundItsMiddleAndIsTheSameTwice() =>
        Series.Sample(years =>
        {
            var until = years[^1].Year + 3;
            var one = Forecaster.Of(years, until, 0, 100);
            var two = Forecaster.Of(years, until, 0, 100);
            one.Years.Select(y => y.Year).ShouldBe([until - 2, until - 1, until]);
            one.Years.ShouldBe(two.Years);
            one.Years.ShouldAllBe(y =>
                0 <= y.Low && y.Low <= y.Value && y.Value <= y.High && y.High <= 100
            );
        });

    [Fact]
    public void Forecast_OfAStraightLine_GoesHalfItsStepAndHoldsTheWhole() =>
        Gen.Select(Gen.Int[10, 40], Gen.Int[0, 5], Gen.Int[4, 8])
            .Sample(
                (start, slope, count) =>
                {
                    var forecast = Forecaster.Of(
                        [
                            .. Enumerable
                                .Range(0, count)
                                .Select(i => (2010 + i, (decimal)(start + slope * i))),
                        ],
                        2010 + count + 5,
                        0,
                        null
                    );
                    var year = forecast.Years[0];
                    Math.Round(year.Value, 3).ShouldBe(start + slope * (count - 0.5m));
                    decimal[] both = [start + slope * (count - 1), start + slope * count];
                    both.ShouldAllBe(v => year.Low <= v && v <= year.High);
                    forecast.Years.ShouldAllBe(y =>
                        y.Low <= start + slope * (y.Year - 2010)
                        && start + slope * (y.Year - 2010) <= y.High
                    );
                }
            );

    [Fact]
    public void Forecast_WithOneOddYear_KeepsItsTrend() =>
        Gen.Select(Gen.Int[0, 5], Gen.Decimal[0, 100])
            .Sample(
                (odd, value) =>
                {
                    var years = Enumerable
                        .Range(0, 7)
                        .Select(i => (2015 + i, i == odd ? value : 20m + 2 * i))
                        .ToList();
                    Forecaster.Of(years, 2022, 0, 100).Last!.Value.ShouldBeInRange(31, 35);
                }
            );

    [Theory]
    [InlineData(3, 2025, NoForecast.TooFewYears)]
    [InlineData(0, 2025, NoForecast.TooFewYears)]
    [InlineData(5, 2024, NoForecast.DeadlinePassed)]
    [InlineData(5, 2020, NoForecast.DeadlinePassed)]
    public void Forecast_ThatCannotBeMade_SaysWhy(int years, int until, NoForecast why)
    {
        var forecast = Forecaster.Of(
            [.. Enumerable.Range(0, years).Select(i => (2020 + i, 50m))],
            until,
            0,
            100
        );
        (forecast.Why, forecast.Years.Count, forecast.Used).ShouldBe((why, 0, years));
    }

    /// <summary>What is promised of the interval, held against lines with scatter: near four in five, neither half nor all.</summary>
    [Theory]
    [InlineData(5)]
    [InlineData(8)]
    public void Interval_OverManyNoisyLines_HoldsAboutWhatItPromises(int count)
    {
        const int runs = 600;
        var random = new Random(17);
        double Noise() =>
            Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()))
            * Math.Cos(2 * Math.PI * random.NextDouble());
        var held = Enumerable
            .Range(0, runs)
            .Count(_ =>
            {
                var values = Enumerable
                    .Range(0, count + 1)
                    .Select(i => (2015 + i, (decimal)(500 + 3 * i + 4 * Noise())))
                    .ToList();
                var forecast = Forecaster.Of([.. values.Take(count)], 2015 + count, 0, null).Last!;
                return forecast.Low <= values[^1].Item2 && values[^1].Item2 <= forecast.High;
            });
        (100.0 * held / runs).ShouldBeInRange(65, 92);
    }
}
