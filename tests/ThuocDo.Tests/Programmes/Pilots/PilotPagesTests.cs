using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Pilots;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Programmes.Tasks;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Facts;
using ThuocDo.Tests.Cli;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.Indicators;
using ThuocDo.Tests.OneStop.Dossiers;
using Xunit;

namespace ThuocDo.Tests.Programmes.Pilots;

public sealed class PilotPagesTests
{
    private const string Key = "cchc-2025";
    private const string Neighbour = "c22891";
    private const FactTraits Payable = FactTraits.FeeDue | FactTraits.PayableOnline;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, Engines]
    public async Task Pilot_FromRegisterToReplication_IsCountedByTheProduct(Engine engine)
    {
        await using var shop = await ShopAsync(engine);
        using var office = await shop.SignedInAsync("vanphong.tinhuy");
        var form = await office.GetAsync(PilotLinks.Create(Key));
        // A pilot of before a reorganisation is entered where it was tried.
        form.TextOf("#pilot fieldset").ShouldContain("(đến 31/12/2021)");
        form.FindAll("[type='checkbox'][name='Input.Units'][value='edo']").ShouldHaveSingleItem();
        var missing = await form.SubmitAsync(
            "#pilot",
            new Dictionary<string, string?> { ["Input.Origin"] = "Own", ["Input.Name"] = "Thu phí" }
        );
        missing.FindAll(".field-error").Count.ShouldBe(4, missing.TextOf("main"));
        var page = await missing.SubmitAsync(
            "#pilot",
            new Dictionary<string, string?>
            {
                ["Input.What"] = "Hướng dẫn trả phí trên mạng tại quầy.",
                ["Input.Units"] = Shop.AnHai,
                ["Input.Lead"] = "so-tu-phap",
                ["Input.From"] = "2024-02-01",
                ["Input.To"] = "2024-02-29",
                ["Input.Condition"] = "T11a",
                ["Input.Indicator"] = "T11a",
            }
        );
        page.Url.ShouldContain("/mo-hinh/", Case.Sensitive, page.TextOf("main"));
        page.TextOf("main").ShouldContain("Hết thời gian, chưa đánh giá");
        // 2/10 and 8/10 in the pilot; 5/10 and 6/10 in the only comparable commune with records.
        var rows = page.FindAll("tbody tr").Select(r => r.TextContent).ToList();
        rows[0].ShouldContain("(2/10)");
        rows[0].ShouldContain("(8/10)");
        rows[0].ShouldContain("+60,0");
        rows[1].ShouldContain("(5/10)");
        rows[1].ShouldContain("+10,0");
        page.TextOf("main").ShouldContain("+50,0 điểm");

        var measured = await (
            await page.SubmitAsync("#measure", Measure("2024-01-20", "14,5"))
        ).SubmitAsync("#measure", Measure("2024-02-20", "9"));
        measured.TextOf("main").ShouldContain("14,5");
        var refused = await measured.SubmitAsync("#measure", Measure("2024-03-07", "9"));
        refused.TextOf(".error-summary").ShouldContain("07/03/2024");

        var judge = await office.GetAsync(page.Url + "/danh-gia");
        var judged = await judge.SubmitAsync(
            "#evaluate",
            new Dictionary<string, string?>
            {
                ["Verdict"] = "Replicate",
                ["Grounds"] = "Tăng rõ so với xã bên cạnh.",
            }
        );
        judged.TextOf("main").ShouldContain("Nhân rộng");
        judged.TextOf("main").ShouldContain("Số liệu khi đánh giá");
        // An older form is told; what was judged keeps its measure.
        (
            await judge.SubmitAsync(
                "#evaluate",
                new Dictionary<string, string?> { ["Verdict"] = "Stop", ["Grounds"] = "x" }
            )
        ).Url.ShouldBe(page.Url, "the same form twice is one verdict");
        var edited = await (await office.GetAsync(page.Url + "/sua")).SubmitAsync(
            "#pilot",
            new Dictionary<string, string?> { ["Input.Indicator"] = "on-time" }
        );
        edited.TextOf(".error-summary").ShouldContain("đã được đánh giá");
        edited.FindAll("[name='Input.To']").ShouldBeEmpty();
        edited.TextOf("#pilot").ShouldContain("Ngày kết thúc: 29/02/2024");
        (
            await edited.SubmitAsync(
                "#pilot",
                new Dictionary<string, string?> { ["Input.Indicator"] = "T11a" }
            )
        ).Url.ShouldBe(page.Url, "its last day is kept");

        (
            await shop.AsAsync(
                Role.PartyOffice,
                "ninh-thuan",
                async s =>
                    await s.GetRequiredService<PilotDesk>()
                        .ReplicateAsync(
                            await ActAsync(shop, "own", Guid.Parse(page.Url.Split('/')[^1])),
                            new Spreading(
                                [Unit.IdOf(Shop.AnHai)],
                                new DateOnly(2024, 4, 30),
                                false
                            ),
                            Stop
                        )
            )
        ).Key.ShouldBe("pilot.refused.has-it", "it tries it itself");
        var spread = await (await office.GetAsync(page.Url + "/nhan-rong")).SubmitAsync(
            "#replicate",
            new Dictionary<string, string?>
            {
                ["Units"] = Neighbour,
                ["Due"] = "2024-03-20",
                ["WithTasks"] = "true",
            }
        );
        spread.TextOf("main").ShouldContain("Nhiệm vụ số 1", Case.Sensitive, spread.TextOf("main"));
        var task = await shop.CountAsync(db => db.Set<AssignedTask>().SingleAsync());
        (task.Source, task.UnitId, task.DueOn).ShouldBe(
            (TaskSource.Pilot, Unit.IdOf(Neighbour), new DateOnly(2024, 3, 20))
        );
        (await office.GetAsync(TaskLinks.Task(Key, 1)))
            .TextOf("main")
            .ShouldContain("Mở trang mô hình");

        shop.Web.Time.Advance(TimeSpan.FromDays(15));
        using var later = await shop.SignedInAsync("vanphong.tinhuy");
        var list = await later.GetAsync(PilotLinks.List(Key));
        list.TextOf("tbody").ShouldContain("1 nơi quá hạn");
        (await later.GetAsync(PilotLinks.List(Key) + "?tinh-trang=Running"))
            .FindAll("tbody tr")
            .ShouldBeEmpty();
        var csv = await later.GetAsync(PilotLinks.Csv(Key));
        csv.Source.ShouldContain(
            $",Replicate,2024-03-06,{Neighbour},{Neighbour},2024-03-20,,Overdue"
        );
        (await later.GetAsync(PilotLinks.Csv(Key, state: PilotState.Running)))
            .Source.Trim()
            .ShouldEndWith("adoption_state");

        // What is withdrawn may be given anew, and a pilot keeps the withdrawn task it serves.
        var id = Guid.Parse(page.Url.Split('/')[^1]);
        var serves = await shop.CountAsync(db => db.Set<AssignedTask>().SingleAsync());
        await shop.Database.UseAsync(db =>
            db.Set<AssignedTask>()
                .ExecuteUpdateAsync(u => u.SetProperty(t => t.State, TaskState.Withdrawn))
        );
        await shop.Database.UseAsync(db =>
            db.Set<Pilot>().ExecuteUpdateAsync(u => u.SetProperty(p => p.TaskId, serves.Id))
        );
        (await later.GetAsync(PilotLinks.Edit(Key, id)))
            .FindAll($"[name='Input.TaskId'] option[value='{serves.Id:D}'][selected]")
            .ShouldHaveSingleItem();
        (
            await shop.AsAsync(
                Role.PartyOffice,
                "ninh-thuan",
                async s =>
                    await s.GetRequiredService<PilotDesk>()
                        .ReplicateAsync(
                            await ActAsync(shop, "again", id),
                            new Spreading([Unit.IdOf(Neighbour)], new DateOnly(2024, 4, 30), false),
                            Stop
                        )
            )
        ).Succeeded.ShouldBeTrue();
        await shop.Database.UseAsync(db =>
            db.Set<Pilot>().ExecuteUpdateAsync(u => u.SetProperty(p => p.TaskId, (Guid?)null))
        );
        await shop.Database.UseAsync(db =>
            db.Set<AssignedTask>()
                .ExecuteUpdateAsync(u => u.SetProperty(t => t.State, TaskState.Open))
        );
        (await Lines(shop)).ShouldHaveSingleItem();
        await shop.Database.UseAsync(db =>
            db.Set<PilotEvaluation>().ExecuteUpdateAsync(u => u.SetProperty(e => e.Grounds, "khác"))
        );
        (await Lines(shop)).ShouldContain(l =>
            l.Contains("pilot-evaluation", StringComparison.Ordinal)
        );
    }

    [Theory, Engines]
    public async Task Model_OfAnotherProvince_IsAdoptedByItsBodyAndByNobodyElse(Engine engine)
    {
        await using var shop = await ShopAsync(engine);
        var programme = await shop.CountAsync(db => db.Set<Programme>().SingleAsync());
        Task<T> OfficeAsync<T>(Func<PilotDesk, Task<T>> act) =>
            shop.AsAsync(
                Role.PartyOffice,
                "ninh-thuan",
                s => act(s.GetRequiredService<PilotDesk>())
            );
        var facts = new PilotFacts
        {
            Origin = PilotOrigin.Elsewhere,
            Name = "Trợ lý ảo",
            What = "Trả lời về thủ tục ngoài giờ.",
            Place = "Đà Nẵng",
            Source = "Báo điện tử",
            SourceOn = new DateOnly(2024, 1, 10),
        };
        (
            await OfficeAsync(d =>
                d.RegisterAsync("a", programme.Id, facts with { Source = null }, Stop)
            )
        ).Key.ShouldBe("pilot.refused.source");
        (
            await shop.AsAsync(
                Role.UnitHead,
                "d587",
                s => s.GetRequiredService<PilotDesk>().RegisterAsync("b", programme.Id, facts, Stop)
            )
        ).Key.ShouldBe(PilotDesk.NotAllowed);
        var id = (await OfficeAsync(d => d.RegisterAsync("c", programme.Id, facts, Stop))).Value;
        (
            await OfficeAsync(async d =>
                await d.EvaluateAsync(
                    await ActAsync(shop, "d", id),
                    PilotVerdict.Stop,
                    "x",
                    null,
                    Stop
                )
            )
        ).Key.ShouldBe("pilot.refused.not-own");
        var due = new Spreading([Unit.IdOf(Shop.AnHai)], new DateOnly(2024, 4, 30), false);
        var act = await ActAsync(shop, "e", id);
        (await OfficeAsync(d => d.ReplicateAsync(act, due, Stop))).Succeeded.ShouldBeTrue();
        (
            await OfficeAsync(d => d.ReplicateAsync(act with { Key = "f" }, due, Stop))
        ).IsStale.ShouldBeTrue();
        (
            await OfficeAsync(async d =>
                await d.ReplicateAsync(await ActAsync(shop, "g", id), due, Stop)
            )
        ).Key.ShouldBe("pilot.refused.has-it");

        using var stranger = await shop.SignedInAsync("chuyenvien.xa");
        var seen = await stranger.GetAsync(PilotLinks.Of(Key, id));
        seen.FindAll("form[action$='Adopted']").ShouldBeEmpty();
        (await stranger.GetAsync(PilotLinks.Edit(Key, id))).Status.ShouldBe(
            HttpStatusCode.Forbidden
        );
        using var head = await shop.SignedInAsync("lanhdao.xa");
        var done = await (await head.GetAsync(PilotLinks.Of(Key, id))).SubmitAsync(
            "form[action$='Adopted']",
            new Dictionary<string, string?> { ["Day"] = "2024-03-05", ["Words"] = "Thông báo 3" }
        );
        done.TextOf("main")
            .ShouldContain("áp dụng từ 05/03/2024", Case.Sensitive, done.TextOf("main"));
        (await shop.CountAsync(db => db.Set<AssignedTask>().CountAsync())).ShouldBe(0);
        (await Lines(shop)).ShouldHaveSingleItem();
    }

    private static async Task<PilotAct> ActAsync(Shop shop, string key, Guid id) =>
        new(
            key,
            id,
            await shop.CountAsync(db =>
                db.Set<Pilot>().Where(p => p.Id == id).Select(p => p.Version).SingleAsync()
            )
        );

    private static Dictionary<string, string?> Measure(string day, string value) =>
        new()
        {
            ["Measure.Name"] = "Thời gian chờ ở quầy",
            ["Measure.Unit"] = "phút",
            ["Measure.Day"] = day,
            ["Measure.Value"] = value,
            ["Measure.Source"] = "Bấm giờ 50 lượt",
        };

    /// <summary>Without the dossiers of the facts made by hand, which do not exist.</summary>
    private static async Task<string[]> Lines(Shop shop) =>
        [
            .. (await CommandLine.RunAsync("verify", "--db", shop.Database.Name)).Lines.Where(l =>
                !l.StartsWith("dossier,", StringComparison.Ordinal)
            ),
        ];

    private static async Task<Shop> ShopAsync(Engine engine)
    {
        var shop = await Shop.OpenAsync(engine);
        await shop.Database.UseAsync(async db =>
        {
            await db.SeedProgrammeAsync();
            var sheet = new FactSheet();
            foreach (
                var (unit, day, met) in new[]
                {
                    (Shop.AnHai, "2024-01-15", 2),
                    (Shop.AnHai, "2024-02-15", 8),
                    (Neighbour, "2024-01-15", 5),
                    (Neighbour, "2024-02-15", 6),
                    // A township is of another kind; before the window nothing counts.
                    (Shop.PhuocDan, "2024-02-15", 10),
                    (Shop.AnHai, "2024-01-01", 10),
                }
            )
            {
                sheet
                    .Many(met, unit, day, FactKind.Received, Payable)
                    .Many(10 - met, unit, day, FactKind.Received, FactTraits.FeeDue);
            }

            await sheet.WriteAsync(db, 30);
        });
        return shop;
    }
}
