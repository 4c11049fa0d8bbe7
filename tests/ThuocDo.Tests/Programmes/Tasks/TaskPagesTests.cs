using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Programmes.Tasks;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Outbox;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Tests.Cli;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.OneStop.Dossiers;
using ThuocDo.Tests.Shared.Files;
using Xunit;

namespace ThuocDo.Tests.Programmes.Tasks;

/// <summary>Tasks from their giving to their end, by the pages and by the use cases behind them.</summary>
public sealed class TaskPagesTests
{
    private const string Programme = "cchc-2025";

    [Theory, Engines]
    public async Task Programme_GivenByThePage_IsGivenOnceToEachBody(Engine engine)
    {
        await using var shop = await ShopAsync(engine);
        using var office = await shop.SignedInAsync("vanphong.tinhuy");
        var page = await office.GetAsync(TaskLinks.AssignProgramme(Programme));
        page.FindAll("tbody tr").Count.ShouldBe(13, "eight tasks and five duties");
        var none = await page.SubmitAsync(
            "main form[method=post]",
            page.FindAll("input[name=Chosen]")
                .Select(i => "Chosen")
                .Distinct()
                .ToDictionary(n => n, _ => (string?)null)
        );
        none.TextOf(".error-summary").ShouldContain("Chưa chọn");

        var list = await page.SubmitAsync("main form[method=post]");

        list.Url.ShouldBe(TaskLinks.ListOf(TaskView.Open, Programme, null), list.TextOf("main"));
        var given = await shop.CountAsync(db => db.Set<AssignedTask>().CountAsync());
        var bodies = await shop.CountAsync(db =>
            db.Set<AddresseeUnit>()
                .Where(u => db.Set<Addressee>().Any(a => a.Id == u.AddresseeId && a.Number == 1))
                .CountAsync()
        );
        (
            await shop.CountAsync(db =>
                db.Set<AssignedTask>()
                    .CountAsync(t => t.Origin == TaskOrigin.Duty && t.OriginNumber == 1)
            )
        ).ShouldBe(bodies, "each body of the first addressee owes a plan");
        // The plan was due on 29/10/2021 and today is 06/03/2024.
        list.FindAll("tbody tr .badge--bad")
            .Count.ShouldBeGreaterThanOrEqualTo(bodies, list.TextOf("main"));

        // Sent again with the same key, and again from a page that was open before.
        await page.SubmitAsync("main form[method=post]");
        var again = await office.GetAsync(TaskLinks.AssignProgramme(Programme));
        again.FindAll("tbody tr").Count.ShouldBe(1, "the yearly report needs its day");
        (await shop.CountAsync(db => db.Set<AssignedTask>().CountAsync())).ShouldBe(given);
    }

    [Theory, Engines]
    public async Task Task_ReportedReturnedApprovedAndReopened_TellsItsWholeStory(Engine engine)
    {
        await using var shop = await ShopAsync(engine);
        var number = await GiveAsync(shop, Shop.AnHai, new DateOnly(2024, 3, 8));
        using var specialist = await shop.SignedInAsync("chuyenvien.xa");
        using var head = await shop.SignedInAsync("lanhdao.xa");

        var task = await ReportAsync(specialist, number, 100, "Đã niêm yết.", SampleFiles.Pdf());
        task.TextOf("main").ShouldContain("anh.pdf");
        task.FindAll(".actions a")
            .Select(a => a.TextContent)
            .ShouldNotContain("Duyệt báo cáo", "the officer does not approve");
        (
            await specialist.GetAsync(TaskLinks.Act(Programme, number, TaskAct.Approve))
        ).Status.ShouldBe(HttpStatusCode.Forbidden);

        task = await ActAsync(head, number, TaskAct.Return, ("Input.Words", "Thiếu ảnh."));
        task.TextOf("main").ShouldContain("Thiếu ảnh.");
        await ReportAsync(specialist, number, 100, "Có ảnh.", SampleFiles.Png());
        shop.Web.Time.Advance(TimeSpan.FromDays(5));
        using var later = await shop.SignedInAsync("lanhdao.xa");
        using var office = await shop.SignedInAsync("vanphong.tinhuy");
        task = await ActAsync(later, number, TaskAct.Approve);
        task.TextOf(".badge--good").ShouldBe("Xong ngày 06/03/2024", "the day of the report");

        task = await ActAsync(office, number, TaskAct.Reopen, ("Input.Words", "Ảnh mờ."));
        task.TextOf("main .badge").ShouldContain("Quá hạn");
        task = await ActAsync(
            office,
            number,
            TaskAct.MoveDate,
            ("Input.Due", "2024-03-20"),
            ("Input.Words", "Chờ máy ảnh.")
        );
        task.TextOf("main dl").ShouldContain("Đã đổi 1 lần; hạn ban đầu 08/03/2024.");
        var told = task.FindAll("tbody tr td:nth-child(2)").Select(c => c.TextContent).ToList();
        told.Count(t => t.Contains("Báo cáo tiến độ", StringComparison.Ordinal)).ShouldBe(2);
        told.ShouldContain(t => t.Contains("Chờ máy ảnh.", StringComparison.Ordinal));
        (await VerifyAsync(shop)).ShouldHaveSingleItem();
    }

