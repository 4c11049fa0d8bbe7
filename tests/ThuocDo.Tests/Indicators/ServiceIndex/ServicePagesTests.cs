using System.Globalization;
using System.Net;
using Shouldly;
using ThuocDo.Indicators.Folding;
using ThuocDo.Shared.Reference;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.Organisation;
using Xunit;

namespace ThuocDo.Tests.Indicators.ServiceIndex;

/// <summary>The set of Decision 766 from the facts of a simulated province.</summary>
public sealed class ServicePagesTests
{
    private static readonly DateTime AfterTheLastDay = new(2026, 1, 5, 3, 0, 0, DateTimeKind.Utc);

    [Theory, Engines]
    public async Task Set_OfAYear_CountsWhatItsListsHoldAndSupposesWithoutStoring(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Filling.WithPeople);
        await database.SimulateAsync(800);
        await database.UseAsync(db => new CellRebuilder(db).RebuildAsync(default));
        await using var web = TestWeb.Over(database, AfterTheLastDay);
        using var leader = await web.SignInAsync("lanhdao");

        var page = await leader.GetAsync("/chi-so/766?ky=2024");
        page.Status.ShouldBe(HttpStatusCode.OK);

        // Every linked count opens exactly as many records.
        var links = page.FindAll("td a[href*='/bang-dieu-hanh/ho-so/']").ToList();
        links.Count.ShouldBeGreaterThan(5);
        foreach (var link in links.DistinctBy(a => a.GetAttribute("href")))
        {
            var records = await leader.GetAsync(link.GetAttribute("href")!);
            records.Status.ShouldBe(HttpStatusCode.OK, link.GetAttribute("href"));
            records
                .TextOf("main")
                .ShouldContain(
                    $"{link.TextContent.Trim()} hồ sơ được tính",
                    customMessage: link.GetAttribute("href")
                );
        }

        // The lines of the bodies add up to that of the province wherever dossiers are counted.
        var file = await leader.Client.GetStringAsync("/chi-so/766.csv?ky=2024");
        var rows = Csv.Read(new StringReader(file.TrimStart((char)0xFEFF))).ToList();
        decimal Number(CsvRow row, string column) =>
            decimal.Parse(row[column] ?? "0", CultureInfo.InvariantCulture);
        foreach (var metric in new[] { "ON_TIME", "FILED_ONLINE", "PAID_ONLINE" })
        {
            var lines = rows.Where(r => r["metric"] == metric).ToList();
            foreach (var column in new[] { "numerator", "denominator" })
            {
                Number(lines.Single(r => r["part"] == "whole"), column)
                    .ShouldBe(lines.Where(r => r["part"] == "body").Sum(r => Number(r, column)));
            }

            Number(lines[0], "denominator").ShouldBeGreaterThan(0);
        }

        rows.Where(r => r["metric"] == "PUBLISH_ON_TIME").ShouldAllBe(r => r["points"] == null);

        // A month after a reorganisation lists nobody who had ended before it.
        var later = await leader.Client.GetStringAsync("/chi-so/766.csv?ky=2025-11");
        var bodies = Csv.Read(new StringReader(later.TrimStart((char)0xFEFF)))
            .Where(r => r["part"] == "body")
            .Select(r => r["unit"])
            .Distinct()
            .ToList();
        bodies.ShouldNotBeEmpty();
        bodies.ShouldNotContain("d582");
        bodies.ShouldNotContain("c22756");

        // Supposed, it is shown; a number that cannot be is told with what can.
        var all = rows.First(r => r["metric"] == "FILED_ONLINE")["denominator"];
        var supposed = await leader.GetAsync($"/chi-so/766?ky=2024&neu[FILED_ONLINE]={all}");
        supposed.FindAll(".key-figures key-figure, .key-figures > *").Count.ShouldBe(2);
        var wrong = await leader.GetAsync("/chi-so/766?ky=2024&neu[FILED_ONLINE]=-5");
        wrong.Find("#neu-FILED_ONLINE-loi").TextContent.ShouldContain("từ 0 đến");
        wrong.FindAll(".key-figures > *").Count.ShouldBe(1);

        foreach (var address in new[] { "ky=2030", "ky=abc", "don-vi=khong-co" })
        {
            (await leader.GetAsync($"/chi-so/766?{address}")).Status.ShouldBe(
                HttpStatusCode.NotFound,
                address
            );
        }
    }
}
