using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.Accounts.SigningIn;
using ThuocDo.Shared.Access;

namespace ThuocDo.Organisation.Citizens.SigningIn;

/// <summary>One click signs in as a citizen who does not exist.</summary>
[PublicPage]
public sealed class CitizenDemonstrationModel(CitizenSignIn signIn, DemonstrationMode demonstration)
    : PageModel
{
    public IActionResult OnGet() => LocalRedirect(CitizenLinks.SignIn);

    public async Task<IActionResult> OnPostAsync(
        string? citizen,
        [FromQuery(Name = AccountLinks.ReturnParameter)] string? back,
        CancellationToken cancellation
    )
    {
        if (
            !demonstration.IsOn
            || DemonstrationCitizens.All().FirstOrDefault(a => a.Subject == citizen)
                is not { } assertion
        )
        {
            return NotFound();
        }

        var outcome = await signIn.RunAsync(
            Guid.CreateVersion7().ToString("N"),
            assertion,
            Request.Headers.UserAgent,
            cancellation
        );
        if (!outcome.Succeeded)
        {
            return NotFound();
        }

        await signIn.EnterAsync(
            HttpContext,
            outcome.Value,
            new AuthenticationProperties(),
            cancellation
        );
        return LocalRedirect(this.LocalOrNull(back) ?? CitizenLinks.Own);
    }
}
