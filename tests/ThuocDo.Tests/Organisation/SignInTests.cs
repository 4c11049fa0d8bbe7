using System.Net;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using ThuocDo.Organisation;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Tests.Harness;
using Xunit;

namespace ThuocDo.Tests.Organisation;

public sealed class SignInTests
{
    private const string Wrong = "this is not the password";

    [Theory, Engines]
    public async Task Page_WithoutSession_AsksToSignInAndComesBack(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Filling.WithPeople);
        await using var web = TestWeb.Over(database);
        using var visitor = web.NewVisitor();

        var asked = await visitor.GetAsync("/co-cau?ngay=2024-01-01");
        var page = await asked.SubmitAsync(
            "form.form",
            new Dictionary<string, string?>
            {
                ["Input.UserName"] = "lanhdao",
                ["Input.Password"] = DemonstrationAccounts.Password,
            }
        );

        asked.Url.ShouldStartWith("/dang-nhap");
        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Url.ShouldBe("/co-cau?ngay=2024-01-01");
    }

    [Theory, Engines]
    public async Task Post_WrongPasswordOrUnknownName_AnswersAlike(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Filling.WithPeople);
        await using var web = TestWeb.Over(database);
        using var visitor = web.NewVisitor();

        var known = await visitor.TryPasswordAsync("lanhdao", Wrong);
        var unknown = await visitor.TryPasswordAsync("nobody", Wrong);

        known.TextOf(".error-summary").ShouldBe(unknown.TextOf(".error-summary"));
        (await visitor.GetAsync("/tai-khoan")).Url.ShouldStartWith("/dang-nhap");
    }

    [Theory, Engines]
    public async Task Post_TooManyWrongPasswords_LocksOutEvenTheRightOne(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Filling.WithPeople);
        await using var web = TestWeb.Over(database);
        using var visitor = web.NewVisitor();
        for (var i = 0; i < OrganisationServices.WrongPasswordsBeforeLockOut; i++)
        {
            await visitor.TryPasswordAsync("lanhdao", Wrong);
        }

        var right = await visitor.TryPasswordAsync("lanhdao", DemonstrationAccounts.Password);

        right.TextOf(".error-summary").ShouldContain($"{OrganisationServices.LockOutMinutes} phút");
        (await visitor.GetAsync("/tai-khoan")).Url.ShouldStartWith("/dang-nhap");

        // The lock-out ends by itself; the framework measures it by the machine's clock.
        await database.ChangeAccountAsync("lanhdao", a => a.LockedUntil = DateTime.UnixEpoch);
        await visitor.TryPasswordAsync("lanhdao", DemonstrationAccounts.Password);
        (await visitor.GetAsync("/tai-khoan")).Url.ShouldBe("/tai-khoan");
    }

    [Theory]
    [Engines("https://elsewhere.example/")]
    [Engines("//elsewhere.example/")]
    [Engines("/\\elsewhere.example")]
    [Engines("javascript:alert(1)")]
    public async Task Post_ReturnAddressElsewhere_LeadsHome(Engine engine, string back)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Filling.WithPeople);
        await using var web = TestWeb.Over(database);
        using var visitor = web.NewVisitor();

        var byPassword = await visitor.TryPasswordAsync(
            "lanhdao",
            DemonstrationAccounts.Password,
            back
        );
        using var other = web.NewVisitor();
        var byClick = await (
            await other.GetAsync($"/dang-nhap?quay-lai={Uri.EscapeDataString(back)}")
        ).SubmitAsync("form[action^='/dang-nhap/trinh-dien']", button: "button[value=lanhdao]");

        byPassword.Redirects.ShouldBe(["/"]);
        byClick.Redirects.ShouldBe(["/"]);
    }

    [Theory, Engines]
    public async Task DemonstrationAccounts_OutsideDemonstration_OpenNothing(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Filling.WithPeople);
        await using var web = TestWeb.Over(database, demonstration: false);
        using var visitor = web.NewVisitor();

        var page = await visitor.GetAsync("/dang-nhap");
        var byPassword = await visitor.TryPasswordAsync("lanhdao", DemonstrationAccounts.Password);
        // The form of the sign-in page sent to the other address: the token is right, the mode is not.
        page.Find("form.form").SetAttribute("action", "/dang-nhap/trinh-dien?userName=lanhdao");
        var byClick = await page.SubmitAsync("form.form");

        page.FindAll("button[value=lanhdao]").ShouldBeEmpty();
        page.Source.ShouldNotContain(DemonstrationAccounts.Password);
        byPassword.FindAll(".error-summary").ShouldNotBeEmpty();
        byClick.Status.ShouldBe(HttpStatusCode.NotFound);
        (await visitor.GetAsync("/tai-khoan")).Url.ShouldStartWith("/dang-nhap");
    }

    /// <summary>A demonstration that becomes real work: sessions of its accounts end with it.</summary>
    [Theory, Engines]
    public async Task Session_OfAnAccountLockedMeanwhile_EndsWithTheNextClick(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Filling.WithPeople);
        await using var web = TestWeb.Over(database);
        using var visitor = await web.SignInAsync("lanhdao");
        (await visitor.GetAsync("/tai-khoan")).Url.ShouldBe("/tai-khoan");

        await database.ChangeAccountAsync("lanhdao", a => a.IsLocked = true);

        (await visitor.GetAsync("/tai-khoan")).Url.ShouldStartWith("/dang-nhap");
    }

    [Theory, Engines]
    public async Task Role_Ended_ClosesItsPagesWithTheNextClick(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Filling.WithPeople);
        await using var web = TestWeb.Over(database);
        using var visitor = await web.SignInAsync("quantri");
        (await visitor.GetAsync("/quan-tri/tai-khoan")).Status.ShouldBe(HttpStatusCode.OK);

        await database.UseAsync(async db =>
        {
            var id = DemonstrationAccounts.IdOf("quantri");
            (await db.Set<RoleAssignment>().SingleAsync(r => r.AccountId == id)).End(
                new DateOnly(2024, 3, 6)
            );
            await db.SaveChangesAsync();
        });

        (await visitor.GetAsync("/quan-tri/tai-khoan")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await visitor.GetAsync("/tai-khoan")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory, Engines]
    public async Task SignOut_Posted_EndsTheSession(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Filling.WithPeople);
        await using var web = TestWeb.Over(database);
        using var visitor = await web.SignInAsync("lanhdao");

        // By the button in the head of every page, and by the page that needs no open menu.
        await (await visitor.GetAsync("/tai-khoan")).SubmitAsync(
            "header form[action='/dang-xuat']"
        );
        (await visitor.GetAsync("/tai-khoan")).Url.ShouldStartWith("/dang-nhap");

        using var other = await web.SignInAsync("lanhdao");
        await (await other.GetAsync("/dang-xuat")).SubmitAsync("main form");
        (await other.GetAsync("/tai-khoan")).Url.ShouldStartWith("/dang-nhap");
    }
}
