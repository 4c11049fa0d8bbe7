extern alias web;

using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.Citizens;
using ThuocDo.Shared.Access;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.Organisation.Citizens;
using Xunit;
using IdentityProviderServices = web::ThuocDo.Web.Identity.IdentityProviderServices;

namespace ThuocDo.Tests.Organisation;

public sealed class StaffProviderTests
{
    private const string Password = "a sentence to remember";

    [Theory, Engines]
    public async Task SignIn_NamingAnAccount_OpensThatAndMakesNone(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Filling.WithPeople);
        using var provider = new ForgedProvider();
        await using var web = Over(database, provider);
        await web.AddStaffAsync("staff", Password, Role.Leader, "ninh-thuan");
        await EnrolAsync(web);
        using var visitor = web.NewVisitor();
        var accounts = await database.UseAsync(db => db.Set<Account>().CountAsync());

        var unknown = await VisitAsync(provider, visitor, "nobody", "s-0");
        var unnamed = await VisitAsync(provider, visitor, null, "s-0");
        // Without a second factor at the provider our own is asked for; with one it is not.
        var half = await VisitAsync(provider, visitor, "staff", "s-1");
        var closed = await visitor.GetAsync("/tai-khoan");
        var whole = await VisitAsync(provider, visitor, "staff", "s-1", "mfa");

        unknown.Url.ShouldBe(AccountLinks.Failed(IdentityProblem.Unknown));
        unnamed.Url.ShouldBe(AccountLinks.Failed(IdentityProblem.Unknown));
        half.Url.ShouldStartWith(AccountLinks.SignInCode);
        closed.Url.ShouldStartWith(AccountLinks.SignIn);
        whole.Url.ShouldBe("/");
        (await visitor.GetAsync("/tai-khoan")).Url.ShouldBe("/tai-khoan");
        (await database.UseAsync(db => db.Set<Account>().CountAsync())).ShouldBe(accounts);
    }

    [Theory, Engines]
    public async Task SignIn_OfAnotherSubjectOrALockedAccount_IsRefused(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine, Filling.WithPeople);
        using var provider = new ForgedProvider();
        await using var web = Over(database, provider);
        await web.AddStaffAsync("staff", Password, Role.Leader, "ninh-thuan");
        await web.AddStaffAsync("locked", Password, Role.Leader, "ninh-thuan");
        await database.ChangeAccountAsync("locked", a => a.IsLocked = true);
        using var visitor = web.NewVisitor();
        await VisitAsync(provider, visitor, "staff", "s-1", "mfa");
        using var other = web.NewVisitor();

        var changed = await VisitAsync(provider, other, "staff", "s-2", "mfa");
        var locked = await VisitAsync(provider, other, "locked", "s-3", "mfa");
        await database.ChangeAccountAsync("staff", a => a.IsLocked = true);
        var later = await VisitAsync(provider, other, "staff", "s-1", "mfa");
        // A demonstration account has a published password; outside a demonstration no way leads to it.
        var sample = await VisitAsync(provider, other, "lanhdao", "s-4", "mfa");

        var refused = AccountLinks.Failed(IdentityProblem.Closed);
        new[] { changed, locked, later, sample }.ShouldAllBe(p => p.Url == refused);
        (await other.GetAsync("/tai-khoan")).Url.ShouldStartWith(AccountLinks.SignIn);
        (await visitor.GetAsync("/tai-khoan")).Url.ShouldStartWith(AccountLinks.SignIn);
    }

    private static Task<WebPage> VisitAsync(
        ForgedProvider provider,
        WebUser visitor,
        string? account,
        string subject,
        string? method = null
    ) =>
        provider.VisitAsync(
            visitor,
            AccountLinks.Provider,
            AccountLinks.ProviderAnswer,
            claims =>
            {
                claims["sub"] = subject;
                if (account is not null)
                {
                    claims["preferred_username"] = account;
                }

                if (method is not null)
                {
                    claims["amr"] = new[] { "pwd", method };
                }
            }
        );

    private static Task<bool> EnrolAsync(TestWeb web) =>
        web.UseAsync<IServiceProvider, bool>(async services =>
        {
            var users = services.GetRequiredService<UserManager<Account>>();
            var store =
                (IUserAuthenticatorKeyStore<Account>)
                    services.GetRequiredService<IUserStore<Account>>();
            var account = (await users.FindByNameAsync("staff"))!;
            await store.SetAuthenticatorKeyAsync(account, "JBSWY3DPEHPK3PXP", default);
            return (await users.SetTwoFactorEnabledAsync(account, true)).Succeeded;
        });

    private static TestWeb Over(TestDatabase database, ForgedProvider provider) =>
        TestWeb.Over(
            database,
            TimeProvider.System.GetUtcNow().UtcDateTime,
            demonstration: false,
            ForgedProvider.Settings("Staff"),
            services =>
                services.Configure<OpenIdConnectOptions>(
                    IdentityProviderServices.StaffProvider,
                    options => options.BackchannelHttpHandler = provider
                )
        );
}
