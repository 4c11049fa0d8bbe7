using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using ThuocDo.Programmes;
using ThuocDo.Programmes.Plans;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Tests.Cli;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.OneStop.Dossiers;
using ThuocDo.Tests.Programmes.Drafts;
using Xunit;

namespace ThuocDo.Tests.Programmes.Plans;

/// <summary>From the text of a district's plan to what the province sees of it.</summary>
public sealed class PlanPagesTests
{
    private const string Text = """
        KẾ HOẠCH
        thực hiện Nghị quyết về cải cách hành chính đến năm 2025

        II. MỤC TIÊU CỤ THỂ

        - Phấn đấu ít nhất 70% hồ sơ thủ tục hành chính được luân chuyển điện tử giữa các cơ quan vào năm 2025.

        III. NHIỆM VỤ, GIẢI PHÁP

        1. Rà soát, cắt giảm thủ tục hành chính tại bộ phận một cửa.

        2. Trồng cây xanh ven đường.
        """;

    [Theory, Engines]
    public async Task Plan_FromTextToTheProvincesPage_IsLateWeakerAndLeavesTasksOut(Engine engine)
    {
        await using var shop = await DraftPagesTests.ShopAsync(engine);
        using var office = await shop.SignedInAsync("vanphong.tinhuy");
        var draft = await SettledAsync(office);

        // Before anything is written the page shows what the items seem to serve.
        var effect = await office.GetAsync(EffectOf(draft));
        effect.TextOf("main").ShouldContain("Luân chuyển");
        var ties = effect.FindAll("table tbody tr").Select(r => r.TextContent).ToList();
        ties.ShouldContain(t => t.Contains("T10."));
        ties.ShouldContain(t => t.Contains("cây xanh") && t.Contains("Không gắn"));
        var made = await AdoptAsync(effect, "2021-11-01");

        made.Url.ShouldBe(ProgrammeLinks.Versions("12-kh-hu"), made.TextOf("main"));
        var plan = await shop.Database.UseAsync(db =>
            db.Set<Programme>().SingleAsync(p => p.Key == "12-kh-hu")
        );
        plan.LeadsFrom.ShouldBeNull();
        (await office.GetAsync(ProgrammeLinks.Leading))
            .FindAll("nav.subnav a[href='/nghi-quyet/12-kh-hu']")
            .ShouldBeEmpty();
        var own = await office.GetAsync(ProgrammeLinks.Programme("12-kh-hu"));
        own.TextOf(".eyebrow").ShouldBe("Kế hoạch hành động");
        own.FindAll("main a[href='/nghi-quyet/cchc-2025']").ShouldNotBeEmpty();
        (await office.GetAsync("/bang-dieu-hanh"))
            .TextOf(".eyebrow")
            .ShouldContain("cải cách hành chính trên địa bàn tỉnh");

        var page = await office.GetAsync(PlanLinks.Plans("cchc-2025"));
        var lines = page.FindAll("table tbody tr").Select(r => r.TextContent).ToList();
        lines.Count.ShouldBe(20);
        lines.Single(l => l.Contains("Huyện ủy Ninh Hải")).ShouldContain("Trễ 3 ngày");
        var overdue = new DateOnly(2024, 3, 6).DayNumber - PlanSample.DueOn.DayNumber;
        lines.Count(l => l.Contains($"quá hạn {overdue} ngày")).ShouldBe(19);
        page.FindAll("#orphans li").Count.ShouldBe(7);
        var weaker = page.FindAll("#weaker li").ShouldHaveSingleItem().TextContent;
        weaker.ShouldContain("Huyện ủy Ninh Hải");
        weaker.ShouldContain("≥ 70");
        weaker.ShouldContain("≥ 80");
        page.FindAll("#untied li").ShouldHaveSingleItem().TextContent.ShouldContain("mục 2");
        page.TextOf("#sums").ShouldContain("Huyện ủy Ninh Hải đặt tỷ lệ ≥ 70%");
        page.TextOf("#left").ShouldContain("T02a");
        page.TextOf("main").ShouldNotContain("cascade.");
        page.TextOf("main").ShouldNotContain("plan.");
        (
            await CommandLine.RunAsync("verify", "--db", shop.Database.Name)
        ).Lines.ShouldHaveSingleItem();
    }

