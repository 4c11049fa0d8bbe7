using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using ThuocDo.Organisation.Units;
using ThuocDo.Oversight.Inspections;
using ThuocDo.Oversight.Inspections.Draw;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.History;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.OneStop.Dossiers;
using Xunit;

namespace ThuocDo.Tests.Oversight.Inspections;

/// <summary>A surprise round from its plan to its conclusion: who sees what when, what counts, what is refused, what an edit in the database does.</summary>
public sealed class InspectionFlowTests
{
    private static readonly DateOnly Today = new(2024, 3, 6);

    /// <summary>The smallest picture: one white pixel.</summary>
    private static readonly byte[] Pixel = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
    );

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, Engines]
    public async Task Surprise_FromPlanToConclusion_IsSecretThenPublicAndCountsOnce(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        using var office = await shop.SignedInAsync("kiemsoat.thutuc");
        using var head = await shop.SignedInAsync("lanhdao.xa");
        using var anybody = shop.Web.NewVisitor();

        await (await office.GetAsync(InspectionLinks.List)).SubmitAsync(
            "#plan",
            new Dictionary<string, string?>
            {
                ["Number"] = "05/KH",
                ["IssuedOn"] = "2024-03-01",
                ["Surprise"] = "3",
            }
        );
        await (await office.GetAsync(InspectionLinks.Checklists)).SubmitAsync(
            "#checklist",
            new Dictionary<string, string?>
            {
                ["Name"] = "Một cửa",
                ["Items"] = "Niêm yết đủ\nVào hệ thống ngay",
            }
        );
        var round = await (await office.GetAsync(InspectionLinks.Create)).SubmitAsync(
            "#inspection",
            new Dictionary<string, string?>
            {
                ["Kind"] = "Surprise",
                ["Name"] = "Đột xuất tại xã",
                ["PlannedOn"] = "2024-03-06",
            }
        );
        round.Url.ShouldStartWith("/kiem-tra/cuoc/", Case.Sensitive, round.TextOf("main"));
        // No head knows of it.
        (await head.GetAsync(InspectionLinks.List))
            .TextOf("main")
            .ShouldNotContain("Đột xuất tại");
        (await head.GetAsync(round.Url)).Status.ShouldBe(HttpStatusCode.NotFound);

        var early = await round.SubmitAsync(
            "#decide",
            new Dictionary<string, string?> { ["Number"] = "", ["Team"] = "Đoàn" }
        );
        early.TextOf(".error-summary").ShouldContain("Quyết định cần số");
        var decided = await early.SubmitAsync(
            "#decide",
            new Dictionary<string, string?>
            {
                ["Number"] = "31/QĐ",
                ["Day"] = "2024-03-06",
                ["Team"] = "Trưởng đoàn\nThành viên",
            }
        );
        decided.TextOf("main").ShouldContain("31/QĐ", Case.Sensitive, decided.TextOf("main"));
        var commit = new Dictionary<string, string?> { ["Scope"] = "Commune", ["Sample"] = "2" };
        var committed = await decided.SubmitAsync("#commit", commit);
        (await decided.SubmitAsync("#commit", commit)).Url.ShouldBe(round.Url, "twice is one draw");
        var draw = await shop.CountAsync(db => db.Set<InspectionDraw>().SingleAsync());

        var before = await anybody.GetAsync(InspectionLinks.Draw(draw.Id));
        before.TextOf("main").ShouldContain(draw.Commitment);
        before.Source.ShouldNotContain(draw.Seed);
        (await anybody.GetAsync(InspectionLinks.DrawFile(draw.Id))).Status.ShouldBe(
            HttpStatusCode.NotFound
        );
        (await committed.SubmitAsync("#reveal-1"))
            .TextOf(".error-summary")
            .ShouldContain("ít nhất một đêm");

        shop.Web.Time.Advance(TimeSpan.FromDays(1));
        using var morning = await shop.SignedInAsync("kiemsoat.thutuc");
        var revealed = await (await morning.GetAsync(round.Url)).SubmitAsync("#reveal-1");
        revealed.FindAll("main a[href^='/kiem-tra/hien-truong/']").Count.ShouldBe(2);
        // Who comes is known to the office alone until every drawn place was visited or the round is over.
        (await morning.GetAsync(InspectionLinks.Draw(draw.Id)))
            .TextOf("main")
            .ShouldContain("Chạy lại ra đúng danh sách");
        foreach (var reader in new[] { anybody, head })
        {
            var underway = await reader.GetAsync(InspectionLinks.Draw(draw.Id));
            underway.TextOf("main").ShouldContain("để không nơi nào được báo trước");
            underway.Source.ShouldNotContain(draw.Seed);
            underway.FindAll("main table").ShouldBeEmpty();
            (await reader.GetAsync(InspectionLinks.DrawFile(draw.Id))).Status.ShouldBe(
                HttpStatusCode.NotFound
            );
        }

        // Nobody draws until he likes it.
        (
            await shop.AsAsync(
                Role.ProcedureControl,
                "ninh-thuan",
                async s =>
                {
                    var now = await shop.CountAsync(db => db.Set<Inspection>().SingleAsync());
                    return await s.GetRequiredService<InspectionDesk>()
                        .CommitAsync(
                            new InspectionAct("again", now.Id, now.Version),
                            2,
                            DrawScope.Commune,
                            null,
                            Stop
                        );
                }
            )
        ).Key.ShouldBe("inspection.refused.drawn");
        // Nothing has been visited: a draw is no inspection.
        (await CountedAsync(shop, Today.AddDays(1))).ShouldBe(0);

        var place = await shop.CountAsync(db =>
            db.Set<InspectionPlace>().OrderBy(p => p.Id).FirstAsync()
        );
        using var inspector = await shop.SignedInAsync("thanhtra");
        var open = await inspector.GetAsync(InspectionLinks.Visit(place.Id));
        var colleague = await morning.GetAsync(InspectionLinks.Visit(place.Id));
        var half = await open.SubmitAsync(
            "#answers",
            new Dictionary<string, string?> { ["a-1"] = "Good", ["n-2"] = "Bảy hồ sơ" }
        );
        half.TextOf(".error-summary").ShouldContain("Câu 2 có ghi chú");
        half.Find("#n-2").GetAttribute("value").ShouldBe("Bảy hồ sơ");
        (await shop.CountAsync(db => db.Set<CheckEntry>().CountAsync())).ShouldBe(0);
        await open.SubmitAsync(
            "#answers",
            new Dictionary<string, string?>
            {
                ["a-1"] = "Good",
                ["a-2"] = "Bad",
                ["n-2"] = "Bảy hồ sơ",
            }
        );
        // A page opened before: an equal answer adds nothing, a different one stands beside.
        var rivals = await colleague.SubmitAsync(
            "#answers",
            new Dictionary<string, string?> { ["a-1"] = "Good", ["a-2"] = "Good" }
        );
        rivals.TextOf("main").ShouldContain("hai câu trả lời khác nhau");
        (await CountedAsync(shop, Today.AddDays(1))).ShouldBe(1, "two places, one round");
        (await CountedAsync(shop, Today)).ShouldBe(0);

        var again = await inspector.GetAsync(InspectionLinks.Visit(place.Id));
        (await SendPhotoAsync(inspector, again, "k1")).ShouldBe("saved");
        (await SendPhotoAsync(inspector, again, "k1")).ShouldBe("saved");
        (await shop.CountAsync(db => db.Set<InspectionPhoto>().CountAsync())).ShouldBe(1);
        var found = await again.SubmitAsync(
            "#finding",
            new Dictionary<string, string?>
            {
                ["Severity"] = "Major",
                ["Words"] = "Bảy hồ sơ chưa vào hệ thống",
                ["Remedy"] = "Nhập đủ",
                ["Due"] = "2024-03-20",
            }
        );
        found.TextOf("main").ShouldContain("Bảy hồ sơ chưa vào hệ thống");

        var conclude = new Dictionary<string, string?> { ["Conclusion"] = "Một kiến nghị." };
        var refused = await (await morning.GetAsync(round.Url)).SubmitAsync("#conclude", conclude);
        refused.TextOf(".error-summary").ShouldContain("hai câu trả lời");
        var chosen = await (await morning.GetAsync(InspectionLinks.Visit(place.Id))).SubmitAsync(
            "form[id^='choose-']",
            button: "button[value='true']"
        );
        chosen.FindAll("form[id^='choose-']").ShouldBeEmpty(chosen.TextOf("main"));
        var entries = await shop.CountAsync(db =>
            db.Set<CheckEntry>().Where(e => e.Item == 2).ToListAsync()
        );
        entries.Select(e => e.State).Order().ShouldBe([EntryState.Current, EntryState.Replaced]);
        var quiet = await (await morning.GetAsync(round.Url)).SubmitAsync("#conclude", conclude);
        quiet.TextOf(".error-summary").ShouldContain("Có 1 nơi chưa được kiểm tra");
        var concluded = await (await morning.GetAsync(round.Url)).SubmitAsync(
            "#conclude",
            new Dictionary<string, string?>(conclude) { ["Unvisited"] = "Bão, không đi được" }
        );
        var shown = await anybody.GetAsync(InspectionLinks.Draw(draw.Id));
        shown.TextOf("main").ShouldContain("Chạy lại ra đúng danh sách");
        shown.TextOf("main").ShouldContain("Bão, không đi được");
        var file = DrawFile.Parse(
            (await anybody.GetAsync(InspectionLinks.DrawFile(draw.Id))).Source
        );
        DrawRules.Check(file, draw.Commitment).ShouldAllBe(c => c.IsEqual);
        concluded
            .TextOf("main")
            .ShouldContain("Đã kết luận", Case.Sensitive, concluded.TextOf("main"));
        using (
            var report = await morning.Client.GetAsync(
                InspectionLinks.Report(draw.InspectionId),
                Stop
            )
        )
        {
            using var document = WordprocessingDocument.Open(
                await report.Content.ReadAsStreamAsync(Stop),
                isEditable: false
            );
            new OpenXmlValidator().Validate(document).ShouldBeEmpty();
            document.MainDocumentPart!.Document!.InnerText.ShouldContain(
                "Bảy hồ sơ chưa vào hệ thống"
            );
        }

        // The unit reports, somebody looks again; a head of elsewhere sees nothing of it.
        var finding = await shop.CountAsync(db => db.Set<InspectionFinding>().SingleAsync());
        var unit = await shop.CountAsync(db =>
            db.Set<Unit>().Where(u => u.Id == finding.UnitId).Select(u => u.Key).SingleAsync()
        );
        var act = new InspectionAct("r1", finding.Id, finding.Version);
        (
            await shop.AsAsync(
                Role.UnitHead,
                unit == Shop.AnHai ? Shop.PhuocDan : Shop.AnHai,
                s => s.GetRequiredService<VisitDesk>().ReportAsync(act, "Đã nhập", Stop)
            )
        ).Key.ShouldBe("inspection.refused.right");
        (
            await shop.AsAsync(
                Role.UnitHead,
                unit,
                s =>
                    s.GetRequiredService<VisitDesk>()
                        .ReportAsync(act with { Key = "r2" }, "Đã nhập", Stop)
            )
        ).Succeeded.ShouldBeTrue();
        (
            await shop.AsAsync(
                Role.Inspector,
                "ninh-thuan",
                s =>
                    s.GetRequiredService<VisitDesk>()
                        .CheckAsync(act with { Key = "r3" }, "Xong", inOrder: true, Stop)
            )
        ).IsStale.ShouldBeTrue("it was reported since");
        var closed = await (
            await inspector.GetAsync(InspectionLinks.Finding(finding.Id))
        ).SubmitAsync(
            "#check",
            new Dictionary<string, string?> { ["Words"] = "Không còn hồ sơ ngoài hệ thống" },
            "button[value='true']"
        );
        closed.FindAll("#check, #report").ShouldBeEmpty(closed.TextOf("main"));

        await LateAsync(shop, place.Id);

        (await FindingsAsync(shop)).ShouldBeEmpty();
        await shop.Database.TamperAsync(
            $"update inspection_draws set frame = replace(frame, '\"weight\":20', '\"weight\":30')"
        );
        await shop.Database.TamperAsync(
            $"update inspection_findings set words = 'x' where number = 1"
        );
        await shop.Database.TamperAsync(
            $"update inspection_entries set answer = 'NotApplicable' where item = 1 and state = 'Current'"
        );
        await shop.Database.TamperAsync(
            $"update inspection_entries set \"by\" = id where item = 2 and state = 'Current'"
        );
        await shop.Database.TamperAsync($"update inspection_photos set kind = 'Jpeg'");
        await shop.Database.TamperAsync($"update inspection_draws set committed_on = '2024-03-01'");
        (await FindingsAsync(shop))
            .Select(f => $"{f.Kind} {f.Field}")
            .ShouldBe(
                [
                    "check-entry answer",
                    "check-entry by",
                    "finding words",
                    "inspection-draw committed",
                    "inspection-draw list",
                    "inspection-draw weights",
                    "inspection-photo kind",
                ],
                ignoreOrder: true
            );
        // A frame that is no frame any more is named too, and the page stands.
        foreach (var broken in new[] { "[null]", "[{}]", "x" })
        {
            await shop.Database.TamperAsync($"update inspection_draws set frame = {broken}");
            (await FindingsAsync(shop)).ShouldContain(f =>
                f.Kind == "inspection-draw" && f.Field == "frame"
            );
            (await anybody.GetAsync(InspectionLinks.Draw(draw.Id)))
                .TextOf("main")
                .ShouldContain("có phần đã bị đổi");
        }
    }

    [Fact]
    public void Entry_ThatArrives_HoldsOrStandsBesideAndIsNeverLost()
    {
        var (me, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var held = new CheckEntry
        {
            Id = Guid.CreateVersion7(),
            PlaceId = Guid.Empty,
            Item = 1,
            Answer = CheckAnswer.Good,
            Note = "",
            By = other,
            At = default,
            State = EntryState.Current,
        };

        EntryRules.Decide(null, null, me, CheckAnswer.Bad, "").ShouldBe(EntryFate.Holds);
        EntryRules.Decide(held, null, me, CheckAnswer.Good, "").ShouldBe(EntryFate.Same);
        EntryRules.Decide(held, null, me, CheckAnswer.Bad, "").ShouldBe(EntryFate.Rival);
        EntryRules.Decide(held, held.Id, me, CheckAnswer.Bad, "").ShouldBe(EntryFate.Holds);
        EntryRules.Decide(held, null, other, CheckAnswer.Bad, "").ShouldBe(EntryFate.Holds);
        EntryRules.Decide(held, me, me, CheckAnswer.Good, "x").ShouldBe(EntryFate.Rival);
    }

    private static async Task<long> CountedAsync(Shop shop, DateOnly day) =>
        await shop.AsAsync<long>(
            Role.Leader,
            "ninh-thuan",
            async s =>
                (
                    await s.GetServices<IRegisterSource>()
                        .Single(r => r.Registers.Contains(InspectionRegister.Rounds))
                        .CountAsync(
                            new RegisterQuestion
                            {
                                Register = InspectionRegister.Rounds,
                                Day = day,
                                Units = new HashSet<Guid>(),
                            },
                            Stop
                        )
                ).Above
        );

    /// <summary>A phone that had no network sends after the conclusion, and another one has a clock that is wrong.</summary>
    private static async Task LateAsync(Shop shop, Guid place)
    {
        var noon = new DateTime(2024, 3, 6, 5, 0, 0, DateTimeKind.Utc);
        var sent = await shop.AsAsync(
            Role.Inspector,
            "ninh-thuan",
            async s =>
            {
                var desk = s.GetRequiredService<VisitDesk>();
                return (
                    await desk.AnswerAsync(
                        new NewEntry("l1", place, 1, CheckAnswer.Bad, "muộn", null, noon),
                        Stop
                    ),
                    await desk.AnswerAsync(
                        new NewEntry("l2", place, 1, CheckAnswer.Bad, "x", null, null),
                        Stop
                    ),
                    await desk.AnswerAsync(
                        new NewEntry("l3", place, 1, CheckAnswer.Bad, "x", null, noon.AddDays(-9)),
                        Stop
                    ),
                    await desk.FindAsync(
                        new NewFinding(
                            "l4",
                            place,
                            Severity.Minor,
                            "Muộn",
                            "Sửa",
                            new DateOnly(2024, 3, 6),
                            noon
                        ),
                        Stop
                    )
                );
            }
        );
        sent.Item1.Value.ShouldBe(EntryFate.Rival);
        sent.Item2.Key.ShouldBe("inspection.refused.concluded");
        sent.Item3.Key.ShouldBe("inspection.refused.concluded");
        sent.Item4.Succeeded.ShouldBeTrue(sent.Item4.Key);
        var (entry, round) = await shop.CountAsync(async db =>
            (
                await db.Set<CheckEntry>().SingleAsync(e => e.State == EntryState.Rival),
                await db.Set<Inspection>().SingleAsync()
            )
        );
        entry.At.ShouldBe(noon);
        // Entered the day before what came first: the round began then, and T09 counts it on that day.
        round.BegunOn.ShouldBe(Today);
        (await CountedAsync(shop, Today)).ShouldBe(1);
    }

    private static async Task<string?> SendPhotoAsync(WebUser user, WebPage page, string key)
    {
        using var content = new MultipartFormDataContent();
        content.Add(
            new StringContent(
                page.Find("input[name=__RequestVerificationToken]").GetAttribute("value")!
            ),
            "__RequestVerificationToken"
        );
        content.Add(new StringContent(key), "Key");
        content.Add(new StringContent("photo"), "Kind");
        content.Add(new StringContent(page.Find("#visit").GetAttribute("data-user")!), "Account");
        var picture = new ByteArrayContent(Pixel);
        picture.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        content.Add(picture, "photo", "anh.png");
        using var answer = await user.Client.PostAsync(page.Url + "?handler=Sync", content, Stop);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Stop));
        return json.RootElement.GetProperty("state").GetString();
    }

    private static Task<List<Finding>> FindingsAsync(Shop shop) =>
        shop.AsAsync(
            Role.Leader,
            "ninh-thuan",
            async s =>
            {
                var findings = new List<Finding>();
                foreach (var audit in s.GetServices<IAudit>())
                {
                    if (audit.GetType().FullName!.Contains("Oversight", StringComparison.Ordinal))
                    {
                        await foreach (var finding in audit.FindAsync(new AuditScope(null), Stop))
                        {
                            findings.Add(finding);
                        }
                    }
                }

                return findings;
            }
        );
}
