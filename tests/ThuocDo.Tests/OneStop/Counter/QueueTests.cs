using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using ThuocDo.OneStop;
using ThuocDo.OneStop.Counter;
using ThuocDo.OneStop.Counter.Queue;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.OneStop.Dossiers;
using ThuocDo.Tests.OneStop.Filing;
using Xunit;

namespace ThuocDo.Tests.OneStop.Counter;

public sealed class QueueTests
{
    private const string Counted = "A";

    [Theory, Engines]
    public async Task Kiosk_OpenedByAnOfficer_GivesNumbersByGroupAndOneForTwoPresses(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        using var officer = await shop.SignedInAsync("motcua.xa");
        using var hall = shop.Web.NewVisitor();
        var desk = await officer.GetAsync(CounterLinks.Queue);
        var kiosk = await hall.GetAsync(
            desk.Find($"a[href^='{CounterLinks.Kiosk}?']").GetAttribute("href")!
        );

        var first = await PressAsync(kiosk, Counted);
        var again = await PressAsync(kiosk, Counted);
        var other = await PressAsync(await hall.GetAsync(kiosk.Url), "B");

        first.TextOf(".queue-label").ShouldBe("A001");
        again.Url.ShouldBe(first.Url);
        other.TextOf(".queue-label").ShouldBe("B001");
        first.Source.ShouldContain("http-equiv=\"refresh\"");
        (await shop.CountAsync(db => db.Set<QueueTicket>().CountAsync())).ShouldBe(2);
        (await shop.FaultsAsync()).ShouldBeEmpty();
    }