    [Theory, Engines]
    public async Task Ties_CorrectedByTwoPeople_OneWinsAndEachChangeIsAnEvent(Engine engine)
    {
        await using var shop = await DraftPagesTests.ShopAsync(engine);
        using var office = await shop.SignedInAsync("vanphong.tinhuy");
        await AdoptAsync(await office.GetAsync(EffectOf(await SettledAsync(office))), "2021-10-20");
        var ties = await office.GetAsync(PlanLinks.Ties("12-kh-hu"));
        var other = await office.GetAsync(PlanLinks.Ties("12-kh-hu"));
        var row = ties.FindAll("select").Count - 1;

        await ties.SubmitAsync("#ties", To(row, "1"));
        var events = await EventsAsync(shop);
        await ties.SubmitAsync("#ties", To(row, "1"));
        (await EventsAsync(shop)).ShouldBe(events);
        var lost = await other.SubmitAsync("#ties", To(row, "2"));

        lost.FindAll(".error-summary").Count.ShouldBe(1);
        var tie = await TieAsync(shop);
        (tie.TiedTo, tie.IsDecided, tie.Events).ShouldBe(("1", true, 2));
        var page = await office.GetAsync(PlanLinks.Plans("cchc-2025"));
        page.FindAll("#orphans li").Count.ShouldBe(6);
        page.FindAll("#untied li").ShouldBeEmpty();
        page.FindAll("table tbody tr")
            .Select(r => r.TextContent)
            .Single(l => l.Contains("Huyện ủy Ninh Hải"))
            .ShouldContain("sớm 9 ngày");
        (
            await CommandLine.RunAsync("verify", "--db", shop.Database.Name)
        ).Lines.ShouldHaveSingleItem();
    }

    /// <summary>More items than a form holds: every page is saved by itself, and none is lost.</summary>
    [Theory, Engines(On = Engine.Sqlite)]
    public async Task Ties_OfALongPlan_AreDecidedPageByPage(Engine engine)
    {
        await using var shop = await DraftPagesTests.ShopAsync(engine);
        using var office = await shop.SignedInAsync("vanphong.tinhuy");
        await AdoptAsync(await office.GetAsync(EffectOf(await SettledAsync(office))), "2021-10-20");
        var plan = (await TieAsync(shop)).PlanId;
        await shop.Database.UseAsync(async db =>
        {
            db.AddRange(
                Enumerable
                    .Range(3, 1100)
                    .Select(number => new ProgrammeTask
                    {
                        Id = Guid.CreateVersion7(),
                        FromVersion = 1,
                        ProgrammeId = plan,
                        Number = number,
                        NameVi = $"Việc {number}",
                    })
            );
            await db.SaveChangesAsync();
        });
        var page = await office.GetAsync(PlanLinks.Ties("12-kh-hu"));
        page.TextOf("main").ShouldContain("Trang 1 trên 12, 1.103 mục");
        page.FindAll("#ties select").Count.ShouldBe(TiesModel.PageSize);
        page = await page.SubmitAsync("#ties", To(TiesModel.PageSize - 1, "1"));
        page.Url.ShouldEndWith("?trang=2", Case.Sensitive, page.TextOf("main"));

        page = await office.GetAsync(PlanLinks.Ties("12-kh-hu", 12));
        page.FindAll("#ties select").Count.ShouldBe(3);
        page = await page.SubmitAsync("#ties", To(2, "2"));
        page.Url.ShouldBe(PlanLinks.Plans("cchc-2025"));
        var ties = await shop.Database.UseAsync(db =>
            db.Set<PlanTie>().AsNoTracking().Where(t => t.IsDecided).ToListAsync()
        );
        ties.Count.ShouldBe(TiesModel.PageSize + 3);
        ties.Where(t => t.Kind == TieKind.Task)
            .Select(t => (t.Item, t.TiedTo))
            .ShouldContain(("1102", "2"));
        (await office.GetAsync(PlanLinks.Ties("12-kh-hu", 99)))
            .FindAll("#ties select")
            .Count.ShouldBe(3, "there is no later page");
    }

