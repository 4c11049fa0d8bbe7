using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using ThuocDo.OneStop;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Dossiers.Absences;
using ThuocDo.OneStop.Dossiers.Acts;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Tests.Cli;
using ThuocDo.Tests.Harness;
using Xunit;

namespace ThuocDo.Tests.OneStop.Dossiers;

/// <summary>Whoever is away is shown so and is given nothing by name while somebody else can do it.</summary>
public sealed class AbsenceTests
{
    private const string Form = "form:has([name=LastDay])";

    private static readonly DateOnly Today = new(2024, 3, 6);
    private static readonly DateOnly LastDay = new(2024, 3, 12);

    [Theory, Engines]
    public async Task Enter_ByEightAtOnce_IsOneAbsence(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        var away = Staff.IdOf("chuyenvien.xa");

        var outcomes = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(days =>
                    shop.AsAsync(
                        Role.UnitHead,
                        Shop.AnHai,
                        services =>
                            services
                                .GetRequiredService<AbsenceDesk>()
                                .EnterAsync(
                                    new AbsenceRequest(
                                        Guid.CreateVersion7().ToString("N"),
                                        away,
                                        Today,
                                        LastDay.AddDays(days),
                                        AbsenceReason.Mission
                                    ),
                                    TestContext.Current.CancellationToken
                                )
                    )
                )
        );

