using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using ThuocDo.OneStop;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Dossiers.Many;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Time;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.OneStop.Filing;
using Xunit;

namespace ThuocDo.Tests.OneStop.Dossiers;

/// <summary>A morning of certified copies at a commune: many dossiers, few pages, and each still a dossier of its own.</summary>
public sealed class ActOnManyTests
{
    /// <summary>Certification of copies: on the same day, on paper.</summary>
    private const string Copies = "2.000815";

    private const string Form = "main form[method=post]";

    [Theory]
    [Engines("2024-03-06", Shop.AnHai)]
    [Engines("2025-10-08", Shop.AnHai + "-2025")]
    public async Task Copies_OfFifty_GoFromCounterToReturnByFourPages(
        Engine engine,
        string day,
        string unit
    )
    {
        await using var shop = await Shop.OpenAsync(
            engine,
            VietnamTime.ToUtc(
                DateOnly.ParseExact(day, "yyyy-MM-dd").ToDateTime(new TimeOnly(10, 0))
            )
        );
        for (var i = 0; i < ActOnMany.Most; i++)
        {
            (await shop.ReceiveAsync(unit, Copies)).Succeeded.ShouldBeTrue();
        }

        using var officer = await shop.SignedInAsync("motcua.xa");
        using var specialist = await shop.SignedInAsync("chuyenvien.xa");
        using var signer = await shop.SignedInAsync("ky.xa");
        await AllAsync(officer, DossierActionKind.Assign);
        await AllAsync(specialist, DossierActionKind.Forward);
        await AllAsync(
            signer,
            DossierActionKind.Finish,
            new Dictionary<string, string?> { ["Rows[0].Number"] = "101/SCT-CC" }
        );
        await AllAsync(
            officer,
            DossierActionKind.Return,
            new Dictionary<string, string?> { ["Checked"] = "true" }
        );

        var dossiers = await shop.CountAsync(db => db.Set<Dossier>().AsNoTracking().ToListAsync());
        dossiers.Count.ShouldBe(ActOnMany.Most);
        dossiers.ShouldAllBe(d => d.State == DossierState.Returned && d.Events == 5);
        var numbers = await shop.CountAsync(db =>
            db.Set<HistoryEvent>()
                .Where(e => e.Type == "finished" && e.Payload.Contains("101/SCT-CC"))
                .CountAsync()
        );
        numbers.ShouldBe(1);
        (await shop.FaultsAsync()).ShouldBeEmpty();
    }

    [Theory, Engines]
    public async Task Run_WithOneChangedAndOneNotPlain_AnswersForEachAndDoesTheRest(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        var codes = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            codes.Add((await shop.ReceiveAsync(procedure: Copies)).Value!.Code);
        }

        var seen = new List<ChosenDossier>();
        foreach (var code in codes)
        {
            var dossier = await shop.DossierAsync(code);
            seen.Add(new ChosenDossier(dossier.Id, code, dossier.Version, null));
        }

        // One is handed over by a colleague meanwhile; another form names a dossier that is not there.
        (await shop.HandOverAsync(codes[1])).Succeeded.ShouldBeTrue();
        seen.Add(new ChosenDossier(Guid.CreateVersion7(), "?", Guid.CreateVersion7(), null));

        var (first, again) = await RunTwiceAsync(shop, seen);

        first.Select(r => r.Outcome.Succeeded).ShouldBe([true, false, true, false]);
        first[1].Outcome.IsStale.ShouldBeTrue();
        first[3].Outcome.Key.ShouldBe("dossier.refused.not-found");
        again.Select(r => r.Outcome.Succeeded).ShouldBe([true, false, true, false]);
        (await shop.DossierAsync(codes[0])).Events.ShouldBe(2);
        (await shop.FaultsAsync()).ShouldBeEmpty();
    }

    [Theory, Engines]
    public async Task Return_OfOneThatGoesByPost_IsLeftToItsOwnPage(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        var code = (await shop.ReceiveAsync()).Value!.Code;
        await shop.Database.UseAsync(db =>
            db.Set<Dossier>()
                .ExecuteUpdateAsync(s =>
                    s.SetProperty(d => d.ReturnByPost, true)
                        .SetProperty(d => d.State, DossierState.Resolved)
                )
        );
        var dossier = await shop.DossierAsync(code);
        using var officer = await shop.SignedInAsync("motcua.xa");

        var page = await officer.GetAsync(PageOf(DossierActionKind.Return));
        var (results, _) = await RunTwiceAsync(
            shop,
            [new ChosenDossier(dossier.Id, code, dossier.Version, null)],
            DossierActionKind.Return
        );

        page.TextOf("main").ShouldNotContain(code);
        results.ShouldHaveSingleItem().Outcome.Key.ShouldBe("many.act.refused.not-plain");
    }

    /// <summary>"All" means all that are nobody's, or one's own.</summary>
    [Theory, Engines]
    public async Task Forward_OfWhatAColleagueHolds_IsNotOffered(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        var code = (await shop.ReceiveAsync(procedure: Copies)).Value!.Code;
        (
            await shop.ActAsync(
                Role.Receptionist,
                code,
                DossierActionKind.Assign,
                (work, act) => work.Assign(DemonstrationAccounts.IdOf("ky.xa"), true, act)
            )
        ).Succeeded.ShouldBeTrue();
        using var specialist = await shop.SignedInAsync("chuyenvien.xa");

        var page = await specialist.GetAsync(PageOf(DossierActionKind.Forward));

        page.TextOf("main").ShouldNotContain(code);
        page.Find(".empty");
    }

    [Theory, Engines]
    public async Task Page_WithNothingTicked_SaysSoAndDoesNothing(Engine engine)
    {
        await using var shop = await Shop.OpenAsync(engine);
        var code = (await shop.ReceiveAsync(procedure: Copies)).Value!.Code;
        using var officer = await shop.SignedInAsync("motcua.xa");
        var page = await officer.GetAsync(PageOf(DossierActionKind.Assign));

        var answer = await page.SubmitAsync(Form);

        answer.TextOf(".error-summary").ShouldContain("từ 1 đến 50");
        (await shop.DossierAsync(code)).Events.ShouldBe(1);
    }

    private static async Task AllAsync(
        WebUser user,
        DossierActionKind kind,
        Dictionary<string, string?>? more = null
    )
    {
        var page = await user.GetAsync(PageOf(kind));
        var answer = await page.SubmitAsync(
            Form,
            new Dictionary<string, string?>(more ?? []) { ["All"] = "true" }
        );
        answer
            .TextOf(".notice--success")
            .ShouldContain("50 trong 50", customMessage: answer.TextOf("main"));
    }

    private static string PageOf(DossierActionKind kind) =>
        OneStopLinks.ActOnManyOf(DossierActions.Of(kind).Slug);

    /// <summary>Two clicks of one person.</summary>
    private static Task<(
        IReadOnlyList<ManyResult> First,
        IReadOnlyList<ManyResult> Again
    )> RunTwiceAsync(
        Shop shop,
        IReadOnlyList<ChosenDossier> chosen,
        DossierActionKind kind = DossierActionKind.Assign
    ) =>
        shop.AsAsync(
            Role.Receptionist,
            Shop.AnHai,
            async services =>
            {
                var (many, key) = (
                    services.GetRequiredService<ActOnMany>(),
                    Guid.CreateVersion7().ToString("N")
                );
                var cancellation = TestContext.Current.CancellationToken;
                var first = await many.RunAsync(key, kind, chosen, cancellation);
                return (first, await many.RunAsync(key, kind, chosen, cancellation));
            }
        );
}
