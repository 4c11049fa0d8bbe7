using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Web;

namespace ThuocDo.Organisation.Accounts.SigningIn;

[Requires(Permissions.OwnAccount)]
[OpenBeforeFirstThing]
public sealed class SignOutModel(SignInManager<Account> signIn) : PageModel
{
    public async Task<IActionResult> OnPostAsync()
    {
        await signIn.SignOutAsync();
        this.Done("signin.out.done");
        return LocalRedirect(ShellLinks.Home);
    }
}
