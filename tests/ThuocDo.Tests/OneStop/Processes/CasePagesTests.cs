using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using ThuocDo.Indicators.Figures;
using ThuocDo.Indicators.Folding;
using ThuocDo.OneStop;
using ThuocDo.OneStop.Audit;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Dossiers.Cases;
using ThuocDo.OneStop.Processes;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Facts;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Time;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.Indicators;
using ThuocDo.Tests.OneStop.Dossiers;
using Xunit;

namespace ThuocDo.Tests.OneStop.Processes;

/// <summary>An interlinked dossier carried by pages over commune, district and department.</summary>
public sealed class CasePagesTests
{
    private const string Publish = "button[value=publish]";
    private static readonly Dictionary<string, string?> Nothing = [];

    [Theory, Engines]
    public async Task Dossier_OverThreeLevels_IsCarriedByPages(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        await PublishAsync(shop, "lien-thong-ba-cap");
        using var counter = await shop.SignedInAsync("motcua.xa");
        using var specialist = await shop.SignedInAsync("chuyenvien.xa");
        using var signer = await shop.SignedInAsync("ky.xa");
        using var districtCounter = await shop.SignedInAsync("motcua.huyen");
        using var district = await shop.SignedInAsync("chuyenvien.huyen");
        using var districtHead = await shop.SignedInAsync("lanhdao.huyen");
        using var department = await shop.SignedInAsync("chuyenvien.so");
        using var departmentSigner = await shop.SignedInAsync("ky.so");
        var (code, secret, _) = await Shop.ReceiveByPageAsync(counter);
        await DoAsync(counter, code, DossierActionKind.Assign);
        await DoAsync(specialist, code, DossierActionKind.Forward);
        await DoAsync(specialist, code, DossierActionKind.OpenCase);

        var atDistrict = await CaseOfAsync(shop, code);
        atDistrict.UnitId.ShouldBe(Interlinked.District);
        (await specialist.GetAsync(OneStopLinks.Dossier(code)))
            .TextOf("main")
            .ShouldContain(atDistrict.Code);
        await DoAsync(districtCounter, atDistrict.Code, DossierActionKind.Assign);
        var justice = Unit.IdOf("so-tu-phap").ToString("D");
        var finance = Unit.IdOf("so-tai-chinh").ToString("D");
        await DoAsync(
            district,
            atDistrict.Code,
            DossierActionKind.RequestOpinion,
            new() { ["Orders[0].UnitId"] = justice, ["Orders[1].UnitId"] = finance }
        );

        // The department sees the question and nothing of the applicant.
        var list = await department.GetAsync(OneStopLinks.Opinions);
        list.FindAll("tbody tr").Count.ShouldBe(1);
        var opinion = (await OpinionsAsync(shop)).Single(o => o.UnitId.ToString("D") == justice);
        var page = await department.GetAsync(OneStopLinks.Opinion(opinion.Id));
        page.TextOf("main").ShouldNotContain("Người Mẫu");
        (await specialist.GetAsync(OneStopLinks.Opinion(opinion.Id))).Status.ShouldBe(
            HttpStatusCode.NotFound
        );
        (
            await page.SubmitAsync(
                "main form",
                new Dictionary<string, string?> { ["Answer"] = "agree" }
            )
        ).Status.ShouldBe(HttpStatusCode.OK);
        await AnswerAsync(shop, "so-tai-chinh");

        await DoAsync(
            district,
            atDistrict.Code,
            DossierActionKind.OpenCase,
            new() { ["UnitId"] = justice }
        );
        var atDepartment = await CaseOfAsync(shop, atDistrict.Code);
        atDepartment.FirstPromisedAt.ShouldBeLessThanOrEqualTo(atDistrict.FirstPromisedAt);
        (
            await shop.ActAsync(
                Role.Receptionist,
                atDepartment.Code,
                DossierActionKind.Assign,
                (w, a) => w.Assign(null, true, a),
                "so-tu-phap"
            )
        ).Key.ShouldBeNull();
        await DoAsync(department, atDepartment.Code, DossierActionKind.Forward);
        await DoAsync(
            departmentSigner,
            atDepartment.Code,
            DossierActionKind.ReturnCase,
            new() { ["Result"] = "granted" }
        );
        await DoAsync(
            districtHead,
            atDistrict.Code,
            DossierActionKind.ReturnCase,
            new() { ["Result"] = "granted" }
        );
        await DoAsync(signer, code, DossierActionKind.Finish);
        await DoAsync(counter, code, DossierActionKind.Return, new() { ["Checked"] = "true" });

        (await SumsAsync(shop)).ShouldBe(
            new Dictionary<string, int>
            {
                ["c22888 Received"] = 1,
                ["c22888 Closed"] = 1,
                ["d587 CaseReceived"] = 1,
                ["d587 CaseClosed"] = 1,
                ["so-tu-phap CaseReceived"] = 1,
                ["so-tu-phap CaseClosed"] = 1,
            },
            ignoreOrder: true
        );
        (await FindingsAsync(shop)).ShouldBeEmpty();
        await AgenciesCountTheirOwnAsync(shop, code, atDistrict.Code, atDepartment.Code);
        (await counter.GetAsync(OneStopLinks.Dossier(code))).Status.ShouldBe(HttpStatusCode.OK);
        secret.ShouldNotBeEmpty();
    }

