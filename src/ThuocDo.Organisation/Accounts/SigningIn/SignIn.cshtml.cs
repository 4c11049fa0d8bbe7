using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Web;

namespace ThuocDo.Organisation.Accounts.SigningIn;

public sealed class SignInInput
{
    public string? UserName { get; set; }
    public string? Password { get; set; }
}

[PublicPage]
[EnableRateLimiting(RateLimits.Attempts)]
public sealed class SignInModel(
    SignInManager<Account> signIn,
    DemonstrationOffers offers,
    Citizens.IdentityOffers providers,
    Texts texts
) : PageModel
{
    /// <summary>The name of the identity provider of the staff; none if there is none.</summary>
    public string? Provider => providers.Staff;

    public string? ProblemKey => Citizens.IdentityProblemTexts.KeyOf(Problem);

    [BindProperty(Name = AccountLinks.ProblemParameter, SupportsGet = true)]
    public string? Problem { get; set; }

    [BindProperty(Name = AccountLinks.ReturnParameter, SupportsGet = true)]
    public string? Back { get; set; }

    [BindProperty]
    public SignInInput Input { get; set; } = new();

    /// <summary>Empty outside demonstration mode.</summary>
    public IReadOnlyList<DemonstrationOffer> Offers { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation) =>
        Offers = await offers.ListAsync(cancellation);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(Input.UserName))
        {
            ModelState.Wrong("Input.UserName", texts, "signin.user_name.missing");
        }

        if (string.IsNullOrEmpty(Input.Password))
        {
            ModelState.Wrong("Input.Password", texts, "signin.password.missing");
        }

        if (ModelState.IsValid)
        {
            var result = await TryAsync(Input.UserName!.Trim(), Input.Password!);
            if (result.Succeeded)
            {
                return this.ReturnTo(Back);
            }

            if (result.RequiresTwoFactor)
            {
                return LocalRedirect(AccountLinks.Code(this.LocalOrNull(Back)));
            }

            ModelState.AddModelError(
                "",
                result.IsLockedOut ? texts["signin.locked_out", OrganisationServices.LockOutMinutes]
                    : result.IsNotAllowed ? texts["signin.closed"]
                    : texts["signin.wrong"]
            );
        }

        Offers = await offers.ListAsync(cancellation);
        return Page();
    }

    private async Task<Microsoft.AspNetCore.Identity.SignInResult> TryAsync(
        string userName,
        string password
    )
    {
        if (await signIn.UserManager.FindByNameAsync(userName) is { } account)
        {
            return await signIn.PasswordSignInAsync(
                account,
                password,
                isPersistent: false,
                lockoutOnFailure: true
            );
        }

        // As much work as for a name that exists, so that the time of the answer does not tell names.
        signIn.UserManager.PasswordHasher.HashPassword(new Account(), password);
        return Microsoft.AspNetCore.Identity.SignInResult.Failed;
    }
}

internal static class ReturnExtensions
{
    /// <summary>Only to a page of this site: an address from outside would lead people who trust this site elsewhere.</summary>
    public static string? LocalOrNull(this PageModel page, string? back) =>
        page.Url.IsLocalUrl(back) ? back : null;

    public static LocalRedirectResult ReturnTo(this PageModel page, string? back) =>
        page.LocalRedirect(page.LocalOrNull(back) ?? ShellLinks.Home);
}
