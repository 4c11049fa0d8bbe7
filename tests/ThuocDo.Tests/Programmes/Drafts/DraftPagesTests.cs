using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using ThuocDo.Programmes;
using ThuocDo.Programmes.Drafts;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Tests.Cli;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.OneStop.Dossiers;
using ThuocDo.Tests.Programmes.Compiling;
using Xunit;

namespace ThuocDo.Tests.Programmes.Drafts;

/// <summary>From the text of a resolution to the programme it becomes, by the pages.</summary>
public sealed class DraftPagesTests
{
    private static readonly string Amendment = """
        NGHỊ QUYẾT
        sửa đổi một số mục tiêu cải cách hành chính đến năm 2025

        II. MỤC TIÊU CỤ THỂ

        - Phấn đấu ít nhất 70% hồ sơ thủ tục hành chính được luân chuyển điện tử giữa các cơ quan vào năm 2026.
        """;

    [Theory, Engines]
    public async Task Resolution_ReadReviewedAndAdopted_IsAProgrammeOnTheBoard(Engine engine)
    {
        await using var shop = await ShopAsync(engine);
        using var office = await shop.SignedInAsync("vanphong.tinhuy");
        var draft = await UploadAsync(
            office,
            "party-resolution.txt",
            CompiledSample.Text("party-resolution")
        );
        draft.Status.ShouldBe(HttpStatusCode.OK, draft.Source);
        draft.FindAll("a.sentence--compiled").Count.ShouldBeGreaterThan(5);
        // An item leads to its words and the words lead to the item.
        var place = draft.Find("li.card a[href^='#c']").GetAttribute("href")!;
        draft.Find(place).GetAttribute("href")!.ShouldContain("#m");

        draft = await SettleAsync(office, draft);
        var adopt = await office.GetAsync(draft.Find(".actions a.button").GetAttribute("href")!);
        var made = await adopt.SubmitAsync(
            "form[method=post].form--wide",
            new Dictionary<string, string?>
            {
                ["Input.Act"] = "Nghị quyết về phát triển du lịch",
                ["Input.ActNumber"] = "09-NQ/TU",
                ["Input.AdoptedOn"] = "2024-03-01",
                ["Input.Leads"] = "true",
            }
        );

        made.Url.ShouldBe(ProgrammeLinks.Versions("09-nq-tu"), made.TextOf("main"));
        var items = await shop.CountAsync(db =>
            db.Set<DraftItem>()
                .CountAsync(i =>
                    i.State == DraftItemState.Accepted && i.Kind == DraftItemKind.Target
                )
        );
        (
            await shop.CountAsync(db =>
                db.Set<Condition>().CountAsync(c => c.FromVersion == 1 && c.NameEn == null)
            )
        ).ShouldBe(items);
        var page = await office.GetAsync(ProgrammeLinks.Programme("09-nq-tu"));
        page.TextOf("h1").ShouldBe("Nghị quyết về phát triển du lịch");
        page.FindAll("nav.subnav a[href='/nghi-quyet/cchc-2025']").Count.ShouldBe(1);
        // A body that the text names is no proposal of ours.
        var named = await shop.CountAsync(db =>
            db.Set<ProgrammeTask>().CountAsync(t => t.Lead != null)
        );
        named.ShouldBePositive();
        page.FindAll("p.hint")
            .Count(p => p.TextContent.StartsWith("Chủ trì: ", StringComparison.Ordinal))
            .ShouldBe(named);
        var board = await office.GetAsync("/bang-dieu-hanh");
        board.FindAll(".condition").Count.ShouldBe(items);
        board.TextOf(".eyebrow").ShouldBe("Nghị quyết về phát triển du lịch");
        // There is one that leads: the one before does so no longer, and may be given the lead again.
        var before = await office.GetAsync(ProgrammeLinks.Versions("cchc-2025"));
        before.TextOf("main").ShouldNotContain("lên đầu từ ngày");
        before.Find("#lead [name=Leads]").GetAttribute("value").ShouldBe("True");
        (await office.GetAsync(ProgrammeLinks.Versions("09-nq-tu")))
            .TextOf("main")
            .ShouldContain("lên đầu từ ngày");
        await before.SubmitAsync("#lead");
        (
            await shop.CountAsync(db =>
                db.Set<Programme>().Where(p => p.LeadsFrom != null).Select(p => p.Key).SingleAsync()
            )
        ).ShouldBe("cchc-2025");
        (
            await CommandLine.RunAsync("verify", "--db", shop.Database.Name)
        ).Lines.ShouldHaveSingleItem();
    }

