using System.Net;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using ThuocDo.OneStop;
using ThuocDo.OneStop.Clocks;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Tests.Harness;
using Xunit;

namespace ThuocDo.Tests.OneStop.Dossiers;

public sealed class ActTests
{
    private static readonly Dictionary<string, string?> Nothing = [];

    [Theory, Engines]
    public async Task Dossier_FromReceiptToReturn_IsCarriedByPages(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        using var counter = await shop.SignedInAsync("motcua.xa");
        using var specialist = await shop.SignedInAsync("chuyenvien.xa");
        using var head = await shop.SignedInAsync("lanhdao.xa");
        using var signer = await shop.SignedInAsync("ky.xa");
        var (code, _, _) = await Shop.ReceiveByPageAsync(counter);

        await DoAsync(counter, code, DossierActionKind.Assign);
        await DoAsync(specialist, code, DossierActionKind.Forward);
        await DoAsync(head, code, DossierActionKind.Forward);
        await DoAsync(signer, code, DossierActionKind.Finish);
        await DoAsync(counter, code, DossierActionKind.Return, new() { ["Checked"] = "true" });

        var dossier = await shop.DossierAsync(code);
        dossier.State.ShouldBe(DossierState.Returned);
        dossier.Timeliness.ShouldBe(Timeliness.Early);
        dossier.HandOvers.ShouldBe(0);
        (await EventsAsync(shop, dossier.Id)).ShouldBe([
            "received",
            "assigned",
            "forwarded",
            "forwarded",
            "finished",
            "returned",
        ]);
        var page = await counter.GetAsync(OneStopLinks.Dossier(code));
        page.TextOf(".timeline").ShouldContain("Cán bộ Mẫu");
        page.TextOf("main").ShouldContain("Trước hạn");
    }

    [Theory, Engines]
    public async Task Page_OfEachPerson_OffersOnlyWhatHeMayDo(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        using var counter = await shop.SignedInAsync("motcua.xa");
        using var specialist = await shop.SignedInAsync("chuyenvien.xa");
        using var leader = await shop.SignedInAsync("lanhdao");
        using var elsewhere = await shop.SignedInAsync("chuyenvien.so");
        var (code, _, _) = await Shop.ReceiveByPageAsync(counter);

        (await OffersAsync(counter, code)).ShouldBe([
            "phan-cong",
            "rut-ho-so",
            "cap-lai-ma-tra-cuu",
            "giay-to",
        ]);
        (await OffersAsync(specialist, code)).ShouldBeEmpty();
        (await OffersAsync(leader, code)).ShouldBeEmpty();
        (await elsewhere.GetAsync(OneStopLinks.Dossier(code))).Status.ShouldBe(
            HttpStatusCode.NotFound
        );
        (
            await specialist.GetAsync(OneStopLinks.Act(code, DossierActionKind.Assign))
        ).Status.ShouldBe(HttpStatusCode.Forbidden);
        (
            await specialist.GetAsync(OneStopLinks.Act(code, DossierActionKind.Finish))
        ).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory, Engines]
    public async Task Reading_ByWhoeverOnlyLooksOn_IsMaskedAndByOthersLogged(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        using var counter = await shop.SignedInAsync("motcua.xa");
        using var leader = await shop.SignedInAsync("lanhdao");
        var (code, _, _) = await Shop.ReceiveByPageAsync(counter);
        var before = await LinesAsync(shop);

        var masked = await leader.GetAsync(OneStopLinks.Dossier(code));
        var paper = await leader.GetAsync(OneStopLinks.ReceiptSlip(code));
        var list = await leader.GetAsync(OneStopLinks.WorkListOf(null, search: "nguoi mau"));
        var unlogged = await LinesAsync(shop);
        var full = await counter.GetAsync(OneStopLinks.Dossier(code));

        masked.Source.ShouldNotContain("Người Mẫu");
        masked.Source.ShouldContain("N. M. S. M.");
        paper.Status.ShouldBe(HttpStatusCode.Forbidden);
        list.FindAll("main tbody tr").ShouldBeEmpty("a search by name would tell it");
        unlogged.ShouldBe(before);
        full.Source.ShouldContain("Người Mẫu Số Một");
        (await LinesAsync(shop)).ShouldBe(before + 1);
    }

