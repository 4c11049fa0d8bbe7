using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ThuocDo.IdentityProvider.Protocol;
using ThuocDo.IdentityProvider.Store;
using ThuocDo.Shared.Language;

namespace ThuocDo.IdentityProvider.Pages;

public sealed class SignInInput
{
    public string? IdentityNumber { get; set; }
    public string? Password { get; set; }

    /// <summary>Stands for the code that the real thing sends to the telephone.</summary>
    public bool WithCode { get; set; }
}

public sealed class SignInModel(ProviderDb db, Texts texts) : PageModel
{
    [BindProperty(Name = ProviderLinks.ReturnParameter, SupportsGet = true)]
    public string? Back { get; set; }

    [BindProperty]
    public SignInInput Input { get; set; } = new();

    public async Task<IActionResult> OnPostAsync()
    {
        var number = Input.IdentityNumber?.Trim();
        var account = await db.Accounts.FirstOrDefaultAsync(a => a.IdentityNumber == number);
        if (
            account is null
            || new PasswordHasher<ProviderAccount>().VerifyHashedPassword(
                account,
                account.PasswordHash,
                Input.Password ?? ""
            ) == PasswordVerificationResult.Failed
        )
        {
            ModelState.AddModelError("", texts["idp.signin.wrong"]);
            return Page();
        }

        await ProviderSession.EnterAsync(HttpContext, account, Input.WithCode);
        return LocalRedirect(Url.IsLocalUrl(Back) ? Back! : ProviderLinks.Account);
    }
}