    [Theory, Engines]
    public async Task Obstacle_NobodyDecides_GoesUpByItselfAndComesBackDecided(Engine engine)
    {
        await using var shop = await ShopAsync(engine);
        var number = await GiveAsync(shop, Shop.AnHai, new DateOnly(2024, 6, 28));
        using var specialist = await shop.SignedInAsync("chuyenvien.xa");
        await ActAsync(
            specialist,
            number,
            TaskAct.RaiseObstacle,
            ("Input.Words", "Không có máy quét."),
            ("Input.Proposal", "Cấp một máy.")
        );
        using var head = await shop.SignedInAsync("lanhdao.xa");
        var task = await ActAsync(
            head,
            number,
            TaskAct.PassUp,
            1,
            ("Input.Words", "Xã không có nguồn.")
        );
        task.TextOf("main").ShouldContain("Ninh Phước");
        task.FindAll("section .actions a")
            .Select(a => a.TextContent)
            .ShouldBe(["Rút vướng mắc"], "to decide it is no longer the commune's");

        // The district lets it lie: after five working days it goes to the province.
        shop.Web.Time.Advance(TimeSpan.FromDays(7));
        await RunLadderAsync(shop);
        await RunLadderAsync(shop);
        using var leader = await shop.SignedInAsync("lanhdao");
        task = await ActAsync(
            leader,
            number,
            TaskAct.Decide,
            1,
            ("Input.Words", "Cấp hai máy trong tháng 4.")
        );

        task.TextOf("section").ShouldContain("Cấp hai máy trong tháng 4.");
        using var later = await shop.SignedInAsync("chuyenvien.xa");
        var seen = await later.GetAsync(TaskLinks.Task(Programme, number));
        seen.TextOf("main").ShouldContain("Cấp hai máy trong tháng 4.");
        (
            await shop.CountAsync(db => db.Set<Obstacle>().Select(o => o.PassedUp).SingleAsync())
        ).ShouldBe(2);
        (await VerifyAsync(shop)).ShouldHaveSingleItem();
    }

    [Theory, Engines]
    public async Task Ladder_OfALateTask_ClimbsOnceARungAndVerifyNamesWhoeverLowersIt(Engine engine)
    {
        await using var shop = await ShopAsync(engine);
        var number = await GiveAsync(shop, Shop.AnHai, new DateOnly(2024, 3, 8));
        foreach (var days in new[] { 0, 1, 5, 14 })
        {
            shop.Web.Time.Advance(TimeSpan.FromDays(days));
            await RunLadderAsync(shop);
        }

        using var head = await shop.SignedInAsync("lanhdao.xa");
        var task = await head.GetAsync(TaskLinks.Task(Programme, number));
        task.FindAll("tbody tr")
            .Count(r => r.TextContent.Contains("Nhắc", StringComparison.Ordinal))
            .ShouldBe(3, "five working days before, overdue, overdue for ten working days");
        task.TextOf("main").ShouldContain("lãnh đạo tỉnh");

        await shop.Database.UseAsync(db =>
            db.Set<AssignedTask>().ExecuteUpdateAsync(s => s.SetProperty(t => t.Rung, 0))
        );
        (await VerifyAsync(shop)).ShouldContain(line => line.Contains("rung"));
    }

