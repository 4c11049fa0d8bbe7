using System.Net;
using Shouldly;
using ThuocDo.Tests.Harness;
using Xunit;

namespace ThuocDo.Tests.Organisation;

public sealed class StructurePageTests
{
    [Theory, Engines]
    public async Task Structure_OnADay_ShowsTheUnitsOfThatDay(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Filling.WithPeople);
        await using var web = TestWeb.Over(database);
        using var visitor = await web.SignInAsync("motcua.xa");

        var before = await visitor.GetAsync("/co-cau?ngay=2025-06-30");
        var after = await visitor.GetAsync("/co-cau?ngay=2025-07-01");

        Links(before).ShouldContain("/co-cau/d587");
        Links(before).ShouldNotContain("/co-cau/c22888-2025");
        Links(after).ShouldNotContain("/co-cau/d587");
        Links(after).ShouldContain("/co-cau/c22888-2025");
    }

    [Theory]
    [Engines("bac ai", "/co-cau/d584")]
    [Engines("BÁC ÁI", "/co-cau/d584")]
    [Engines("do vinh", "/co-cau/c22738")]
    [Engines("22738", "/co-cau/c22738")]
    public async Task Search_WithoutMarksOrByCode_FindsTheUnit(
        Engine engine,
        string words,
        string link
    )
    {
        await using var database = await TestDatabase.CreateAsync(engine, Filling.WithPeople);
        await using var web = TestWeb.Over(database);
        using var visitor = await web.SignInAsync("motcua.xa");

        var form = await visitor.GetAsync("/co-cau?ngay=2021-06-01");
        var found = await form.SubmitAsync(
            "main form",
            new Dictionary<string, string?> { ["tim"] = words }
        );

        Links(found).ShouldContain(link);
        Links(found).ShouldNotContain("/co-cau/d586");
    }

    [Theory, Engines]
    public async Task Unit_ThatEnded_NamesItsSuccessorsAndTheAct(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Filling.WithPeople);
        await using var web = TestWeb.Over(database);
        using var visitor = await web.SignInAsync("motcua.xa");

        var page = await visitor.GetAsync("/co-cau/c22747");

        page.TextOf(".lead").ShouldContain("31/10/2024");
        page.Source.ShouldContain("Từ ngày 01/11/2024");
        page.Source.ShouldContain("1198/NQ-UBTVQH15");
        Links(page).ShouldContain("/co-cau/c22750-2024");
        (await visitor.GetAsync("/co-cau/no-such-unit")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory, Engines]
    public async Task Unit_OnTwoDays_ShowsTheHeadsOfThoseDays(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Filling.WithPeople);
        await using var web = TestWeb.Over(database);
        using var visitor = await web.SignInAsync("motcua.xa");

        var before = await visitor.GetAsync("/co-cau/c22888?ngay=2022-12-31");
        var after = await visitor.GetAsync("/co-cau/c22888?ngay=2024-01-01");

        var (first, second) = (Holders(before), Holders(after));
        first.Count.ShouldBe(2, "the secretary and the chair");
        second[0].ShouldBe(first[0]);
        second[1].ShouldNotBe(first[1]);
        second[1].ShouldBe("Cán bộ Mẫu 07", "the demonstration's head of the commune");
    }

    private static List<string> Holders(WebPage page) =>
        [.. page.FindAll("tbody tr td:nth-child(2)").Select(c => c.TextContent.Trim())];

    private static List<string> Links(WebPage page) =>
        [.. page.FindAll("main a").Select(a => (a.GetAttribute("href") ?? "").Split('?')[0])];
}
