using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using ThuocDo.Legal;
using ThuocDo.Legal.Documents;
using ThuocDo.Legal.Simplification;
using ThuocDo.OneStop.Procedures;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Time;
using ThuocDo.Tests.Cli;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.OneStop.Dossiers;
using Xunit;

namespace ThuocDo.Tests.Legal;

/// <summary>The register of documents and of simplifications by their pages, on 6 March 2024.</summary>
public sealed class LegalPagesTests
{
    private static readonly DateOnly Today = new(2024, 3, 6);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, Engines]
    public async Task Document_FromProgrammeToCheck_CountsByItsDays(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        using var office = await shop.SignedInAsync("kiemsoat.thutuc");
        var planned = await (await office.GetAsync(DocumentLinks.Plans)).SubmitAsync(
            "#plan",
            new Dictionary<string, string?>
            {
                ["Input.Title"] = "Quyết định về chợ",
                ["Input.Kind"] = "Decision",
                ["Input.Issuer"] = "ninh-thuan",
                ["Input.Drafter"] = "so-cong-thuong",
                ["Input.Due"] = "2024-06-30",
                ["Input.Reason"] = "Luật mới.",
            }
        );
        planned.TextOf("tbody").ShouldContain("Chưa soạn", Case.Sensitive, planned.TextOf("main"));
        var plan = await shop.CountAsync(db => db.Set<DraftingPlan>().SingleAsync());
        var form = await office.GetAsync($"{DocumentLinks.Create}?dong={plan.Id:D}");
        var missing = await form.SubmitAsync(
            "#document",
            new Dictionary<string, string?> { ["Input.Symbol"] = "1" }
        );
        missing.FindAll(".field-error").Count.ShouldBe(3, missing.TextOf("main"));
        var page = await missing.SubmitAsync(
            "#document",
            new Dictionary<string, string?>
            {
                ["Input.Symbol"] = "",
                ["Input.Issuer"] = "ninh-thuan",
                ["Input.Title"] = "Quyết định về chợ",
            }
        );
        page.Url.ShouldStartWith(DocumentLinks.List + "/", Case.Sensitive, page.TextOf("main"));
        var id = Guid.Parse(page.Url.Split('/')[^1]);
        var issue = new Dictionary<string, string?>
        {
            ["Issue.Symbol"] = "05/2024/QĐ-UBND",
            ["Issue.IssuedOn"] = "2024-03-05",
            ["Issue.Effective"] = "2024-03-10",
        };
        (await page.SubmitAsync("#issue-form", issue))
            .TextOf(".error-summary")
            .ShouldContain("thẩm định");
        var text = await (await office.GetAsync(page.Url)).SubmitAsync(
            "#text-form",
            new Dictionary<string, string?>
            {
                ["NewText"] = "Điều 1. Phạm vi\r\n1. Chợ xã.\r\n2. Chợ huyện.",
            }
        );
        text.FindAll("#art_1__para_2").ShouldHaveSingleItem();
        await text.SubmitAsync(
            "#opinion-form",
            new Dictionary<string, string?>
            {
                ["Opinion.Kind"] = "Appraisal",
                ["Opinion.From"] = "Sở Tư pháp",
                ["Opinion.Day"] = "2024-03-04",
                ["Opinion.Passes"] = "true",
                ["Opinion.Words"] = "Đủ điều kiện.",
            }
        );
        var issued = await (await office.GetAsync(page.Url)).SubmitAsync("#issue-form", issue);
        issued
            .TextOf("main")
            .ShouldContain("sớm hơn 15/03/2024", Case.Sensitive, issued.TextOf("main"));
        issued.TextOf("main").ShouldContain("Chờ đăng");
        // Two clicks are one; somebody who saw less is told.
        var act = await ActAsync(shop, "p", id);
        (
            await OfficeAsync(shop, d => d.PublishAsync(act, Today, "Công báo", Stop))
        ).Succeeded.ShouldBeTrue();
        (
            await OfficeAsync(
                shop,
                d => d.EndAsync(act with { Key = "q" }, Today.AddYears(1), Stop)
            )
        ).IsStale.ShouldBeTrue();
        var xml = await office.GetAsync(DocumentLinks.Xml(id));
        XDocument.Parse(xml.Source).Root!.Name.LocalName.ShouldBe("akomaNtoso");

        (await RegisterAsync(shop, Today)).ShouldBe((1, 1));
        (await RegisterAsync(shop, Today.AddDays(-2))).ShouldBe((0, 0));
        var check = await (await office.GetAsync(page.Url)).SubmitAsync(
            "#check-form",
            new Dictionary<string, string?>
            {
                ["Check.Conclusion"] = "Unlawful",
                ["Check.By"] = "Bộ Tư pháp",
                ["Check.Paper"] = "12/KL",
                ["Check.Day"] = "2024-03-06",
                ["Check.Provision"] = "art_1__para_2",
                ["Check.Words"] = "Trái thẩm quyền.",
            }
        );
        check.TextOf("main").ShouldContain("Bị kết luận trái pháp luật");
        check.TextOf("main").ShouldContain("Chưa xử lý");
        var handled = await check.SubmitAsync(
            "form[action$='Handle']",
            new Dictionary<string, string?> { ["Day"] = "2024-03-06", ["Text"] = "06/2024/QĐ-UBND" }
        );
        handled
            .TextOf("main")
            .ShouldContain("Đình chỉ thi hành", Case.Sensitive, handled.TextOf("main"));
        // The day before the conclusion it was not found unlawful, and handling does not undo the finding.
        (await RegisterAsync(shop, Today)).ShouldBe((0, 1));
        (await RegisterAsync(shop, Today.AddDays(-1))).ShouldBe((1, 1));
        (await RegisterAsync(shop, Today, "d587")).ShouldBe((0, 0));
        (await office.GetAsync(DocumentLinks.List + "?q=cho&cap=Province"))
            .TextOf("main")
            .ShouldContain("05/2024/QĐ-UBND");

        (
            await shop.AsAsync(
                Role.UnitHead,
                "d587",
                async s =>
                    await s.GetRequiredService<DocumentDesk>()
                        .EndAsync(await ActAsync(shop, "f", id), Today.AddYears(1), Stop)
            )
        ).Key.ShouldBe(DocumentDesk.NotAllowed);
        (await LinesAsync(shop)).ShouldHaveSingleItem();
        await shop.Database.UseAsync(db =>
            db.Set<DocumentCheck>()
                .ExecuteUpdateAsync(u => u.SetProperty(c => c.Conclusion, CheckConclusion.Lawful))
        );
        (await LinesAsync(shop)).ShouldContain(l =>
            l.Contains("legal-check", StringComparison.Ordinal)
        );
    }

    /// <summary>An act on which procedures rest is replaced: each of them is warned from that day, and a round of review lists it.</summary>
    [Theory, Engines]
    public async Task Base_ThatIsReplaced_WarnsItsProcedures(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        using var office = await shop.SignedInAsync("kiemsoat.thutuc");
        var old = await EnterAsync(
            "a",
            "60/2014/QH13",
            "Luật Hộ tịch 2014",
            null,
            new(2014, 11, 20)
        );
        var next = await EnterAsync("b", "01/2024/QH15", "Luật mới", null, new(2024, 2, 1));
        // Birth registration rests on it.
        const string url = "/thu-tuc/1.001193";
        (await office.GetAsync(url)).TextOf("main").ShouldNotContain("đã hết hiệu lực");
        var related = await (await office.GetAsync(DocumentLinks.Of(next))).SubmitAsync(
            "#relate-form",
            new Dictionary<string, string?>
            {
                ["Relation"] = "Replaces",
                ["Other"] = "60/2014/QH13",
            }
        );
        related.TextOf("main").ShouldContain("Thay thế", Case.Sensitive, related.TextOf("main"));
        (await office.GetAsync(url)).TextOf("main").ShouldContain("60/2014/QH13");
        (await office.GetAsync(DocumentLinks.Of(old)))
            .TextOf("main")
            .ShouldContain("Được thay thế bởi");
        (await office.GetAsync(DocumentLinks.List))
            .TextOf("main")
            .ShouldContain("hết hiệu lực từ 01/02/2024");

        // A lower body cannot end what a higher one issued.
        var own = await EnterAsync("c", "01/2023/QĐ-UBND", null, "ninh-thuan", new(2023, 5, 4));
        (
            await OfficeAsync(
                shop,
                async d =>
                    await d.RelateAsync(
                        await ActAsync(shop, "d", own),
                        new RelationFacts(next, RelationKind.Repeals, null),
                        Stop
                    )
            )
        ).Key.ShouldBe("legal.refused.higher");
        var round = await (await office.GetAsync(DocumentLinks.Reviews)).SubmitAsync(
            "#review",
            new Dictionary<string, string?>
            {
                ["Kind"] = "Systematisation",
                ["Name"] = "Hệ thống hóa 2019 - 2023",
                ["UnitKey"] = "ninh-thuan",
                ["From"] = "2019-01-01",
                ["Cut"] = "2023-12-31",
            }
        );
        round
            .TextOf("tbody")
            .ShouldContain("01/2023/QĐ-UBND", Case.Sensitive, round.TextOf("main"));
        (await round.SubmitAsync("#close", new Dictionary<string, string?> { ["Paper"] = "9/QĐ" }))
            .TextOf(".error-summary")
            .ShouldContain("ít nhất một kết quả");
        var found = await (await office.GetAsync(round.Url)).SubmitAsync(
            "form[action$='Find']",
            new Dictionary<string, string?> { ["Result"] = "ToAmend", ["Text"] = "Điều 2" }
        );
        found.TextOf("dl").ShouldContain("Cần sửa đổi, bổ sung");
        var closed = await found.SubmitAsync(
            "#close",
            new Dictionary<string, string?> { ["Paper"] = "9/QĐ" }
        );
        closed.TextOf("main").ShouldContain("9/QĐ", Case.Sensitive, closed.TextOf("main"));
        closed.FindAll("form[action$='Find']").ShouldBeEmpty();
        (await LinesAsync(shop)).ShouldHaveSingleItem();

        async Task<Guid> EnterAsync(
            string key,
            string symbol,
            string? name,
            string? unit,
            DateOnly day
        )
        {
            var outcome = await OfficeAsync(
                shop,
                d =>
                    d.EnterAsync(
                        key,
                        new DocumentFacts
                        {
                            Kind = unit is null ? DocumentKind.Law : DocumentKind.Decision,
                            Level = unit is null ? IssuerLevel.Centre : IssuerLevel.Province,
                            IssuerId = unit is null ? null : Unit.IdOf(unit),
                            Title = symbol,
                            ShortName = name,
                        },
                        new IssueFacts(symbol, day, day, null),
                        Stop
                    )
            );
            outcome.Key.ShouldBeNull();
            return outcome.Value;
        }
    }

    [Theory, Engines]
    public async Task Proposal_DecidedAndPublished_IsANewVersionAndCountsOnce(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        using var office = await shop.SignedInAsync("kiemsoat.thutuc");
        var based = await (await office.GetAsync(SimplificationLinks.List)).SubmitAsync(
            "#base",
            new Dictionary<string, string?>
            {
                ["BaseDay"] = "2021-01-01",
                ["BaseAct"] = "Nghị quyết",
            }
        );
        based.TextOf("main").ShouldContain("0,00", Case.Sensitive, based.TextOf("main"));
        based.FindAll("#base").ShouldBeEmpty();
        var form = await office.GetAsync(SimplificationLinks.Create);
        var input = new Dictionary<string, string?>
        {
            ["Input.Code"] = Shop.MaritalStatus,
            ["Input.Measures"] = "ShorterTime",
            ["Input.Decider"] = "Province",
            ["Input.Unit"] = "so-tu-phap",
            ["Input.What"] = "Trả trong một ngày.",
        };
        (await form.SubmitAsync("#proposal", input))
            .TextOf(".error-summary")
            .ShouldContain("thời gian mới");
        input["Input.Promised"] = "1wd";
        var page = await form.SubmitAsync("#proposal", input);
        page.Url.ShouldStartWith(
            SimplificationLinks.List + "/",
            Case.Sensitive,
            page.TextOf("main")
        );
        page.TextOf("dl").ShouldContain("2 ngày làm việc → 1 ngày làm việc");
        var id = Guid.Parse(page.Url.Split('/')[^1]);
        // The example of Decision 2816: 40 hours, then 24, for ten dossiers.
        var priced = await page.SubmitAsync(
            "#cost-form",
            new Dictionary<string, string?>
            {
                ["Cost.Rate"] = "40000",
                ["Cost.Times"] = "1",
                ["Cost.Subjects"] = "10",
                ["Cost.Rows[0].Name"] = "Chờ",
                ["Cost.Rows[0].Kind"] = "Waiting",
                ["Cost.Rows[0].HoursBefore"] = "40",
                ["Cost.Rows[0].HoursAfter"] = "24",
            }
        );
        priced.TextOf("main").ShouldContain("6.400.000", Case.Sensitive, priced.TextOf("main"));
        priced.TextOf("main").ShouldContain("40,00");
        await priced.SubmitAsync(
            "#opinion-form",
            new Dictionary<string, string?>
            {
                ["Opinion.From"] = "Công an tỉnh",
                ["Opinion.Stance"] = "For",
                ["Opinion.Words"] = "Đồng ý.",
            }
        );
        var decided = await (await office.GetAsync(page.Url)).SubmitAsync(
            "#decide-form",
            new Dictionary<string, string?>
            {
                ["Decision.Approved"] = "True",
                ["Decision.Number"] = "88/QĐ-UBND",
                ["Decision.Day"] = "2024-03-06",
                ["Decision.By"] = "Chủ tịch",
            }
        );
        decided.TextOf("main").ShouldContain("chờ công bố", Case.Sensitive, decided.TextOf("main"));
        // A version that was there before the decision is not its effect.
        (
            await decided.SubmitAsync(
                "#note-form",
                new Dictionary<string, string?> { ["Shown"] = "2" }
            )
        )
            .TextOf(".error-summary")
            .ShouldContain("trước ngày quyết định");
        (await ShareAsync(shop, Today)).Above.ShouldBe(0);
        var last = await LastAsync(shop, Shop.MaritalStatus);
        var act = await SimplifyActAsync(shop, "pub", id);
        var from = last.ValidFrom > Today ? last.ValidFrom.AddDays(30) : Today.AddDays(5);
        Task<ThuocDo.Shared.Outcomes.Outcome> PublishAsync(RecordAct by) =>
            shop.AsAsync(
                Role.ProcedureControl,
                "ninh-thuan",
                s => s.GetRequiredService<PublishProposal>().RunAsync(by, last.Number, from, Stop)
            );
        (
            await shop.AsAsync(
                Role.UnitHead,
                "ninh-thuan",
                s => s.GetRequiredService<PublishProposal>().RunAsync(act, last.Number, from, Stop)
            )
        ).Key.ShouldBe(SimplificationDesk.NotAllowed);
        (await PublishAsync(act)).Key.ShouldBeNull();
        (await PublishAsync(act with { Key = "again" })).Succeeded.ShouldBeFalse();
        var next = await LastAsync(shop, Shop.MaritalStatus);
        (next.Number, next.PromisedLimit, next.DecisionNumber, next.ValidFrom).ShouldBe(
            (last.Number + 1, Limit.Parse("1wd", null), "88/QĐ-UBND", from)
        );
        next.Papers.Count.ShouldBe(last.Papers.Count);
        (await ShareAsync(shop, from.AddDays(-1))).Above.ShouldBe(0);
        var share = await ShareAsync(shop, from);
        (share.Above, share.Below).ShouldBe((1, await BaseAsync(shop)));
        (await ShareAsync(shop, from, SimplificationRegister.OfCentre)).Above.ShouldBe(0);
        (await ShareAsync(shop, from, SimplificationRegister.OfProvince)).Above.ShouldBe(1);
        (await ShareAsync(shop, new DateOnly(2020, 12, 31))).Below.ShouldBe(0);

        // One that is abolished ends in the catalogue and stays in the list.
        var ends = await shop.AsAsync(
            Role.ProcedureControl,
            "ninh-thuan",
            async s =>
            {
                var other = await LastAsync(shop, "1.001022");
                var desk = s.GetRequiredService<SimplificationDesk>();
                var made = await desk.ProposeAsync(
                    "x1",
                    new ProposalFacts
                    {
                        Code = "1.001022",
                        Measures = [Measure.Abolished],
                        Decider = Decider.Centre,
                        UnitId = Unit.IdOf("so-tu-phap"),
                        What = "Bỏ.",
                    },
                    Stop
                );
                made.Key.ShouldBeNull();
                (
                    await desk.DecideAsync(
                        await SimplifyActAsync(shop, "x2", made.Value),
                        new ProposalDecision(true, "1", Today, "Bộ", null),
                        Stop
                    )
                ).Key.ShouldBeNull();
                return await s.GetRequiredService<PublishProposal>()
                    .RunAsync(
                        await SimplifyActAsync(shop, "x3", made.Value),
                        other.Number,
                        other.ValidFrom > Today ? other.ValidFrom.AddDays(30) : Today.AddDays(10),
                        Stop
                    );
            }
        );
        ends.Key.ShouldBeNull();
        (await LastAsync(shop, "1.001022")).ValidTo.ShouldNotBeNull();
        var late = await ShareAsync(shop, from.AddYears(1));
        (late.Above, late.Below).ShouldBe((2, share.Below));
        (await office.GetAsync(SimplificationLinks.Laboratory(id)))
            .TextOf("main")
            .ShouldContain("không có hồ sơ nào");
        (await LinesAsync(shop)).ShouldHaveSingleItem();
        await shop.Database.UseAsync(db =>
            db.Set<ProcedureVersion>()
                .Where(v => v.ProcedureId == Procedure.IdOf("1.001022"))
                .ExecuteUpdateAsync(u => u.SetProperty(v => v.ValidTo, (DateOnly?)null))
        );
        await shop.Database.UseAsync(db =>
            db.Set<Proposal>()
                .Where(p => p.Id == id)
                .ExecuteUpdateAsync(u => u.SetProperty(p => p.Decider, Decider.Centre))
        );
        var lines = await LinesAsync(shop);
        lines.ShouldContain(l => l.Contains("valid_to", StringComparison.Ordinal));
        lines.ShouldContain(l => l.StartsWith("simplification,", StringComparison.Ordinal));
    }

    private static Task<T> OfficeAsync<T>(Shop shop, Func<DocumentDesk, Task<T>> act) =>
        shop.AsAsync(
            Role.ProcedureControl,
            "ninh-thuan",
            s => act(s.GetRequiredService<DocumentDesk>())
        );

    private static async Task<RecordAct> ActAsync(Shop shop, string key, Guid id) =>
        new(
            key,
            id,
            await shop.CountAsync(db =>
                db.Set<LegalDocument>().Where(d => d.Id == id).Select(d => d.Version).SingleAsync()
            )
        );

    private static async Task<RecordAct> SimplifyActAsync(Shop shop, string key, Guid id) =>
        new(
            key,
            id,
            await shop.CountAsync(db =>
                db.Set<Proposal>().Where(p => p.Id == id).Select(p => p.Version).SingleAsync()
            )
        );

    private static Task<ProcedureVersion> LastAsync(Shop shop, string code) =>
        shop.CountAsync(db =>
            db.Set<ProcedureVersion>()
                .AsNoTracking()
                .Where(v => v.ProcedureId == Procedure.IdOf(code))
                .OrderByDescending(v => v.Number)
                .FirstAsync()
        );

    private static async Task<long> BaseAsync(Shop shop) =>
        (await shop.CountAsync(db => db.Set<BaseList>().SingleAsync())).List.Count;

    private static async Task<(long Above, long Below)> RegisterAsync(
        Shop shop,
        DateOnly day,
        string unit = "ninh-thuan"
    )
    {
        var count = await CountAsync(shop, DocumentRegister.Name, day, unit);
        return (count.Above, count.Below);
    }

    private static Task<RegisterCount> ShareAsync(
        Shop shop,
        DateOnly day,
        string register = SimplificationRegister.All
    ) => CountAsync(shop, register, day, "ninh-thuan");

    private static async Task<RegisterCount> CountAsync(
        Shop shop,
        string register,
        DateOnly day,
        string unit
    )
    {
        await using var scope = shop.Web.Services.CreateAsyncScope();
        var tree = await scope.ServiceProvider.GetRequiredService<UnitDirectory>().GetAsync();
        return await scope
            .ServiceProvider.GetServices<IRegisterSource>()
            .Single(s => s.Registers.Contains(register))
            .CountAsync(
                new RegisterQuestion
                {
                    Register = register,
                    Day = day,
                    Units = tree.Subtree(Unit.IdOf(unit)),
                },
                Stop
            );
    }

    private static async Task<string[]> LinesAsync(Shop shop) =>
        [.. (await CommandLine.RunAsync("verify", "--db", shop.Database.Name)).Lines];
}
