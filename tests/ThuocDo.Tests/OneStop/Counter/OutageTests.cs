using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using ThuocDo.OneStop;
using ThuocDo.OneStop.Counter;
using ThuocDo.OneStop.Counter.Outages;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Facts;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.OneStop.Dossiers;
using ThuocDo.Tests.OneStop.Filing;
using Xunit;

namespace ThuocDo.Tests.OneStop.Counter;

/// <summary>Wednesday 06/03/2024, 10:00: the counter had no network the afternoon before.</summary>
public sealed class OutageTests
{
    private static readonly DateTime From = Local(5, 14, 0);
    private static readonly DateTime To = Local(5, 17, 0);

    [Theory, Engines]
    public async Task Receive_OfAnOutage_PromisesFromTheTrueTimeOfReceipt(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        using var head = await shop.SignedInAsync("lanhdao.xa");
        var report = await head.GetAsync(CounterLinks.Outages);
        var typed = new Dictionary<string, string?>
        {
            ["Input.What"] = "Mất đường truyền",
            ["Input.From"] = "2024-03-05T14:00",
            ["Input.To"] = "2024-03-05T17:00",
        };
        await report.SubmitAsync("main form[method=post]", typed);
        // A second click.
        var reported = await report.SubmitAsync("main form[method=post]", typed);
        (await shop.CountAsync(db => db.Set<Outage>().CountAsync())).ShouldBe(1);
        reported.TextOf("main table").ShouldContain("Mất đường truyền");

        // What no clock shows is no time, and no fault of the program.
        (
            await report.SubmitAsync(
                "main form[method=post]",
                new Dictionary<string, string?>(typed) { ["Input.From"] = "0001-01-01T00:00" }
            )
        )
            .TextOf(".error-summary")
            .ShouldContain("2000");

        using var officer = await shop.SignedInAsync("motcua.xa");
        var form = await officer.GetAsync(OneStopLinks.ReceiveAt(null, Shop.MaritalStatus));
        form.TextOf(IntakeForm.Selector).ShouldContain("Mất đường truyền");
        var slip = await form.SubmitAsync(
            IntakeForm.Selector,
            new Dictionary<string, string?>
            {
                ["Input.Name"] = "Người Mẫu Sự Cố",
                ["Input.AllPapers"] = "true",
                ["Input.TakenInAt"] = "2024-03-05T14:30",
            }
        );

        slip.Url.ShouldContain("giay-tiep-nhan", customMessage: slip.TextOf("main"));
        var dossier = await shop.CountAsync(db => db.Set<Dossier>().AsNoTracking().SingleAsync());
        dossier.ReceivedAt.ShouldBe(Local(5, 14, 30));
        // Two working days from Tuesday; a receipt on Wednesday would be promised for Friday.
        dossier.DueAt.ShouldBe(Local(7, 17, 0));
        dossier.Code.ShouldContain("240305");
        // It was not wholly processed in the system (second reading of T17).
        dossier.PaperActs.ShouldBe(1);
        (
            await shop.CountAsync(db =>
                db.Set<Fact>().Where(f => f.Kind == FactKind.Received).SingleAsync()
            )
        ).Day.ShouldBe(new DateOnly(2024, 3, 5));
        var page = await officer.GetAsync(OneStopLinks.Dossier(dossier.Code));
        page.TextOf(".timeline").ShouldContain("14:30");
        page.TextOf(".timeline").ShouldContain("nhập sau");
        (await shop.FaultsAsync()).ShouldBeEmpty();
    }

    [Theory, Engines]
    public async Task Report_ByEightAtOnce_IsOneOutage(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);

