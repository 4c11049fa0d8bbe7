using System.Globalization;
using System.Net;
using Shouldly;
using ThuocDo.Indicators.Folding;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.Organisation;
using ThuocDo.Tests.Programmes;
using Xunit;

namespace ThuocDo.Tests.Indicators;

/// <summary>The board as a leader meets it, from the verdict down to the dossiers.</summary>
public sealed class BoardPagesTests
{
    private static readonly DateTime AfterTheLastDay = new(2026, 1, 5, 3, 0, 0, DateTimeKind.Utc);

    [Theory, Engines]
    public async Task Board_FollowedDown_OpensExactlyTheRecordsOfTheFigure(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Filling.WithPeople);
        await database.UseAsync(db => db.SeedProgrammeAsync());
        await database.SimulateAsync(800);
        await database.UseAsync(db => new CellRebuilder(db).RebuildAsync(default));
        await using var web = TestWeb.Over(database, AfterTheLastDay);
        using var leader = await web.SignInAsync("lanhdao");

        var board = await leader.GetAsync("/bang-dieu-hanh");
        board.Status.ShouldBe(HttpStatusCode.OK);
        board.FindAll(".condition").Count.ShouldBe(24);

        var met = await board.FollowAsync(".verdict-chips a[href*='ket-luan=Met']");
        met.FindAll(".condition").Count.ShouldBeLessThan(24);

        var indicator = await board.FollowAsync(".condition__name a[href*='/T11a']");
        indicator.Status.ShouldBe(HttpStatusCode.OK);
        var figure = indicator.Find("main dl.summary a[href*='phan=tu']");
        var records = await leader.GetAsync(figure.GetAttribute("href")!);

        records.Status.ShouldBe(HttpStatusCode.OK);
        records.FindAll(".notice--danger").ShouldBeEmpty();
        var shown = Number(figure.TextContent);
        shown.ShouldBePositive();
        var listed = 0;
        for (
            var page = records;
            ;
            page = await page.FollowAsync(".pager a[href*='trang=" + (Trang(page) + 1) + "']")
        )
        {
            listed += page.FindAll("tbody tr").Count;
            if (page.FindAll(".pager a[href*='trang=" + (Trang(page) + 1) + "']").Count == 0)
            {
                break;
            }
        }

        listed.ShouldBe(shown);

        // A row of a unit is the unit's own, also of a district with communes below it, and opens exactly these records.
        var whole = await leader.GetAsync("/bang-dieu-hanh/on-time");
        var rows = whole.FindAll("tbody a[href*='rieng=true'][href*='phan=mau']");
        rows.Count.ShouldBeGreaterThan(10);
        whole
            .FindAll("tbody th a[href*='rieng']")
            .ShouldBeEmpty("the page of a unit is that of all below it");
        foreach (
            var row in rows.OrderBy(r => r.GetAttribute("href")!.Contains("=d58") ? 0 : 1).Take(9)
        )
        {
            var own = await leader.GetAsync(row.GetAttribute("href")!);
            own.FindAll(".notice--danger").ShouldBeEmpty();
            own.TextOf("main").ShouldContain($"Đếm được {row.TextContent.Trim()} hồ sơ");
        }
    }

    [Theory, Engines]
    public async Task Board_OfAForeignUnit_IsRefusedToTheHeadOfACommune(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Filling.WithPeople);
        await database.UseAsync(db => db.SeedProgrammeAsync());
        await using var web = TestWeb.Over(database, AfterTheLastDay);
        using var head = await web.SignInAsync("lanhdao.xa");

        (await head.GetAsync("/bang-dieu-hanh")).Status.ShouldBe(HttpStatusCode.OK);
        foreach (var page in new[] { "", "/T10", "/can-doi" })
        {
            (await head.GetAsync($"/bang-dieu-hanh{page}?don-vi=so-tu-phap")).Status.ShouldBe(
                HttpStatusCode.Forbidden,
                page
            );
        }
    }

    [
        Theory,
        Engines("/bang-dieu-hanh?don-vi=nowhere"),
        Engines("/bang-dieu-hanh/T99"),
        Engines("/bang-dieu-hanh/T10?thang=2025-13"),
        Engines("/bang-dieu-hanh/T03/ho-so")
    ]
    public async Task Address_OfNothing_IsNotFound(Engine engine, string address)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Filling.WithPeople);
        await database.UseAsync(db => db.SeedProgrammeAsync());
        await using var web = TestWeb.Over(database, AfterTheLastDay);
        using var leader = await web.SignInAsync("lanhdao");

        (await leader.GetAsync(address)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory, Engines]
    public async Task Indices_WithoutSigningIn_ShowEveryEditionAndTheBreaks(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Filling.WithPeople);
        await using var web = TestWeb.Over(database, AfterTheLastDay);
        using var visitor = web.NewVisitor();

        var page = await visitor.GetAsync("/chi-so");

        page.Status.ShouldBe(HttpStatusCode.OK);
        page.FindAll("#PAPI tbody tr").Count.ShouldBe(14);
        page.FindAll("#PAPI tr[data-break]").Count.ShouldBe(1);
        page.FindAll("#PCI tr[data-break]").Count.ShouldBe(4);
        page.FindAll("#ICT table[data-chart]").ShouldBeEmpty();
    }

    [Theory, Engines]
    public async Task Resolution_ForAnyAccount_ShowsItsConditionsAndAddressees(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Filling.WithPeople);
        await database.UseAsync(db => db.SeedProgrammeAsync());
        await using var web = TestWeb.Over(database, AfterTheLastDay);
        using var clerk = await web.SignInAsync("motcua.xa");

        var page = await clerk.GetAsync("/nghi-quyet");

        page.Status.ShouldBe(HttpStatusCode.OK);
        page.FindAll("table tbody > tr").Count.ShouldBe(17);
        page.FindAll("table td li").Count.ShouldBe(24);
        page.FindAll("table a[href^='/bang-dieu-hanh']").ShouldBeEmpty("a clerk has no board");
        page.FindAll("ol > li").Count.ShouldBeGreaterThanOrEqualTo(7);
    }

    private static int Trang(WebPage page) =>
        page.Url.Split("trang=") is [_, var rest]
            ? int.Parse(rest.Split('&')[0], CultureInfo.InvariantCulture)
            : 1;

    private static int Number(string text) =>
        int.Parse(
            text.Trim().Replace(".", "", StringComparison.Ordinal),
            CultureInfo.InvariantCulture
        );
}
