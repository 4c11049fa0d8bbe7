using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ThuocDo.IdentityProvider.Protocol;
using ThuocDo.IdentityProvider.Store;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.IdentityProvider.Pages;

public sealed class RegisterInput
{
    public string? Name { get; set; }
    public string? IdentityNumber { get; set; }
    public string? Phone { get; set; }
    public string? Email { get; set; }
    public string? Password { get; set; }
}

/// <summary>A new person at level 1; level 2 is taken on the account's own page, where the real thing asks for a visit.</summary>
public sealed class RegisterModel(ProviderDb db, Clock clock, Texts texts) : PageModel
{
    private const int PasswordMinLength = 8;
    private const int IdentityLength = 12;

    [BindProperty(Name = ProviderLinks.ReturnParameter, SupportsGet = true)]
    public string? Back { get; set; }

    [BindProperty]
    public RegisterInput Input { get; set; } = new();

    public async Task<IActionResult> OnPostAsync()
    {
        var number = (Input.IdentityNumber ?? "").Trim();
        if (string.IsNullOrWhiteSpace(Input.Name))
        {
            ModelState.Wrong("Input.Name", texts, "idp.name_of.missing");
        }

        if (number.Length != IdentityLength || !number.All(char.IsAsciiDigit))
        {
            ModelState.Wrong("Input.IdentityNumber", texts, "idp.number.wrong");
        }
        else if (await db.Accounts.AnyAsync(a => a.IdentityNumber == number))
        {
            ModelState.Wrong("Input.IdentityNumber", texts, "idp.number.taken");
        }

        if ((Input.Password ?? "").Length < PasswordMinLength)
        {
            ModelState.Wrong("Input.Password", texts, "idp.password.short", PasswordMinLength);
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var account = new ProviderAccount
        {
            Name = Input.Name!.Trim(),
            IdentityNumber = number,
            Phone = Input.Phone?.Trim(),
            Email = Input.Email?.Trim(),
            Level = 1,
            VerifiedAt = clock.Now,
        };
        account.PasswordHash = new PasswordHasher<ProviderAccount>().HashPassword(
            account,
            Input.Password!
        );
        db.Add(account);
        await db.SaveChangesAsync();
        await ProviderSession.EnterAsync(HttpContext, account, withCode: false);
        return LocalRedirect(Url.IsLocalUrl(Back) ? Back! : ProviderLinks.Account);
    }
}
