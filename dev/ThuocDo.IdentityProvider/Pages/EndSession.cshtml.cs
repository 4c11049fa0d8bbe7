using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using OpenIddict.Server.AspNetCore;

namespace ThuocDo.IdentityProvider.Pages;

/// <summary>Asks before it ends the session here: a link on a foreign site must not sign anybody out.</summary>
public sealed class EndSessionModel : PageModel
{
    public IReadOnlyList<(string Name, string Value)> Parameters { get; private set; } = [];

    public void OnGet() =>
        Parameters = [
            .. HttpContext
                .GetOpenIddictServerRequest()!
                .GetParameters()
                .Select(p => (p.Key, (string?)p.Value ?? "")),
        ];

    public async Task<IActionResult> OnPostAsync()
    {
        await HttpContext.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return SignOut(
            new AuthenticationProperties { RedirectUri = ProviderLinks.Home },
            OpenIddictServerAspNetCoreDefaults.AuthenticationScheme
        );
    }
}