    [Theory, Engines]
    public async Task Amendment_ThatAsksForLess_StaysVisibleAndTamperingIsNamed(Engine engine)
    {
        await using var shop = await ShopAsync(engine);
        using var office = await shop.SignedInAsync("noivu");
        var draft = await UploadAsync(office, "sua-doi.txt", Amendment, "cchc-2025");
        var number = Number(draft.Find("li.card"));
        var item = await office.GetAsync(ProgrammeLinks.Item(IdOf(draft), number));
        item.Find("select[name='Input.Indicator'] option[selected]")
            .GetAttribute("value")
            .ShouldBe("T10");
        draft = await item.SubmitAsync(
            "form.form--wide",
            new Dictionary<string, string?> { ["Input.Amends"] = "T10" }
        );
        draft = await SettleAsync(office, draft);
        var adopt = await office.GetAsync(ProgrammeLinks.Adopt(IdOf(draft)));
        adopt.TextOf("main").ShouldContain("Hạ mức");
        adopt.TextOf("main").ShouldContain("Lùi hạn");

        var made = await adopt.SubmitAsync(
            "form[method=post].form--wide",
            new Dictionary<string, string?> { ["Input.ActNumber"] = "15-NQ/TU" }
        );

        made.Url.ShouldBe(ProgrammeLinks.Versions("cchc-2025"), made.TextOf("main"));
        made.FindAll("section h2").Count.ShouldBe(2);
        var now = await office.GetAsync(ProgrammeLinks.Leading);
        now.TextOf("main")
            .ShouldContain("Đã nới: ≥ 80 %, hạn 31/12/2025 → ≥ 70 %, hạn 31/12/2026 (phiên bản 2)");
        now.TextOf("main").ShouldContain("17 chỉ tiêu, 24 điều kiện");
        (await office.GetAsync(ProgrammeLinks.Leading + "/cchc-2025?phien-ban=1"))
            .TextOf("main")
            .ShouldNotContain("Đã nới");
        (
            await CommandLine.RunAsync("verify", "--db", shop.Database.Name)
        ).Lines.ShouldHaveSingleItem();
        await shop.Database.TamperAsync(
            $"update programme_conditions set \"limit\" = 75 where key = 'T10' and to_version is null"
        );
        (await CommandLine.RunAsync("verify", "--db", shop.Database.Name)).Lines.ShouldContain(l =>
            l.StartsWith("programme-version,") && l.Contains("version 2")
        );
    }

    [Theory, Engines]
    public async Task Item_SplitMergedAndEditedByTwo_KeepsEveryWordAndOneWins(Engine engine)
    {
        await using var shop = await ShopAsync(engine);
        using var office = await shop.SignedInAsync("vanphong.tinhuy");
        var draft = await UploadAsync(
            office,
            "party-resolution.txt",
            CompiledSample.Text("party-resolution")
        );
        var id = IdOf(draft);
        var first = Number(draft.Find("li.card"));
        var before = await shop.CountAsync(db => db.Set<DraftItem>().CountAsync());
        var form = await office.GetAsync(ProgrammeLinks.Item(id, first));
        var other = await office.GetAsync(ProgrammeLinks.Item(id, first));

        var copy = await form.SubmitAsync("form[action*='handler=Split']");
        await form.SubmitAsync("form[action*='handler=Split']");

        copy.Url.ShouldBe(ProgrammeLinks.Item(id, before + 1));
        (await shop.CountAsync(db => db.Set<DraftItem>().CountAsync())).ShouldBe(before + 1);
        var merged = await copy.SubmitAsync(
            "form[action*='handler=Merge']",
            new Dictionary<string, string?> { ["Into"] = $"{first}" }
        );
        merged.Status.ShouldBe(HttpStatusCode.OK, merged.Source);
        (await ItemAsync(shop, before + 1)).Line.ShouldBe((await ItemAsync(shop, first)).Line);

        // The address keeps the act that was refused; the other forms of the page do not do it.
        var refused = await (await office.GetAsync(ProgrammeLinks.Item(id, first))).SubmitAsync(
            "form[action*=Merge]",
            new Dictionary<string, string?> { ["Into"] = "" }
        );
        refused.Url.ShouldContain("handler=Merge");
        refused.FindAll(".error-summary").Count.ShouldBe(1);
        refused.Find("form.form--wide").GetAttribute("action")!.ShouldNotContain("handler");

        var wrong = await form.SubmitAsync(
            "form.form--wide",
            new Dictionary<string, string?> { ["Input.Value"] = "nhiều" }
        );
        wrong.TextOf(".error-summary").ShouldContain("nhiều");
        (
            await form.SubmitAsync(
                "form.form--wide",
                new Dictionary<string, string?> { ["Input.Value"] = "5,5" }
            )
        ).Url.ShouldContain($"{id:D}");
        (await ItemAsync(shop, first)).Value.ShouldBe("5.5");
        var lost = await other.SubmitAsync(
            "form.form--wide",
            new Dictionary<string, string?> { ["Input.Value"] = "6" }
        );
        lost.FindAll(".error-summary").Count.ShouldBe(1);
        (await ItemAsync(shop, first)).Value.ShouldBe("5.5");
        await shop.Database.TamperAsync(
            $"update programme_draft_items set value = '99' where number = {first}"
        );
        (await CommandLine.RunAsync("verify", "--db", shop.Database.Name)).Lines.ShouldContain(l =>
            l.StartsWith("draft-item,") && l.Contains("value")
        );
    }

