using System.Net;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using ThuocDo.Organisation.Citizens;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.History;
using ThuocDo.Tests.Harness;
using Xunit;

namespace ThuocDo.Tests.Organisation.Citizens;

public sealed class CitizenSessionTests
{
    [Theory, Engines]
    public async Task Page_WithoutSession_AsksToSignInAndComesBack(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Filling.WithPeople);
        await using var web = TestWeb.Over(database);
        using var visitor = web.NewVisitor();

        var asked = await visitor.GetAsync(CitizenLinks.Own);
        var page = await asked.SubmitAsync(
            "form[action^='/cong-dan/dang-nhap/trinh-dien']",
            button: "button[value='doanhnghiep.01']"
        );

        asked.Url.ShouldStartWith(CitizenLinks.SignIn + "?");
        page.Url.ShouldBe(CitizenLinks.Own);
        page.TextOf("main .summary").ShouldContain("Công ty TNHH Mẫu 01");
        page.TextOf("main .summary").ShouldContain("Công dân Mẫu 02");
        page.TextOf("main .summary").ShouldContain("Mức độ 02");
    }

    /// <summary>Both sessions in one browser: neither opens pages of the other, and ending one leaves the other.</summary>
    [Theory, Engines]
    public async Task Sessions_OfCitizenAndOfficialInOneBrowser_StayApart(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Filling.WithPeople);
        await using var web = TestWeb.Over(database);
        using var visitor = await web.SignInAsync("quantri");

        (await visitor.GetAsync(CitizenLinks.Own)).Url.ShouldStartWith(CitizenLinks.SignIn);
        await visitor.SignInAsCitizenAsync();
        var staff = await visitor.GetAsync("/quan-tri/tai-khoan");
        var own = await visitor.GetAsync(CitizenLinks.Own);
        var out1 = await own.SubmitAsync($"header form[action='{CitizenLinks.SignOut}']");
        var after = await visitor.GetAsync(CitizenLinks.Own);

        staff.Status.ShouldBe(HttpStatusCode.OK);
        own.Url.ShouldBe(CitizenLinks.Own);
        out1.Status.ShouldBe(HttpStatusCode.OK);
        after.Url.ShouldStartWith(CitizenLinks.SignIn);
        (await visitor.GetAsync("/quan-tri/tai-khoan")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory, Engines]
    public async Task Citizen_OnPagesOfTheStaff_IsAskedForAnAccount(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Filling.WithPeople);
        await using var web = TestWeb.Over(database);
        using var visitor = await web.SignInAsCitizenAsync();

        (await visitor.GetAsync("/mot-cua")).Url.ShouldStartWith("/dang-nhap?");
    }

    /// <summary>Session fixation: what a browser held before signing in opens nothing afterwards.</summary>
    [Theory, Engines]
    public async Task SignIn_Again_BeginsANewSessionAndEndsTheOld(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Filling.WithPeople);
        await using var web = TestWeb.Over(database);
        using var visitor = await web.SignInAsCitizenAsync();
        web.Time.Advance(TimeSpan.FromMinutes(1));

        await visitor.SignInAsCitizenAsync("congdan.02");

        var sessions = await database.UseAsync(db =>
            db.Set<CitizenSession>().OrderBy(s => s.StartedAt).ThenBy(s => s.Id).ToListAsync()
        );
        sessions.Count.ShouldBe(2);
        sessions[0].EndedAt.ShouldNotBeNull();
        sessions[1].EndedAt.ShouldBeNull();
        (await visitor.GetAsync(CitizenLinks.Own))
            .TextOf("main .summary")
            .ShouldContain("Công dân Mẫu 02");
    }

    [Theory, Engines]
    public async Task EndOthers_Posted_ClosesTheOtherBrowserAtItsNextClick(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Filling.WithPeople);
        await using var web = TestWeb.Over(database);
        using var library = await web.SignInAsCitizenAsync();
        using var home = await web.SignInAsCitizenAsync();

        var page = await home.GetAsync(CitizenLinks.Own);
        await page.SubmitAsync("form[action*='EndOthers']");

        (await library.GetAsync(CitizenLinks.Own)).Url.ShouldStartWith(CitizenLinks.SignIn);
        (await home.GetAsync(CitizenLinks.Own)).Url.ShouldBe(CitizenLinks.Own);
    }

    /// <summary>A form that one citizen left open is not sent by the next one at the same computer.</summary>
    [Theory, Engines]
    public async Task Form_OpenedByAnotherCitizen_IsRefused(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Filling.WithPeople);
        await using var web = TestWeb.Over(database);
        using var visitor = await web.SignInAsCitizenAsync();
        var form = await visitor.GetAsync(CitizenLinks.SignOut);

        await visitor.SignInAsCitizenAsync("congdan.02");
        var answer = await form.SubmitAsync("main form");

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        (await visitor.GetAsync(CitizenLinks.Own)).Url.ShouldBe(CitizenLinks.Own);
    }

    [Theory, Engines]
    public async Task Session_IdleOrTooLong_Ends(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Filling.WithPeople);
        await using var web = TestWeb.Over(database);
        using var idle = await web.SignInAsCitizenAsync();
        using var busy = await web.SignInAsCitizenAsync("congdan.02");

        for (var hour = 0; hour < CitizenSession.Longest.TotalHours; hour++)
        {
            (await busy.GetAsync(CitizenLinks.Own)).Url.ShouldBe(CitizenLinks.Own);
            web.Time.Advance(TimeSpan.FromHours(1));
        }

        (await idle.GetAsync(CitizenLinks.Own)).Url.ShouldStartWith(CitizenLinks.SignIn);
        (await busy.GetAsync(CitizenLinks.Own)).Url.ShouldStartWith(CitizenLinks.SignIn);
    }

    [Theory]
    [Engines("https://elsewhere.example/")]
    [Engines("//elsewhere.example/")]
    [Engines("/\\elsewhere.example")]
    public async Task SignIn_ReturnAddressElsewhere_LeadsToTheOwnAccount(Engine engine, string back)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Filling.WithPeople);
        await using var web = TestWeb.Over(database);
        using var visitor = web.NewVisitor();

        var page = await visitor.SignInAsCitizenAsync(back: back);

        page.Redirects.ShouldBe([CitizenLinks.Own]);
    }

    [Theory, Engines]
    public async Task SampleCitizens_OutsideDemonstration_OpenNothing(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Filling.WithPeople);
        await using var web = TestWeb.Over(database, demonstration: false);
        using var visitor = web.NewVisitor();

        var page = await visitor.GetAsync(CitizenLinks.SignIn);
        var refused = await web.UseAsync<CitizenSignIn, bool>(async signIn =>
            (
                await signIn.RunAsync(
                    "test",
                    DemonstrationCitizens.All()[0],
                    null,
                    CancellationToken.None
                )
            ).Succeeded
        );

        page.FindAll("button[name=citizen]").ShouldBeEmpty();
        refused.ShouldBeFalse();
    }

    [Theory, Engines]
    public async Task SampleCitizens_Seeded_AreClearlyInventedAndChained(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Filling.WithPeople);
        await OrganisationData.SeedAsync(database);

        var citizens = await database.UseAsync(db => db.Set<Citizen>().ToListAsync());
        var events = await database.UseAsync(db =>
            db.Set<HistoryEvent>().Where(e => e.Chain == CitizenHistory.Chain).ToListAsync()
        );

        citizens.Count.ShouldBe(DemonstrationCitizens.All().Count);
        citizens.ShouldAllBe(c =>
            c.IsDemonstration
            && c.Name.Contains("Mẫu")
            && c.IdentityNumber!.StartsWith("000")
            && (c.Email == null || c.Email.EndsWith(".invalid"))
        );
        citizens.Select(c => c.Level).Distinct().Order().ShouldBe(Enum.GetValues<IdentityLevel>());
        events.Count.ShouldBe(citizens.Count);
        // The chain holds commitments and no particulars.
        events.ShouldAllBe(e =>
            citizens.All(c => !e.Payload.Contains(c.Name) && !e.Payload.Contains(c.IdentityNumber!))
        );
    }
}