    [Theory, Engines]
    public async Task Withdrawal_WithOpenCases_RecallsThemInTheSameTransaction(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        await PublishAsync(shop, "lien-thong-ba-cap");
        var code = (await shop.ReceiveAsync()).Value!.Code;
        await ActAsync(
            shop,
            Role.Receptionist,
            code,
            DossierActionKind.Assign,
            (w, a) => w.Assign(null, true, a)
        );
        await ActAsync(
            shop,
            Role.Specialist,
            code,
            DossierActionKind.Forward,
            (w, a) => w.Forward(null, null, a)
        );
        using var specialist = await shop.SignedInAsync("chuyenvien.xa");
        await DoAsync(specialist, code, DossierActionKind.OpenCase);

        await ActAsync(
            shop,
            Role.Receptionist,
            code,
            DossierActionKind.Withdraw,
            (w, a) => w.Withdraw("x", a)
        );

        var part = await CaseOfAsync(shop, code);
        part.State.ShouldBe(DossierState.Withdrawn);
        part.DueAt.ShouldNotBeNull("what it was due by stays known");
        DossierRequest
            .Parse((await shop.DossierAsync(code)).Requests)
            .ShouldHaveSingleItem()
            .Result.ShouldBe("recalled");
        (await FindingsAsync(shop)).ShouldBeEmpty();
        await shop.Database.TamperAsync($"update onestop_process_versions set json = json || ' '");
        (await FindingsAsync(shop)).ShouldHaveSingleItem().Field.ShouldBe("json");
    }

    [Theory, Engines]
    public async Task Timers_AfterTheDueDateOfAnOpinion_TakeSilenceOnce(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        await PublishAsync(shop, "lien-thong-hai-cap");
        var code = (await shop.ReceiveAsync()).Value!.Code;
        await ActAsync(
            shop,
            Role.Receptionist,
            code,
            DossierActionKind.Assign,
            (w, a) => w.Assign(null, true, a)
        );
        await ActAsync(
            shop,
            Role.Specialist,
            code,
            DossierActionKind.Forward,
            (w, a) => w.Forward(null, null, a)
        );
        var due = TestWeb.UsualInstant.AddHours(24);
        await ActAsync(
            shop,
            Role.Specialist,
            code,
            DossierActionKind.RequestOpinion,
            (w, a) =>
                w.RequestOpinions(
                    [
                        new("land", Unit.IdOf("so-tn-mt"), "?", due),
                        new("tax", Unit.IdOf("so-tai-chinh"), "?", due),
                    ],
                    a
                )
        );
        await AnswerAsync(shop, "so-tai-chinh");

        (await TickAsync(shop)).ShouldBe(0);
        shop.Web.Time.Advance(TimeSpan.FromHours(25));
        (await TickAsync(shop)).ShouldBe(1);
        (await TickAsync(shop)).ShouldBe(0);

        (await OpinionsAsync(shop)).Select(o => o.Answer).Order().ShouldBe(["agree", "silent"]);
        (await shop.DossierAsync(code)).Step.ShouldBe(4, "the join sent it on");
        (await FindingsAsync(shop)).ShouldBeEmpty();
    }

