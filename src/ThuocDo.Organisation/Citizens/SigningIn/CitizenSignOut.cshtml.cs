using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Web;

namespace ThuocDo.Organisation.Citizens.SigningIn;

[CitizenPage]
public sealed class CitizenSignOutModel(
    CitizenSessions sessions,
    CurrentCitizen citizen,
    IdentityOffers providers
) : PageModel
{
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await sessions.EndThisAsync(cancellation);
        await HttpContext.SignOutAsync(CitizenScheme.Name);
        if (providers.Citizens is not null && !citizen.IsDemonstration)
        {
            return LocalRedirect(CitizenLinks.ProviderSignOut);
        }

        this.Done("citizen.signout.done");
        return LocalRedirect(ShellLinks.Home);
    }
}
