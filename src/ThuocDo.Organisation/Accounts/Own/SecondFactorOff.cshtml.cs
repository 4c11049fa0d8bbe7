using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Web;

namespace ThuocDo.Organisation.Accounts.Own;

public sealed class SecondFactorOffInput
{
    public string? Password { get; set; }
}

/// <summary>Takes the second factor away, for instance before a new telephone is enrolled; asks for the password.</summary>
[Requires(Permissions.OwnAccount)]
[EnableRateLimiting(RateLimits.Attempts)]
public sealed class SecondFactorOffModel(
    OwnAccountChanges changes,
    SignInManager<Account> signIn,
    ICurrentUser user,
    Texts texts
) : PageModel
{
    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public SecondFactorOffInput Input { get; set; } = new();

    public void OnGet() => Key = Guid.CreateVersion7().ToString("N");

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(Input.Password) || Key is null)
        {
            ModelState.Wrong("Input.Password", texts, "signin.password.missing");
            return Page();
        }

        var outcome = await changes.RemoveSecondFactorAsync(Key, Input.Password, cancellation);
        if (!outcome.Succeeded)
        {
            ModelState.Wrong("Input.Password", texts, outcome.Key!, [.. outcome.Arguments]);
            return Page();
        }

        await signIn.RenewSessionAsync(user);
        this.Done("account.second_factor.removed");
        return LocalRedirect(AccountLinks.SecondFactor);
    }
}