    [Theory, Engines]
    public async Task Editor_OfProcess_ChecksPreviewsAndPublishesOnce(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        using var control = await shop.SignedInAsync("kiemsoat.thutuc");
        using var specialist = await shop.SignedInAsync("chuyenvien.xa");
        (await specialist.GetAsync(OneStopLinks.ProcessEditor)).Status.ShouldBe(
            HttpStatusCode.Forbidden
        );
        var editor = await control.GetAsync(OneStopLinks.ProcessEditorFrom("lien-thong-hai-cap"));

        var wrong = await editor.SubmitAsync(
            "main form[method=post]",
            new Dictionary<string, string?>
            {
                ["Json"] = ProcessWriter
                    .Write(SampleProcesses.Of("lien-thong-hai-cap"))
                    .Replace("\"to\": \"verify\"", "\"to\": \"nowhere\"", StringComparison.Ordinal),
            },
            Publish
        );
        wrong.TextOf("main").ShouldContain("nowhere");
        (await PublishedAsync(shop)).ShouldBe(0);

        var done = await editor.SubmitAsync("main form[method=post]", Nothing, Publish);
        done.FindAll("svg.process title").Count.ShouldBe(2);
        await editor.SubmitAsync("main form[method=post]", Nothing, Publish);
        (await PublishedAsync(shop)).ShouldBe(1);
        (await FindingsAsync(shop)).ShouldBeEmpty();
    }

    private static Task<int> PublishedAsync(Shop shop) =>
        shop.CountAsync(db => db.Set<ProcessVersion>().CountAsync());

    private static async Task PublishAsync(Shop shop, string sample)
    {
        // The procedure has two working days: opinions are due the same day.
        var process = ProcessReader
            .Read(
                SampleProcesses.Text(sample).Replace("\"2wd\"", "\"2wh\"", StringComparison.Ordinal)
            )
            .Process! with
        {
            Procedures = [Shop.MaritalStatus],
        };
        var outcome = await shop.AsAsync(
            Role.ProcedureControl,
            "ninh-thuan",
            services =>
                services
                    .GetRequiredService<PublishProcess>()
                    .RunAsync(
                        new PublishRequest(
                            "publish",
                            ProcessWriter.Write(process),
                            VietnamTime.DayOf(TestWeb.UsualInstant),
                            0
                        ),
                        TestContext.Current.CancellationToken
                    )
        );
        outcome.Key.ShouldBeNull();
    }

    private static async Task DoAsync(
        WebUser user,
        string code,
        DossierActionKind kind,
        Dictionary<string, string?>? fields = null
    )
    {
        var page = await user.GetAsync(OneStopLinks.Act(code, kind));
        page.Status.ShouldBe(HttpStatusCode.OK, $"{kind}");
        page.FindAll("main form[method=post]").ShouldNotBeEmpty($"{kind}: {page.TextOf("main")}");
        var done = await page.SubmitAsync("main form[method=post]", fields ?? Nothing);
        done.Url.ShouldBe(OneStopLinks.Dossier(code), $"{kind}: {done.TextOf("main")}");
    }

    private static async Task ActAsync(
        Shop shop,
        Role role,
        string code,
        DossierActionKind kind,
        Func<DossierWork, ActContext, ThuocDo.Shared.Outcomes.Outcome> act
    ) => (await shop.ActAsync(role, code, kind, act)).Key.ShouldBeNull();

    private static async Task<Dossier> CaseOfAsync(Shop shop, string code)
    {
        var parent = await shop.DossierAsync(code);
        return await shop.CountAsync(db =>
            db.Set<Dossier>().AsNoTracking().SingleAsync(d => d.ParentId == parent.Id)
        );
    }

    private static Task<List<Opinion>> OpinionsAsync(Shop shop) =>
        shop.CountAsync(db => db.Set<Opinion>().AsNoTracking().ToListAsync());

