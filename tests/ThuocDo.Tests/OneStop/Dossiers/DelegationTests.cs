using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using ThuocDo.OneStop;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Dossiers.Absences;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Tests.Harness;
using Xunit;

namespace ThuocDo.Tests.OneStop.Dossiers;

/// <summary>A stand-in does what the principal's post asks for, for a period, and says so.</summary>
public sealed class DelegationTests
{
    private const string Form = "form:has([name=Choice])";

    private static readonly DateOnly Today = new(2024, 3, 6);
    private static readonly Guid Head = Staff.IdOf("lanhdao.xa");
    private static readonly Guid Signer = Staff.IdOf("ky.xa");

    [Theory, Engines]
    public async Task StandIn_WithinThePeriod_ActsOnBehalfOfTheHeadAndNotADayLonger(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        var first = await Staff.InProcessAsync(shop);
        var second = await Staff.InProcessAsync(shop);
        using var signer = await shop.SignedInAsync("ky.xa");
        (await signer.GetAsync(OneStopLinks.Act(first, DossierActionKind.Assign))).Status.ShouldBe(
            HttpStatusCode.Forbidden
        );
        using var head = await shop.SignedInAsync("lanhdao.xa");
        var page = await head.GetAsync(OneStopLinks.Delegations);
        var named = new Dictionary<string, string?>
        {
            ["Choice"] = $"{Staff.RoleOf("lanhdao.xa"):N}-{Staff.RoleOf("ky.xa"):N}",
            ["From"] = "2024-03-06",
            ["LastDay"] = "2024-03-07",
        };
        (await page.SubmitAsync(Form, named)).TextOf("main table").ShouldContain("07/03/2024");
        (await page.SubmitAsync(Form, named)).Redirects.ShouldNotBeEmpty();
        (await shop.CountAsync(db => db.Set<StandingDelegation>().CountAsync())).ShouldBe(1);

        var form = await signer.GetAsync(OneStopLinks.Act(first, DossierActionKind.Assign));
        form.TextOf("main").ShouldContain("thay mặt Cán bộ Mẫu 07");
        (
            await form.SubmitAsync(
                IntakeForm.Selector,
                new Dictionary<string, string?>
                {
                    ["AssigneeId"] = Staff.IdOf("chuyenvien.xa").ToString("D"),
                }
            )
        ).Url.ShouldBe(OneStopLinks.Dossier(first));

        var done = await Staff.LastEventAsync(shop, first);
        (done.Event.Type, done.Event.ActorId, done.OnBehalfOf).ShouldBe(("assigned", Signer, Head));
        var dossier = await signer.GetAsync(OneStopLinks.Dossier(first));
        dossier.TextOf(".timeline li").ShouldContain("Thay mặt Cán bộ Mẫu 07.");
        (await signer.GetAsync(OneStopLinks.ControlSlip(first)))
            .TextOf("table")
            .ShouldContain("Thay mặt Cán bộ Mẫu 07.");
        (await signer.GetAsync(OneStopLinks.WorkList))
            .TextOf("main")
            .ShouldContain("ủy quyền thay Cán bộ Mẫu 07 đến hết 07/03/2024");

        // 08/03/2024, a quarter past midnight in Viet Nam.
        shop.Web.Time.SetUtcNow(new DateTimeOffset(2024, 3, 7, 17, 15, 0, TimeSpan.Zero));
        (await AssignAsync(shop, second)).Key.ShouldBe(ActOnDossier.NotAllowed);
        using var later = await shop.SignedInAsync("ky.xa");
        (await later.GetAsync(OneStopLinks.Act(second, DossierActionKind.Assign))).Status.ShouldBe(
            HttpStatusCode.Forbidden
        );
    }