        var outcomes = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(minutes =>
                    shop.AsAsync(
                        Role.UnitHead,
                        Shop.AnHai,
                        services =>
                            services
                                .GetRequiredService<OutageRegister>()
                                .ReportAsync(
                                    Guid.CreateVersion7().ToString("N"),
                                    Unit.IdOf(Shop.AnHai),
                                    From.AddMinutes(minutes),
                                    To,
                                    "test",
                                    TestContext.Current.CancellationToken
                                )
                    )
                )
        );

        outcomes.Count(o => o.Succeeded).ShouldBe(1);
        outcomes.Count(o => o.Key == "outage.refused.known").ShouldBe(7);
        (await shop.CountAsync(db => db.Set<Outage>().CountAsync())).ShouldBe(1);
    }

    [Theory, Engines]
    public async Task Receive_AtATimeOfNoOutage_IsRefusedAndNothingIsKept(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        (await ReportAsync(shop, From, To)).Succeeded.ShouldBeTrue();

        foreach (var when in new[] { From.AddMinutes(-1), To.AddMinutes(1), Local(6, 10, 1) })
        {
            var outcome = await ReceiveAsync(shop, when);
            outcome.Key.ShouldBe("outage.refused.none");
        }

        // Another office's outage is none of this one.
        (await ReceiveAsync(shop, From, Shop.PhuocDan)).Key.ShouldBe("outage.refused.none");
        (await shop.CountAsync(db => db.Set<Dossier>().CountAsync())).ShouldBe(0);
        (await ReceiveAsync(shop, To)).Succeeded.ShouldBeTrue();
    }

    [Theory, Engines]
    public async Task Receive_DaysAfterTheOutage_IsTooLate(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        (await ReportAsync(shop, From, To)).Succeeded.ShouldBeTrue();
        shop.Web.Time.SetUtcNow(new DateTimeOffset(To.AddDays(5), TimeSpan.Zero));
        (await ReceiveAsync(shop, From)).Succeeded.ShouldBeTrue();
        shop.Web.Time.Advance(TimeSpan.FromMinutes(1));

        (await ReceiveAsync(shop, From)).Key.ShouldBe("outage.refused.none");
    }

    /// <summary>Nobody has ended it: that must not open the past for ever.</summary>
    [Theory, Engines]
    public async Task Receive_OfAnOutageNeverEnded_ReachesNoFurtherBackThanEntryDoes(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        (await ReportAsync(shop, From, null)).Succeeded.ShouldBeTrue();
        var later = From.AddDays(6);
        shop.Web.Time.SetUtcNow(new DateTimeOffset(later, TimeSpan.Zero));

        (await ReceiveAsync(shop, From)).Key.ShouldBe("outage.refused.none");
        (await ReceiveAsync(shop, later.AddHours(-1))).Succeeded.ShouldBeTrue();
    }

    [Theory, Engines]
    public async Task Report_WhatCannotBe_IsRefusedInWords(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        (await ReportAsync(shop, Local(6, 10, 1), null)).Key.ShouldBe("outage.refused.future");
        (await ReportAsync(shop, From, Local(6, 10, 1))).Key.ShouldBe("outage.refused.future");
        (await ReportAsync(shop, To, From)).Key.ShouldBe("outage.refused.order");
        (await ReportAsync(shop, Local(1, 9, 59), null)).Key.ShouldBe("outage.refused.old");
        (await ReportAsync(shop, From, null, Role.Receptionist)).Key.ShouldBe(
            ThuocDo.OneStop.Counter.Queue.QueueDesk.NotAllowed
        );
        (await ReportAsync(shop, From, null)).Succeeded.ShouldBeTrue();

        (await ReportAsync(shop, To, null)).Key.ShouldBe("outage.refused.known");

        (await shop.CountAsync(db => db.Set<Outage>().CountAsync())).ShouldBe(1);
    }

    [Theory, Engines]
    public async Task End_OfAnOutage_IsOnceAndNotBeforeItsBeginning(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        await ReportAsync(shop, From, null);
        var id = (await shop.CountAsync(db => db.Set<Outage>().SingleAsync())).Id;

        (await EndAsync(shop, id, From.AddMinutes(-1))).Key.ShouldBe("outage.refused.order");
        (await EndAsync(shop, id, To)).Succeeded.ShouldBeTrue();
        (await EndAsync(shop, id, To)).Key.ShouldBe("outage.refused.ended");

        (await shop.FaultsAsync()).ShouldBeEmpty();
        (await shop.Database.TamperAsync($"update onestop_outages set what = 'khác'")).ShouldBe(1);
        (await shop.FaultsAsync()).ShouldContain(f => f.Kind == "outage" && f.Field == "what");
    }

    private static Task<Outcome> ReportAsync(
        Shop shop,
        DateTime from,
        DateTime? to,
        Role role = Role.UnitHead
    ) =>
        shop.AsAsync(
            role,
            Shop.AnHai,
            services =>
                services
                    .GetRequiredService<OutageRegister>()
                    .ReportAsync(
                        Guid.CreateVersion7().ToString("N"),
                        Unit.IdOf(Shop.AnHai),
                        from,
                        to,
                        "Mất điện",
                        TestContext.Current.CancellationToken
                    )
        );

    private static Task<Outcome> EndAsync(Shop shop, Guid id, DateTime at) =>
        shop.AsAsync(
            Role.UnitHead,
            Shop.AnHai,
            services =>
                services
                    .GetRequiredService<OutageRegister>()
                    .EndAsync(
                        Guid.CreateVersion7().ToString("N"),
                        id,
                        at,
                        TestContext.Current.CancellationToken
                    )
        );

    private static Task<Outcome<ReceivedDossier>> ReceiveAsync(
        Shop shop,
        DateTime takenIn,
        string unit = Shop.AnHai
    ) => shop.ReceiveAsync(unit, takenInAt: takenIn);

    private static DateTime Local(int day, int hour, int minute) =>
        VietnamTime.ToUtc(new DateTime(2024, 3, day, hour, minute, 0));
}
