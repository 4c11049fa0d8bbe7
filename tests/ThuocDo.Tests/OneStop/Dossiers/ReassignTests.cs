using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using ThuocDo.OneStop;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Dossiers.Absences;
using ThuocDo.OneStop.Dossiers.Reassignment;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Tests.Cli;
using ThuocDo.Tests.Harness;
using Xunit;

namespace ThuocDo.Tests.OneStop.Dossiers;

/// <summary>The head gives dossiers of one person to another: each by itself, with a result of its own.</summary>
public sealed class ReassignTests
{
    private const string Form = "form:has([name=Chosen])";

    private static readonly Guid Head = Staff.IdOf("lanhdao.xa");
    private static readonly Guid Former = Staff.IdOf("chuyenvien.xa");

    [Theory, Engines]
    public async Task Run_WithOneStaleAndOneRefused_GivesTheOthersOnce(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        var next = await Staff.AddAsync(shop, "An", Role.Specialist);
        var good = await Staff.InProcessAsync(shop, Former);
        var stale = await Staff.InProcessAsync(shop, Former);
        // Its step is the head's, which a specialist cannot do.
        var unfit = await Staff.InProcessAsync(shop, Former);
        await ForwardAsync(shop, unfit);
        var before = await shop.DossierAsync(good);
        List<ReassignedDossier> seen = [];
        foreach (var code in new[] { good, stale, unfit })
        {
            var dossier = await shop.DossierAsync(code);
            seen.Add(new ReassignedDossier(dossier.Id, dossier.Version));
        }

        (
            await shop.ActAsync(
                Role.UnitHead,
                stale,
                DossierActionKind.Assign,
                (work, act) => work.Assign(null, true, act)
            )
        ).Succeeded.ShouldBeTrue();
        var request = new ReassignRequest("k", Former, next, "vắng dài ngày", seen);

        var first = await RunAsync(shop, Head, request);
        var again = await RunAsync(shop, Head, request);

        first
            .Value!.Select(r => (r.Outcome.Key, r.Outcome.IsStale))
            .ShouldBe([(null, false), ("dossier.stale", true), ("act.assignee.wrong", false)]);
        again.Value![0].Outcome.IsRepeat.ShouldBeTrue();
        var after = await shop.DossierAsync(good);
        (after.AssigneeId, after.Events, after.DueAt, after.Step).ShouldBe(
            (next, before.Events + 1, before.DueAt, before.Step)
        );
        var told = await Staff.LastEventAsync(shop, good);
        (told.Event.Type, told.Event.ActorId, told["note"]).ShouldBe(
            ("assigned", Head, "vắng dài ngày")
        );
        // A "reason" would go out with the state of the dossier to the national portal.
        told["reason"].ShouldBeNull();
        (await shop.DossierAsync(stale)).AssigneeId.ShouldBeNull();
        (await shop.DossierAsync(unfit)).AssigneeId.ShouldBe(Former);
        (
            await CommandLine.RunAsync("verify", "--db", shop.Database.Name)
        ).Lines.ShouldHaveSingleItem();
    }

    [Theory, Engines]
    public async Task Run_WhatMayNotBe_IsRefused(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        var next = await Staff.AddAsync(shop, "An", Role.Specialist);
        var code = await Staff.InProcessAsync(shop, Former);
        var dossier = await shop.DossierAsync(code);
        var request = new ReassignRequest(
            "k",
            Former,
            next,
            "x",
            [new ReassignedDossier(dossier.Id, dossier.Version)]
        );

        (await RunAsync(shop, Head, request with { Dossiers = [] })).Key.ShouldBe(
            "absence.reassign.refused.count"
        );
        (await RunAsync(shop, Head, request with { ToId = Former })).Key.ShouldBe(
            "absence.reassign.refused.same"
        );
        (await OneAsync(Former, request)).ShouldBe(ActOnDossier.NotAllowed);
        (await OneAsync(Staff.IdOf("lanhdao.so"), request)).ShouldBe("dossier.refused.not-found");
        (await OneAsync(Head, request with { FromId = Head })).ShouldBe(
            "absence.reassign.refused.holder"
        );
        var today = new DateOnly(2024, 3, 6);
        (
            await Staff.AsAsync(
                shop,
                next,
                services =>
                    services
                        .GetRequiredService<AbsenceDesk>()
                        .EnterAsync(
                            new AbsenceRequest("a", next, today, today, AbsenceReason.Training),
                            TestContext.Current.CancellationToken
                        )
            )
        ).Succeeded.ShouldBeTrue();
        (await OneAsync(Head, request)).ShouldBe("absence.refused.assignee");
        (await shop.DossierAsync(code)).Version.ShouldBe(dossier.Version);

        async Task<string?> OneAsync(Guid by, ReassignRequest asked) =>
            (await RunAsync(shop, by, asked)).Value!.ShouldHaveSingleItem().Outcome.Key;
    }

    [Theory, Engines]
    public async Task Page_TwoClicks_ShowTheSameResultsOfOneAct(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        var next = await Staff.AddAsync(shop, "An", Role.Specialist);
        var codes = new[]
        {
            await Staff.InProcessAsync(shop, Former),
            await Staff.InProcessAsync(shop, Former),
        };
        using var head = await shop.SignedInAsync("lanhdao.xa");
        var list = await head.GetAsync(OneStopLinks.Reassign);
        var page = await list.FollowAsync($"a[href='{OneStopLinks.ReassignFrom(Former)}']");
        page.FindAll("input[name=Chosen]").Count.ShouldBe(2);

        var unsaid = await page.SubmitAsync(
            Form,
            new Dictionary<string, string?> { ["To"] = next.ToString("D") }
        );
        unsaid.TextOf("main").ShouldContain("Hãy nêu lý do");
        (await shop.DossierAsync(codes[0])).AssigneeId.ShouldBe(Former);

        var typed = new Dictionary<string, string?>
        {
            ["To"] = next.ToString("D"),
            ["Reason"] = "Đi công tác",
        };
        foreach (var _ in new[] { 1, 2 })
        {
            var results = await page.SubmitAsync(Form, typed);
            results.TextOf("#results").ShouldBe("Đã phân công lại 2 trên 2 hồ sơ");
            results.FindAll("table .badge").Count.ShouldBe(2);
        }

        foreach (var code in codes)
        {
            var dossier = await shop.DossierAsync(code);
            (dossier.AssigneeId, dossier.Events).ShouldBe((next, 3));
        }

        (await head.GetAsync(OneStopLinks.Dossier(codes[0])))
            .TextOf(".timeline li")
            .ShouldContain("Đi công tác");
    }

    private static async Task ForwardAsync(Shop shop, string code) =>
        (
            await shop.ActAsync(
                Role.Specialist,
                code,
                DossierActionKind.Forward,
                (work, act) => work.Forward(Former, null, act)
            )
        ).Succeeded.ShouldBeTrue();

    private static Task<Outcome<IReadOnlyList<ReassignResult>>> RunAsync(
        Shop shop,
        Guid by,
        ReassignRequest request
    ) =>
        Staff.AsAsync(
            shop,
            by,
            services =>
                services
                    .GetRequiredService<Reassign>()
                    .RunAsync(request, TestContext.Current.CancellationToken)
        );
}