    [Theory, Engines(On = Engine.Sqlite)]
    public async Task Sentence_TakenForContext_CanStillBecomeAnItem(Engine engine)
    {
        await using var shop = await ShopAsync(engine);
        using var office = await shop.SignedInAsync("vanphong.tinhuy");
        var draft = await UploadAsync(
            office,
            "party-resolution.txt",
            CompiledSample.Text("party-resolution")
        );
        var context = draft.Find("a.sentence--context");
        var words = context.TextContent.Trim();
        var number = int.Parse(context.Id![1..], System.Globalization.CultureInfo.InvariantCulture);

        var chosen = await office.GetAsync(context.GetAttribute("href")!);

        chosen.Find("li.card .quote").TextContent.Trim().ShouldBe(words);
        chosen.Find("li.card").QuerySelector("form[action*='handler=Aside']").ShouldBeNull();
        var made = await chosen.SubmitAsync(
            "li.card form[action*='handler=Add']:has(input[value=Task])"
        );
        made.Url.ShouldContain("/muc/");
        var item = await shop.Database.UseAsync(db =>
            db.Set<DraftItem>().AsNoTracking().OrderByDescending(i => i.Number).FirstAsync()
        );
        (item.Sentence, item.Kind, item.Text.Trim()).ShouldBe((number, DraftItemKind.Task, words));
        (await office.GetAsync(ProgrammeLinks.Draft(IdOf(draft), DraftView.Tasks)))
            .Find($"#c{number}")
            .ClassName.ShouldBe("sentence sentence--compiled");
    }

    [Theory, Engines(On = Engine.Sqlite)]
    public async Task Items_OfALongDraft_StandOnPagesAndAreFoundFromTheirWords(Engine engine)
    {
        await using var shop = await ShopAsync(engine);
        using var office = await shop.SignedInAsync("vanphong.tinhuy");
        var lines = Enumerable
            .Range(1, 60)
            .Select(n => $"- Đến năm 2025, tỷ lệ hồ sơ loại {n} được giải quyết đạt {n + 30}%.");
        var draft = await UploadAsync(
            office,
            "dai.txt",
            "NGHỊ QUYẾT\nII. MỤC TIÊU CỤ THỂ\n\n" + string.Join('\n', lines)
        );
        draft.FindAll("li.card").Count.ShouldBe(50);
        var last = draft.FindAll("a.sentence--compiled")[^1];

        var second = await office.GetAsync(last.GetAttribute("href")!);

        second.FindAll("li.card").Count.ShouldBe(10);
        var number = last.GetAttribute("href")!.Split("#m")[1];
        var left = await second.SubmitAsync($"#m{number} form:has(input[value=LeftOut])");
        left.FindAll("li.card").Count.ShouldBe(9);
        left.FindAll($"#m{number}").ShouldBeEmpty();
    }

    [Theory, Engines(On = Engine.Sqlite)]
    public async Task Upload_OfWhatIsNoDocument_IsRefusedInWords(Engine engine)
    {
        await using var shop = await ShopAsync(engine);
        using var office = await shop.SignedInAsync("vanphong.tinhuy");

        (await UploadAsync(office, "anh.png", "PNG"))
            .FindAll(".error-summary li")
            .Count.ShouldBe(1);
        (await UploadAsync(office, "rong.txt", "   "))
            .FindAll(".error-summary li")
            .Count.ShouldBe(1);
        (await UploadAsync(office, "hong.docx", "không phải docx"))
            .FindAll(".error-summary li")
            .Count.ShouldBe(1);
        (await shop.CountAsync(db => db.Set<ProgrammeDraft>().CountAsync())).ShouldBe(0);
    }

