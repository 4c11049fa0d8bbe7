using Shouldly;
using ThuocDo.Indicators.Surveys.Rules;
using Xunit;

namespace ThuocDo.Tests.Indicators.Surveys;

public sealed class SmallCellsTests
{
    [Theory]
    [InlineData("10 20 30", "...")]
    [InlineData("3 20 30", "xx.")]
    [InlineData("3 3 30", "xx.")]
    [InlineData("2 2 30 9", "xx.x")]
    [InlineData("3 0 30", "x.x")]
    [InlineData("4", "x")]
    [InlineData("0 0", "..")]
    public void Hidden_NeitherAloneNorByDifference(string answers, string hidden) =>
        string.Concat(
                SmallCells
                    .Hidden(
                        [
                            .. answers
                                .Split(' ')
                                .Select(n =>
                                    int.Parse(n, System.Globalization.CultureInfo.InvariantCulture)
                                ),
                        ],
                        5
                    )
                    .Select(h => h ? 'x' : '.')
            )
            .ShouldBe(hidden);
}
