using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using ThuocDo.OneStop;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.WorkingDays;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Facts;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Time;
using ThuocDo.Tests.Cli;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.OneStop.Dossiers;
using Xunit;

namespace ThuocDo.Tests.OneStop.WorkingDays;

public sealed class CalendarDecisionTests
{
    /// <summary>Friday 8 March 2024, 09:00 in Viet Nam: two working days end on Tuesday.</summary>
    private static readonly DateTime Friday = new(2024, 3, 8, 2, 0, 0, DateTimeKind.Utc);

    private static readonly DateTime Monday = Close(2024, 3, 11);
    private static readonly DateTime Tuesday = Close(2024, 3, 12);

    [Theory, Engines]
    public async Task Decide_ByPage_ShowsTheEffectsFirstThenMovesOpenDossiers(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine, Friday);
        var code = (await shop.ReceiveAsync()).Value!.Code;
        (await shop.DossierAsync(code)).DueAt.ShouldBe(Tuesday);
        using var officer = await shop.SignedInAsync("kiemsoat.thutuc");
        var form = await officer.GetAsync(OneStopLinks.CalendarDecisions);
        var typed = new Dictionary<string, string?>
        {
            ["Input.Kind"] = nameof(CalendarDecisionKind.Worked),
            ["Input.From"] = "2024-03-09",
            ["Input.Sessions"] = "07:00-11:30",
            ["Input.NameVi"] = "Làm bù",
            ["Input.Act"] = "12/TB-UBND",
        };

        // The button of the bare form asks for the effects; nothing is decided.
        var shown = await form.SubmitAsync("main form[method=post]", typed);
        shown.TextOf("main").ShouldContain(code);
        (await CountAsync(shop)).ShouldBe(0);
        var decided = await shown.SubmitAsync("main form[method=post]");

