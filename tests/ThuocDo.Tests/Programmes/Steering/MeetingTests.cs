using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Programmes.Steering;
using ThuocDo.Programmes.Tasks;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Reference;
using ThuocDo.Tests.Cli;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.OneStop.Dossiers;
using Xunit;

namespace ThuocDo.Tests.Programmes.Steering;

/// <summary>A briefing from its page to the tasks that came of it.</summary>
public sealed class MeetingTests
{
    private const string Key = "cchc-2025";

    private const string Notice = """
        THÔNG BÁO
        Kết luận giao ban Ban Chỉ đạo tháng 3 năm 2024

        I. ĐÁNH GIÁ

        Thanh toán trực tuyến còn chậm ở ba huyện.

        II. NHIỆM VỤ TRONG THỜI GIAN TỚI

        1. Sở Nội vụ rà soát nhiệm vụ quá hạn, báo cáo Ban Chỉ đạo trước ngày 20/03/2024.

        2. Sở Tư pháp gửi danh mục văn bản phải sửa đổi trước ngày 31/03/2024.

        3. Các xã, phường công khai mã thanh toán tại bộ phận một cửa.
        """;

    [Fact]
    public void Notice_OfABriefing_GivesEachItemWithBodyAndDay()
    {
        var read = ConclusionReader.Read(Notice);

        read.Count.ShouldBe(3, string.Join("\n", read.Select(r => r.ToString())));
        read[0].Text.ShouldStartWith("Sở Nội vụ");
        (read[0].Body, read[0].DueOn).ShouldBe(("Sở Nội vụ", new DateOnly(2024, 3, 19)));
        (read[1].Body, read[1].DueOn).ShouldBe((null, new DateOnly(2024, 3, 30)));
        read[2].DueOn.ShouldBeNull();
    }

    [Fact]
    public void Notice_OfTheDemonstration_IsRead()
    {
        using var file = ShippedData.Open("demonstration/meetings/giao-ban-2025-12.txt");
        var read = ConclusionReader.Read(file.ReadToEnd());

        read.Count.ShouldBe(4, string.Join("\n", read.Select(r => r.ToString())));
        read.Take(2).ShouldAllBe(r => r.DueOn != null);
    }

    [Theory, Engines]
    public async Task Briefing_HeldConcludedAndGiven_BecomesTasksTiedToIt(Engine engine)
    {
        await using var shop = await ShopAsync(engine);
        using var office = await shop.SignedInAsync("vanphong.tinhuy");
        var sheet = await office.GetAsync(SteeringLinks.Briefing(Key));
        sheet.Status.ShouldBe(HttpStatusCode.OK);
        sheet.FindAll("section h2").Count.ShouldBe(4, sheet.TextOf("main"));

        var list = await office.GetAsync(SteeringLinks.Meetings(Key));
        var meeting = await list.SubmitAsync(
            "main form[method=post]",
            new Dictionary<string, string?> { ["HeldOn"] = "2024-03-06" }
        );
        meeting.Url.ShouldContain("/cuoc-hop/", customMessage: meeting.TextOf("main"));
        var concluded = await meeting.SubmitAsync(
            "form[action*=Conclude]",
            new Dictionary<string, string?>
            {
                ["Document"] = "05-TB/BCĐ ngày 06/03/2024",
                ["Text"] = Notice,
            }
        );
        concluded.FindAll("tbody tr").Count.ShouldBe(3, concluded.TextOf("main"));

        var given = await concluded.SubmitAsync("form[action*=Give]");
        given.TextOf("tbody").ShouldContain("Nhiệm vụ 1");
        await concluded.SubmitAsync("form[action*=Give]");
        var task = await shop.CountAsync(db => db.Set<AssignedTask>().SingleAsync());
        (task.UnitId, task.DueOn, task.Basis, task.Source).ShouldBe(
            (
                Unit.IdOf("so-noi-vu"),
                new DateOnly(2024, 3, 19),
                "05-TB/BCĐ ngày 06/03/2024",
                TaskSource.Meeting
            )
        );
        var page = await office.GetAsync(TaskLinks.Task(Key, task.Number));
        page.TextOf("dl").ShouldContain("05-TB/BCĐ");
        page.FindAll("dl a").ShouldContain(a => a.TextContent == "Xem cuộc họp");

        // The third names nobody in particular: it is corrected, and the second dropped.
        var form = await office.GetAsync(given.Url + "/ket-luan/3");
        given = await form.SubmitAsync(
            "form[action*=Give]",
            new Dictionary<string, string?>
            {
                ["Input.Unit"] = "vp-ubnd",
                ["Input.Due"] = "2024-04-30",
            }
        );
        given.TextOf("tbody").ShouldContain("Nhiệm vụ 2");
        form = await office.GetAsync(given.Url + "/ket-luan/2");
        (await form.SubmitAsync("form[action*=Drop]"))
            .TextOf(".error-summary")
            .ShouldContain("vì sao");
        given = await form.SubmitAsync(
            "form[action*=Drop]",
            new Dictionary<string, string?> { ["Reason"] = "Đã làm xong." }
        );
        given.TextOf("tbody").ShouldContain("Đã làm xong.");
        (await VerifyAsync(shop)).ShouldHaveSingleItem();

        await shop.Database.UseAsync(db =>
            db.Set<Conclusion>().ExecuteUpdateAsync(s => s.SetProperty(c => c.Text, "Khác"))
        );
        await shop.Database.UseAsync(db =>
            db.Set<Meeting>().ExecuteUpdateAsync(s => s.SetProperty(m => m.Document, "Khác"))
        );
        var named = await VerifyAsync(shop);
        named.ShouldContain(line => line.Contains("meeting-conclusion"));
        named.ShouldContain(line => line.Contains("document"));
    }

