using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Web;

namespace ThuocDo.Organisation.Accounts.SigningIn;

public sealed class SignInCodeInput
{
    public string? Code { get; set; }
}

/// <summary>The second step: a code of the authenticator application, or one of the recovery codes.</summary>
[PublicPage]
[EnableRateLimiting(RateLimits.Attempts)]
public sealed class SignInCodeModel(SignInManager<Account> signIn, Texts texts) : PageModel
{
    [BindProperty(Name = AccountLinks.ReturnParameter, SupportsGet = true)]
    public string? Back { get; set; }

    [BindProperty]
    public SignInCodeInput Input { get; set; } = new();

    public async Task<IActionResult> OnGetAsync() =>
        await signIn.GetTwoFactorAuthenticationUserAsync() is null
            ? LocalRedirect(AccountLinks.SignIn)
            : Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (await signIn.GetTwoFactorAuthenticationUserAsync() is null)
        {
            this.Tell("signin.code.expired");
            return LocalRedirect(AccountLinks.SignIn);
        }

        var code = (Input.Code ?? "").Trim();
        if (code.Length == 0)
        {
            ModelState.Wrong("Input.Code", texts, "signin.code.missing");
            return Page();
        }

        var digits = Totp.Clean(code);
        var result =
            digits.Length == Totp.Digits && digits.All(char.IsAsciiDigit)
                ? await signIn.TwoFactorAuthenticatorSignInAsync(
                    digits,
                    isPersistent: false,
                    rememberClient: false
                )
                : await signIn.TwoFactorRecoveryCodeSignInAsync(code);
        if (result.Succeeded)
        {
            return this.ReturnTo(Back);
        }

        ModelState.Wrong(
            "Input.Code",
            texts,
            result.IsLockedOut ? "signin.locked_out" : "signin.code.wrong",
            OrganisationServices.LockOutMinutes
        );
        return Page();
    }
}
