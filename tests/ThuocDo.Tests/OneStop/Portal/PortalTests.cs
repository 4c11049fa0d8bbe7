using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Portal;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Outbox;
using ThuocDo.Shared.Time;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.OneStop.Dossiers;
using Xunit;

namespace ThuocDo.Tests.OneStop.Portal;

public sealed class PortalTests
{
    /// <summary>Statuses of the life below: received, in process, asked, in process, resolved, returned.</summary>
    private static readonly int[] Statuses = [2, 4, 5, 4, 4, 4, 9, 10];

    [Theory, Engines]
    public async Task Statuses_PortalFailsDelaysDuplicatesAndReorders_ArriveOnceAndInOrder(
        Engine engine
    )
    {
        await using var wire = await HttpDouble.StartAsync();
        var portal = new PortalDouble(wire);
        await using var shop = await OpenAsync(engine, wire);
        // The first attempts of the life: refused for now, broken off after it was taken, lost, held back and put in later.
        wire.ThenStatus(500).ThenDrop().Then(portal.TakeAndDropAsync).Then(portal.HoldAsync);
        var code = await LiveAsync(shop);

        for (var minute = 0; minute < 30; minute++)
        {
            await RunAsync(shop);
            shop.Web.Time.Advance(TimeSpan.FromMinutes(1));
            // What was held back in the network comes now, behind newer messages; and everything comes twice.
            await portal.ReleaseAsync();
            portal.Repeat();
        }

        portal.StatusesOf(code).ShouldBe(Statuses);
        portal.Raw.ShouldBeGreaterThan(portal.Applied);
        var dossier = await shop.DossierAsync(code);
        var sync = await shop.CountAsync(db => db.Set<PortalSync>().SingleAsync());
        sync.Sequence.ShouldBe(dossier.Events);
        sync.Status.ShouldBe(10);
        (
            await shop.CountAsync(db =>
                db.Set<OutboxMessage>().CountAsync(m => m.State != OutboxState.Sent)
            )
        ).ShouldBe(0);
    }

    [Theory, Engines]
    public async Task Message_OfADossier_IsTheRecordedSample(Engine engine)
    {
        await using var wire = await HttpDouble.StartAsync();
        await using var shop = await OpenAsync(engine, wire);
        await LiveAsync(shop);

        await RunAsync(shop);

        var bodies = wire.Requests.Select(r => r.Json).ToList();
        var dossier = bodies.Last(b => $"{b["MaSo"]}" == PortalEnvelope.SyncDossier);
        Sample.Compare("portal-dossier.json", dossier["DuLieu"]!);
        var progress = bodies.Last(b => $"{b["MaSo"]}" == PortalEnvelope.Progress);
        Sample.Compare("portal-progress.json", progress["DuLieu"]!);
        wire.Requests.ShouldAllBe(r => r.Headers["Authorization"] == "Bearer portal-token");
        wire.Requests.ShouldAllBe(r => r.Headers["Idempotency-Key"] == $"{r.Json["MaBanTin"]}");
    }

    [Theory, Engines]
    public async Task Payload_InTheDatabase_HoldsNoParticulars(Engine engine)
    {
        await using var wire = await HttpDouble.StartAsync();
        await using var shop = await OpenAsync(engine, wire);
        wire.ThenStatus(500);
        await shop.ReceiveAsync(email: "nguoi@thu.example", phone: "0900000003");

        await RunAsync(shop);

        wire.Requests[0].Body.ShouldContain("Người Mẫu");
        wire.Requests[0].Body.ShouldContain("nguoi@thu.example");
        var payloads = await shop.CountAsync(db =>
            db.Set<OutboxMessage>().Select(m => m.Payload).ToListAsync()
        );
        payloads.ShouldNotBeEmpty();
        payloads.ShouldAllBe(p =>
            !p.Contains("Người Mẫu")
            && !p.Contains("nguoi@thu.example")
            && !p.Contains("0900000003")
        );
    }

    [Theory, Engines]
    public async Task Reconciliation_PortalThatLostADossier_NamesIt(Engine engine)
    {
        await using var wire = await HttpDouble.StartAsync();
        var portal = new PortalDouble(wire);
        await using var shop = await OpenAsync(engine, wire);
        var kept = (await shop.ReceiveAsync()).Value!.Code;
        var lost = (await shop.ReceiveAsync()).Value!.Code;
        var other = (await shop.ReceiveAsync()).Value!.Code;
        await RunAsync(shop);
        portal.Forget(lost);
        portal.Set(other, 4);
        var day = VietnamTime.DayOf(TestWeb.UsualInstant);

        var row = await shop.Web.UseAsync<ReconciliationJob, PortalDay>(job =>
            job.CheckAsync(day, TestContext.Current.CancellationToken)
        );

        row.Dossiers.ShouldBe(3);
        row.Agreed.ShouldBe(1);
        row.Different.ShouldBe(2);
        var differences = await shop.CountAsync(db =>
            db.Set<PortalDifference>().ToDictionaryAsync(d => d.Code)
        );
        differences.Keys.ShouldNotContain(kept);
        differences[lost].Theirs.ShouldBeNull();
        differences[other].Theirs.ShouldBe(4);
        using var user = await shop.SignedInAsync("quantri");
        var page = await user.GetAsync(PortalLinks.Page);
        page.TextOf("main").ShouldContain(lost);
    }

