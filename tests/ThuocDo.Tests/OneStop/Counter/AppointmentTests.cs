using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using ThuocDo.OneStop.Counter;
using ThuocDo.OneStop.Counter.Appointments;
using ThuocDo.OneStop.Counter.Queue;
using ThuocDo.OneStop.WorkingDays;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.OneStop.Dossiers;
using ThuocDo.Tests.OneStop.Filing;
using Xunit;

namespace ThuocDo.Tests.OneStop.Counter;

/// <summary>Wednesday 06/03/2024, 10:00: hours are booked for the day after.</summary>
public sealed class AppointmentTests
{
    private static readonly DateOnly Tomorrow = new(2024, 3, 7);

    [Theory, Engines]
    public async Task Book_ByTwelveAtOnceForThreePlaces_GivesEachPlaceOnce(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        await PlanAsync(shop, (9, 3));

        var outcomes = await Task.WhenAll(
            Enumerable.Range(1, 12).Select(i => BookAsync(shop, new Someone(Guid.CreateVersion7())))
        );

        outcomes.Count(o => o.Succeeded).ShouldBe(3);
        outcomes
            .Where(o => !o.Succeeded)
            .ShouldAllBe(o => o.Key == "book.refused.full" || o.IsStale);
        var places = await shop.CountAsync(db =>
            db.Set<Appointment>().Select(a => a.Place).ToListAsync()
        );
        places.Order().ShouldBe([1, 2, 3]);
        (await shop.FaultsAsync()).ShouldBeEmpty();
    }

    [Theory, Engines]
    public async Task Book_ByOnePersonFiveTimesAtOnce_IsOneBookingOfThatDay(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        await PlanAsync(shop, (9, 9));
        var me = new Someone(Guid.CreateVersion7());

        var outcomes = await Task.WhenAll(Enumerable.Range(1, 5).Select(_ => BookAsync(shop, me)));

        outcomes.Count(o => o.Succeeded).ShouldBe(1);
        (await shop.CountAsync(db => db.Set<Appointment>().CountAsync())).ShouldBe(1);
    }

    [Theory, Engines]
    public async Task Book_WhatIsNotOffered_IsRefusedInWords(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        await PlanAsync(shop, (9, 1), (10, 1), (14, 1), (15, 1));
        var me = new Someone(Guid.CreateVersion7());

        (await BookAsync(shop, me, hour: 11)).Key.ShouldBe("book.refused.full");
        (await BookAsync(shop, me, day: new DateOnly(2024, 3, 9))).Key.ShouldBe("book.refused.day");
        (await BookAsync(shop, me, day: new DateOnly(2024, 3, 5))).Key.ShouldBe("book.refused.day");
        (await BookAsync(shop, me, day: new DateOnly(2024, 4, 5))).Key.ShouldBe("book.refused.day");
        (await BookAsync(shop, me, group: "Z")).Key.ShouldBe("queue.refused.group");
        foreach (var day in new[] { 7, 8, 11 })
        {
            (await BookAsync(shop, me, day: new DateOnly(2024, 3, day))).Succeeded.ShouldBeTrue();
        }

        (await BookAsync(shop, me, day: new DateOnly(2024, 3, 12))).Key.ShouldBe(
            "book.refused.too-many"
        );
    }

    [Theory, Engines]
    public async Task Plan_ForTodayOrByTheCounterItself_IsRefused(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);

