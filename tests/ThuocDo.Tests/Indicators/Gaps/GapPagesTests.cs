using System.Globalization;
using System.Net;
using Shouldly;
using ThuocDo.Indicators.Folding;
using ThuocDo.Shared.Reference;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.Organisation;
using ThuocDo.Tests.Programmes;
using Xunit;

namespace ThuocDo.Tests.Indicators.Gaps;

/// <summary>From a target that fails down to the records that hold it back.</summary>
public sealed class GapPagesTests
{
    private static readonly DateTime AfterTheLastDay = new(2026, 1, 5, 3, 0, 0, DateTimeKind.Utc);

    [Theory, Engines]
    public async Task Gap_FollowedDown_AddsUpAndOpensExactlyTheRecordsOfEachPart(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Filling.WithPeople);
        await database.UseAsync(db => db.SeedProgrammeAsync());
        await database.SimulateAsync(800);
        await database.UseAsync(db => new CellRebuilder(db).RebuildAsync(default));
        await using var web = TestWeb.Over(database, AfterTheLastDay);
        using var leader = await web.SignInAsync("lanhdao");

        var target = await leader.GetAsync("/bang-dieu-hanh/T11b?cach=dossiers");
        var page = await target.FollowAsync("main .key-figures a[href*='con-thieu']");
        page.Status.ShouldBe(HttpStatusCode.OK);
        page.FindAll("[data-gap-sum]").Count.ShouldBe(5);
        page.Find("form.filters input[name=cach]").GetAttribute("value").ShouldBe("dossiers");
        foreach (
            var period in new[]
            {
                "nam=0",
                "nam=10000",
                "thang=9999-12",
                "thang=0001-01",
                "thang=2030-01",
            }
        )
        {
            (await leader.GetAsync($"/bang-dieu-hanh/T11b/con-thieu?{period}")).Status.ShouldBe(
                HttpStatusCode.NotFound,
                period
            );
        }

        // A part of each kind opens as many records as it says.
        foreach (var place in new[] { "rieng=", "thu-tuc=", "kenh=", "thang=" })
        {
            var link = page.FindAll("table a[href*='phan=thieu']")
                .First(a =>
                    a.GetAttribute("href")!.Contains("&" + place, StringComparison.Ordinal)
                    || a.GetAttribute("href")!.Contains("?" + place, StringComparison.Ordinal)
                );
            var records = await leader.GetAsync(link.GetAttribute("href")!);
            records.Status.ShouldBe(HttpStatusCode.OK, place);
            records.FindAll(".notice--danger").ShouldBeEmpty(place);
            records
                .FindAll("tbody tr")
                .Count.ShouldBe(Math.Min(50, Number(link.TextContent)), place);
        }

        using var answer = await leader.Client.GetAsync(
            page.Find("main a[download]").GetAttribute("href")!
        );
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/csv");
        var rows = Csv.Read(
                new StringReader((await answer.Content.ReadAsStringAsync()).TrimStart((char)0xFEFF))
            )
            .ToList();
        var whole = rows.Single(r => r["split"] == "whole");
        Value(whole, "short_records").ShouldNotBe(0);
        foreach (var split in rows.Where(r => r != whole).GroupBy(r => r["split"]))
        {
            foreach (var column in new[] { "numerator", "denominator", "short_records" })
            {
                split
                    .Sum(r => Value(r, column))
                    .ShouldBe(Value(whole, column), $"{split.Key} {column}");
            }

            split
                .Sum(r => Value(r, "gap_points"))
                .ShouldBe(Math.Round(Value(whole, "gap_points"), 2, MidpointRounding.AwayFromZero));
        }
    }

    [Theory, Engines]
    public async Task Gap_OfEveryConditionOfTheBoard_OpensOrIsNone(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Filling.WithPeople);
        await database.UseAsync(db => db.SeedProgrammeAsync());
        await database.SimulateAsync(300);
        await database.UseAsync(db => new CellRebuilder(db).RebuildAsync(default));
        await using var web = TestWeb.Over(database, AfterTheLastDay);
        using var leader = await web.SignInAsync("lanhdao");
        using var head = await web.SignInAsync("lanhdao.xa");

        var opened = 0;
        foreach (
            var condition in new[]
            {
                "T03",
                "T08",
                "T10",
                "T11a",
                "T12",
                "T16",
                "T17a",
                "T17b",
                "T99",
            }
        )
        {
            var target = await leader.GetAsync($"/bang-dieu-hanh/{condition}");
            var links =
                target.Status == HttpStatusCode.OK
                    ? target.FindAll("main .key-figures a[href*='con-thieu']").ToList()
                    : [];
            foreach (var link in links)
            {
                opened++;
                (await leader.GetAsync(link.GetAttribute("href")!)).Status.ShouldBe(
                    HttpStatusCode.OK,
                    link.GetAttribute("href")
                );
            }

            if (links.Count == 0)
            {
                (await leader.GetAsync($"/bang-dieu-hanh/{condition}/con-thieu")).Status.ShouldBe(
                    HttpStatusCode.NotFound,
                    condition
                );
            }
        }

        opened.ShouldBeGreaterThanOrEqualTo(5);
        (await head.GetAsync("/bang-dieu-hanh/T10/con-thieu?don-vi=so-tu-phap")).Status.ShouldBe(
            HttpStatusCode.Forbidden
        );
    }

    private static decimal Value(CsvRow row, string column) =>
        decimal.Parse(row.Required(column), CultureInfo.InvariantCulture);

    private static int Number(string text) =>
        int.Parse(
            text.Trim().Replace(".", "", StringComparison.Ordinal),
            CultureInfo.InvariantCulture
        );
}
