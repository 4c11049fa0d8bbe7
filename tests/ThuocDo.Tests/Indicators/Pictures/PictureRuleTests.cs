using System.Xml.Linq;
using CsCheck;
using Shouldly;
using ThuocDo.Indicators.Figures;
using ThuocDo.Indicators.Focus;
using ThuocDo.Indicators.Gaps;
using ThuocDo.Indicators.Handling;
using ThuocDo.Indicators.Indices;
using ThuocDo.Indicators.Pictures;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Documents;
using ThuocDo.Shared.Facts;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Pictures;
using Xunit;

namespace ThuocDo.Tests.Indicators.Pictures;

/// <summary>Where things stand in pictures, and what percentiles and distances are: without a page and without a database.</summary>
public sealed class PictureRuleTests
{
    private static readonly Gen<(int? Days, long Count)[]> Counts = Gen.Select(
        Gen.Int[-1, 40],
        Gen.Long[0, 30],
        (days, count) => (days < 0 ? (int?)null : days, count)
    ).Array[0, 20];

    [
        Theory,
        InlineData("", 50, null),
        InlineData("7", 50, 7),
        InlineData("7", 1, 7),
        InlineData("1 2", 50, 1),
        InlineData("1 2", 51, 2),
        InlineData("1 2 3 4", 75, 3),
        InlineData("1 2 3 4", 76, 4),
        InlineData("0 0 0 9", 75, 0),
        InlineData("0 0 0 9", 100, 9),
        InlineData("1 2 3 4 5 6 7 8 9 10", 90, 9),
        InlineData("1 2 3 4 5 6 7 8 9 10", 95, 10)
    ]
    public void Percentile_ByNearestRank_IsADayThatOccurred(
        string days,
        int percent,
        int? wanted
    ) =>
        Distribution
            .Of(
                days.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                    .Select(d =>
                        ((int?)int.Parse(d, System.Globalization.CultureInfo.InvariantCulture), 1L)
                    )
            )
            .Percentile(percent)
            .ShouldBe(wanted);

    [Fact]
    public void Distribution_OfAnyCounts_HasThePercentilesOfTheListAndBarsThatHoldAll() =>
        Gen.Select(Counts, Gen.Int[1, 100])
            .Sample(
                (counts, percent) =>
                {
                    var distribution = Distribution.Of(counts);
                    var list = counts
                        .Where(c => c.Days is not null)
                        .SelectMany(c => Enumerable.Repeat(c.Days!.Value, (int)c.Count))
                        .Order()
                        .ToList();
                    distribution
                        .Percentile(percent)
                        .ShouldBe(
                            list.Count == 0
                                ? null
                                : list[(int)Math.Ceiling(percent / 100m * list.Count) - 1]
                        );
                    distribution.Unknown.ShouldBe(
                        counts.Where(c => c.Days is null).Sum(c => c.Count)
                    );
                    Distribution
                        .Sum([distribution, Distribution.None])
                        .Counts.ShouldBe(distribution.Counts);

                    var bars = HandlingBars.Of(distribution);
                    bars.Count.ShouldBeLessThanOrEqualTo(HandlingBars.MostBars);
                    bars.Sum(b => b.Count).ShouldBe(list.Count);
                    bars.ShouldAllBe(b => b.Count == list.Count(d => b.Least <= d && d <= b.Most));
                    bars.Zip(bars.Skip(1)).ShouldAllBe(p => p.Second.Least == p.First.Most + 1);
                }
            );

    [Fact]
    public void HandlingDays_InTraits_ComeBackAndTouchNoMeasure()
    {
        foreach (var days in new int?[] { null, 0, 1, 21, HandlingDays.Most, 5_000 })
        {
            var traits = FactTraits.Resolved | FactTraits.Late | HandlingDays.Traits(days);
            HandlingDays
                .Of((long)traits)
                .ShouldBe(days is { } d ? Math.Min(d, HandlingDays.Most) : null);
            Measures
                .All.Where(m => m.Counts(FactKind.Closed, (long)traits))
                .ShouldBe(
                    Measures.All.Where(m =>
                        m.Counts(FactKind.Closed, (long)(FactTraits.Resolved | FactTraits.Late))
                    )
                );
        }
    }

    [Fact]
    public void Tiles_OfTheProvince_HoldEveryCommuneOnceAndNoTwoOfOneTimeInOnePlace()
    {
        var tree = UnitFacts.Tree();
        var communes = tree.All.Where(u => u.Level == Level.Commune).ToList();
        Tiles.Shipped.Select(t => t.Key).Order().ShouldBe(communes.Select(u => u.Key).Order());
        foreach (
            var day in new[]
            {
                new DateOnly(2024, 10, 31),
                new DateOnly(2025, 6, 30),
                new DateOnly(2025, 7, 1),
            }
        )
        {
            var tiles = Tiles.Shipped.Where(t => tree.Find(t.Key)!.IsValidOn(day)).ToList();
            tiles.Select(t => t.Map).Distinct().Count().ShouldBe(1);
            tiles.ShouldAllBe(t => t.Map == (day < Tiles.Change ? Tiles.Before : Tiles.Since));
            tiles.Select(t => (t.Column, t.Row)).ShouldBeUnique();
        }
    }

