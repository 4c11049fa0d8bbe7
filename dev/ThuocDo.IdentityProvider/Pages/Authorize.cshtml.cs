using System.Security.Claims;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using ThuocDo.IdentityProvider.Protocol;
using ThuocDo.IdentityProvider.Store;
using ThuocDo.Shared.Time;

namespace ThuocDo.IdentityProvider.Pages;

/// <summary>
/// Consent: what goes to which site, and as whom. Client, redirect address, scopes and proof key were checked by OpenIddict
/// before this page sees the request.
/// </summary>
public sealed class AuthorizeModel(ProviderDb db, Clock clock) : PageModel
{
    private static readonly string[] Ours = ["as", "answer", "__RequestVerificationToken"];

    public ProviderAccount Account { get; private set; } = null!;
    public IReadOnlyList<ProviderBusiness> Businesses { get; private set; } = [];
    public string ReturnHost { get; private set; } = "";
    public IReadOnlyList<(string Name, string Value)> Parameters { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        var request = Asked();
        if (!await LoadAsync())
        {
            return Challenge(
                new AuthenticationProperties
                {
                    RedirectUri = Request.Path + QueryString.Create(Request.Query),
                }
            );
        }

        ReturnHost = new Uri(request.RedirectUri!).Authority;
        Parameters =
        [
            .. request
                .GetParameters()
                .Where(p => !Ours.Contains(p.Key))
                .Select(p => (p.Key, (string?)p.Value ?? "")),
        ];
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(
        [FromForm(Name = "as")] Guid? business,
        [FromForm] string? answer
    )
    {
        var request = Asked();
        if (!await LoadAsync())
        {
            return Challenge();
        }

        var chosen = Businesses.FirstOrDefault(b => b.Id == business);
        if (answer != "yes" || (business is not null && chosen is null))
        {
            return Forbid(
                new AuthenticationProperties(
                    new Dictionary<string, string?>
                    {
                        [OpenIddictServerAspNetCoreConstants.Properties.Error] = OpenIddictConstants
                            .Errors
                            .AccessDenied,
                    }
                ),
                OpenIddictServerAspNetCoreDefaults.AuthenticationScheme
            );
        }

        var identity = IdentityClaims.Of(Account, chosen, User, request.ClientId!);
        identity.SetScopes(request.GetScopes());
        return SignIn(
            new ClaimsPrincipal(identity),
            OpenIddictServerAspNetCoreDefaults.AuthenticationScheme
        );
    }

    private OpenIddictRequest Asked() =>
        HttpContext.GetOpenIddictServerRequest()
        ?? throw new InvalidOperationException(
            "This page is reached by an authorization request only."
        );

    private async Task<bool> LoadAsync()
    {
        if (await db.Accounts.FirstOrDefaultAsync(a => a.Id == User.AccountId()) is not { } account)
        {
            return false;
        }

        Account = account;
        Businesses = await db.BusinessesOfAsync(account.Id, clock.Today);
        return true;
    }
}