    [Theory, Engines]
    public async Task Pack_OnceFrozen_StaysWhateverHappens(Engine engine)
    {
        await using var shop = await ShopAsync(engine);
        await GiveTaskAsync(shop);
        using var office = await shop.SignedInAsync("vanphong.tinhuy");
        var id = (await HoldAsync(shop, "k1")).Value;
        shop.Web.Time.Advance(TimeSpan.FromDays(7));
        using var later = await shop.SignedInAsync("lanhdao");

        var frozen = await later.GetAsync(SteeringLinks.Sheet(Key, id));
        var now = await later.GetAsync(SteeringLinks.Briefing(Key));

        frozen.TextOf("main").ShouldContain("0 trên 1 nhiệm vụ quá hạn");
        now.TextOf("main").ShouldContain("1 trên 1 nhiệm vụ quá hạn");
        now.TextOf("main").ShouldContain("Niêm yết thủ tục");
        var back = await later.GetAsync(SteeringLinks.Meeting(Key, id));
        back.FindAll("main form[method=post]").ShouldBeEmpty("a leader reads");
        back.TextOf("main").ShouldContain("Giao ban ngày 06/03/2024");
    }

    [Theory, Engines]
    public async Task Acts_TwiceAtOnceAndWithoutRight_AreToldApart(Engine engine)
    {
        await using var shop = await ShopAsync(engine);
        var first = await HoldAsync(shop, "k1");
        var again = await HoldAsync(shop, "k1b");
        again.Key.ShouldBe("meeting.refused.twice");
        (await HoldAsync(shop, "k2", Role.Leader)).Key.ShouldBe(MeetingDesk.NotAllowed);
        (await HoldAsync(shop, "k3", day: new DateOnly(2024, 5, 6))).Key.ShouldBe(
            "meeting.refused.day"
        );
        var meeting = await shop.CountAsync(db =>
            db.Set<Meeting>().SingleAsync(m => m.Id == first.Value)
        );
        Task<Outcome<int>> Conclude(string key, Guid version) =>
            shop.AsAsync(
                Role.PartyOffice,
                "ninh-thuan",
                s =>
                    s.GetRequiredService<MeetingDesk>()
                        .ConcludeAsync(
                            new MeetingAct(key, meeting.Id, version),
                            "05-TB/BCĐ",
                            Notice,
                            TestContext.Current.CancellationToken
                        )
            );
        (await Conclude("c1", meeting.Version)).Value.ShouldBe(3);
        (await Conclude("c2", meeting.Version)).IsStale.ShouldBeTrue();
        var item = await shop.CountAsync(db =>
            db.Set<Conclusion>().SingleAsync(c => c.Number == 1)
        );
        Task<Outcome> Give(string key, Role role, string unit) =>
            shop.AsAsync(
                role,
                unit,
                s =>
                    s.GetRequiredService<MeetingDesk>()
                        .GiveAsync(
                            new MeetingAct(key, item.Id, item.Version),
                            new ConclusionOrder
                            {
                                Name = item.Text,
                                UnitId = item.UnitId!.Value,
                                DueOn = item.DueOn,
                            },
                            TestContext.Current.CancellationToken
                        )
            );
        (await Give("g0", Role.UnitHead, "ninh-thuan")).Key.ShouldBe(MeetingDesk.NotAllowed);
        (await Give("g0b", Role.PartyOffice, "d587")).Key.ShouldBe(MeetingDesk.NotAllowed);
        (await Give("g1", Role.PartyOffice, "ninh-thuan")).Succeeded.ShouldBeTrue();
        (await Give("g2", Role.PartyOffice, "ninh-thuan")).IsStale.ShouldBeTrue();
        (await shop.CountAsync(db => db.Set<AssignedTask>().CountAsync())).ShouldBe(1);

        // What was given stands: the text is not replaced under it.
        var held = await shop.CountAsync(db => db.Set<Meeting>().SingleAsync());
        (await Conclude("c3", held.Version)).Key.ShouldBe("meeting.refused.given");
    }