    [Theory, Engines]
    public async Task Post_OnAnOldVersion_IsToldWhatChangedByWhomAndWhen(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        using var counter = await shop.SignedInAsync("motcua.xa");
        using var specialist = await shop.SignedInAsync("chuyenvien.xa");
        var (code, _, _) = await Shop.ReceiveByPageAsync(counter);
        await DoAsync(counter, code, DossierActionKind.Assign);
        var slow = await counter.GetAsync(OneStopLinks.Act(code, DossierActionKind.Withdraw));
        await DoAsync(specialist, code, DossierActionKind.Forward);

        var told = await slow.SubmitAsync(
            IntakeForm.Selector,
            new Dictionary<string, string?> { ["Asked"] = "true" }
        );

        var words = told.TextOf(".error-summary");
        words.ShouldContain("Chuyển bước");
        words.ShouldContain("Cán bộ Mẫu 13");
        words.ShouldContain("10:00 06/03/2024");
        (await shop.DossierAsync(code)).State.ShouldBe(DossierState.InProgress);
        // Having been told, the officer may still decide so.
        await told.SubmitAsync(
            IntakeForm.Selector,
            new Dictionary<string, string?> { ["Asked"] = "true" }
        );
        (await shop.DossierAsync(code)).State.ShouldBe(DossierState.Withdrawn);
    }

    [Theory, Engines]
    public async Task Acts_OfTwoAtOnceOnOneVersion_OneWinsTheOtherIsTold(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        var code = (await shop.ReceiveAsync()).Value!.Code;
        await shop.HandOverAsync(code);
        var seen = (await shop.DossierAsync(code)).Version;

        var outcomes = await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(_ =>
                    Task.Run(() =>
                        shop.ActAsync(
                            Role.Specialist,
                            code,
                            DossierActionKind.Forward,
                            (work, act) => work.Forward(null, null, act),
                            seen: seen
                        )
                    )
                )
        );

