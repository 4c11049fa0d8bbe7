extern alias web;

using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using ThuocDo.Organisation.Citizens;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.History;
using ThuocDo.Tests.Harness;
using Xunit;
using IdentityProviderServices = web::ThuocDo.Web.Identity.IdentityProviderServices;

namespace ThuocDo.Tests.Organisation.Citizens;

public sealed class CitizenProviderTests
{
    [Theory, Engines]
    public async Task SignIn_ByTheProvider_RegistersOnceAndFollowsTheLevel(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        using var provider = new ForgedProvider();
        await using var web = Over(database, provider);
        using var visitor = web.NewVisitor();

        var first = await VisitAsync(provider, visitor);
        await VisitAsync(provider, visitor);
        var raised = await VisitAsync(provider, visitor, c => c["identity_level"] = "2");

        first.Url.ShouldBe(CitizenLinks.Own);
        first.TextOf("main .summary").ShouldContain("Mức độ 01");
        raised.TextOf("main .summary").ShouldContain("Mức độ 02");
        var citizen = await database.UseAsync(db => db.Set<Citizen>().SingleAsync());
        (citizen.Issuer, citizen.Subject, citizen.Level).ShouldBe(
            (ForgedProvider.Issuer, "s-1", IdentityLevel.Confirmed)
        );
        var events = await database.UseAsync(db =>
            db.Set<HistoryEvent>()
                .Where(e => e.SubjectId == citizen.Id)
                .OrderBy(e => e.Sequence)
                .Select(e => e.Type)
                .ToListAsync()
        );
        events.ShouldBe([CitizenEvents.Registered, CitizenEvents.Changed]);
    }

    /// <summary>Neither mail nor identity number nor a like subject elsewhere makes two people one.</summary>
    [Theory, Engines]
    public async Task SignIn_LikeSomebodyElse_IsAnotherCitizen(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        using var provider = new ForgedProvider();
        await using var web = Over(database, provider);
        using var visitor = web.NewVisitor();
        await VisitAsync(provider, visitor);

        await VisitAsync(provider, visitor, c => c["sub"] = "s-2");
        var elsewhere = await web.UseAsync<CitizenSignIn, bool>(async signIn =>
            (
                await signIn.RunAsync(
                    "elsewhere",
                    new IdentityAssertion
                    {
                        Issuer = "https://other.example",
                        Subject = "s-1",
                        Kind = CitizenKind.Person,
                        Name = "Nguyễn Thị Mẫu",
                        Level = IdentityLevel.Basic,
                    },
                    null,
                    CancellationToken.None
                )
            ).Succeeded
        );

        elsewhere.ShouldBeTrue();
        (await database.UseAsync(db => db.Set<Citizen>().CountAsync())).ShouldBe(3);
    }