    [Theory, Engines]
    public async Task Inbox_WithdrawalThatCameTwice_IsActedOnOnceAndUnknownOnesAreDeadLetters(
        Engine engine
    )
    {
        await using var shop = await Shop.OpenAsync(engine);
        var code = (await shop.ReceiveAsync()).Value!.Code;
        var withdrawal = $$$"""
            {"MaSo":"CapNhatTienDoHoSoMC","MaBanTin":"m-1","DuLieu":{"MaHoSo":"{{{code}}}","TrangThai":"7","NoiDungXuLy":"test"}}
            """;

        (await TakeAsync(shop, withdrawal)).ShouldBe(InboxAnswer.Stored);
        (await TakeAsync(shop, withdrawal)).ShouldBe(InboxAnswer.Known);
        (await TakeAsync(shop, """{"MaSo":"X","MaBanTin":"m-2","DuLieu":{}}""")).ShouldBe(
            InboxAnswer.Stored
        );
        (await TakeAsync(shop, "{")).ShouldBe(InboxAnswer.Malformed);
        (await TakeAsync(shop, "[1]")).ShouldBe(InboxAnswer.Malformed);
        await RunAsync(shop);
        (await TakeAsync(shop, withdrawal)).ShouldBe(InboxAnswer.Known);
        await RunAsync(shop);

        (await shop.DossierAsync(code)).State.ShouldBe(DossierState.Withdrawn);
        (await shop.DossierAsync(code)).Events.ShouldBe(2);
        var dead = await shop.CountAsync(db =>
            db.Set<OutboxMessage>().SingleAsync(m => m.State == OutboxState.Dead)
        );
        dead.LastError.ShouldBe("nobody here handles X");
        (
            await shop.CountAsync(db =>
                db.Set<InboxMessage>().SingleAsync(m => m.MessageKey == "m-1")
            )
        ).HandledAt.ShouldNotBeNull();
    }

    private static Task<Shop> OpenAsync(Engine engine, HttpDouble wire) =>
        Shop.OpenAsync(
            engine,
            settings: new Dictionary<string, string>
            {
                ["Portal:Endpoint"] = wire.Address.AbsoluteUri,
                ["Portal:Token"] = "portal-token",
                ["Portal:TimeoutSeconds"] = "2",
            }
        );

    /// <summary>A whole life of one dossier, a minute between the acts.</summary>
    private static async Task<string> LiveAsync(Shop shop)
    {
        var code = (await shop.ReceiveAsync(email: "nguoi@thu.example", phone: "0900000000"))
            .Value!
            .Code;
        await Act(Role.Receptionist, DossierActionKind.Assign, (w, a) => w.Assign(null, true, a));
        await Act(
            Role.Specialist,
            DossierActionKind.RequestSupplement,
            (w, a) => w.RequestSupplement("absent", null, a, "1")
        );
        await Act(
            Role.Receptionist,
            DossierActionKind.ReceiveSupplement,
            (w, a) => w.ReceiveSupplement(a)
        );
        await Act(Role.Specialist, DossierActionKind.Forward, (w, a) => w.Forward(null, null, a));
        await Act(Role.UnitHead, DossierActionKind.Forward, (w, a) => w.Forward(null, null, a));
        await Act(Role.Signer, DossierActionKind.Finish, (w, a) => w.Finish("12/KQ", true, a));
        await Act(Role.Receptionist, DossierActionKind.Return, (w, a) => w.Return(false, a));
        return code;

        async Task Act(
            Role role,
            DossierActionKind kind,
            Func<DossierWork, ActContext, ThuocDo.Shared.Outcomes.Outcome> act
        )
        {
            shop.Web.Time.Advance(TimeSpan.FromMinutes(1));
            var outcome = await shop.ActAsync(role, code, kind, act);
            outcome.Succeeded.ShouldBeTrue($"{kind}: {outcome.Key}");
        }
    }

    private static Task<InboxAnswer> TakeAsync(Shop shop, string raw) =>
        shop.Web.UseAsync<Inbox, InboxAnswer>(inbox =>
            inbox.TakeAsync("portal", raw, TestContext.Current.CancellationToken)
        );

    private static Task<int> RunAsync(Shop shop) =>
        shop
            .Web.Services.GetRequiredService<OutboxWorker>()
            .RunAsync(TestContext.Current.CancellationToken);
}