    /// <summary>The district ended; what it issued while it existed can still be adopted, and nothing later.</summary>
    [Theory]
    [InlineData("2021-10-20", true)]
    [InlineData("2025-07-10", false)]
    [InlineData("", false)]
    public async Task Plan_OfABodyThatEnded_IsAdoptedForItsOwnDays(string day, bool taken)
    {
        await using var shop = await Shop.OpenAsync(
            Engine.Sqlite,
            new DateTime(2025, 7, 15, 3, 0, 0, DateTimeKind.Utc)
        );
        await shop.Database.UseAsync(db => db.SeedProgrammeAsync());
        using var office = await shop.SignedInAsync("vanphong.tinhuy");
        var effect = await office.GetAsync(EffectOf(await SettledAsync(office), "d586"));
        effect.Find("#co-quan option[value=d586]").TextContent.ShouldContain("Huyện Ninh Hải (");

        var answer = await AdoptAsync(effect, day);

        answer
            .Url.Contains(ProgrammeLinks.Versions("12-kh-hu"), StringComparison.Ordinal)
            .ShouldBe(taken, answer.TextOf("main"));
        if (!taken)
        {
            answer.TextOf(".error-summary").ShouldContain("không tồn tại");
        }
    }

    [Theory, Engines]
    public async Task Verify_NamesAnEditedTieAndAPlanMadeAnothers(Engine engine)
    {
        await using var shop = await DraftPagesTests.ShopAsync(engine);
        using var office = await shop.SignedInAsync("vanphong.tinhuy");
        await AdoptAsync(await office.GetAsync(EffectOf(await SettledAsync(office))), "2021-10-20");

        await shop.Database.TamperAsync(
            $"update programme_plan_ties set tied_to = '8' where item = '2'"
        );
        (await CommandLine.RunAsync("verify", "--db", shop.Database.Name)).Lines.ShouldContain(l =>
            l.StartsWith("plan-tie,") && l.Contains("tied-to")
        );

        await shop.Database.TamperAsync(
            $"update programmes set carries_out_id = null where key = '12-kh-hu'"
        );
        (await CommandLine.RunAsync("verify", "--db", shop.Database.Name)).Lines.ShouldContain(l =>
            l.StartsWith("programme-version,") && l.Contains("version 1")
        );
    }

    [Theory]
    [InlineData("du-ubnd-2025", "2021-11-01", "không tồn tại")]
    [InlineData("btv-tu", "2021-11-01", "cho chính mình")]
    [InlineData("", "2021-11-01", "Hãy chọn cơ quan")]
    public async Task Adoption_AsThePlanOfAWrongBody_IsRefusedInWords(
        string body,
        string day,
        string said
    )
    {
        await using var shop = await DraftPagesTests.ShopAsync(Engine.Sqlite);
        using var office = await shop.SignedInAsync("vanphong.tinhuy");
        var draft = await SettledAsync(office);
        var effect = await office.GetAsync(EffectOf(draft, body));

        var answer =
            effect.FindAll("form[method=post].form--wide").Count == 0
                ? effect
                : await AdoptAsync(effect, day);

        answer.TextOf("main").ShouldContain(said);
        (await shop.CountAsync(db => db.Set<Programme>().CountAsync())).ShouldBe(1);
    }