    private static async Task AnswerAsync(Shop shop, string unit)
    {
        var opinion = (await OpinionsAsync(shop)).Single(o => o.UnitId == Unit.IdOf(unit));
        var outcome = await shop.AsAsync(
            Role.Specialist,
            unit,
            services =>
                services
                    .GetRequiredService<AnswerOpinion>()
                    .RunAsync(
                        new OpinionReply($"answer-{opinion.Id:N}", opinion.Id, "agree", null),
                        TestContext.Current.CancellationToken
                    )
        );
        outcome.Key.ShouldBeNull();
    }

    private static async Task<int> TickAsync(Shop shop)
    {
        await using var scope = shop.Web.Services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<DossierTimers>()
            .RunAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>
    /// Each agency's figures hold its own part once and nothing of the others, the same before and after folding; behind each
    /// stands the record; and the check of the cells notices when one is changed.
    /// </summary>
    private static async Task AgenciesCountTheirOwnAsync(
        Shop shop,
        string whole,
        string atDistrict,
        string atDepartment
    )
    {
        var own = new[]
        {
            (Unit: "c22888", Code: whole, Measures.Received, Measures.Resolved),
            (Unit: "d587", Code: atDistrict, Measures.CaseReceived, Measures.CaseResolved),
            (Unit: "so-tu-phap", Code: atDepartment, Measures.CaseReceived, Measures.CaseResolved),
        };
        await using var db = shop.Database.NewContext();
        var finder = new ScopeFinder(UnitFacts.Tree());
        for (var round = 0; round < 2; round++)
        {
            foreach (var (key, code, received, resolved) in own)
            {
                // The subtree of a district holds its communes; here the agency itself is asked.
                var scope = finder.Find(key)!;
                var id = Unit.IdOf(key);
                var table = await new FigureReader(db).ReadAsync(
                    scope,
                    [Interval.OfMonth(new DateOnly(2024, 3, 1))],
                    Grouping.Unit,
                    null,
                    default
                );
                var part = table.Parts.Single(p => Guid.Parse(p) == id);
                table.Count(part, received, "period").ShouldBe(1, $"{key}, {round}");
                table.Count(part, resolved, "period").ShouldBe(1, $"{key}, {round}");
                foreach (
                    var other in new[] { Measures.Received, Measures.CaseReceived }.Where(m =>
                        m != received
                    )
                )
                {
                    table.Count(part, other, "period").ShouldBe(0, $"{key}, {other.Code}");
                }

                var records = await new CountedRecords(db).PageAsync(
                    new Counted(
                        resolved,
                        scope,
                        scope.Head.Level,
                        new DateOnly(2024, 3, 1),
                        new DateOnly(2024, 3, 31)
                    ),
                    0,
                    10,
                    default
                );
                records
                    .ShouldHaveSingleItem()
                    .SubjectId.ShouldBe((await shop.DossierAsync(code)).Id);
            }

            await shop.Database.UseAsync(folded => new Folder(folded).FoldAsync(default));
        }

        (await shop.Database.AuditCellsAsync()).ShouldBeEmpty();
        (
            await shop.Database.TamperAsync(
                $"update cells set count = count + 1 where kind = 'CaseReceived'"
            )
        ).ShouldBe(2);
        (await shop.Database.AuditCellsAsync()).Count.ShouldBeGreaterThanOrEqualTo(2);
    }

    private static async Task<Dictionary<string, int>> SumsAsync(Shop shop)
    {
        var facts = await shop.CountAsync(db => db.Set<Fact>().AsNoTracking().ToListAsync());
        var units = await shop.CountAsync(db =>
            db.Set<Unit>().ToDictionaryAsync(u => u.Id, u => u.Key)
        );
        return facts
            .GroupBy(f => $"{units[f.UnitId]} {f.Kind}")
            .Select(g => (g.Key, Sum: g.Sum(f => f.Count)))
            .Where(g => g.Sum != 0)
            .ToDictionary(g => g.Key, g => g.Sum);
    }

    private static Task<List<Finding>> FindingsAsync(Shop shop) =>
        shop.CountAsync(async db =>
        {
            var findings = new List<Finding>();
            foreach (var audit in new IAudit[] { new DossierAudit(db), new ProcessAudit(db) })
            {
                await foreach (
                    var finding in audit.FindAsync(
                        new AuditScope(null),
                        TestContext.Current.CancellationToken
                    )
                )
                {
                    findings.Add(finding);
                }
            }

            return findings;
        });
}
