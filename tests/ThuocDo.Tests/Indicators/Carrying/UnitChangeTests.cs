using CsCheck;
using Shouldly;
using ThuocDo.Indicators.Carrying;
using Xunit;

namespace ThuocDo.Tests.Indicators.Carrying;

public sealed class UnitChangeTests
{
    /// <summary>Merges, splits and moves of up to eight units into up to six, and their counts.</summary>
    private static readonly Gen<(UnitEdge[] Edges, CarriedFigure[] Figures)> Changes = Gen.Select(
            Gen.Select(Gen.Int[0, 7], Gen.Int[0, 5], Gen.Bool)
                .Select((from, to, all) => new UnitEdge($"a{from}", $"b{to}", all && from % 3 == 0))
                .Array[0, 14],
            Gen.Select(Gen.Int[0, 1000], Gen.Int[0, 1000]).Array[10]
        )
        .Select(
            (edges, counts) =>
                (
                    edges,
                    counts
                        .Select(
                            (c, i) =>
                                new CarriedFigure($"a{i}", Math.Min(c.Item1, c.Item2), c.Item2)
                        )
                        .ToArray()
                )
        );

    [Fact]
    public void Merger_OfTwo_AddsCountsAndComputesTheRateAgain()
    {
        var merged = new UnitChange([new("1", "9"), new("2", "9")])
            .Carry([new("1", 300, 400), new("2", 500, 1600)])
            .ShouldHaveSingleItem();

        (merged.Unit, merged.Numerator, merged.Denominator).ShouldBe(("9", 800, 2000));
        merged.Rate.ShouldBe(0.4m, "not the mean of 0.75 and 0.3125");
        (merged.IsExact, merged.Rule).ShouldBe((true, CarryRule.Whole));
    }

    [Fact]
    public void Split_WithoutAKnownShare_GivesEqualSharesAndSaysSo()
    {
        var parts = new UnitChange([new("1", "8"), new("1", "9"), new("1", "7")]).Carry([
            new("1", 8, 100),
        ]);

        parts.Select(p => p.Numerator).ShouldBe([3, 3, 2]);
        parts.Select(p => p.Denominator).ShouldBe([34, 33, 33]);
        parts.ShouldAllBe(p => !p.IsExact && p.Rule == CarryRule.EqualShare);
        parts.ShouldAllBe(p => p.Bounds.Least == 0 && p.Bounds.Most == 8);
    }

    [Fact]
    public void Split_WithAllPeopleOneWay_GivesThemThere()
    {
        var parts = new UnitChange([new("1", "8"), new("1", "9", TakesPopulation: true)]).Carry([
            new("1", 8, 100),
            new("8", 1, 2),
        ]);

        parts
            .Select(p => (p.Unit, p.Numerator, p.IsExact))
            .ShouldBe([("8", 1, true), ("9", 8, true)]);
        parts[1].Rule.ShouldBe(CarryRule.WholePopulation);
        parts[0].Rule.ShouldBe(CarryRule.AreaOnly | CarryRule.Kept);
    }

    /// <summary>Code 22750 named one ward and then another; only the edge tells where the old one went.</summary>
    [Fact]
    public void Figure_OfACodeThatLivesOn_FollowsTheEdgeAndNotTheCode() =>
        new UnitChange([new("22750", "22747"), new("22747", "22750")])
            .Carry([new("22750", 1, 10), new("22747", 2, 20)])
            .Select(f => (f.Unit, f.Numerator))
            .ShouldBe([("22747", 1), ("22750", 2)]);

    [Fact]
    public void Sum_WithAnUnknownPart_IsUnknown()
    {
        var merged = new UnitChange([new("1", "9"), new("2", "9")])
            .Carry([new("1", 300, 400), new("2", null, 1600)])
            .ShouldHaveSingleItem();

        (merged.Numerator, merged.Denominator, merged.Rate).ShouldBe((null, 2000, null));
    }

    [Fact]
    public void Rate_WithoutADenominator_IsNone()
    {
        new CarriedFigure("1", 0, 0).Rate.ShouldBeNull();
        new CarriedFigure("1", 5, null).Rate.ShouldBeNull();
    }

    [Fact]
    public void Standing_NeverTravels() =>
        Should.Throw<InvalidOperationException>(() =>
            new UnitChange([new("1", "9")]).Carry([new("1", 1, 1)], Travel.Standing)
        );