    /// <summary>Also what the stand-in might do by the own post is done for the principal who holds the dossier by name.</summary>
    [Theory, Engines]
    public async Task StandIn_OfADossierHeldByThePrincipal_SignsOnBehalf(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        var code = await Staff.InProcessAsync(shop);
        foreach (var (role, to) in new[] { (Role.Specialist, (Guid?)null), (Role.UnitHead, Head) })
        {
            (
                await shop.ActAsync(
                    role,
                    code,
                    DossierActionKind.Forward,
                    (work, act) => work.Forward(to, null, act)
                )
            ).Succeeded.ShouldBeTrue();
        }

        (await NameAsync(shop, Head, "lanhdao.xa", "ky.xa")).Succeeded.ShouldBeTrue();
        // His dossiers stand among those of the stand-in.
        using var signer = await shop.SignedInAsync("ky.xa");
        (await signer.GetAsync(OneStopLinks.WorkListOf("cua-toi")))
            .TextOf("main table")
            .ShouldContain(code);
        (
            await Staff.ActAsync(
                shop,
                Signer,
                code,
                DossierActionKind.Finish,
                (work, act) => work.Finish(null, false, act)
            )
        ).Succeeded.ShouldBeTrue();

        var done = await Staff.LastEventAsync(shop, code);
        (done.Event.Type, done.Event.ActorId, done.OnBehalfOf).ShouldBe(("finished", Signer, Head));
    }

    [Theory, Engines]
    public async Task StandIn_OfAStandIn_GetsNothingThatWasLent(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        var third = await Staff.AddAsync(shop, "Chi", Role.Signer);
        var post = await PostOfAsync(shop, third);
        var code = await Staff.InProcessAsync(shop);
        (await NameAsync(shop, Head, "lanhdao.xa", "ky.xa")).Succeeded.ShouldBeTrue();

        // What the signer holds as a stand-in is no post of his own.
        (await NameAsync(shop, Signer, Staff.RoleOf("lanhdao.xa"), post)).Key.ShouldBe(
            "absence.refused.stand-in"
        );
        (await NameAsync(shop, Signer, Staff.RoleOf("ky.xa"), post)).Succeeded.ShouldBeTrue();

        (
            await Staff.ActAsync(
                shop,
                third,
                code,
                DossierActionKind.Assign,
                (work, act) => work.Assign(third, true, act)
            )
        ).Key.ShouldBe(ActOnDossier.NotAllowed);
        var lent = await Staff.AsAsync(
            shop,
            third,
            async services =>
                await services
                    .GetRequiredService<Authorities>()
                    .OfUserAsync(TestContext.Current.CancellationToken)
        );
        var principal = lent.Principals.ShouldHaveSingleItem();
        principal.AccountId.ShouldBe(Signer);
        principal.Permissions.ShouldBe([Permissions.DossierSign]);
    }

    [Theory]
    [Engines("lanhdao.xa")]
    [Engines("ky.xa")]
    public async Task StandIn_PostOfEitherEnded_ActsNoMore(Engine engine, string leaving)
    {
        await using var shop = await Shop.OpenAsync(engine);
        var code = await Staff.InProcessAsync(shop);
        (await NameAsync(shop, Head, "lanhdao.xa", "ky.xa")).Succeeded.ShouldBeTrue();
        (await AssignAsync(shop, code)).Succeeded.ShouldBeTrue();
        var post = Staff.RoleOf(leaving);
        await shop.Database.UseAsync(async db =>
        {
            var held = await db.Set<RoleAssignment>().SingleAsync(r => r.Id == post);
            held.End(Today);
            // The same person in the same post again: a new post, of which nothing was lent.
            db.Add(
                RoleAssignment.Create(
                    Guid.CreateVersion7(),
                    held.AccountId,
                    held.Role,
                    held.UnitId,
                    Today
                )
            );
            await db.SaveChangesAsync();
        });

        (await AssignAsync(shop, code)).Key.ShouldBe(ActOnDossier.NotAllowed);
    }

