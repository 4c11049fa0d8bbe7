using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using ThuocDo.OneStop;
using ThuocDo.OneStop.Counter;
using ThuocDo.OneStop.Counter.HandOvers;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.OneStop.Dossiers;
using ThuocDo.Tests.OneStop.Filing;
using Xunit;

namespace ThuocDo.Tests.OneStop.Counter;

public sealed class HandOverTests
{
    [Theory, Engines]
    public async Task Sheet_GivenByOneTakenByAnother_HandsOverWhatIsTaken(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        var (one, two) = (await ReceiveAsync(shop), await ReceiveAsync(shop));
        using var counter = await shop.SignedInAsync("motcua.xa");
        using var specialist = await shop.SignedInAsync("chuyenvien.xa");

        var list = await counter.GetAsync(CounterLinks.HandOvers);
        var given = await list.SubmitAsync("form.card");
        given.FindAll("form:has([name=Taken])").Count.ShouldBe(0);
        var sheet = await SheetAsync(shop);
        sheet.Code.ShouldBe("H43.35.06-BG2400001");
        (await counter.GetAsync(CounterLinks.HandOvers)).FindAll("[name=Chosen]").Count.ShouldBe(0);

        var open = await specialist.GetAsync(CounterLinks.HandOver(sheet.Id));
        var untick = open.Find($"tr:contains('{two}') [name=Taken]");
        untick.RemoveAttribute("checked");
        var without = await open.SubmitAsync("form:has([name=Taken])");
        without.TextOf(".error-summary").ShouldContain(two);
        without.Find($"tr:contains('{two}') [name=Taken]").HasAttribute("checked").ShouldBeFalse();
        var reason = without.Find($"tr:contains('{two}') [name^=Reasons]").GetAttribute("name")!;
        var taken = await without.SubmitAsync(
            "form:has([name=Taken])",
            new Dictionary<string, string?> { [reason] = "Thiếu bản chính" }
        );

        taken.Source.ShouldContain("Đã ký nhận 1 hồ sơ");
        (await shop.DossierAsync(one)).State.ShouldBe(DossierState.InProgress);
        (await shop.DossierAsync(two)).State.ShouldBe(DossierState.Received);
        (await counter.GetAsync(OneStopLinks.Dossier(one))).Source.ShouldContain(sheet.Code);
        var back = await counter.GetAsync(CounterLinks.HandOvers);
        back.TextOf("form.card").ShouldContain("Thiếu bản chính");
        back.TextOf("form.card").ShouldNotContain(one);
        (await counter.GetAsync(CounterLinks.HandOverPaper(sheet.Id))).Source.ShouldContain(two);
        (await shop.FaultsAsync()).ShouldBeEmpty();
    }

    [Theory, Engines]
    public async Task Take_ByTheGiverAStrangerOrTwice_IsRefused(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        var dossier = await shop.DossierAsync(await ReceiveAsync(shop));
        await GiveAsync(shop, dossier.Id);
        var sheet = await SheetAsync(shop);

        (await GiveAsync(shop, dossier.Id)).Key.ShouldBe("hand-over.refused.not-ready");
        (await TakeAsync(shop, Role.Specialist, Shop.PhuocDan, sheet)).Key.ShouldBe(
            HandOverDesk.NotAllowed
        );
        (await TakeAsync(shop, Role.Receptionist, Shop.AnHai, sheet)).Key.ShouldBe(
            HandOverDesk.NotAllowed
        );
        (await TakeAsync(shop, Role.UnitHead, Shop.AnHai, sheet, sheet.GivenBy)).Key.ShouldBe(
            "hand-over.refused.same-person"
        );
        (await TakeAsync(shop, Role.Specialist, Shop.AnHai, sheet)).Succeeded.ShouldBeTrue();
        (await TakeAsync(shop, Role.Specialist, Shop.AnHai, sheet)).IsStale.ShouldBeTrue();
        (await shop.FaultsAsync()).ShouldBeEmpty();
    }

    [Theory, Engines]
    public async Task Take_WhatWasWithdrawnMeanwhile_IsRefusedAndNothingIsHandedOver(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        var (one, two) = (await ReceiveAsync(shop), await ReceiveAsync(shop));
        await GiveAsync(shop, (await shop.DossierAsync(one)).Id, (await shop.DossierAsync(two)).Id);
        await shop.ActAsync(
            Role.Receptionist,
            two,
            DossierActionKind.Withdraw,
            (work, act) => work.Withdraw(null, act)
        );

        var outcome = await TakeAsync(shop, Role.Specialist, Shop.AnHai, await SheetAsync(shop));

        outcome.Key.ShouldBe("hand-over.refused.line");
        (await shop.DossierAsync(one)).State.ShouldBe(DossierState.Received);
    }