    [Fact]
    public void Waterfall_OfAnyAmounts_BeginsEachBarWhereTheLastEnded()
    {
        var steps = Waterfall.Lay([("a", 3m, null), ("b", -1.25m, null), ("c", 0.5m, null)]);

        steps.Select(s => (s.From, s.To)).ShouldBe([(0m, 3m), (3m, 1.75m), (1.75m, 2.25m)]);
        steps.Sum(s => s.Amount).ShouldBe(steps[^1].To);
    }

    [Fact]
    public void Slope_BetweenTwoYears_PutsTheBestFirstAndMarksANewMethod()
    {
        var book = IndexBook.Shipped;
        var series = book
            .Indices.Select(i => (i.Key, book.Known(i.Key, new DateOnly(2026, 1, 1))))
            .ToList();
        var years = series
            .SelectMany(s => s.Item2)
            .Where(e => e.Main.Rank is not null)
            .Select(e => e.Year)
            .Distinct()
            .ToList();
        var slopes = SlopeChart.Between(series, years.Min(), years.Max() - 1);
        slopes = slopes.Count == 0 ? SlopeChart.Between(series, 2019, 2023) : slopes;

        slopes.ShouldNotBeEmpty();
        slopes.Select(s => s.To.Height).ShouldBeInOrder();
        slopes.ShouldAllBe(s => s.Change == (s.IsBroken ? null : (int?)(s.From.Rank - s.To.Rank)));
        // PCI changed its method in 2013 and 2022.
        var broken = SlopeChart.Between(series, 2012, 2022).Single(s => s.Key == "PCI");
        broken.IsBroken.ShouldBeTrue();
        broken.Change.ShouldBeNull("the two places do not measure the same");
        foreach (var (from, to) in new[] { (2022, 2012), (2022, 2022) })
        {
            Should.Throw<ArgumentException>(() => SlopeChart.Between(series, from, to));
        }

        // A place without the number of places stands nowhere on the scale.
        var alone = series
            .Select(s =>
                (
                    s.Key,
                    (IReadOnlyList<Edition>)
                        [
                            .. s.Item2.Select(e =>
                                e.Year == 2022
                                    ? e with
                                    {
                                        Prints = [e.Main with { Ranked = null }],
                                    }
                                    : e
                            ),
                        ]
                )
            )
            .ToList();
        SlopeChart.Between(alone, 2012, 2022).ShouldBeEmpty();
        SlopeChart.Unplaced(alone, 2012, 2022).ShouldContain("PCI");
        SlopeChart.Unplaced(series, 2012, 2022).ShouldBeEmpty();
        SlopeChart.Apart([10, 10, 12, 90], 17).ShouldBe([10d, 27d, 44d, 90d]);
        new Place(1, 63).Height.ShouldBe(0);
        new Place(63, 63).Height.ShouldBe(1);
        new Place(1, 1).Height.ShouldBe(0);
    }