    [Theory, Engines]
    public async Task Answer_NotGenuine_SignsNobodyIn(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        using var provider = new ForgedProvider();
        await using var web = Over(database, provider);
        var wrong = new List<string>();

        foreach (
            var (name, expected, code) in new (
                string,
                IdentityProblem,
                Func<Attempt, Dictionary<string, object>, string>
            )[]
            {
                (
                    "another issuer",
                    IdentityProblem.Invalid,
                    (a, c) => provider.Code(a, c, issuer: "https://other.example")
                ),
                (
                    "another audience",
                    IdentityProblem.Invalid,
                    (a, c) => provider.Code(a, c, audience: "other")
                ),
                ("too old", IdentityProblem.Invalid, (a, c) => provider.Code(a, c, minutes: -5)),
                (
                    "not signed",
                    IdentityProblem.Invalid,
                    (a, c) => provider.Code(a, c, signed: false)
                ),
                (
                    "signed by somebody else",
                    IdentityProblem.Invalid,
                    (a, c) => provider.Code(a, c, rightKey: false)
                ),
                (
                    "no nonce",
                    IdentityProblem.Invalid,
                    (a, c) => provider.Code(a, Without(c, "nonce"))
                ),
                (
                    "another nonce",
                    IdentityProblem.Invalid,
                    (a, c) => provider.Code(a, With(c, "nonce", "638000000000000000.forged"))
                ),
                (
                    "no subject",
                    IdentityProblem.Invalid,
                    (a, c) => provider.Code(a, Without(c, "sub"))
                ),
                (
                    "a subject too long",
                    IdentityProblem.Invalid,
                    (a, c) => provider.Code(a, With(c, "sub", new string('s', 256)))
                ),
                (
                    "no name",
                    IdentityProblem.Invalid,
                    (a, c) => provider.Code(a, Without(c, "name"))
                ),
                ("an unknown code", IdentityProblem.Invalid, (_, _) => "guessed"),
                (
                    "a code of another attempt",
                    IdentityProblem.Invalid,
                    (a, c) => provider.Code(a with { Challenge = "other" }, c)
                ),
            }
        )
        {
            using var visitor = web.NewVisitor();
            var attempt = await ForgedProvider.BeginAsync(visitor, CitizenLinks.Provider);
            var page = await visitor.GetAsync(
                ForgedProvider.Answer(
                    CitizenLinks.ProviderAnswer,
                    code(attempt, ForgedProvider.Claims(attempt)),
                    attempt.State
                )
            );
            if (page.Url != CitizenLinks.Failed(expected) || await SessionsAsync(database) > 0)
            {
                wrong.Add($"{name}: {page.Url}");
            }
        }

        wrong.ShouldBeEmpty();
        (await database.UseAsync(db => db.Set<Citizen>().CountAsync())).ShouldBe(0);
    }

    [Theory, Engines]
    public async Task Answer_ReplayedOrOfAnotherBrowser_SignsNobodyIn(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        using var provider = new ForgedProvider();
        await using var web = Over(database, provider);
        using var victim = web.NewVisitor();
        using var attacker = web.NewVisitor();
        var attempt = await ForgedProvider.BeginAsync(victim, CitizenLinks.Provider);
        var code = provider.Code(attempt, ForgedProvider.Claims(attempt));
        var answer = ForgedProvider.Answer(CitizenLinks.ProviderAnswer, code, attempt.State);
        var expired = CitizenLinks.Failed(IdentityProblem.Expired);

        // The attacker's own answer, slipped to a browser that never asked: signing the victim in as the attacker.
        (await attacker.GetAsync(answer)).Url.ShouldBe(expired);
        (await victim.GetAsync(answer)).Url.ShouldBe(CitizenLinks.Own);
        (await victim.GetAsync(answer)).Url.ShouldBe(expired);
        (await victim.GetAsync($"{CitizenLinks.ProviderAnswer}?code={code}")).Url.ShouldBe(expired);

        // A careless provider gives the old token for a new attempt.
        var next = await ForgedProvider.BeginAsync(attacker, CitizenLinks.Provider);
        var old = provider.Code(next, ForgedProvider.Claims(attempt));
        (
            await attacker.GetAsync(
                ForgedProvider.Answer(CitizenLinks.ProviderAnswer, old, next.State)
            )
        ).Url.ShouldBe(CitizenLinks.Failed(IdentityProblem.Invalid));

        (await SessionsAsync(database)).ShouldBe(1);
    }

    [Theory, Engines]
    public async Task Visit_DeniedOrWithoutProvider_TellsWhyInOurWords(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        using var provider = new ForgedProvider();
        await using var web = Over(database, provider);
        using var visitor = web.NewVisitor();
        var attempt = await ForgedProvider.BeginAsync(visitor, CitizenLinks.Provider);

        var denied = await visitor.GetAsync(
            $"{CitizenLinks.ProviderAnswer}?error=access_denied&error_description=%3Cb%3Eforged%3C/b%3E&state={Uri.EscapeDataString(attempt.State)}"
        );
        var again = await ForgedProvider.BeginAsync(visitor, CitizenLinks.Provider);
        var code = provider.Code(again, ForgedProvider.Claims(again));
        provider.IsDown = true;
        var down = await visitor.GetAsync(
            ForgedProvider.Answer(CitizenLinks.ProviderAnswer, code, again.State)
        );

        denied.Url.ShouldBe(CitizenLinks.Failed(IdentityProblem.Denied));
        denied.Source.ShouldNotContain("forged");
        down.Url.ShouldBe(CitizenLinks.Failed(IdentityProblem.Unreachable));
        down.FindAll(".notice--warning").ShouldNotBeEmpty();
    }

