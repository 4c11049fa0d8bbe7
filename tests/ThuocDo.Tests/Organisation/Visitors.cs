using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using OtpNet;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Tests.Harness;

namespace ThuocDo.Tests.Organisation;

/// <summary>People who sign in as visitors do: by the forms of the pages.</summary>
public static class Visitors
{
    /// <summary>By one click on the sign-in page; only in demonstration mode.</summary>
    public static async Task<WebUser> SignInAsync(this TestWeb web, string userName)
    {
        var visitor = web.NewVisitor();
        var page = await visitor.GetAsync("/dang-nhap");
        await page.SubmitAsync(
            "form[action^='/dang-nhap/trinh-dien']",
            button: $"button[value='{userName}']"
        );
        return visitor;
    }

    /// <summary>Somebody with a browser in which a demonstration citizen is signed in.</summary>
    public static async Task<WebUser> SignInAsCitizenAsync(
        this TestWeb web,
        string citizen = "congdan.01"
    )
    {
        var visitor = web.NewVisitor();
        await visitor.SignInAsCitizenAsync(citizen);
        return visitor;
    }

    public static async Task<WebPage> TryPasswordAsync(
        this WebUser visitor,
        string userName,
        string password,
        string? back = null
    )
    {
        var page = await visitor.GetAsync(
            back is null ? "/dang-nhap" : $"/dang-nhap?quay-lai={Uri.EscapeDataString(back)}"
        );
        return await page.SubmitAsync(
            "form.form",
            new Dictionary<string, string?>
            {
                ["Input.UserName"] = userName,
                ["Input.Password"] = password,
            }
        );
    }

    public static string CodeOf(string secret, DateTimeOffset at) =>
        new OtpNet.Totp(
            Base32Encoding.ToBytes(secret.Replace(" ", "", StringComparison.Ordinal))
        ).ComputeTotp(at.UtcDateTime);

    /// <summary>An account of the staff with one role; no demonstration, so it has the password given here.</summary>
    public static Task<Guid> AddStaffAsync(
        this TestWeb web,
        string userName,
        string password,
        Role role,
        string unit
    ) =>
        web.UseAsync<UserManager<Account>, Guid>(async users =>
        {
            var account = new Account
            {
                Id = Guid.CreateVersion7(),
                UserName = userName,
                DisplayName = userName,
                CreatedAt = TestWeb.UsualInstant,
            };
            var result = await users.CreateAsync(account, password);
            return result.Succeeded
                ? await web.AssignAsync(account.Id, role, unit)
                : throw new InvalidOperationException(
                    string.Join(' ', result.Errors.Select(e => e.Description))
                );
        });

    private static Task<Guid> AssignAsync(this TestWeb web, Guid account, Role role, string unit) =>
        web.UseAsync<ThuocDo.Shared.Data.ThuocDoDb, Guid>(async db =>
        {
            db.Add(
                RoleAssignment.Create(
                    Guid.CreateVersion7(),
                    account,
                    role,
                    Unit.IdOf(unit),
                    new DateOnly(2020, 1, 1)
                )
            );
            await db.SaveChangesAsync();
            return account;
        });

    /// <summary>Changes an account past its pages.</summary>
    public static Task ChangeAccountAsync(
        this TestDatabase database,
        string userName,
        Action<Account> change
    ) =>
        database.UseAsync(async db =>
        {
            change(await db.Set<Account>().SingleAsync(a => a.UserName == userName));
            await db.SaveChangesAsync();
        });
}