    [Theory, Engines]
    public async Task Name_WhatMayNotBe_IsRefused(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        var (mine, his) = (Staff.RoleOf("lanhdao.xa"), Staff.RoleOf("ky.xa"));

        // Oneself, another unit, somebody who signs nothing, somebody else's post.
        foreach (
            var (principal, standIn) in new[]
            {
                (mine, mine),
                (mine, Staff.RoleOf("ky.huyen")),
                (mine, Staff.RoleOf("chuyenvien.xa")),
                (Staff.RoleOf("lanhdao.so"), his),
            }
        )
        {
            (await NameAsync(shop, Head, principal, standIn)).Key.ShouldBe(
                "absence.refused.stand-in"
            );
        }

        (await NameAsync(shop, Head, mine, his, Today.AddDays(-1))).Key.ShouldBe(
            "absence.refused.begin"
        );
        (await NameAsync(shop, Head, mine, his)).Succeeded.ShouldBeTrue();
        (await NameAsync(shop, Head, mine, his)).Key.ShouldBe("absence.refused.delegated");
        (
            await NameAsync(
                shop,
                Staff.IdOf("chuyenvien.xa"),
                Staff.RoleOf("chuyenvien.xa"),
                Staff.RoleOf("ky.xa")
            )
        ).Key.ShouldBe(ActOnDossier.NotAllowed);
    }

    [Theory, Engines]
    public async Task End_ByEitherOfTheTwo_HoldsAtOnce(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        var code = await Staff.InProcessAsync(shop);
        (await NameAsync(shop, Head, "lanhdao.xa", "ky.xa")).Succeeded.ShouldBeTrue();
        var id = await shop.CountAsync(db =>
            db.Set<StandingDelegation>().Select(d => d.Id).SingleAsync()
        );

        (await EndAsync(shop, Staff.IdOf("chuyenvien.xa"), id)).Key.ShouldBe(
            ActOnDossier.NotAllowed
        );
        (await AssignAsync(shop, code)).Succeeded.ShouldBeTrue();
        (await EndAsync(shop, Signer, id)).Succeeded.ShouldBeTrue();
        (await AssignAsync(shop, code)).Key.ShouldBe(ActOnDossier.NotAllowed);
        (await EndAsync(shop, Head, id)).Key.ShouldBe("absence.refused.over");
    }

    private static Task<Outcome> AssignAsync(Shop shop, string code) =>
        Staff.ActAsync(
            shop,
            Signer,
            code,
            DossierActionKind.Assign,
            (work, act) => work.Assign(Staff.IdOf("chuyenvien.xa"), true, act)
        );

    private static Task<Outcome> EndAsync(Shop shop, Guid by, Guid id) =>
        Staff.AsAsync(
            shop,
            by,
            services =>
                services
                    .GetRequiredService<DelegationDesk>()
                    .EndAsync(
                        Guid.CreateVersion7().ToString("N"),
                        id,
                        TestContext.Current.CancellationToken
                    )
        );

    private static Task<Outcome> NameAsync(Shop shop, Guid by, string principal, string standIn) =>
        NameAsync(shop, by, Staff.RoleOf(principal), Staff.RoleOf(standIn));

    private static Task<Outcome> NameAsync(
        Shop shop,
        Guid by,
        Guid principal,
        Guid standIn,
        DateOnly? from = null
    ) =>
        Staff.AsAsync(
            shop,
            by,
            services =>
                services
                    .GetRequiredService<DelegationDesk>()
                    .NameAsync(
                        new DelegationRequest(
                            Guid.CreateVersion7().ToString("N"),
                            principal,
                            standIn,
                            from ?? Today,
                            Today.AddDays(1)
                        ),
                        TestContext.Current.CancellationToken
                    )
        );

    private static Task<Guid> PostOfAsync(Shop shop, Guid account) =>
        shop.CountAsync(db =>
            db.Set<RoleAssignment>()
                .Where(r => r.AccountId == account)
                .Select(r => r.Id)
                .SingleAsync()
        );
}