    [Theory, Engines]
    public async Task Scan_OfASlip_OpensTheHandOverThenTheSheetThenTheDossier(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        var code = await ReceiveAsync(shop);
        using var counter = await shop.SignedInAsync("motcua.xa");
        var scan =
            CounterLinks.HandOvers
            + "?ma="
            + Uri.EscapeDataString($"https://localhost{OneStopLinks.TrackOf(code)}");

        (await counter.GetAsync(scan)).Url.ShouldBe(
            OneStopLinks.Act(code, DossierActionKind.Assign)
        );
        await GiveAsync(shop, (await shop.DossierAsync(code)).Id);
        var sheet = await SheetAsync(shop);
        (await counter.GetAsync(scan)).Url.ShouldBe(CounterLinks.HandOver(sheet.Id));
        await TakeAsync(shop, Role.Specialist, Shop.AnHai, sheet);
        (await counter.GetAsync(scan)).Url.ShouldBe(OneStopLinks.Dossier(code));
        (await counter.GetAsync(CounterLinks.HandOvers + "?ma=nothing"))
            .TextOf(".error-summary")
            .ShouldContain("Không tìm thấy");
    }

    [Theory]
    // Wednesday; 15:00 itself is still in time.
    [InlineData("2024-03-06T08:00:00Z", "2024-03-06T10:00:00Z")]
    [InlineData("2024-03-06T08:01:00Z", "2024-03-07T00:00:00Z")]
    // Friday after the cut-off, Saturday: the opening of Monday.
    [InlineData("2024-03-08T09:00:00Z", "2024-03-11T00:00:00Z")]
    [InlineData("2024-03-09T02:00:00Z", "2024-03-11T00:00:00Z")]
    public void Due_OfWhatWasReceived_FollowsTheCutOff(string received, string due) =>
        HandOverDue.Of(Utc(received), WorkCalendar.National()).ShouldBe(Utc(due));

    [Theory]
    [InlineData("https://mau.example/tra-cuu?ma=H43-1", "H43-1")]
    [InlineData(" 000.06.35.H43-240306-0001 ", "000.06.35.H43-240306-0001")]
    [InlineData("https://mau.example/tra-cuu", null)]
    [InlineData("", null)]
    public void Code_OfWhatWasScanned_IsRead(string scanned, string? code) =>
        ScannedCode.Of(scanned).ShouldBe(code);

    private static DateTime Utc(string text) =>
        DateTime.Parse(
            text,
            System.Globalization.CultureInfo.InvariantCulture,
            System.Globalization.DateTimeStyles.AdjustToUniversal
        );

    private static async Task<string> ReceiveAsync(Shop shop) =>
        (await shop.ReceiveAsync()).Value!.Code;

    private static Task<HandOverSheet> SheetAsync(Shop shop) =>
        shop.CountAsync(db => db.Set<HandOverSheet>().AsNoTracking().SingleAsync());

    private static Task<Outcome<Guid>> GiveAsync(Shop shop, params Guid[] dossiers) =>
        shop.AsAsync(
            Role.Receptionist,
            Shop.AnHai,
            s =>
                s.GetRequiredService<HandOverDesk>()
                    .GiveAsync(
                        Guid.CreateVersion7().ToString("N"),
                        Unit.IdOf(Shop.AnHai),
                        Unit.IdOf(Shop.AnHai),
                        dossiers,
                        electronically: true,
                        TestContext.Current.CancellationToken
                    )
        );

    private static Task<Outcome> TakeAsync(
        Shop shop,
        Role role,
        string unit,
        HandOverSheet sheet,
        Guid? account = null
    ) =>
        shop.AsAsync(
            role,
            unit,
            async s =>
            {
                if (account is { } id)
                {
                    var tree = await s.GetRequiredService<UnitDirectory>().GetAsync();
                    s.GetRequiredService<ThuocDo.Organisation.Accounts.CurrentUser>()
                        .Become(
                            new ThuocDo.Organisation.Accounts.Account
                            {
                                Id = id,
                                DisplayName = "giver",
                            },
                            ThuocDo.Organisation.Accounts.Grants.Of(
                                [(role, Unit.IdOf(unit))],
                                tree,
                                s.GetRequiredService<Clock>().Today
                            ),
                            null
                        );
                }

                return await s.GetRequiredService<HandOverDesk>()
                    .TakeAsync(
                        Guid.CreateVersion7().ToString("N"),
                        sheet.Id,
                        sheet.Version,
                        new Dictionary<Guid, string>(),
                        TestContext.Current.CancellationToken
                    );
            }
        );
}