    [Theory, Engines(On = Engine.Sqlite)]
    public async Task Tie_WithoutTheRightOrOfWhatDoesNotStand_IsRefused(Engine engine)
    {
        await using var shop = await DraftPagesTests.ShopAsync(engine);
        using var office = await shop.SignedInAsync("vanphong.tinhuy");
        await AdoptAsync(await office.GetAsync(EffectOf(await SettledAsync(office))), "2021-10-20");
        var tie = await TieAsync(shop);

        Task<Outcome> TieAs(Role role, string item, string tiedTo) =>
            shop.AsAsync(
                role,
                "ninh-thuan",
                services =>
                    services
                        .GetRequiredService<PlanDesk>()
                        .TieAsync(
                            new(
                                Guid.CreateVersion7().ToString("N"),
                                tie.PlanId,
                                [new(TieKind.Task, item, tiedTo, tie.Version)]
                            ),
                            TestContext.Current.CancellationToken
                        )
            );

        (await TieAs(Role.Receptionist, "2", "1")).Key.ShouldBe("draft.refused.not-allowed");
        (await TieAs(Role.PartyOffice, "2", "99")).Key.ShouldBe("plan.refused.tie");
        (await TieAs(Role.PartyOffice, "99", "1")).Key.ShouldBe("plan.refused.item");
        (await TieAsync(shop)).Version.ShouldBe(tie.Version);
    }

    [Fact]
    public void Digest_SaysWhosePlanItIsAndWhatADutyIsAbout()
    {
        var items = PlanSample.Facts.Items;
        var plan = PlanSample.Plan("btc-tu").Programme;
        var other = PlanSample.Plan("bnc-tu").Programme;
        var withoutKinds = items with { Duties = [.. items.Duties.Select(Unfollowed)] };

        VersionDigest.Of(plan, items).ShouldNotBe(VersionDigest.Of(other, items));
        VersionDigest
            .Of(plan, items)
            .ShouldNotBe(VersionDigest.Of(PlanSample.Facts.Programme, items));
        VersionDigest
            .Of(PlanSample.Facts.Programme, withoutKinds)
            .ShouldNotBe(VersionDigest.Of(PlanSample.Facts.Programme, items));
    }

    private static Duty Unfollowed(Duty duty) =>
        new()
        {
            Id = duty.Id,
            FromVersion = duty.FromVersion,
            AddresseeId = duty.AddresseeId,
            Number = duty.Number,
            NameVi = duty.NameVi,
            Rule = duty.Rule,
            DueOn = duty.DueOn,
        };

    private static async Task<WebPage> SettledAsync(WebUser office) =>
        await DraftPagesTests.SettleAsync(
            office,
            await DraftPagesTests.UploadAsync(office, "ke-hoach.txt", Text)
        );

    private static string EffectOf(WebPage draft, string body = "huyen-uy-ninh-hai") =>
        $"{ProgrammeLinks.Adopt(DraftPagesTests.IdOf(draft))}?cach=Plan&chuong-trinh=cchc-2025&co-quan={body}";

    private static Task<WebPage> AdoptAsync(WebPage effect, string day) =>
        effect.SubmitAsync(
            "form[method=post].form--wide",
            new Dictionary<string, string?>
            {
                ["Input.ActNumber"] = "12-KH/HU",
                ["Input.AdoptedOn"] = day,
            }
        );

    private static Dictionary<string, string?> To(int row, string task) =>
        new() { [$"Rows[{row}].TiedTo"] = task };

    private static Task<int> EventsAsync(Shop shop) =>
        shop.CountAsync(db =>
            db.Set<HistoryEvent>().CountAsync(e => e.Chain == PlanTie.Fields.Chain)
        );

    private static Task<PlanTie> TieAsync(Shop shop) =>
        shop.Database.UseAsync(db =>
            db.Set<PlanTie>()
                .AsNoTracking()
                .SingleAsync(t => t.Kind == TieKind.Task && t.Item == "2")
        );
}
