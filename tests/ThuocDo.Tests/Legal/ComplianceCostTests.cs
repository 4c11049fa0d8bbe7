using System.Globalization;
using System.Text.RegularExpressions;
using Shouldly;
using ThuocDo.Legal.Simplification.Cost;
using ThuocDo.Shared.Reference;
using ThuocDo.Tests.Harness;
using Xunit;

namespace ThuocDo.Tests.Legal;

public sealed partial class ComplianceCostTests
{
    private const string Examples = "simplification/worked-examples.csv";

    [Fact]
    public void Examples_ThatWerePublished_ComeOutToTheDong()
    {
        var rows = ShippedData.Rows(Examples);
        rows.Count.ShouldBe(6);
        foreach (var row in rows)
        {
            var sheet = new CostSheet(
                Number(row, "rate"),
                [
                    new CostLine(
                        CostKind.Waiting,
                        row.Required("name"),
                        new CostPart(
                            Number(row, "hours_before"),
                            1,
                            0,
                            Number(row, "money_before")
                        ),
                        new CostPart(Number(row, "hours_after"), 1, 0, Number(row, "money_after"))
                    ),
                ],
                1,
                row.Int("dossiers")
            );
            (sheet.YearBefore, sheet.YearAfter, sheet.Saving, sheet.Percent).ShouldBe(
                (
                    Number(row, "year_before"),
                    Number(row, "year_after"),
                    Number(row, "saving"),
                    Number(row, "percent")
                ),
                row.Required("name")
            );
        }
    }

    /// <summary>The decision itself: limits, dossiers, costs, saving and share of each procedure, and nothing left over.</summary>
    [Fact]
    public void Decision_ReadFromItsText_IsWhatTheExamplesSay()
    {
        var text = File.ReadAllText(
            ReferenceData.File("data/documents/24-qd-2816-2025-dong-nai-don-gian-hoa-tthc-y-te.txt")
        );
        var before = Costs().Matches(Part(text, "tr\u01B0\u1EDBc")).ToList();
        var after = Costs().Matches(Part(text, "sau")).ToList();
        var saved = Saved().Matches(text).Select(m => Dong(m.Groups["dong"].Value)).ToList();
        var percent = Percent()
            .Matches(text)
            .Select(m => decimal.Parse(m.Groups["percent"].Value, CultureInfo.InvariantCulture))
            .ToList();
        var shipped = ShippedData.Rows(Examples).Where(r => r["code"] is not null).ToList();
        (before.Count, after.Count, saved.Count, percent.Count).ShouldBe((5, 5, 5, 5));
        for (var i = 0; i < before.Count; i++)
        {
            var (was, now) = (before[i], after[i]);
            var sheet = new CostSheet(
                Dong(was.Groups["rate"].Value),
                [
                    new CostLine(
                        CostKind.Waiting,
                        "x",
                        new CostPart(Dong(was.Groups["hours"].Value), 1, 0, 0),
                        new CostPart(Dong(now.Groups["hours"].Value), 1, 0, 0)
                    ),
                ],
                1,
                (long)Dong(was.Groups["dossiers"].Value)
            );
            (sheet.YearBefore, sheet.YearAfter, sheet.Saving, sheet.Percent!.Value).ShouldBe(
                (
                    Dong(was.Groups["year"].Value),
                    Dong(now.Groups["year"].Value),
                    saved[i],
                    percent[i]
                )
            );
            text.ShouldContain(shipped[i].Required("code"));
            (Number(shipped[i], "year_before"), Number(shipped[i], "saving")).ShouldBe(
                (sheet.YearBefore, sheet.Saving)
            );
        }

        // Before and after alternate; the word tells them apart.
        static string Part(string text, string word) =>
            string.Join(
                '\n',
                text.Split('\n')
                    .Where(l =>
                        l.StartsWith(
                            "- Chi ph\u00ED tu\u00E2n th\u1EE7 TTHC " + word,
                            StringComparison.Ordinal
                        )
                    )
            );
    }

    [Fact]
    public void Rate_OfAYear_IsProductPerHeadByItsHours()
    {
        HourlyIncome.Of(114_000_000).ShouldBe(53_977);
        HourlyIncome.For(2030)!.Year.ShouldBe(HourlyIncome.All[^1].Year);
        HourlyIncome.For(2000).ShouldBeNull();
        HourlyIncome.All.ShouldAllBe(r => !r.IsConfirmed);
    }

    /// <summary>Of one dossier 0.5 đồng is a whole one; items are not rounded one by one.</summary>
    [Fact]
    public void Sums_OfItems_AreRoundedOnceAndHalfUp()
    {
        var half = new CostPart(0.25m, 1, 0, 0);
        var sheet = new CostSheet(
            1,
            [
                new CostLine(CostKind.Paper, "a", half, default),
                new CostLine(CostKind.Filing, "b", half, half),
            ],
            1,
            3
        );
        (sheet.OnceBefore, sheet.OnceAfter, sheet.YearBefore).ShouldBe((1, 0, 3));
        CostSheet.Read(sheet.Write())!.YearBefore.ShouldBe(3);
        (sheet with { Lines = [] }).Percent.ShouldBeNull();
        new CostPart(2, 3, 10, 5).At(7).ShouldBe(57);
    }

    private static decimal Number(CsvRow row, string column) =>
        decimal.Parse(row.Required(column), CultureInfo.InvariantCulture);

    private static decimal Dong(string printed) =>
        decimal.Parse(
            printed.Replace(".", "", StringComparison.Ordinal),
            CultureInfo.InvariantCulture
        );

    [GeneratedRegex(
        @"= (?<hours>\d+) gi\u1EDD x (?<rate>[\d.]+) \u0111\u1ED3ng/gi\u1EDD\) x ?(?<dossiers>\d+) h\u1ED3 s\u01A1/n\u0103m = (?<year>[\d.]+) \u0111\u1ED3ng"
    )]
    private static partial Regex Costs();

    [GeneratedRegex(@"Chi ph\u00ED ti\u1EBFt ki\u1EC7m: (?<dong>[\d.]+) \u0111\u1ED3ng")]
    private static partial Regex Saved();

    [GeneratedRegex(@"T\u1EF7 l\u1EC7 c\u1EAFt gi\u1EA3m chi ph\u00ED: (?<percent>\d+)%")]
    private static partial Regex Percent();
}