        (await PlanAsync(shop, Role.UnitHead, new DateOnly(2024, 3, 6), (9, 1))).Key.ShouldBe(
            "booking.refused.from"
        );
        (await PlanAsync(shop, Role.Receptionist, Tomorrow, (9, 1))).Key.ShouldBe(
            QueueDesk.NotAllowed
        );
        (await PlanAsync(shop, Role.UnitHead, Tomorrow, (9, 100))).Key.ShouldBe(
            "booking.refused.places"
        );
    }

    [Theory, Engines]
    public async Task Citizen_BooksCancelsAndComes_ByPages(Engine engine)
    {
        await using var shop = await Filing.Portal.OpenAsync(engine);
        await PlanAsync(shop, (9, 1));
        using var one = await shop.CitizenAsync();
        using var two = await shop.CitizenAsync("congdan.02");

        var booked = await BookByPageAsync(one);
        booked.TextOf(".notice").ShouldContain("9 giờ");
        (await two.GetAsync(CounterLinks.BookAt(Shop.AnHai, Tomorrow)))
            .FindAll("input[name=Hour]")
            .Count.ShouldBe(0);
        await booked.SubmitAsync("form[action*=Cancel]");
        var second = await BookByPageAsync(two);
        var code = second.TextOf("main .code.strong");

        shop.Web.Time.Advance(TimeSpan.FromHours(22));
        using var officer = await shop.SignedInAsync("motcua.xa");
        var list = await officer.GetAsync(CounterLinks.Appointments);
        list.Source.ShouldContain("Công dân Mẫu 02");
        list.Source.ShouldNotContain("Công dân Mẫu 01");
        var ticket = await list.SubmitAsync($"form:has([value='{code}'])");

        ticket.TextOf(".queue-label").ShouldBe("A001");
        (await officer.GetAsync(CounterLinks.Appointments)).Source.ShouldContain("Đã đến, số A001");
        var row = await shop.CountAsync(db => db.Set<QueueTicket>().SingleAsync());
        row.BookedFor.ShouldBe(new DateTime(2024, 3, 7, 2, 0, 0, DateTimeKind.Utc));
        (await shop.FaultsAsync()).ShouldBeEmpty();
    }

    [Theory, Engines]
    public async Task Cancel_OfSomebodyElse_IsNotFound(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        await PlanAsync(shop, (9, 1));
        await BookAsync(shop, new Someone(Guid.CreateVersion7()));
        var booking = await shop.CountAsync(db => db.Set<Appointment>().SingleAsync());

        var outcome = await WithAsync(
            shop,
            new Someone(Guid.CreateVersion7()),
            book => book.CancelAsync("cancel", booking.Id, TestContext.Current.CancellationToken)
        );

        outcome.Key.ShouldBe("book.refused.not-found");
    }

    private static async Task<WebPage> BookByPageAsync(WebUser citizen)
    {
        var page = await citizen.GetAsync(CounterLinks.BookAt(Shop.AnHai, Tomorrow));
        return await page.SubmitAsync(
            "form.form",
            new Dictionary<string, string?> { ["Group"] = "A", ["Hour"] = "9" }
        );
    }

    private static Task<Outcome<string>> BookAsync(
        Shop shop,
        Someone citizen,
        DateOnly? day = null,
        int hour = 9,
        string group = "A"
    ) =>
        WithAsync(
            shop,
            citizen,
            book =>
                book.RunAsync(
                    new BookRequest(
                        Guid.CreateVersion7().ToString("N"),
                        Unit.IdOf(Shop.AnHai),
                        group,
                        day ?? Tomorrow,
                        hour
                    ),
                    TestContext.Current.CancellationToken
                )
        );

    private static async Task<T> WithAsync<T>(
        Shop shop,
        Someone citizen,
        Func<BookAppointment, Task<T>> action
    )
    {
        await using var scope = shop.Web.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        return await action(
            new BookAppointment(
                services.GetRequiredService<ThuocDoDb>(),
                services.GetRequiredService<UnitOfWork>(),
                services.GetRequiredService<UnitDirectory>(),
                services.GetRequiredService<Calendars>(),
                citizen,
                services.GetRequiredService<Clock>()
            )
        );
    }

    private static async Task PlanAsync(Shop shop, params (int Hour, int Places)[] places) =>
        (await PlanAsync(shop, Role.UnitHead, Tomorrow, places)).Succeeded.ShouldBeTrue();

    private static Task<Outcome> PlanAsync(
        Shop shop,
        Role role,
        DateOnly from,
        params (int Hour, int Places)[] places
    ) =>
        shop.AsAsync(
            role,
            Shop.AnHai,
            s =>
                s.GetRequiredService<PlanBooking>()
                    .RunAsync(
                        Guid.CreateVersion7().ToString("N"),
                        Unit.IdOf(Shop.AnHai),
                        from,
                        places.ToDictionary(p => p.Hour, p => p.Places),
                        TestContext.Current.CancellationToken
                    )
        );

    /// <summary>Any citizen.</summary>
    private sealed record Someone(Guid Id) : ICurrentCitizen
    {
        public bool IsSignedIn => true;
        public Guid? CitizenId => Id;
        public string Name => "";
        public bool IsBusiness => false;
        public string? ActingPerson => null;
        public string? IdentityNumber => null;
        public string? Phone => null;
        public string? Email => null;
        public IdentityLevel Level => IdentityLevel.Basic;
    }
}