    [Theory, Engines]
    public async Task Acts_OfTwoAtOnceTwiceAndWithoutRight_AreToldApart(Engine engine)
    {
        await using var shop = await ShopAsync(engine);
        await GiveAsync(shop, Shop.AnHai, new DateOnly(2024, 3, 8));
        var (id, version) = await shop.CountAsync(async db =>
        {
            var task = await db.Set<AssignedTask>().SingleAsync();
            return (task.Id, task.Version);
        });
        Task<Outcome> Report(Role role, string unit, string key, int percent) =>
            shop.AsAsync(
                role,
                unit,
                s =>
                    s.GetRequiredService<TaskDesk>()
                        .ReportAsync(
                            new TaskActKey(key, id, version),
                            percent,
                            "Xong.",
                            [],
                            TestContext.Current.CancellationToken
                        )
            );

        (await Report(Role.Specialist, Shop.PhuocDan, "k0", 10)).Key.ShouldBe(
            "task.refused.not-allowed"
        );
        (await Report(Role.Specialist, Shop.AnHai, "k1", 101)).Key.ShouldBe("task.refused.percent");
        (await Report(Role.Specialist, Shop.AnHai, "k2", 30)).Succeeded.ShouldBeTrue();
        (await Report(Role.Specialist, Shop.AnHai, "k2", 30)).Key.ShouldBe("common.key.taken");
        var late = await Report(Role.Specialist, Shop.AnHai, "k3", 40);
        (late.Succeeded, late.IsStale).ShouldBe((false, true));
        (await shop.CountAsync(db => db.Set<TaskProgress>().CountAsync())).ShouldBe(1);
    }

    [Theory, Engines]
    public async Task Parts_StillOpen_KeepTheWholeOpen(Engine engine)
    {
        await using var shop = await ShopAsync(engine);
        var number = await GiveAsync(shop, "d587", new DateOnly(2024, 3, 29));
        using var head = await shop.SignedInAsync("lanhdao.huyen");
        var form = await head.GetAsync(TaskLinks.AssignPart(Programme, number));
        var refused = await form.SubmitAsync(
            "main form[method=post]",
            new Dictionary<string, string?>
            {
                ["Input.Name"] = "Phần của xã",
                ["Input.Unit"] = Shop.AnHai,
                ["Input.Due"] = "2024-04-01",
            }
        );
        refused.TextOf(".error-summary").ShouldContain("29/03/2024");
        var given = await refused.SubmitAsync(
            "main form[method=post]",
            new Dictionary<string, string?> { ["Input.Due"] = "2024-03-20" }
        );
        given.TextOf("main").ShouldContain("Phần của xã");

        var report = await ReportFormAsync(head, number, 100, "Xong cả.");
        report.TextOf(".error-summary").ShouldContain("Còn phần việc chưa xong");
        using var commune = await shop.SignedInAsync("lanhdao.xa");
        await ReportAsync(commune, number + 1, 100, "Xong phần xã.");
        (await ReportAsync(head, number, 100, "Xong cả."))
            .TextOf(".badge--good")
            .ShouldContain("Xong ngày");
    }