    [Theory]
    [InlineData("7", 3, "3,2,2")]
    [InlineData("0", 3, "0,0,0")]
    [InlineData("2", 3, "1,1,0")]
    [InlineData("301.00", 2, "151,150")]
    [InlineData("0.5", 2, "0.3,0.2")]
    public void Shares_OfACount_AreWholeAndAddUp(string count, int parts, string shares) =>
        Enumerable
            .Range(0, parts)
            .Select(i => Apportionment.Equal(decimal.Parse(count, null), parts, i)!.Value)
            .ShouldBe(shares.Split(',').Select(s => decimal.Parse(s, null)));

    [Fact]
    public void Counts_OverAnyChain_AreConserved() =>
        Changes
            .Array[1, 4]
            .Sample(chain =>
            {
                var figures = chain[0].Figures;
                IReadOnlyList<CarriedFigure> carried = figures;
                foreach (var (edges, _) in chain)
                {
                    carried = new UnitChange(edges).Carry(carried);
                    // The next change begins with the units that this one made.
                    carried = [.. carried.Select(c => c with { Unit = c.Unit.Replace('b', 'a') })];
                    carried =
                    [
                        .. carried
                            .GroupBy(c => c.Unit)
                            .Select(g => new CarriedFigure(
                                g.Key,
                                g.Sum(c => c.Numerator),
                                g.Sum(c => c.Denominator)
                            )),
                    ];
                }

                carried.Sum(c => c.Numerator).ShouldBe(figures.Sum(c => c.Numerator));
                carried.Sum(c => c.Denominator).ShouldBe(figures.Sum(c => c.Denominator));
            });

    /// <summary>A part never has more cases than people, all counts stay whole, and the truth lies within the bounds.</summary>
    [Fact]
    public void Parts_OfAnyChange_StayPossible() =>
        Changes.Sample(x =>
        {
            var carried = new UnitChange(x.Edges).Carry(x.Figures);

            carried.ShouldAllBe(c => c.Numerator <= c.Denominator && c.Numerator >= 0);
            carried.ShouldAllBe(c => c.Numerator == Math.Truncate(c.Numerator!.Value));
            carried.ShouldAllBe(c => c.Bounds.Least <= c.Numerator && c.Numerator <= c.Bounds.Most);
            carried.ShouldAllBe(c => c.IsExact == !c.Rule.HasFlag(CarryRule.EqualShare));
            carried
                .Where(c => c.IsExact)
                .ShouldAllBe(c => c.Bounds.Least == c.Numerator && c.Numerator == c.Bounds.Most);
        });

    [Fact]
    public void Change_InAnyOrderOfEdgesAndFigures_IsTheSame() =>
        Changes.Sample(x =>
            new UnitChange(x.Edges)
                .Carry(x.Figures)
                .ShouldBe(new UnitChange(x.Edges.Reverse()).Carry(x.Figures.Reverse()))
        );

    /// <summary>What a chain did to exactness is not forgotten.</summary>
    [Fact]
    public void Split_AndLaterMerger_StaysAnAssumption()
    {
        var split = new UnitChange([new("1", "8"), new("1", "9")]).Carry([new("1", 5, 9)]);
        var merged = new UnitChange([new("8", "7"), new("2", "7")]).Carry([
            .. split,
            new("2", 1, 1),
        ]);

        merged.Single(m => m.Unit == "7").IsExact.ShouldBeFalse();
        merged.Single(m => m.Unit == "7").Bounds.ShouldBe((1, 6));
    }

    /// <summary>There and back again, wherever the units were not mixed with others.</summary>
    [Fact]
    public void Back_WhereNothingWasMixed_IsWhatItWas() =>
        Changes.Sample(x =>
        {
            var change = new UnitChange(x.Edges);
            var carried = change.Carry(x.Figures).ToDictionary(c => c.Unit);
            foreach (var figure in x.Figures)
            {
                var isMixed = change
                    .Successors(figure.Unit)
                    .Any(s => change.Predecessors(s).Any(p => p != figure.Unit));
                var back = change.Back(figure.Unit, carried);

                (back is null).ShouldBe(isMixed);
                if (back is not null)
                {
                    (back.Numerator, back.Denominator).ShouldBe(
                        (figure.Numerator, figure.Denominator)
                    );
                }
            }
        });
}