        outcomes.Count(o => o.Succeeded).ShouldBe(1);
        outcomes.Where(o => !o.Succeeded).ShouldAllBe(o => o.IsStale && o.Key == "dossier.stale");
        (await shop.DossierAsync(code)).Step.ShouldBe(3);
    }

    [Theory, Engines]
    public async Task Act_WithTheSameKeyTwice_IsDoneOnce(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        using var counter = await shop.SignedInAsync("motcua.xa");
        var (code, _, _) = await Shop.ReceiveByPageAsync(counter);
        var form = await counter.GetAsync(OneStopLinks.Act(code, DossierActionKind.Assign));

        var first = await form.SubmitAsync(IntakeForm.Selector);
        var second = await form.SubmitAsync(IntakeForm.Selector);

        first.Url.ShouldBe(OneStopLinks.Dossier(code));
        second.Url.ShouldBe(first.Url);
        (await shop.DossierAsync(code)).Events.ShouldBe(2);
    }

    [Theory, Engines]
    public async Task Supplement_AskedForTwice_IsRefused(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        var code = (await shop.ReceiveAsync()).Value!.Code;
        await shop.HandOverAsync(code);
        (await SupplementAsync(shop, code)).Succeeded.ShouldBeTrue();
        (await shop.DossierAsync(code)).DueAt.ShouldBeNull(
            "no due date while the clock is stopped"
        );
        (
            await shop.ActAsync(
                Role.Receptionist,
                code,
                DossierActionKind.ReceiveSupplement,
                (work, act) => work.ReceiveSupplement(act)
            )
        ).Succeeded.ShouldBeTrue();

        var second = await SupplementAsync(shop, code);

        second.Key.ShouldBe("dossier.refused.supplement-twice");
        Words(shop, second).ShouldContain("điểm c khoản 2 Điều 11");
    }

    [Theory, Engines]
    public async Task Supplement_AfterThreeWorkingDays_NeedsASectorLaw(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        var code = (await shop.ReceiveAsync()).Value!.Code;
        await shop.HandOverAsync(code);
        shop.Web.Time.Advance(TimeSpan.FromDays(6));

        var late = await SupplementAsync(shop, code);
        var bySector = await SupplementAsync(shop, code, "43/2014 Art 61");

        late.Key.ShouldBe("dossier.refused.supplement-too-late");
        Words(shop, late).ShouldContain("11/03/2024");
        bySector.Succeeded.ShouldBeTrue(bySector.Key);
    }

    [Theory, Engines]
    public async Task Extension_TooLateTwiceOrOnADayOff_IsRefused(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        var code = (await shop.ReceiveAsync()).Value!.Code;
        await shop.HandOverAsync(code);

        (await ExtendAsync(shop, code, new DateOnly(2024, 3, 9))).Key.ShouldBe(
            "dossier.refused.extension-day-off"
        );
        (await ExtendAsync(shop, code, new DateOnly(2024, 3, 8))).Key.ShouldBe(
            "dossier.refused.extension-not-later"
        );
        (await ExtendAsync(shop, code, new DateOnly(2024, 3, 12))).Succeeded.ShouldBeTrue();
        (await ExtendAsync(shop, code, new DateOnly(2024, 3, 14))).Key.ShouldBe(
            "dossier.refused.extension-twice"
        );

        var other = (await shop.ReceiveAsync()).Value!.Code;
        shop.Web.Time.Advance(TimeSpan.FromDays(2));
        var late = await ExtendAsync(shop, other, new DateOnly(2024, 3, 12));
        late.Key.ShouldBe("dossier.refused.extension-too-late");
        Words(shop, late).ShouldContain("07/03/2024");
    }

    [Theory, Engines]
    public async Task Act_InAStateThatDoesNotAllowIt_IsRefusedInWords(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        var code = (await shop.ReceiveAsync()).Value!.Code;
        var received = await shop.ActAsync(
            Role.Receptionist,
            code,
            DossierActionKind.Return,
            (work, act) => work.Return(false, act)
        );
        await shop.HandOverAsync(code);
        var early = await shop.ActAsync(
            Role.Signer,
            code,
            DossierActionKind.Finish,
            (work, act) => work.Finish(null, false, act)
        );

        received.Key.ShouldBe("dossier.refused.state");
        Words(shop, received).ShouldContain("Được tiếp nhận");
        early.Key.ShouldBe("dossier.refused.steps-left");
    }

    [Theory, Engines]
    public async Task Act_OfAForeignUnit_FindsNoDossier(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        var code = (await shop.ReceiveAsync()).Value!.Code;

        var outcome = await shop.ActAsync(
            Role.Receptionist,
            code,
            DossierActionKind.Assign,
            (work, act) => work.Assign(null, true, act),
            unit: Shop.PhuocDan
        );

        outcome.Key.ShouldBe("dossier.refused.not-found");
    }

    /// <summary>The counter follows what it received; deciding is for the competent department alone.</summary>
    [Theory, Engines]
    public async Task Signing_AtTheReceivingCentre_IsNotAllowed(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        var received = await shop.ReceiveAsync("tt-pvhcc", "1.002010");
        received.Succeeded.ShouldBeTrue(received.Key);
        var code = received.Value!.Code;
        await shop.ActAsync(
            Role.Receptionist,
            code,
            DossierActionKind.Assign,
            (work, act) => work.Assign(null, true, act),
            unit: "tt-pvhcc"
        );

        var atCentre = await shop.ActAsync(
            Role.Signer,
            code,
            DossierActionKind.Refuse,
            (work, act) => work.Refuse("not-eligible", act),
            unit: "tt-pvhcc"
        );
        var atDepartment = await shop.ActAsync(
            Role.Signer,
            code,
            DossierActionKind.Refuse,
            (work, act) => work.Refuse("not-eligible", act),
            unit: "so-tu-phap"
        );

        atCentre.Key.ShouldBe("dossier.refused.not-allowed");
        atDepartment.Succeeded.ShouldBeTrue(atDepartment.Key);
        (await shop.DossierAsync(code)).ElectronicHandOvers.ShouldBe(1);
    }

    [Theory, Engines]
    public async Task Page_OfSupplement_ShowsThatTheClockStopsAndPrintsTheRequest(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        using var counter = await shop.SignedInAsync("motcua.xa");
        using var specialist = await shop.SignedInAsync("chuyenvien.xa");
        var (code, _, _) = await Shop.ReceiveByPageAsync(counter);
        await DoAsync(counter, code, DossierActionKind.Assign);
        var form = await specialist.GetAsync(
            OneStopLinks.Act(code, DossierActionKind.RequestSupplement)
        );
        form.TextOf("main .card").ShouldContain("Tạm dừng");
        var empty = await form.SubmitAsync(IntakeForm.Selector);
        empty.FindAll(".error-summary li").Count.ShouldBe(3);
        form.FindAll("input[name=Papers]")[0].SetAttribute("checked", "checked");

        await form.SubmitAsync(
            IntakeForm.Selector,
            new Dictionary<string, string?>
            {
                ["Reason"] = "unsigned",
                ["Details"] = "Chưa ký ở trang 2",
            }
        );

        var paper = await specialist.GetAsync(OneStopLinks.SupplementSlip(code));
        paper.TextOf("main").ShouldContain("Chưa ký ở trang 2");
        paper.TextOf("main").ShouldContain("Mẫu số 02");
        (await counter.GetAsync(OneStopLinks.ApologySlip(code))).Status.ShouldBe(
            HttpStatusCode.NotFound
        );
    }

    /// <summary>
    /// The officer who assigns sees what each candidate has in hand; whoever has least stands first, and nobody is chosen
    /// for him.
    /// </summary>
    [Theory, Engines]
    public async Task Page_OfAssignment_ShowsTheLoadAndNamesTheLeastLoadedFirst(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        using var counter = await shop.SignedInAsync("motcua.xa");
        var (busy, free) = (
            await AddSpecialistAsync(shop, "An"),
            await AddSpecialistAsync(shop, "Bình")
        );
        var held = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            held.Add((await shop.ReceiveAsync()).Value!.Code);
        }

        // Three for one of them: one waits for the applicant, so it is in hand and not due; none for the other.
        foreach (var code in held)
        {
            (
                await shop.ActAsync(
                    Role.Receptionist,
                    code,
                    DossierActionKind.Assign,
                    (work, act) => work.Assign(busy, true, act)
                )
            ).Succeeded.ShouldBeTrue();
        }

        (await SupplementAsync(shop, held[0])).Succeeded.ShouldBeTrue();
        var next = (await shop.ReceiveAsync()).Value!.Code;

        var form = await counter.GetAsync(OneStopLinks.Act(next, DossierActionKind.Assign));

        var choices = form.FindAll("select[name=AssigneeId] option").ToList();
        choices[0].GetAttribute("value").ShouldBe("");
        form.FindAll("select[name=AssigneeId] option[selected]")
            .ShouldAllBe(o => o.GetAttribute("value") == "");
        choices[^1].GetAttribute("value").ShouldBe(busy.ToString("D"));
        choices[^1].TextContent.ShouldBe("An – đang xử lý 3, đến hạn hoặc quá hạn 2");
        choices
            .Single(o => o.GetAttribute("value") == free.ToString("D"))
            .TextContent.ShouldBe("Bình – đang xử lý 0, đến hạn hoặc quá hạn 0");
    }

    private static async Task<Guid> AddSpecialistAsync(Shop shop, string name)
    {
        var id = Guid.CreateVersion7();
        await shop.Database.UseAsync(async db =>
        {
            db.Add(
                new Account
                {
                    Id = id,
                    UserName = name,
                    NormalizedUserName = name.ToUpperInvariant(),
                    DisplayName = name,
                    CreatedAt = TestWeb.UsualInstant,
                    IsDemonstration = true,
                    SecurityStamp = name,
                }
            );
            db.Add(
                RoleAssignment.Create(
                    Guid.CreateVersion7(),
                    id,
                    Role.Specialist,
                    Unit.IdOf(Shop.AnHai),
                    new DateOnly(2020, 1, 1)
                )
            );
            await db.SaveChangesAsync();
        });
        return id;
    }

    private static async Task DoAsync(
        WebUser user,
        string code,
        DossierActionKind kind,
        Dictionary<string, string?>? values = null
    )
    {
        var form = await user.GetAsync(OneStopLinks.Act(code, kind));
        form.Status.ShouldBe(HttpStatusCode.OK, $"{kind}");
        var done = await form.SubmitAsync(IntakeForm.Selector, values ?? Nothing);
        done.FindAll(".error-summary").ShouldBeEmpty($"{kind}");
        done.Url.ShouldBe(OneStopLinks.Dossier(code), $"{kind}");
    }

    private static async Task<IReadOnlyList<string>> OffersAsync(WebUser user, string code)
    {
        var page = await user.GetAsync(OneStopLinks.Dossier(code));
        page.Status.ShouldBe(HttpStatusCode.OK);
        return
        [
            .. page.FindAll("section[aria-labelledby=do] a")
                .Select(a => a.GetAttribute("href")!.Split('/')[^1]),
        ];
    }

    private static Task<Outcome> SupplementAsync(Shop shop, string code, string? law = null) =>
        shop.ActAsync(
            Role.Specialist,
            code,
            DossierActionKind.RequestSupplement,
            (work, act) => work.RequestSupplement("absent", law, act, "1")
        );

    private static Task<Outcome> ExtendAsync(Shop shop, string code, DateOnly day) =>
        shop.ActAsync(
            Role.UnitHead,
            code,
            DossierActionKind.Extend,
            (work, act) => work.Extend("complex", day, act)
        );

    private static string Words(Shop shop, Outcome outcome) =>
        outcome.InWords(
            (ThuocDo.Shared.Language.Texts)
                shop.Web.Services.GetService(typeof(ThuocDo.Shared.Language.Texts))!
        );

    private static Task<List<string>> EventsAsync(Shop shop, Guid id) =>
        shop.CountAsync(db =>
            db.Set<HistoryEvent>()
                .Where(e => e.SubjectId == id)
                .OrderBy(e => e.Sequence)
                .Select(e => e.Type)
                .ToListAsync()
        );

    private static Task<int> LinesAsync(Shop shop) =>
        shop.CountAsync(db => db.Set<AccessLine>().CountAsync());
}