    [Theory, Engines]
    public async Task Task_OfACommuneThatIsMerged_GoesToItsHeirAndLeavesItsLatenessBehind(
        Engine engine
    )
    {
        await using var shop = await ShopAsync(
            engine,
            new DateTime(2024, 10, 30, 3, 0, 0, DateTimeKind.Utc)
        );
        await GiveAsync(shop, "c22747", new DateOnly(2024, 10, 31));
        await GiveAsync(shop, "c22747", new DateOnly(2024, 12, 20));
        // Friday 01/11/2024: the wards Phủ Hà and Thanh Sơn are one.
        shop.Web.Time.Advance(TimeSpan.FromDays(2));

        await RunLadderAsync(shop);
        await RunLadderAsync(shop);

        var tasks = await shop.CountAsync(db =>
            db.Set<AssignedTask>().OrderBy(t => t.Number).ToListAsync()
        );
        tasks.ShouldAllBe(t => t.UnitId == Unit.IdOf("c22750-2024"));
        tasks.Select(t => t.DueUnitId).ShouldBe([Unit.IdOf("c22747"), null]);
        tasks.Select(t => t.Rung).ShouldBe([2, 0]);
        using var office = await shop.SignedInAsync("vanphong.tinhuy");
        var page = await office.GetAsync(TaskLinks.Task(Programme, 1));
        page.FindAll("tbody tr")
            .Count(r => r.TextContent.Contains("Cơ quan kế thừa", StringComparison.Ordinal))
            .ShouldBe(1);
        var list = await office.GetAsync(
            TaskLinks.ListOf(
                new TaskFilter(
                    TaskView.Late,
                    null,
                    "c22747",
                    (new DateOnly(2024, 10, 1), new DateOnly(2024, 10, 31))
                )
            )
        );
        list.FindAll("tbody tr").Count.ShouldBe(1, list.TextOf("main"));
        (await VerifyAsync(shop)).ShouldHaveSingleItem();
    }

    [Theory, Engines]
    public async Task Task_MovedAfterItsDay_StaysLateForWhoeverLedItThen(Engine engine)
    {
        await using var shop = await ShopAsync(engine);
        var number = await GiveAsync(shop, Shop.AnHai, new DateOnly(2024, 3, 8));
        var other = await GiveAsync(shop, Shop.AnHai, new DateOnly(2024, 3, 20));
        shop.Web.Time.Advance(TimeSpan.FromDays(7));
        using var office = await shop.SignedInAsync("vanphong.tinhuy");
        await ActAsync(office, other, TaskAct.MoveDate, Moved("Trước hạn, thêm việc."));
        var page = await ActAsync(office, number, TaskAct.MoveDate, Moved("Chờ hướng dẫn của sở."));
        page.TextOf("dl").ShouldContain("Lỡ hạn 08/03/2024, chậm 5 ngày theo lịch");
        page.TextOf("dl").ShouldContain("Chờ hướng dẫn của sở.");

        // Done long before its new day, it is late all the same, in March and not in June.
        using var head = await shop.SignedInAsync("lanhdao.xa");
        await ReportAsync(head, number, 100, "Xong.");
        (await ScoresAsync(new(2024, 3, 1), new(2024, 4, 1))).ShouldBe([(0, 1), (1, 1)]);
        (await ScoresAsync(new(2024, 6, 1), new(2024, 7, 1))).ShouldBe([(1, 2), (0, 2)]);
        (await ScoresAsync(new(2024, 1, 1), new(2025, 1, 1))).ShouldBe([(0, 2), (1, 2)]);
        foreach (
            var (view, first, last, rows) in new[]
            {
                (TaskView.Late, 1, 12, 1),
                (TaskView.All, 1, 12, 2),
                (TaskView.InTime, 1, 12, 0),
                (TaskView.Late, 6, 6, 0),
                (TaskView.InTime, 6, 6, 1),
                (TaskView.Late, 3, 3, 1),
            }
        )
        {
            var list = await office.GetAsync(
                TaskLinks.ListOf(
                    new TaskFilter(
                        view,
                        null,
                        Shop.AnHai,
                        (new DateOnly(2024, first, 1), new DateOnly(2024, last, 30))
                    )
                )
            );
            list.FindAll("tbody tr").Count.ShouldBe(rows, $"{view} {first}");
            if (view == TaskView.Late && rows > 0)
            {
                list.TextOf("tbody").ShouldContain("Chờ hướng dẫn của sở.");
            }
        }

        (await VerifyAsync(shop)).ShouldHaveSingleItem();

        // Reported by its day and approved only after the move: the day was not missed.
        var third = await GiveAsync(shop, Shop.AnHai, new DateOnly(2024, 3, 14));
        using var specialist = await shop.SignedInAsync("chuyenvien.xa");
        await ReportAsync(specialist, third, 100, "Xong.");
        shop.Web.Time.Advance(TimeSpan.FromDays(2));
        using var again = await shop.SignedInAsync("vanphong.tinhuy");
        await ActAsync(again, third, TaskAct.MoveDate, Moved("Chờ duyệt."));
        (await ScoresAsync(new(2024, 3, 1), new(2024, 4, 1))).ShouldBe([(0, 2), (2, 2)]);
        using var approver = await shop.SignedInAsync("lanhdao.xa");
        (await approver.GetAsync(TaskLinks.List)).TextOf("tbody").ShouldContain("Chờ duyệt.");
        page = await ActAsync(approver, third, TaskAct.Approve);
        page.TextOf("dl").ShouldNotContain("Lỡ hạn");
        (await approver.GetAsync(TaskLinks.ListOf(new TaskFilter(TaskView.All, null, Shop.AnHai))))
            .TextOf("tbody")
            .ShouldNotContain("Chờ duyệt.");
        (await ScoresAsync(new(2024, 3, 1), new(2024, 4, 1))).ShouldBe([(0, 1), (1, 1)]);

        await shop.Database.UseAsync(db =>
            db.Set<MissedDay>()
                .ExecuteUpdateAsync(u => u.SetProperty(m => m.MovedOn, new DateOnly(2024, 3, 9)))
        );
        (await VerifyAsync(shop)).ShouldContain(l => l.Contains("task-missed-day"));

        static (string, string)[] Moved(string reason) =>
            [("Input.Due", "2024-06-28"), ("Input.Words", reason)];

        Task<(long, long?)[]> ScoresAsync(DateOnly from, DateOnly to) =>
            shop.Web.UseAsync<IEnumerable<IScoreSource>, (long, long?)[]>(async sources =>
            {
                var lines = await sources
                    .OfType<TaskScores>()
                    .Single()
                    .ReadAsync(
                        [new ScoreQuestion(Unit.IdOf(Shop.AnHai), from, to)],
                        TestContext.Current.CancellationToken
                    );
                return [.. lines[0].Take(2).Select(l => (l.Numerator, l.Denominator))];
            });
    }

