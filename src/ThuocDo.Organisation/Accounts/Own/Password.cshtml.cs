using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Web;

namespace ThuocDo.Organisation.Accounts.Own;

public sealed class PasswordInput
{
    public string? Present { get; set; }
    public string? Next { get; set; }
    public string? Repeated { get; set; }
}

[Requires(Permissions.OwnAccount)]
[OpenBeforeFirstThing]
public sealed class PasswordModel(
    OwnAccountChanges changes,
    SignInManager<Account> signIn,
    CurrentUser user,
    Texts texts
) : PageModel
{
    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public PasswordInput Input { get; set; } = new();

    public bool IsFirstThing => user.FirstThing == FirstThing.ChangePassword;

    public void OnGet() => Key = Guid.CreateVersion7().ToString("N");

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(Input.Present))
        {
            ModelState.Wrong("Input.Present", texts, "signin.password.missing");
        }

        if (string.IsNullOrEmpty(Input.Next))
        {
            ModelState.Wrong("Input.Next", texts, "account.password.next_missing");
        }
        else if (Input.Next != Input.Repeated)
        {
            ModelState.Wrong("Input.Repeated", texts, "account.password.differs");
        }

        if (!ModelState.IsValid || string.IsNullOrEmpty(Key))
        {
            return Page();
        }

        var outcome = await changes.ChangePasswordAsync(
            Key,
            Input.Present!,
            Input.Next!,
            cancellation
        );
        if (!outcome.Succeeded)
        {
            this.Refuse(outcome, texts);
            return Page();
        }

        await signIn.RenewSessionAsync(user);
        this.Done("account.password.done");
        return LocalRedirect(AccountLinks.Own);
    }
}

internal static class SessionRenewal
{
    /// <summary>A change of password or second factor ends every session; this one goes on with a new cookie.</summary>
    public static async Task RenewSessionAsync(
        this SignInManager<Account> signIn,
        ICurrentUser user
    ) =>
        await signIn.RefreshSignInAsync(
            await signIn.UserManager.FindByIdAsync(user.UserId.ToString()!)
                ?? throw new InvalidOperationException("The account of the session is gone.")
        );
}