    [
        Theory,
        InlineData("0.996", 0, "99"),
        InlineData("0.9996", 1, "99.9"),
        InlineData("1", 0, "100"),
        InlineData("1.001", 0, "101"),
        InlineData("0.994", 0, "99"),
        InlineData("0.001", 0, "1"),
        InlineData("0.0001", 1, "0.1"),
        InlineData("0", 1, "0"),
        InlineData("0.455", 0, "46")
    ]
    public void Rough_OfAShare_IsWholeOrNothingOnlyWhereItIs(
        string share,
        int decimals,
        string wanted
    ) =>
        Formats
            .Rough(
                decimal.Parse(share, System.Globalization.CultureInfo.InvariantCulture),
                decimals
            )
            .ShouldBe(decimal.Parse(wanted, System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public void ProvinceScores_ThatShip_HaveANameAndThePlaceThatTheirTotalsGive()
    {
        ProvinceResults.Names.Count.ShouldBe(63);
        foreach (var year in ProvinceResults.Shipped.GroupBy(s => (s.Index, s.Year)))
        {
            year.ShouldAllBe(s =>
                ProvinceResults.Names.ContainsKey(s.Province)
                && s.Ranked == year.Count()
                && s.Rank == year.Count(o => o.Score > s.Score) + 1
            );
            var home = IndexBook.Shipped.Find(year.Key.Index, IndexBook.Home, year.Key.Year)!.Main;
            var same = year.Single(s => s.Province == IndexBook.Home);
            (same.Score, same.Rank, same.Ranked).ShouldBe(
                (home.Score!.Value, home.Rank!.Value, home.Ranked!.Value)
            );
        }
    }

    [Fact]
    public void Panels_AcrossANewMethod_AreDrawnInPieces() =>
        SmallMultiples
            .Pieces([new(2019, 1, true), new(2020, 2, false), new(2021, 3, true)])
            .Select(p => p.Count)
            .ShouldBe([2, 1]);

    [Fact]
    public void Steps_OfCloseValues_StillTellLowFromHigh()
    {
        var steps = Steps.Of([0.90m, 0.91m, 0.92m, 0.93m, 0.94m, 0.95m]);
        steps.ShadeOf(0.90m).ShouldBe(0);
        steps.ShadeOf(0.95m).ShouldBe(4);
        Steps.Of([]).TintOf(null).ShouldBe(Tint.Empty);
        Steps.Of([0.5m, 0.5m]).ShadeOf(0.5m).ShouldBe(2);
    }

    [Fact]
    public void Picture_AsSvgAndPng_HoldsTheSameAndNoMarkupOfItsWords()
    {
        var picture = new Picture(
            100,
            50,
            "Đúng hạn <b> & \"hơn\"",
            "Mô tả",
            [
                new Box(0, 0, 10, 10, Tint.Bad, "<script>", "/x?a=1&b=2"),
                new Words(5, 20, "Ễ < 5"),
                new Stroke([(0, 0), (10, 10)], Tint.Act, 2, true),
                new Dot(3, 3, 1, Tint.Good),
            ]
        );
        XNamespace svg = "http://www.w3.org/2000/svg";

        var page = XElement.Parse(SvgPicture.Write(picture, "one"));
        var file = XElement.Parse(SvgPicture.Write(picture));

        page.Name.ShouldBe(svg + "svg");
        page.Descendants().ShouldAllBe(e => e.Name.Namespace == svg);
        page.Element(svg + "title")!.Value.ShouldBe(picture.Title);
        page.Descendants(svg + "a").Single().Attribute("href")!.Value.ShouldBe("/x?a=1&b=2");
        page.Descendants(svg + "text").Single().Value.ShouldBe("Ễ < 5");
        file.Descendants(svg + "a").ShouldBeEmpty("a file leads nowhere");
        // The file has a white ground of its own.
        file.Descendants(svg + "rect").Count().ShouldBe(2);
        file.Descendants(svg + "text").First().Value.ShouldBe(picture.Title);
        if (DocumentFonts.OfThisMachine is { } fonts)
        {
            PngPicture
                .Write(picture, fonts)!
                .Take(8)
                .ShouldBe([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
            PngPicture.Write(picture with { Height = 90_000 }, fonts).ShouldBeNull();
        }
    }

    [Fact]
    public void Focus_OfTargets_IsSortedByWhatIsMissingOfTheTargetItself()
    {
        FocusRule.Distance(10, 40).ShouldBe(0.25m);
        FocusRule.Distance(10, 20).ShouldBe(0.5m);
        FocusRule.Distance(-1, 20).ShouldBeNull();
        FocusRule.Distance(null, 20).ShouldBeNull();
        FocusRule.GroupOf(Verdict.NotMet, null).ShouldBe(FocusGroup.Failing);
        FocusRule.GroupOf(Verdict.Met, null).ShouldBe(FocusGroup.Reached);
        FocusRule.GroupOf(Verdict.NotApplicable, null).ShouldBe(FocusGroup.NotMeasured);

        var gap = new Gap(GapTarget.Of(80, ConditionOperator.AtLeast), new Share(140, 200));
        var split = gap.Split([
            new("good", new Share(95, 100)),
            new("worst", new Share(15, 50)),
            new("bad", new Share(30, 50)),
        ]);
        split[0].Part.Key.ShouldBe("worst");
        // 25 of the 35 records that worst and bad are short of; what the good one gives does not make it more.
        FocusRule.ShareOf(split[0], split).ShouldBe(25m / 35);

        // What was counted and what is new are two numbers: ten of these hundred, or fifty more.
        var hundred = new Gap(GapTarget.Of(80, ConditionOperator.AtLeast), new Share(70, 100));
        (hundred.Turning, hundred.Growing).ShouldBe((10, 50));
        // Exactly on a limit that should be passed nobody lacks anything.
        var strict = new Gap(GapTarget.Of(80, ConditionOperator.Above), new Share(80, 100));
        var even = strict.Split([new("a", new Share(40, 50)), new("b", new Share(40, 50))]);
        FocusRule.ShareOf(even[0], even).ShouldBeNull();
    }
}