    [Theory, Engines]
    public async Task Digest_OfTheMorning_TellsHelpersAndWhoeverHasToDecide(Engine engine)
    {
        await using var shop = await ShopAsync(engine);
        // Today is 06/03/2024, a Wednesday; the commune leads and the district helps.
        var number = await GiveAsync(shop, Shop.AnHai, new DateOnly(2024, 3, 7), "d587");
        (await ToldAsync("lanhdao.xa")).ShouldBe(new DueCount(1, 0, 0));
        (await ToldAsync("lanhdao.huyen")).ShouldBe(new DueCount(1, 0, 0), "it helps");
        (await ToldAsync("lanhdao")).ShouldBeNull();

        using var specialist = await shop.SignedInAsync("chuyenvien.xa");
        await ReportAsync(specialist, number, 40, "Đang làm.");
        await ActAsync(
            specialist,
            number,
            TaskAct.RaiseObstacle,
            ("Input.Words", "Không có máy quét."),
            ("Input.Proposal", "Cấp một máy.")
        );
        (await ToldAsync("lanhdao.xa")).ShouldBe(new DueCount(1, 0, 0) { Waiting = 2 });

        using var head = await shop.SignedInAsync("lanhdao.xa");
        await ActAsync(head, number, TaskAct.PassUp, 1, ("Input.Words", "Xã không có nguồn."));
        (await ToldAsync("lanhdao.xa")).ShouldBe(new DueCount(1, 0, 0) { Waiting = 1 });
        (await ToldAsync("lanhdao.huyen")).ShouldBe(new DueCount(1, 0, 0) { Waiting = 1 });
        using var district = await shop.SignedInAsync("lanhdao.huyen");
        await ActAsync(district, number, TaskAct.PassUp, 1, ("Input.Words", "Huyện cũng không."));
        (await ToldAsync("lanhdao")).ShouldBe(DueCount.None with { Waiting = 1 });
        (await ToldAsync("lanhdao.huyen")).ShouldBe(new DueCount(1, 0, 0));

        Task<DueCount?> ToldAsync(string userName) =>
            shop.Web.UseAsync<IEnumerable<IDueWork>, DueCount?>(async works =>
                (
                    await works
                        .OfType<TaskDueWork>()
                        .Single()
                        .CountAsync(
                            shop.Web.Time.GetUtcNow().UtcDateTime,
                            TestContext.Current.CancellationToken
                        )
                ).GetValueOrDefault(DemonstrationAccounts.IdOf(userName))
            );
    }

