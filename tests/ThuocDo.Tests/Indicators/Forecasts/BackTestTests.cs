using Shouldly;
using ThuocDo.Indicators.Forecasts;
using ThuocDo.Indicators.Indices;
using ThuocDo.Tests.Architecture;
using Xunit;

namespace ThuocDo.Tests.Indicators.Forecasts;

/// <summary>What the guide says of the forecast is what the forecast does.</summary>
public sealed class BackTestTests
{
    private const string Guide = "docs/guide/forecast-backtest.md";

    [Fact]
    public void Guide_OfTheBackTest_HoldsTheFiguresOfTheShippedSeries()
    {
        var table = BackTest.Table(BackTest.Of(BackTest.Shipped(IndexBook.Shipped)));
        Repository.Read(Guide).ShouldContain(table, Case.Sensitive, table);
    }

    [Fact]
    public void Series_OnALine_IsCoveredWithHalfTheErrorOfTheLastYear()
    {
        var years = Enumerable.Range(0, 8).Select(i => (2015 + i, 10m + 3 * i)).ToList();
        var rows = BackTest.Of([new("line", years, 0, 100)]).Where(r => r.Kind == "line").ToList();

        rows.Select(r => (r.Ahead, r.Forecasts, r.Covered, Math.Round(r.Error, 3), r.Naive))
            .ShouldBe([(1, 4, 4, 1.5m, 3m), (2, 3, 3, 3m, 6m), (3, 2, 2, 4.5m, 9m)]);
    }

    [Fact]
    public void Series_TooShort_TellsNothing() =>
        BackTest
            .Of([new("short", [(2015, 1), (2016, 2), (2017, 3), (2018, 4)], 0, null)])
            .ShouldBeEmpty();
}