    [Theory, Engines]
    public async Task Meeting_CalledOff_LeavesItsDayAndANewNoticeWhatWasAddedByHand(Engine engine)
    {
        await using var shop = await ShopAsync(engine);
        var first = (await HoldAsync(shop, "k1")).Value;
        Task<Outcome> Act(Func<MeetingDesk, CancellationToken, Task<Outcome>> act) =>
            shop.AsAsync(
                Role.PartyOffice,
                "ninh-thuan",
                s => act(s.GetRequiredService<MeetingDesk>(), TestContext.Current.CancellationToken)
            );
        Task<Meeting> Meeting(Guid id) =>
            shop.CountAsync(db => db.Set<Meeting>().SingleAsync(m => m.Id == id));
        async Task<Outcome> Cancel(string key, Guid id, string? reason)
        {
            var version = (await Meeting(id)).Version;
            return await Act((d, t) => d.CancelAsync(new MeetingAct(key, id, version), reason, t));
        }

        (await Cancel("x1", first, null)).Key.ShouldBe("meeting.refused.reason");
        (await Cancel("x2", first, "Hoãn vì bão.")).Succeeded.ShouldBeTrue();
        (await Cancel("x3", first, "Hoãn.")).Key.ShouldBe("meeting.refused.cancelled");
        var second = (await HoldAsync(shop, "k2")).Value;
        (await HoldAsync(shop, "k3")).Key.ShouldBe("meeting.refused.twice");

        var seen = (await Meeting(second)).Version;
        (
            await Act((d, t) => d.AddAsync(new MeetingAct("a1", second, seen), "Gỡ ba việc.", t))
        ).Succeeded.ShouldBeTrue();
        foreach (var notice in new[] { "n1", "n2" })
        {
            var version = (await Meeting(second)).Version;
            await Act(
                async (d, t) =>
                    await d.ConcludeAsync(
                        new MeetingAct(notice, second, version),
                        "05-TB/BCĐ",
                        Notice,
                        t
                    )
            );
        }

        (
            await shop.CountAsync(db =>
                db.Set<Conclusion>()
                    .Where(c => c.State == ConclusionState.Open)
                    .OrderBy(c => c.Number)
                    .Select(c => c.Number)
                    .ToListAsync()
            )
        ).ShouldBe([1, 5, 6, 7]);
        (await Cancel("x4", second, "Hoãn.")).Key.ShouldBe("meeting.refused.concluded");
    }

    private static async Task<Shop> ShopAsync(Engine engine)
    {
        var shop = await Shop.OpenAsync(engine);
        await shop.Database.UseAsync(db => db.SeedProgrammeAsync());
        return shop;
    }

    private static async Task<Outcome<Guid>> HoldAsync(
        Shop shop,
        string key,
        Role role = Role.PartyOffice,
        DateOnly? day = null
    )
    {
        var programme = await shop.CountAsync(db =>
            db.Set<Programme>().Select(p => p.Id).SingleAsync()
        );
        return await shop.AsAsync(
            role,
            "ninh-thuan",
            s =>
                s.GetRequiredService<MeetingDesk>()
                    .HoldAsync(
                        new NewMeeting(
                            key,
                            programme,
                            Unit.IdOf("ninh-thuan"),
                            MeetingKind.Briefing,
                            day ?? new DateOnly(2024, 3, 6)
                        ),
                        TestContext.Current.CancellationToken
                    )
        );
    }

    private static async Task GiveTaskAsync(Shop shop)
    {
        var programme = await shop.CountAsync(db =>
            db.Set<Programme>().Select(p => p.Id).SingleAsync()
        );
        (
            await shop.AsAsync(
                Role.PartyOffice,
                "ninh-thuan",
                s =>
                    s.GetRequiredService<TaskDesk>()
                        .AssignAsync(
                            "t1",
                            [
                                new TaskOrder
                                {
                                    ProgrammeId = programme,
                                    Origin = TaskOrigin.Direction,
                                    Name = "Niêm yết thủ tục",
                                    UnitId = Unit.IdOf(Shop.AnHai),
                                    DueOn = new DateOnly(2024, 3, 8),
                                },
                            ],
                            TestContext.Current.CancellationToken
                        )
            )
        ).Succeeded.ShouldBeTrue();
    }

    private static async Task<string[]> VerifyAsync(Shop shop) =>
        (await CommandLine.RunAsync("verify", "--db", shop.Database.Name)).Lines;
}
