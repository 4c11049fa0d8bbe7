using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Web;

namespace ThuocDo.Organisation.Citizens.SigningIn;

[CitizenPage]
public sealed class CitizenSignOutModel(CitizenSessions sessions) : PageModel
{
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await sessions.EndThisAsync(cancellation);
        await HttpContext.SignOutAsync(CitizenScheme.Name);
        this.Done("citizen.signout.done");
        return LocalRedirect(ShellLinks.Home);
    }
}
