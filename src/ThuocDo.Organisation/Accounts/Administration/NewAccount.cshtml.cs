using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Web;

namespace ThuocDo.Organisation.Accounts.Administration;

public sealed class NewAccountInput
{
    public string? UserName { get; set; }
    public string? Name { get; set; }
}

[Requires(Permissions.UsersManage)]
public sealed class NewAccountModel(
    AccountAdministration administration,
    OneTimePasswords passwords,
    Texts texts
) : PageModel
{
    [BindProperty]
    public string? Key { get; set; }

    /// <summary>The one-time password, sealed.</summary>
    [BindProperty]
    public string? Password { get; set; }

    [BindProperty]
    public NewAccountInput Input { get; set; } = new();

    public void OnGet()
    {
        Key = Guid.CreateVersion7().ToString("N");
        Password = passwords.NewSealed();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var userName = (Input.UserName ?? "").Trim();
        var name = (Input.Name ?? "").Trim();
        if (userName.Length is 0 or > Account.UserNameMaxLength)
        {
            ModelState.Wrong("Input.UserName", texts, "admin.new.user_name_missing");
        }

        if (name.Length is 0 or > Account.DisplayNameMaxLength)
        {
            ModelState.Wrong("Input.Name", texts, "admin.new.name_missing");
        }

        if (passwords.Open(Password) is not { } password || Key is null)
        {
            OnGet();
            ModelState.AddModelError("", texts["admin.expired"]);
            return Page();
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var outcome = await administration.CreateAsync(Key, userName, name, password, cancellation);
        if (!outcome.Succeeded)
        {
            this.Refuse(outcome, texts);
            return Page();
        }

        this.HandOut(password);
        return LocalRedirect(AccountLinks.Of(userName));
    }
}

internal static class HandedOut
{
    private const string Slot = "one-time-password";

    /// <summary>Shows the one-time password on the next page, once.</summary>
    public static void HandOut(this PageModel page, string password) =>
        page.TempData[Slot] = password;

    public static string? Taken(this PageModel page) => page.TempData[Slot] as string;
}