    private static async Task<Shop> ShopAsync(Engine engine, DateTime? utc = null)
    {
        var shop = await Shop.OpenAsync(engine, utc);
        await shop.Database.UseAsync(db => db.SeedProgrammeAsync());
        return shop;
    }

    private static async Task<int> GiveAsync(
        Shop shop,
        string unit,
        DateOnly due,
        params string[] helping
    )
    {
        var programme = await shop.CountAsync(db =>
            db.Set<Programme>().Select(p => p.Id).SingleAsync()
        );
        var outcome = await shop.AsAsync(
            Role.PartyOffice,
            "ninh-thuan",
            s =>
                s.GetRequiredService<TaskDesk>()
                    .AssignAsync(
                        Guid.CreateVersion7().ToString("N"),
                        [
                            new TaskOrder
                            {
                                ProgrammeId = programme,
                                Origin = TaskOrigin.Direction,
                                Name = "Niêm yết thủ tục",
                                UnitId = Unit.IdOf(unit),
                                DueOn = due,
                                CoOperating = [.. helping.Select(Unit.IdOf)],
                            },
                        ],
                        TestContext.Current.CancellationToken
                    )
        );
        outcome.Succeeded.ShouldBeTrue(outcome.Key);
        return await shop.CountAsync(db => db.Set<AssignedTask>().MaxAsync(t => t.Number));
    }

    private static Task<WebPage> ActAsync(
        WebUser user,
        int number,
        TaskAct act,
        params (string, string)[] fields
    ) => ActAsync(user, number, act, null, fields);

    private static async Task<WebPage> ActAsync(
        WebUser user,
        int number,
        TaskAct act,
        int? obstacle,
        params (string, string)[] fields
    )
    {
        var form = await user.GetAsync(TaskLinks.Act(Programme, number, act, obstacle));
        form.Status.ShouldBe(HttpStatusCode.OK, $"{act}: {form.Url}");
        var page = await form.SubmitAsync(
            "main form[method=post]",
            fields.ToDictionary(f => f.Item1, f => (string?)f.Item2)
        );
        page.Url.ShouldBe(TaskLinks.Task(Programme, number), page.TextOf("main"));
        return page;
    }

    private static async Task<WebPage> ReportAsync(
        WebUser user,
        int number,
        int percent,
        string words,
        byte[]? file = null
    )
    {
        var page = await ReportFormAsync(user, number, percent, words, file);
        page.Url.ShouldBe(TaskLinks.Task(Programme, number), page.TextOf("main"));
        return page;
    }

    private static async Task<WebPage> ReportFormAsync(
        WebUser user,
        int number,
        int percent,
        string words,
        byte[]? file = null
    )
    {
        var address = TaskLinks.Act(Programme, number, TaskAct.Report);
        var page = await user.GetAsync(address);
        var form = new MultipartFormDataContent();
        foreach (
            var hidden in page.FindAll("main form[enctype] input[type=hidden]")
                .Cast<IHtmlInputElement>()
        )
        {
            form.Add(new StringContent(hidden.Value), hidden.Name!);
        }

        form.Add(
            new StringContent(percent.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            "Input.Percent"
        );
        form.Add(new StringContent(words), "Input.Words");
        if (file is not null)
        {
            form.Add(new ByteArrayContent(file), "minh-chung", "anh.pdf");
        }

        return await user.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, address) { Content = form }
        );
    }

    private static Task<bool> RunLadderAsync(Shop shop) =>
        shop.Web.UseAsync<IEnumerable<IPeriodicJob>, bool>(async jobs =>
        {
            await jobs.OfType<TaskLadderJob>()
                .Single()
                .RunAsync(TestContext.Current.CancellationToken);
            return true;
        });

    private static async Task<string[]> VerifyAsync(Shop shop) =>
        (await CommandLine.RunAsync("verify", "--db", shop.Database.Name)).Lines;
}
