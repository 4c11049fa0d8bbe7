using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using ThuocDo.Organisation.ServiceUnits;
using ThuocDo.Organisation.ServiceUnits.Rules;
using ThuocDo.Organisation.Staff;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Tests.Cli;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.OneStop.Dossiers;
using Xunit;

namespace ThuocDo.Tests.Organisation.Staff;

public sealed class StaffPagesTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, Engines]
    public async Task Unit_FromItsFirstDayToACancelledAct_IsCountedAsItsActsSay(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        using var affairs = await shop.SignedInAsync("noivu");
        var form = await affairs.GetAsync(ServiceUnitLinks.New);
        var refused = await form.SubmitAsync("#enter");
        refused.TextOf(".error-summary").ShouldContain("Ghi tên");
        Dictionary<string, string?> Unit(string name, string day) =>
            new()
            {
                ["Input.Name"] = name,
                ["Input.Place"] = "so-tu-phap",
                ["Input.EffectiveOn"] = day,
                ["Input.Document"] = "1/QĐ-UBND",
                ["Input.DocumentOn"] = "2020-01-02",
            };
        var page = await refused.SubmitAsync("#enter", Unit("Trung tâm Một", "2020-01-02"));
        page.Status.ShouldBe(HttpStatusCode.OK);
        page.TextOf("h1").ShouldBe("Trung tâm Một");
        // The second click of the same form.
        (await refused.SubmitAsync("#enter", Unit("Trung tâm Một", "2020-01-02"))).Url.ShouldBe(
            page.Url
        );
        await (await affairs.GetAsync(ServiceUnitLinks.New)).SubmitAsync(
            "#enter",
            Unit("Trung tâm Hai", "2020-01-02")
        );
        var units = await shop.CountAsync(db =>
            db.Set<ServiceUnit>().OrderBy(u => u.Name).ToListAsync()
        );
        units.Count.ShouldBe(2);
        var (two, one) = (units[0], units[1]);
        var (ofOne, ofTwo) = (NameOf(one), NameOf(two));

        await EnterAsync(
            affairs,
            ServiceUnitLinks.Enter,
            ActKind.Quota,
            ofOne,
            ("Input.Code", "budget"),
            ("Input.Count", "10"),
            ("Input.Year", "2021"),
            ("Input.EffectiveOn", "2021-01-05")
        );
        await EnterAsync(
            affairs,
            ServiceUnitLinks.Enter,
            ActKind.Quota,
            ofTwo,
            ("Input.Code", "budget"),
            ("Input.Count", "4"),
            ("Input.Year", "2021"),
            ("Input.EffectiveOn", "2021-01-05")
        );
        await EnterAsync(
            affairs,
            ServiceUnitLinks.Enter,
            ActKind.Autonomy,
            ofOne,
            ("Input.Code", "2"),
            ("Input.EffectiveOn", "2022-01-01"),
            ("Input.Until", "2023-12-31")
        );
        (
            await DeskAsync(
                Of("taken", ActKind.Appointed, two, new DateOnly(2021, 2, 1)) with
                {
                    NewPerson = "Lê Văn Mẫu",
                    Position = "VC",
                    Code = PaySources.Budget,
                }
            )
        ).Succeeded.ShouldBeTrue();
        await EnterAsync(
            affairs,
            ServiceUnitLinks.Enter,
            ActKind.Merged,
            ofTwo,
            ("Input.Other", ofOne),
            ("Input.EffectiveOn", "2024-01-10")
        );
        // Appointed at the one that ended: the heir must still accept acts after the person has left it.
        var taken = await shop.CountAsync(db =>
            db.Set<OrganisationAct>()
                .Where(a => a.Kind == ActKind.Appointed)
                .Select(a => a.PersonId!.Value)
                .SingleAsync()
        );
        (
            await DeskAsync(
                Of("left", ActKind.Departed, one, new DateOnly(2024, 1, 20)) with
                {
                    PersonId = taken,
                }
            )
        ).Succeeded.ShouldBeTrue();
        await EnterAsync(
            affairs,
            ServiceUnitLinks.EnterBudget,
            ActKind.Revenue,
            ofOne,
            ("Input.Year", "2023"),
            ("Input.Amount", "900"),
            ("Input.Second", "800"),
            ("Input.EffectiveOn", "2024-02-01")
        );
        await EnterAsync(
            affairs,
            ServiceUnitLinks.Enter,
            ActKind.Quota,
            ofOne,
            ("Input.Code", "budget"),
            ("Input.Count", "12"),
            ("Input.Year", "2024"),
            ("Input.EffectiveOn", "2024-02-01")
        );

        (await FigureAsync(shop, StaffRegisters.Units, "2023-12-31")).ShouldBe(
            new RegisterCount(0, 2)
        );
        (await FigureAsync(shop, StaffRegisters.Units, "2024-01-10")).ShouldBe(
            new RegisterCount(1, 2)
        );
        (await FigureAsync(shop, StaffRegisters.Quota, "2024-01-10")).ShouldBe(
            new RegisterCount(0, 14)
        );
        (await FigureAsync(shop, StaffRegisters.Quota, "2024-02-01")).ShouldBe(
            new RegisterCount(2, 14)
        );
        (await FigureAsync(shop, StaffRegisters.Autonomy, "2023-06-01")).ShouldBe(
            new RegisterCount(1, 2)
        );
        (await FigureAsync(shop, StaffRegisters.Autonomy, "2024-02-01")).ShouldBe(
            new RegisterCount(0, 1)
        );
        var register = await affairs.GetAsync(ServiceUnitLinks.Register);
        register.TextOf("main").ShouldContain("Đủ nguồn thu, chưa chuyển");
        register.TextOf("main").ShouldContain("sáp nhập từ ngày 10/01/2024 vào Trung tâm Một");

        // What would make a later act untrue is refused and the act is named.
        var early = await EnterAsync(
            affairs,
            ServiceUnitLinks.Enter,
            ActKind.Dissolved,
            ofOne,
            ("Input.EffectiveOn", "2023-12-01")
        );
        early.TextOf(".error-summary").ShouldContain("quyết định số");
        var own = await affairs.GetAsync(ServiceUnitLinks.Of(one.Id));
        var latest = own.FindAll("tbody tr form").Count;
        latest.ShouldBeGreaterThan(3);
        var silent = await own.SubmitAsync("tbody tr form");
        silent.TextOf(".error-summary").ShouldContain("vì sao");
        var countered = await silent.SubmitAsync(
            "tbody tr form",
            new Dictionary<string, string?> { ["Reason"] = "Nhập nhầm." }
        );
        countered.TextOf("main").ShouldContain("Đã hủy bởi số");
        (
            await shop.CountAsync(db =>
                db.Set<OrganisationAct>().CountAsync(a => a.CounterOf != null)
            )
        ).ShouldBe(1);

        (await VerifyAsync(shop)).ShouldHaveSingleItem();
        await shop.Database.UseAsync(db =>
            db.Set<OrganisationAct>()
                .Where(a => a.Kind == ActKind.Quota && a.Year == 2024)
                .ExecuteUpdateAsync(u => u.SetProperty(a => a.Count, 1))
        );
        (await VerifyAsync(shop)).ShouldContain(l =>
            l.Contains("organisation-act", StringComparison.Ordinal)
        );

        NewAct Of(string key, ActKind kind, ServiceUnit unit, DateOnly day) =>
            new(key, kind, BodyKey.OfServiceUnit(unit.Id), day, "3/QĐ", day);

        Task<Outcome> DeskAsync(NewAct act) =>
            shop.AsAsync(
                Role.UnitHead,
                "so-tu-phap",
                s => s.GetRequiredService<ActDesk>().EnterAsync(act, Stop)
            );
    }

    [Theory, Engines]
    public async Task People_OfABody_AreNamedForItsHeadAndEveryReadingIsLogged(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        using var head = await shop.SignedInAsync("lanhdao.so");
        await EnterAsync(
            head,
            StaffLinks.Enter,
            ActKind.Appointed,
            "so-tu-phap",
            ("Input.NewPerson", "Trần Thị Mẫu"),
            ("Input.Position", "CC"),
            ("Input.Code", "budget"),
            ("Input.EffectiveOn", "2022-01-04")
        );
        var person = await shop.CountAsync(db =>
            db.Set<OrganisationAct>().Select(a => a.PersonId!.Value).SingleAsync()
        );

        using var inspector = await shop.SignedInAsync("thanhtra");
        var address = "/nhan-su/so-tu-phap";
        var masked = await inspector.GetAsync(address + "?ten=true");
        masked.TextOf("main").ShouldContain("T. T. M.");
        masked.Source.ShouldNotContain("Trần Thị");
        (await inspector.GetAsync(StaffLinks.Person(person))).Source.ShouldNotContain("Trần Thị");
        (await head.GetAsync(address)).Source.ShouldNotContain("Trần Thị");
        (await shop.CountAsync(db => db.Set<StaffRead>().CountAsync())).ShouldBe(0);
        (await head.GetAsync(address + "?ten=true")).TextOf("main").ShouldContain("Trần Thị Mẫu");
        var file = await head.GetAsync(StaffLinks.Person(person));
        file.TextOf("h1").ShouldBe("Trần Thị Mẫu");
        var reads = await shop.CountAsync(db =>
            db.Set<StaffRead>().OrderBy(r => r.At).ThenBy(r => r.Id).ToListAsync()
        );
        // The clock of the test stands still: nothing says which came first.
        reads.Select(r => r.PersonId).ShouldBe([null, person], ignoreOrder: true);
        (await inspector.GetAsync(StaffLinks.Reads)).FindAll("tbody tr").Count.ShouldBe(2);
        var ofPerson = await inspector.GetAsync(StaffLinks.ReadsOf(person));
        ofPerson.FindAll("tbody tr").Count.ShouldBe(1);
        ofPerson.TextOf("tbody").ShouldContain("T. T. M.");
        (await head.GetAsync(StaffLinks.Reads)).Status.ShouldBe(HttpStatusCode.Forbidden);

        // A posting of five months is refused, one that is over stands on the list.
        var brief = await EnterAsync(
            head,
            StaffLinks.Enter,
            ActKind.Posted,
            "so-tu-phap",
            ("nguoi", person.ToString("D")),
            ("Input.EffectiveOn", "2022-02-01"),
            ("Input.Until", "2022-06-30")
        );
        brief.TextOf(".error-summary").ShouldContain("từ 6 đến 24 tháng");
        await EnterAsync(
            head,
            StaffLinks.Enter,
            ActKind.Posted,
            "so-tu-phap",
            ("nguoi", person.ToString("D")),
            ("Input.EffectiveOn", "2022-02-01"),
            ("Input.Until", "2024-01-31")
        );
        (await head.GetAsync(StaffLinks.Overview))
            .TextOf("main")
            .ShouldContain("Quá hạn, phải luân chuyển");
        await EnterAsync(
            head,
            StaffLinks.Enter,
            ActKind.Evaluated,
            "so-tu-phap",
            ("nguoi", person.ToString("D")),
            ("Input.Code", "good"),
            ("Input.Year", "2023"),
            ("Input.EffectiveOn", "2023-12-20")
        );
        (await head.GetAsync(StaffLinks.InYear(StaffLinks.Evaluations, 2023)))
            .TextOf("main")
            .ShouldContain("48/2023/NĐ-CP");
        // One mark of a body is that of a person.
        (await inspector.GetAsync(StaffLinks.InYear(StaffLinks.Evaluations, 2023)))
            .TextOf("main")
            .ShouldContain("Dưới 5 người");

        using var other = await shop.SignedInAsync("lanhdao.huyen");
        (await other.GetAsync(address)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await other.GetAsync(StaffLinks.Person(person))).Status.ShouldBe(HttpStatusCode.Forbidden);
        NewAct Leaving(string key, BodyKey body) =>
            new(
                key,
                ActKind.Departed,
                body,
                new DateOnly(2024, 2, 1),
                "2/QĐ",
                new DateOnly(2024, 2, 1)
            )
            {
                PersonId = person,
            };
        (
            await DeskAsync(
                Role.UnitHead,
                "d587",
                Leaving("a", BodyKey.OfUnit(Unit.IdOf("so-tu-phap")))
            )
        ).Key.ShouldBe(ActDesk.NotAllowed);
        (
            await DeskAsync(Role.UnitHead, "d587", Leaving("b", BodyKey.OfUnit(Unit.IdOf("d587"))))
        ).Key.ShouldBe("staff.refused.not-there");
        (
            await DeskAsync(
                Role.UnitHead,
                "so-tu-phap",
                Leaving("c", BodyKey.OfUnit(Unit.IdOf("so-tu-phap")))
            )
        ).Succeeded.ShouldBeTrue();
        (await head.GetAsync(StaffLinks.Person(person)))
            .TextOf("main")
            .ShouldContain("Hôm nay không ở vị trí nào");
        // The file of whoever left stays with the last body: a head elsewhere does not take it by an appointment.
        (
            await DeskAsync(
                Role.UnitHead,
                "d587",
                Leaving("d", BodyKey.OfUnit(Unit.IdOf("d587"))) with
                {
                    Kind = ActKind.Appointed,
                    Position = "CC",
                    Code = PaySources.Budget,
                }
            )
        ).Key.ShouldBe("staff.refused.elsewhere");

        Task<Outcome> DeskAsync(Role role, string unit, NewAct act) =>
            shop.AsAsync(role, unit, s => s.GetRequiredService<ActDesk>().EnterAsync(act, Stop));
    }

    [Theory, Engines]
    public async Task Scheme_ByItsSteps_CountsOnceItsRankStructureIsInForce(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        using var head = await shop.SignedInAsync("lanhdao.so");
        using var affairs = await shop.SignedInAsync("noivu");
        var before = await FigureAsync(shop, StaffRegisters.Schemes, "2024-03-06");
        var form = await head.GetAsync(StaffLinks.NewScheme);
        Dictionary<string, string?> Draft(string text) =>
            new() { ["Body"] = "so-tu-phap", ["Positions"] = text };
        var wrong = await form.SubmitAsync(
            "#enter",
            Draft("CC | Chuyên viên | Chuyên viên | sáu | Thẩm định")
        );
        wrong.TextOf(".error-summary").ShouldContain("Dòng 1");
        var scheme = await wrong.SubmitAsync(
            "#enter",
            Draft(
                "TP | Trưởng phòng | Chuyên viên chính | 2 | Tổ chức\nCC | Chuyên viên | Chuyên viên | 6 | Thẩm định"
            )
        );
        scheme.TextOf("main").ShouldContain("75,0");
        var stale = scheme;
        await StepAsync(head, "#write", "submit");
        (await StepAsync(stale, "#write", "write")).TextOf(".error-summary").ShouldNotBeEmpty();
        (await head.GetAsync(scheme.Url)).FindAll("#appraise").ShouldBeEmpty();
        (await StepAsync(affairs, "#appraise", "return"))
            .TextOf(".error-summary")
            .ShouldContain("vì sao");
        await StepAsync(affairs, "#appraise", "return", ("Note", "Bổ sung văn thư."));
        await StepAsync(head, "#write", "submit");
        await StepAsync(affairs, "#appraise", "appraise");
        await StepAsync(
            affairs,
            "#decide",
            "approve",
            ("Document", "5/QĐ-UBND"),
            ("From", "2023-06-01")
        );
        (await FigureAsync(shop, StaffRegisters.Schemes, "2024-03-06")).ShouldBe(before);
        (
            await StepAsync(
                affairs,
                "#decide",
                "rank",
                ("Document", "6/QĐ-UBND"),
                ("From", "2023-01-01")
            )
        )
            .TextOf(".error-summary")
            .ShouldContain("01/06/2023");
        await StepAsync(
            affairs,
            "#decide",
            "rank",
            ("Document", "6/QĐ-UBND"),
            ("From", "2023-09-01")
        );
        (await FigureAsync(shop, StaffRegisters.Schemes, "2024-03-06")).ShouldBe(
            before with
            {
                Above = before.Above + 1,
            }
        );
        (await FigureAsync(shop, StaffRegisters.Schemes, "2023-08-31")).Above.ShouldBe(
            before.Above
        );
        (await VerifyAsync(shop)).ShouldHaveSingleItem();

        async Task<WebPage> StepAsync(
            object from,
            string name,
            string step,
            params (string Name, string Value)[] typed
        )
        {
            var page = from as WebPage ?? await ((WebUser)from).GetAsync(scheme.Url);
            return await page.SubmitAsync(
                name,
                typed.ToDictionary(t => t.Name, t => (string?)t.Value),
                $"button[value={step}]"
            );
        }
    }

    /// <summary>The demonstration's register on days around the mergers: the same answer however late it is asked.</summary>
    [Theory, Engines]
    public async Task Demonstration_OnPastDays_HasItsFigures(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(
            engine,
            new DateTime(2025, 12, 29, 1, 0, 0, DateTimeKind.Utc)
        );
        await shop.Database.UseAsync(db => StaffSeed.SeedAsync(db, Stop));
        (await FigureAsync(shop, StaffRegisters.Units, "2021-12-31")).ShouldBe(
            new RegisterCount(0, 33)
        );
        (await FigureAsync(shop, StaffRegisters.Units, "2022-01-01")).ShouldBe(
            new RegisterCount(2, 33)
        );
        (await FigureAsync(shop, StaffRegisters.Units, "2025-06-30")).ShouldBe(
            new RegisterCount(2, 33)
        );
        (await FigureAsync(shop, StaffRegisters.Units, "2025-12-26", "khanh-hoa")).ShouldBe(
            new RegisterCount(6, 33)
        );
        (await FigureAsync(shop, StaffRegisters.Units, "2025-12-26")).ShouldBe(
            new RegisterCount(2, 33)
        );
        var autonomy = await FigureAsync(shop, StaffRegisters.Autonomy, "2025-12-26", "khanh-hoa");
        // The reporting area stands for the former province, whose bodies lie outside it.
        (
            await FigureAsync(shop, StaffRegisters.Units, "2025-12-26", "khu-vuc-ninh-thuan")
        ).ShouldBe(new RegisterCount(6, 33));
        (
            await FigureAsync(shop, StaffRegisters.Autonomy, "2025-12-26", "khu-vuc-ninh-thuan")
        ).ShouldBe(autonomy);
        autonomy.Below.ShouldBe(27);
        autonomy.Above.ShouldBe(6);
        var people = await FigureAsync(shop, StaffRegisters.Present, "2025-12-26", "khanh-hoa");
        people.Above.ShouldBe(11);
        (await VerifyAsync(shop)).ShouldHaveSingleItem();

        using var affairs = await shop.SignedInAsync("noivu");
        (await affairs.GetAsync(StaffLinks.Overview))
            .TextOf("main")
            .ShouldContain("Quá hạn, phải luân chuyển");
        (await affairs.GetAsync(StaffLinks.Reduction)).TextOf("main").ShouldContain("33 → 27");
        var budget = await affairs.GetAsync(StaffLinks.InYear(ServiceUnitLinks.Budget, 2024));
        budget.TextOf("main").ShouldContain("Chi phí cho một hồ sơ");
        foreach (
            var page in new[]
            {
                ServiceUnitLinks.Register,
                StaffLinks.Schemes,
                StaffLinks.Evaluations,
                ServiceUnitLinks.Of(StaffSeed.IdOf("bv-da-khoa")),
                StaffLinks.Person(StaffSeed.PersonOf("0001")),
                StaffLinks.Scheme(StaffSeed.SchemeOf("001")),
            }
        )
        {
            (await affairs.GetAsync(page)).Status.ShouldBe(HttpStatusCode.OK, page);
        }
    }

    private static async Task<WebPage> EnterAsync(
        WebUser user,
        string page,
        ActKind kind,
        string body,
        params (string Name, string Value)[] typed
    )
    {
        var form = await user.GetAsync(StaffLinks.Entering(page, kind, body));
        var values = new Dictionary<string, string?>
        {
            ["Input.Document"] = "9/QĐ",
            ["Input.DocumentOn"] = "2022-01-04",
        };
        foreach (var (name, value) in typed)
        {
            values[name] = value;
        }

        return await form.SubmitAsync("#enter", values);
    }

    private static string NameOf(ServiceUnit unit) => $"sn-{unit.Id:N}";

    private static async Task<RegisterCount> FigureAsync(
        Shop shop,
        string register,
        string day,
        string root = "ninh-thuan"
    )
    {
        await using var scope = shop.Web.Services.CreateAsyncScope();
        var tree = await scope.ServiceProvider.GetRequiredService<UnitDirectory>().GetAsync(Stop);
        return await scope
            .ServiceProvider.GetServices<IRegisterSource>()
            .Single(s => s.Registers.Contains(register))
            .CountAsync(
                new RegisterQuestion
                {
                    Register = register,
                    Day = DateOnly.Parse(day, null),
                    Units = tree.Subtree(Unit.IdOf(root)),
                },
                Stop
            );
    }

    private static async Task<string[]> VerifyAsync(Shop shop) =>
        (await CommandLine.RunAsync("verify", "--db", shop.Database.Name)).Lines;
}