        decided.Url.ShouldBe(OneStopLinks.CalendarDecisions, customMessage: decided.TextOf("main"));
        decided.TextOf("main").ShouldContain("12/TB-UBND");
        (await ApplyAsync(shop)).ShouldBe(1);
        (await ApplyAsync(shop)).ShouldBe(0);
        var dossier = await shop.DossierAsync(code);
        dossier.DueAt.ShouldBe(Monday);
        dossier.FirstPromisedAt.ShouldBe(Tuesday);
        var last = await shop.CountAsync(db =>
            db.Set<HistoryEvent>()
                .Where(e => e.SubjectId == dossier.Id)
                .OrderByDescending(e => e.Sequence)
                .FirstAsync()
        );
        last.Type.ShouldBe(DossierWork.CalendarApplied);
        var due = await shop.CountAsync(db =>
            db.Set<Fact>()
                .Where(f => f.SubjectId == dossier.Id && f.Kind == FactKind.Due)
                .GroupBy(f => f.Day)
                .Select(g => new { Day = g.Key, Count = g.Sum(f => f.Count) })
                .Where(d => d.Count != 0)
                .ToListAsync()
        );
        due.ShouldHaveSingleItem().Day.ShouldBe(new DateOnly(2024, 3, 11));
        (await shop.CountAsync(db => db.Set<CalendarDecision>().SingleAsync())).Moved.ShouldBe(1);
        await VerifiedAsync(shop);
    }

    [Theory, Engines]
    public async Task Decide_HolidayOnAPromisedDay_KeepsThePromiseAndWarns(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine, Friday);
        var code = (await shop.ReceiveAsync()).Value!.Code;
        var touched = await shop.AsAsync(
            Role.ProcedureControl,
            "ninh-thuan",
            async services =>
            {
                var decide = services.GetRequiredService<DecideCalendar>();
                var calendars = services.GetRequiredService<Calendars>();
                var draft = decide.DraftOf(Closed(new DateOnly(2024, 3, 12)), 1);
                return await services
                    .GetRequiredService<CalendarEffects>()
                    .OfAsync(
                        draft,
                        (await calendars.GetAsync(TestContext.Current.CancellationToken)).With(
                            draft
                        ),
                        new DateOnly(2024, 3, 8),
                        TestContext.Current.CancellationToken
                    );
            }
        );
        var outcome = await DecideAsync(shop, Closed(new DateOnly(2024, 3, 12)));

        var one = touched.ShouldHaveSingleItem();
        (one.Code, one.IsMoved, one.IsPromisedOnADayOff).ShouldBe((code, false, true));
        outcome.Value.ShouldBe(1);
        (await ApplyAsync(shop)).ShouldBe(0);
        (await shop.DossierAsync(code)).DueAt.ShouldBe(Tuesday);
        // A dossier received now is promised by the calendar known now.
        (await shop.DossierAsync((await shop.ReceiveAsync()).Value!.Code)).DueAt.ShouldBe(
            Close(2024, 3, 13)
        );
        await VerifiedAsync(shop);
    }

    [Theory, Engines]
    public async Task Decide_OfOneOffice_LeavesTheOthersAlone(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine, Friday);
        var unit = ThuocDo.Organisation.Units.Unit.IdOf(Shop.AnHai);

        await DecideAsync(shop, Closed(new DateOnly(2024, 3, 11)) with { UnitId = unit });

        (await shop.DossierAsync((await shop.ReceiveAsync()).Value!.Code)).DueAt.ShouldBe(
            Close(2024, 3, 13)
        );
        (
            await shop.DossierAsync((await shop.ReceiveAsync(Shop.PhuocDan)).Value!.Code)
        ).DueAt.ShouldBe(Tuesday);
    }

    /// <summary>Dates hang on it, so a decision that was changed, or undone, past the product is named.</summary>
    [Theory, Engines]
    public async Task Verify_OfAnEditedDecision_NamesIt(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine, Friday);
        await DecideAsync(shop, Closed(new DateOnly(2024, 3, 11)));
        await ApplyAsync(shop);
        await VerifiedAsync(shop);
        (
            await shop.Database.TamperAsync(
                $"update onestop_calendar_decisions set act = '2/QĐ', moved = 7"
            )
        ).ShouldBe(1);

        var found = await CommandLine.RunAsync("verify", "--db", shop.Database.Name);

        found.Code.ShouldBe(1);
        found.Lines.ShouldContain(l => l.Contains("calendar") && l.Contains("2/QĐ"));
        found.Lines.ShouldContain(l => l.Contains("calendar") && l.Contains("moved"));
    }

    [Theory, Engines]
    public async Task Decide_WhatMayNotBe_IsRefusedInWords(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine, Friday);
        var day = new DateOnly(2024, 3, 11);

        (await DecideAsync(shop, Closed(new DateOnly(2024, 3, 7)))).Key.ShouldBe(
            "calendar.refused.past"
        );
        (await DecideAsync(shop, Closed(day) with { To = day.AddDays(-1) })).Key.ShouldBe(
            "calendar.refused.order"
        );
        (await DecideAsync(shop, Closed(day) with { To = day.AddDays(400) })).Key.ShouldBe(
            "calendar.refused.long"
        );
        (
            await DecideAsync(
                shop,
                Closed(day) with
                {
                    Kind = CalendarDecisionKind.Worked,
                    Sessions = "11:30-07:00",
                }
            )
        ).Key.ShouldBe("calendar.refused.sessions");
        (await DecideAsync(shop, Closed(day), "c22888")).Key.ShouldBe(
            "dossier.refused.not-allowed"
        );
        (await DecideAsync(shop, Closed(day) with { SeenNumber = 3 })).IsStale.ShouldBeTrue();
        (await CountAsync(shop)).ShouldBe(0);
    }

    [Theory, Engines]
    public async Task Decide_SameKeyTwice_IsOneDecision(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine, Friday);
        var request = Closed(new DateOnly(2024, 3, 11));

        var first = await AsOneAsync(shop, request);

        first.ShouldBe((1, 1));
        (await CountAsync(shop)).ShouldBe(1);
    }

    private static Task<(int, int)> AsOneAsync(Shop shop, DecideCalendarRequest request) =>
        shop.AsAsync(
            Role.ProcedureControl,
            "ninh-thuan",
            async services =>
            {
                var decide = services.GetRequiredService<DecideCalendar>();
                var cancellation = TestContext.Current.CancellationToken;
                return (
                    (await decide.RunAsync(request, cancellation)).Value,
                    (await decide.RunAsync(request, cancellation)).Value
                );
            }
        );

    private static DecideCalendarRequest Closed(DateOnly day) =>
        new(
            Guid.CreateVersion7().ToString("N"),
            0,
            null,
            CalendarDecisionKind.Closed,
            day,
            day,
            null,
            "Nghỉ",
            "Closed",
            "1/QĐ"
        );

    private static Task<ThuocDo.Shared.Outcomes.Outcome<int>> DecideAsync(
        Shop shop,
        DecideCalendarRequest request,
        string unit = "ninh-thuan"
    ) =>
        shop.AsAsync(
            Role.ProcedureControl,
            unit,
            services =>
                services
                    .GetRequiredService<DecideCalendar>()
                    .RunAsync(request, TestContext.Current.CancellationToken)
        );

    private static async Task<int> ApplyAsync(Shop shop)
    {
        await using var scope = shop.Web.Services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<ApplyCalendars>()
            .RunAsync(TestContext.Current.CancellationToken);
    }

    private static Task<int> CountAsync(Shop shop) =>
        shop.CountAsync(db => db.Set<CalendarDecision>().CountAsync());

    private static async Task VerifiedAsync(Shop shop) =>
        (
            await CommandLine.RunAsync("verify", "--db", shop.Database.Name)
        ).Lines.ShouldHaveSingleItem();

    private static DateTime Close(int year, int month, int day) =>
        VietnamTime.ToUtc(new DateTime(year, month, day, 17, 0, 0));
}