    [Theory, Engines]
    public async Task Lead_OfAProgramme_IsTakenBackAndGivenAgainByThePage(Engine engine)
    {
        await using var shop = await ShopAsync(engine);
        using var office = await shop.SignedInAsync("vanphong.tinhuy");
        var page = await office.GetAsync(ProgrammeLinks.Versions("cchc-2025"));
        var other = await office.GetAsync(ProgrammeLinks.Versions("cchc-2025"));

        page = await page.SubmitAsync("#lead");
        page.TextOf("main").ShouldNotContain("lên đầu từ ngày");
        (await LeadsFromAsync(shop)).ShouldBeNull();
        (await other.SubmitAsync("#lead")).FindAll(".error-summary").Count.ShouldBe(1);
        page = await page.SubmitAsync("#lead");
        page.TextOf("main").ShouldContain("lên đầu từ ngày 06/03/2024");
        (await LeadsFromAsync(shop)).ShouldBe(new DateOnly(2024, 3, 6));

        using var leader = await shop.SignedInAsync("lanhdao.xa");
        (await leader.GetAsync(ProgrammeLinks.Versions("cchc-2025")))
            .FindAll("#lead")
            .ShouldBeEmpty();
        (
            await CommandLine.RunAsync("verify", "--db", shop.Database.Name)
        ).Lines.ShouldHaveSingleItem();
        await shop.Database.UseAsync(db =>
            db.Set<Programme>()
                .ExecuteUpdateAsync(s => s.SetProperty(p => p.LeadsFrom, new DateOnly(2024, 3, 1)))
        );
        (await CommandLine.RunAsync("verify", "--db", shop.Database.Name)).Lines.ShouldContain(l =>
            l.StartsWith("programme-version,") && l.Contains("leads from")
        );

        static Task<DateOnly?> LeadsFromAsync(Shop shop) =>
            shop.CountAsync(db => db.Set<Programme>().Select(p => p.LeadsFrom).SingleAsync());
    }

    [Theory, Engines]
    public async Task Adoption_WithOpenItems_IsRefusedAndWritesNothing(Engine engine)
    {
        await using var shop = await ShopAsync(engine);
        using var office = await shop.SignedInAsync("vanphong.tinhuy");
        var draft = await UploadAsync(
            office,
            "party-resolution.txt",
            CompiledSample.Text("party-resolution")
        );

        var adopt = await office.GetAsync(ProgrammeLinks.Adopt(IdOf(draft)));

        adopt.FindAll("form[method=post].form--wide").ShouldBeEmpty();
        adopt.TextOf(".notice").ShouldContain("chưa nhận");
        (await shop.CountAsync(db => db.Set<Programme>().CountAsync())).ShouldBe(1);
    }

    internal static async Task<Shop> ShopAsync(Engine engine)
    {
        var shop = await Shop.OpenAsync(engine);
        await shop.Database.UseAsync(db => db.SeedProgrammeAsync());
        return shop;
    }

    internal static async Task<WebPage> UploadAsync(
        WebUser office,
        string name,
        string text,
        string amends = ""
    )
    {
        var page = await office.GetAsync(ProgrammeLinks.Drafts);
        var form = new MultipartFormDataContent();
        foreach (
            var hidden in page.FindAll("main form[enctype] input[type=hidden]")
                .Cast<IHtmlInputElement>()
        )
        {
            form.Add(new StringContent(hidden.Value), hidden.Name!);
        }

        form.Add(new StringContent(amends), "Amends");
        form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(text)), "Document", name);
        return await office.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, ProgrammeLinks.Drafts) { Content = form }
        );
    }

    /// <summary>Accepts what is clear, then whatever is left one by one; sets aside what was not understood.</summary>
    internal static async Task<WebPage> SettleAsync(WebUser office, WebPage draft)
    {
        var id = IdOf(draft);
        foreach (var view in new[] { DraftView.Targets, DraftView.Tasks, DraftView.Duties })
        {
            var page = await office.GetAsync(ProgrammeLinks.Draft(id, view));
            if (page.FindAll("form[action*='handler=Plain']").Count > 0)
            {
                page = await page.SubmitAsync("form[action*='handler=Plain']");
            }

            foreach (
                var open in page.FindAll("li.card")
                    .Where(c => c.QuerySelector(".badge--warn") is not null)
                    .Select(Number)
                    .ToList()
            )
            {
                page = await page.SubmitAsync($"#m{open} form:has(input[value=Accepted])");
                page.FindAll(".error-summary li").Select(e => e.TextContent).ShouldBeEmpty();
            }
        }

        var sentences = await office.GetAsync(ProgrammeLinks.Draft(id, DraftView.Sentences));
        while (sentences.FindAll("form[action*='handler=Aside']").Count > 0)
        {
            sentences = await sentences.SubmitAsync("form[action*='handler=Aside']");
        }

        return await office.GetAsync(ProgrammeLinks.Draft(id));
    }

    internal static Guid IdOf(WebPage draft) => Guid.Parse(draft.Url.Split('/', '?', '#')[3]);

    private static int Number(AngleSharp.Dom.IElement card) =>
        int.Parse(card.Id![1..], System.Globalization.CultureInfo.InvariantCulture);

    private static Task<DraftItem> ItemAsync(Shop shop, int number) =>
        shop.Database.UseAsync(db =>
            db.Set<DraftItem>().AsNoTracking().SingleAsync(i => i.Number == number)
        );
}
