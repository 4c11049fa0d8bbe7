using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Shared.Access;

namespace ThuocDo.Organisation.Accounts.SigningIn;

/// <summary>One click signs in with a demonstration account, without password and second factor.</summary>
[PublicPage]
public sealed class SignInDemonstrationModel(
    SignInManager<Account> signIn,
    DemonstrationMode demonstration
) : PageModel
{
    public IActionResult OnGet() => LocalRedirect(AccountLinks.SignIn);

    public async Task<IActionResult> OnPostAsync(
        string? userName,
        [FromQuery(Name = AccountLinks.ReturnParameter)] string? back
    )
    {
        if (!demonstration.IsOn || userName is null)
        {
            return NotFound();
        }

        var account = await signIn.UserManager.FindByNameAsync(userName);
        if (account is not { IsDemonstration: true, IsLocked: false })
        {
            return NotFound();
        }

        await signIn.SignInAsync(account, isPersistent: false);
        return this.ReturnTo(back);
    }
}