        outcomes.Count(o => o.Succeeded).ShouldBe(1);
        outcomes.Count(o => o.Key == "absence.refused.overlap").ShouldBe(7);
        (await shop.CountAsync(db => db.Set<Absence>().CountAsync())).ShouldBe(1);
    }

    [Theory, Engines]
    public async Task Assign_ToAnAbsentPerson_IsRefusedAndSaysUntilWhen(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        var away = Staff.IdOf("chuyenvien.xa");
        using var head = await shop.SignedInAsync("lanhdao.xa");
        var page = await head.GetAsync(OneStopLinks.Absences);
        var entered = await page.SubmitAsync(
            Form,
            new Dictionary<string, string?>
            {
                ["AccountId"] = away.ToString("D"),
                ["From"] = "2024-03-06",
                ["LastDay"] = "2024-03-12",
                ["Reason"] = nameof(AbsenceReason.Mission),
            }
        );
        entered.TextOf("main table").ShouldContain("Đi công tác");
        var code = (await shop.ReceiveAsync()).Value!.Code;

        using var counter = await shop.SignedInAsync("motcua.xa");
        var form = await counter.GetAsync(OneStopLinks.Act(code, DossierActionKind.Assign));
        var last = form.FindAll("select[name=AssigneeId] option")[^1];
        last.GetAttribute("value").ShouldBe(away.ToString("D"));
        last.TextContent.ShouldEndWith("vắng đến 12/03/2024");
        last.HasAttribute("disabled").ShouldBeTrue();
        var refused = await form.SubmitAsync(
            IntakeForm.Selector,
            new Dictionary<string, string?> { ["AssigneeId"] = away.ToString("D") }
        );

        refused.TextOf("main").ShouldContain("Cán bộ Mẫu 13 vắng đến 12/03/2024");
        (await shop.DossierAsync(code)).State.ShouldBe(DossierState.Received);

        // The day after he is back.
        shop.Web.Time.Advance(TimeSpan.FromDays(7));
        using var later = await shop.SignedInAsync("motcua.xa");
        (await later.GetAsync(OneStopLinks.Act(code, DossierActionKind.Assign)))
            .Find($"select[name=AssigneeId] option[value='{away:D}']")
            .HasAttribute("disabled")
            .ShouldBeFalse();
    }

    [Fact]
    public void Check_NobodyElsePresent_LetsTheAbsentBeNamed()
    {
        var away = new Candidate(Guid.CreateVersion7(), "A", default, LastDay);
        var present = new Candidate(Guid.CreateVersion7(), "B", default, null);

        Candidates.Check([away], away.Id).Succeeded.ShouldBeTrue();
        var refused = Candidates.Check([present, away], away.Id);
        refused.Key.ShouldBe("absence.refused.assignee");
        refused.Arguments.ShouldBe(["A", LastDay]);
        Candidates.Check([present, away], present.Id).Succeeded.ShouldBeTrue();
        Candidates.Check([present, away], null).Succeeded.ShouldBeTrue();
        Candidates.Check([present], away.Id).Key.ShouldBe("act.assignee.wrong");
    }

    [Theory, Engines]
    public async Task Enter_TwoClicksAndAnOverlap_LeaveOneAbsence(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        using var officer = await shop.SignedInAsync("chuyenvien.xa");
        var page = await officer.GetAsync(OneStopLinks.Absences);
        var typed = new Dictionary<string, string?> { ["LastDay"] = "2024-03-12" };

        (await page.SubmitAsync(Form, typed)).Redirects.ShouldNotBeEmpty();
        (await page.SubmitAsync(Form, typed)).Redirects.ShouldNotBeEmpty();
        var again = await officer.GetAsync(OneStopLinks.Absences);
        var overlap = await again.SubmitAsync(Form, typed);

        overlap.TextOf("main").ShouldContain("Đã có kỳ vắng mặt từ 06/03/2024 đến 12/03/2024");
        overlap.Find("input[name=LastDay]").GetAttribute("value").ShouldBe("2024-03-12");
        var absence = await shop.CountAsync(db => db.Set<Absence>().AsNoTracking().SingleAsync());
        (absence.AccountId, absence.From, absence.LastDay, absence.Events).ShouldBe(
            (Staff.IdOf("chuyenvien.xa"), Today, LastDay, 1)
        );

        // Back earlier, by one click; a second one changes nothing.
        var end = "form[action*=End]";
        (await again.SubmitAsync(end)).Redirects.ShouldNotBeEmpty();
        (await again.SubmitAsync(end)).Redirects.ShouldNotBeEmpty();
        absence = await shop.CountAsync(db => db.Set<Absence>().AsNoTracking().SingleAsync());
        (absence.To, absence.Events).ShouldBe((Today, 2));
    }

    [Theory, Engines]
    public async Task Enter_WhatMayNotBe_IsRefused(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        var me = Staff.IdOf("chuyenvien.xa");
        var request = new AbsenceRequest("k", me, Today, LastDay, AbsenceReason.Leave);

        Task<Outcome> As(string userName, AbsenceRequest asked) =>
            Staff.AsAsync(
                shop,
                Staff.IdOf(userName),
                services =>
                    services
                        .GetRequiredService<AbsenceDesk>()
                        .EnterAsync(asked, TestContext.Current.CancellationToken)
            );

        (await As("ky.xa", request)).Key.ShouldBe(ActOnDossier.NotAllowed);
        (await As("lanhdao.so", request)).Key.ShouldBe(ActOnDossier.NotAllowed);
        (await As("chuyenvien.xa", request with { LastDay = Today.AddDays(-1) })).Key.ShouldBe(
            "absence.refused.period"
        );
        (
            await As(
                "chuyenvien.xa",
                request with
                {
                    From = Today.AddDays(-9),
                    LastDay = Today.AddDays(-1),
                }
            )
        ).Key.ShouldBe("absence.refused.past");
        (
            await As("chuyenvien.xa", request with { LastDay = Today.AddDays(Periods.MostDays) })
        ).Key.ShouldBe("absence.refused.long");
        (await shop.CountAsync(db => db.Set<Absence>().CountAsync())).ShouldBe(0);
        using var officer = await shop.SignedInAsync("chuyenvien.xa");
        var forged = await (await officer.GetAsync(OneStopLinks.Absences)).SubmitAsync(
            Form,
            new Dictionary<string, string?>
            {
                ["AccountId"] = Staff.IdOf("ky.xa").ToString("D"),
                ["LastDay"] = "2024-03-12",
            }
        );
        forged.Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory, Engines]
    public async Task Verify_AbsenceOrDelegationEdited_NamesIt(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        var cancellation = TestContext.Current.CancellationToken;
        await Staff.AsAsync(
            shop,
            Staff.IdOf("lanhdao.xa"),
            async services =>
            {
                (
                    await services
                        .GetRequiredService<AbsenceDesk>()
                        .EnterAsync(
                            new AbsenceRequest(
                                "a",
                                Staff.IdOf("lanhdao.xa"),
                                Today,
                                LastDay,
                                AbsenceReason.Leave
                            ),
                            cancellation
                        )
                ).Succeeded.ShouldBeTrue();
                (
                    await services
                        .GetRequiredService<DelegationDesk>()
                        .NameAsync(
                            new DelegationRequest(
                                "d",
                                Staff.RoleOf("lanhdao.xa"),
                                Staff.RoleOf("ky.xa"),
                                Today,
                                LastDay
                            ),
                            cancellation
                        )
                ).Succeeded.ShouldBeTrue();
                return true;
            }
        );
        (
            await CommandLine.RunAsync("verify", "--db", shop.Database.Name)
        ).Lines.ShouldHaveSingleItem();

        var later = LastDay.AddDays(30);
        await shop.Database.UseAsync(async db =>
        {
            await db.Set<Absence>().ExecuteUpdateAsync(s => s.SetProperty(a => a.To, later));
            await db.Set<StandingDelegation>()
                .ExecuteUpdateAsync(s => s.SetProperty(d => d.To, later));
        });

        var (code, lines, _) = await CommandLine.RunAsync("verify", "--db", shop.Database.Name);
        code.ShouldBe(1);
        lines
            .Skip(1)
            .Select(l => l.Split(','))
            .Select(l => (l[0], l[3], l[4], l[5]))
            .ShouldBe(
                [
                    ("absence", "to", "2024-03-13", "2024-04-11"),
                    ("standing-delegation", "to", "2024-03-13", "2024-04-11"),
                ],
                ignoreOrder: true
            );
    }
}