    [Theory, Engines]
    public async Task Kiosk_WithoutOrWithAForgedPass_GivesNoNumber(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        using var anybody = shop.Web.NewVisitor();

        (await anybody.GetAsync(CounterLinks.Kiosk)).FindAll("form").Count.ShouldBe(0);
        (await anybody.GetAsync(CounterLinks.KioskWith("forged")))
            .FindAll("form")
            .Count.ShouldBe(0);
        (await anybody.GetAsync(CounterLinks.TicketOf("0000"))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory, Engines]
    public async Task CallNext_ByEightOfficersAtOnce_GivesEachATicketOfTheirOwn(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        for (var i = 0; i < 8; i++)
        {
            (await IssueAsync(shop)).Succeeded.ShouldBeTrue();
        }

        var called = await Task.WhenAll(
            Enumerable
                .Range(1, 8)
                .Select(window =>
                    shop.AsAsync(
                        Role.Receptionist,
                        Shop.AnHai,
                        s =>
                            s.GetRequiredService<QueueDesk>()
                                .CallNextAsync(
                                    $"call-{window}",
                                    Unit.IdOf(Shop.AnHai),
                                    null,
                                    $"{window}",
                                    TestContext.Current.CancellationToken
                                )
                    )
                )
        );

        // Whoever lost six races in a row is told so and presses again; nobody gets a number that another one has.
        var labels = called.Where(c => c.Succeeded).Select(c => c.Value).ToList();
        labels.ShouldBeUnique();
        labels.Count.ShouldBeGreaterThan(2);
        (
            await shop.CountAsync(db =>
                db.Set<QueueTicket>().CountAsync(t => t.State == TicketState.Called)
            )
        ).ShouldBe(labels.Count);
        (await shop.FaultsAsync()).ShouldBeEmpty();
    }

    [Theory, Engines]
    public async Task Receive_FromATicketInHand_CarriesItsWaitingTime(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        using var officer = await shop.SignedInAsync("motcua.xa");
        await IssueAsync(shop);
        shop.Web.Time.Advance(TimeSpan.FromMinutes(12));
        var desk = await officer.GetAsync(CounterLinks.Queue);
        await desk.SubmitAsync(
            "form.filters:has([name=Desk])",
            new Dictionary<string, string?> { ["Desk"] = "3" }
        );

        var (code, _, _) = await Shop.ReceiveByPageAsync(officer);

        var dossier = await shop.DossierAsync(code);
        var joined = await shop.CountAsync(db =>
            db.Set<TicketDossier>().SingleAsync(t => t.DossierId == dossier.Id)
        );
        joined.WaitedSeconds.ShouldBe(720);
        (await officer.GetAsync(OneStopLinks.Dossier(code))).Source.ShouldContain(
            "Số thứ tự A001, chờ 12 phút"
        );
        (await officer.GetAsync(CounterLinks.Queue)).Source.ShouldContain("đã tiếp nhận 1 hồ sơ");
        (await shop.FaultsAsync()).ShouldBeEmpty();
    }

    [Theory, Engines]
    public async Task Ticket_NotThereThenPassedOn_WaitsAgainAndCountsAllItsWaiting(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        await IssueAsync(shop);
        var time = shop.Web.Time;

        await shop.AsAsync(
            Role.Receptionist,
            Shop.AnHai,
            async s =>
            {
                var desk = s.GetRequiredService<QueueDesk>();
                time.Advance(TimeSpan.FromMinutes(5));
                await CallAsync(desk, "1");
                (await ActAsync(desk, shop, TicketAct.NoShow)).Succeeded.ShouldBeTrue();
                (await ActAsync(desk, shop, TicketAct.Finish)).IsStale.ShouldBeTrue();
                (await ActAsync(desk, shop, TicketAct.PutBack)).Succeeded.ShouldBeTrue();
                time.Advance(TimeSpan.FromMinutes(2));
                await CallAsync(desk, "2");
                (await ActAsync(desk, shop, TicketAct.PassOn, "no")).Key.ShouldBe(
                    "queue.refused.group"
                );
                (await ActAsync(desk, shop, TicketAct.PassOn, "B")).Succeeded.ShouldBeTrue();
                time.Advance(TimeSpan.FromMinutes(3));
                return await CallAsync(desk, "3");
            }
        );

        var ticket = await TicketAsync(shop);
        ticket.Label.ShouldBe("A001");
        ticket.Group.ShouldBe("B");
        ticket.WaitedSeconds.ShouldBe(600);
        ticket.State.ShouldBe(TicketState.Called);
        (await shop.FaultsAsync()).ShouldBeEmpty();
    }

    [Theory, Engines]
    public async Task Ticket_InTheHandsOfAnother_CannotBeEnded(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        await IssueAsync(shop);
        await shop.AsAsync(
            Role.Receptionist,
            Shop.AnHai,
            s => CallAsync(s.GetRequiredService<QueueDesk>(), "1")
        );

        var other = await shop.AsAsync(
            Role.Receptionist,
            Shop.AnHai,
            s => ActAsync(s.GetRequiredService<QueueDesk>(), shop, TicketAct.Finish)
        );
        var stranger = await shop.AsAsync(
            Role.Receptionist,
            Shop.PhuocDan,
            s => ActAsync(s.GetRequiredService<QueueDesk>(), shop, TicketAct.Finish)
        );

        other.Key.ShouldBe("queue.refused.other-officer");
        stranger.Key.ShouldBe(QueueDesk.NotAllowed);
    }

    [Theory, Engines]
    public async Task Screen_ShowsNumbersAndWindowsAndRefreshesWithoutScript(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        await IssueAsync(shop);
        await shop.AsAsync(
            Role.Receptionist,
            Shop.AnHai,
            s => CallAsync(s.GetRequiredService<QueueDesk>(), "Q4")
        );
        using var hall = shop.Web.NewVisitor();

        var screen = await hall.GetAsync(CounterLinks.ScreenOf(Shop.AnHai));

        screen.TextOf(".hall__calls tbody tr").ShouldContain("A001");
        screen.TextOf(".hall__calls tbody td").ShouldBe("Q4");
        screen.Find("meta[http-equiv=refresh]").GetAttribute("content").ShouldBe("5");
        screen.FindAll("script").Count.ShouldBe(0);
        (await hall.GetAsync(CounterLinks.Screen)).Find($"a[href*='{Shop.AnHai}']");
    }

    [Fact]
    public void Order_OfWaiting_PutsBookedFirstInTheirHourAlone()
    {
        var nine = new DateTime(2024, 3, 6, 2, 0, 0, DateTimeKind.Utc);
        var early = Ticket("A001", nine.AddMinutes(-40));
        var booked = Ticket("A002", nine.AddMinutes(-10), nine);
        var late = Ticket("A003", nine.AddMinutes(-30), nine.AddHours(-2));
        QueueTicket[] all = [booked, late, early];

        Labels(nine.AddMinutes(-5)).ShouldBe(["A001", "A003", "A002"]);
        Labels(nine).ShouldBe(["A002", "A001", "A003"]);

        IEnumerable<string> Labels(DateTime now) =>
            QueueOrder.Of(all, now, TimeSpan.FromMinutes(15)).Select(t => t.Label);
    }

    private static QueueTicket Ticket(string label, DateTime issued, DateTime? booked = null) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            UnitId = Guid.Empty,
            Day = new DateOnly(2024, 3, 6),
            Label = label,
            Group = Counted,
            Reference = label,
            IssuedAt = issued,
            WaitingSince = issued,
            BookedFor = booked,
            State = TicketState.Waiting,
        };

    private static Task<WebPage> PressAsync(WebPage kiosk, string group) =>
        kiosk.SubmitAsync("form:has([name=Group])", button: $"button[value='{group}']");

    private static Task<Outcome<string>> IssueAsync(Shop shop) =>
        shop.AsAsync(
            Role.Receptionist,
            Shop.AnHai,
            s =>
                s.GetRequiredService<QueueDesk>()
                    .IssueAsync(
                        Guid.CreateVersion7().ToString("N"),
                        Unit.IdOf(Shop.AnHai),
                        Counted,
                        TestContext.Current.CancellationToken
                    )
        );

    private static Task<Outcome<string>> CallAsync(QueueDesk desk, string window) =>
        desk.CallNextAsync(
            Guid.CreateVersion7().ToString("N"),
            Unit.IdOf(Shop.AnHai),
            null,
            window,
            TestContext.Current.CancellationToken
        );

    private static async Task<Outcome> ActAsync(
        QueueDesk desk,
        Shop shop,
        TicketAct act,
        string? group = null
    )
    {
        var ticket = await TicketAsync(shop);
        return await desk.ActAsync(
            Guid.CreateVersion7().ToString("N"),
            ticket.Id,
            ticket.Version,
            act,
            group,
            TestContext.Current.CancellationToken
        );
    }

    private static Task<QueueTicket> TicketAsync(Shop shop) =>
        shop.CountAsync(db => db.Set<QueueTicket>().AsNoTracking().SingleAsync());
}