    [Theory]
    [Engines("https://elsewhere.example/")]
    [Engines("//elsewhere.example/")]
    [Engines("/\\elsewhere.example")]
    public async Task Visit_ReturnAddressElsewhere_StaysHere(Engine engine, string back)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        using var provider = new ForgedProvider();
        await using var web = Over(database, provider);
        using var visitor = web.NewVisitor();

        var page = await provider.VisitAsync(
            visitor,
            ForgedProvider.Back(CitizenLinks.Provider, back),
            CitizenLinks.ProviderAnswer
        );

        page.Redirects.ShouldBe(["/"]);
    }

    [Theory, Engines]
    public async Task SignOut_OfASessionByTheProvider_EndsItThereToo(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        using var provider = new ForgedProvider();
        await using var web = Over(database, provider);
        using var visitor = web.NewVisitor();
        var page = await VisitAsync(provider, visitor);
        page.Find("header form[action='/cong-dan/dang-xuat']");

        using var away = await visitor.Client.GetAsync(CitizenLinks.ProviderSignOut);

        away.Headers.Location!.OriginalString.ShouldStartWith(ForgedProvider.Issuer + "/end?");
        away.Headers.Location.Query.ShouldContain($"client_id={ForgedProvider.Client}");
    }

    [Theory, Engines]
    public async Task Subject_ThatWasAPerson_NeverBecomesABusiness(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        using var provider = new ForgedProvider();
        await using var web = Over(database, provider);
        using var visitor = web.NewVisitor();
        await VisitAsync(provider, visitor);

        var page = await VisitAsync(provider, visitor, c => c["account_kind"] = "business");

        page.Url.ShouldBe(CitizenLinks.Failed(IdentityProblem.Closed));
    }

    [Theory, Engines]
    public async Task Page_WithoutProvider_OffersNoneAndHasNoWayToOne(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var web = TestWeb.Over(database, demonstration: false);
        using var visitor = web.NewVisitor();

        (await visitor.GetAsync(CitizenLinks.SignIn))
            .FindAll($"a[href^='{CitizenLinks.Provider}']")
            .ShouldBeEmpty();
        (await visitor.GetAsync(CitizenLinks.Provider)).Status.ShouldBe(
            System.Net.HttpStatusCode.NotFound
        );
    }

    private static Task<WebPage> VisitAsync(
        ForgedProvider provider,
        WebUser visitor,
        Action<Dictionary<string, object>>? change = null
    ) => provider.VisitAsync(visitor, CitizenLinks.Provider, CitizenLinks.ProviderAnswer, change);

    private static TestWeb Over(TestDatabase database, ForgedProvider provider) =>
        TestWeb.Over(
            database,
            // Tokens and the cookies of an attempt live by the machine's clock.
            TimeProvider.System.GetUtcNow().UtcDateTime,
            demonstration: false,
            ForgedProvider.Settings("Citizens"),
            services =>
                services.Configure<OpenIdConnectOptions>(
                    IdentityProviderServices.CitizenProvider,
                    options => options.BackchannelHttpHandler = provider
                )
        );

    private static Task<int> SessionsAsync(TestDatabase database) =>
        database.UseAsync(db => db.Set<CitizenSession>().CountAsync());

    private static Dictionary<string, object> Without(
        Dictionary<string, object> claims,
        string name
    )
    {
        claims.Remove(name);
        return claims;
    }

    private static Dictionary<string, object> With(
        Dictionary<string, object> claims,
        string name,
        object value
    )
    {
        claims[name] = value;
        return claims;
    }
}
