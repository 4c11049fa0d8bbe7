using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ThuocDo.IdentityProvider.Protocol;
using ThuocDo.IdentityProvider.Store;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;

namespace ThuocDo.IdentityProvider.Pages;

/// <summary>What a person does at the provider: reach level 2, open a business account, name delegates.</summary>
public sealed class AccountModel(ProviderDb db, Clock clock, Texts texts) : PageModel
{
    private List<(Guid BusinessId, string Name)> delegates = [];

    public ProviderAccount Account { get; private set; } = null!;
    public IReadOnlyList<ProviderBusiness> Businesses { get; private set; } = [];

    public IEnumerable<string> DelegatesOf(Guid business) =>
        delegates.Where(d => d.BusinessId == business).Select(d => d.Name).DefaultIfEmpty("–");

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    public Task<IActionResult> OnPostConfirmAsync() =>
        ActAsync(account =>
        {
            account.Level = 2;
            account.VerifiedAt = clock.Now;
            return Task.FromResult<string?>(null);
        });

    public Task<IActionResult> OnPostBusinessAsync(string? name, string? number) =>
        ActAsync(async account =>
        {
            if (
                account.Level < 2
                || string.IsNullOrWhiteSpace(name)
                || string.IsNullOrWhiteSpace(number)
            )
            {
                return "idp.business.incomplete";
            }

            if (await db.Businesses.AnyAsync(b => b.RegistrationNumber == number.Trim()))
            {
                return "idp.number.taken";
            }

            db.Add(
                new ProviderBusiness
                {
                    Name = name.Trim(),
                    RegistrationNumber = number.Trim(),
                    OwnerId = account.Id,
                    VerifiedAt = clock.Now,
                }
            );
            return null;
        });

    public Task<IActionResult> OnPostDelegateAsync(
        Guid business,
        string? number,
        DateOnly? until
    ) =>
        ActAsync(async account =>
        {
            if (!await db.Businesses.AnyAsync(b => b.Id == business && b.OwnerId == account.Id))
            {
                return "idp.delegate.unknown";
            }

            var person = await db.Accounts.FirstOrDefaultAsync(a => a.IdentityNumber == number);
            if (person is null || until is null || until < clock.Today)
            {
                return "idp.delegate.unknown";
            }

            db.Add(
                new ProviderDelegate
                {
                    BusinessId = business,
                    AccountId = person.Id,
                    Until = until.Value,
                }
            );
            return null;
        });

    public async Task<IActionResult> OnPostSignOutAsync()
    {
        await HttpContext.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return LocalRedirect(ProviderLinks.Home);
    }

    private async Task<IActionResult> ActAsync(Func<ProviderAccount, Task<string?>> act)
    {
        var account = await db.Accounts.FirstOrDefaultAsync(a => a.Id == User.AccountId());
        if (account is null)
        {
            return Challenge();
        }

        if (await act(account) is { } refused)
        {
            ModelState.AddModelError("", texts[refused]);
            return await ShowAsync();
        }

        await db.SaveChangesAsync();
        return LocalRedirect(ProviderLinks.Account);
    }

    private async Task<IActionResult> ShowAsync()
    {
        var account = await db.Accounts.FirstOrDefaultAsync(a => a.Id == User.AccountId());
        if (account is null)
        {
            return Challenge();
        }

        Account = account;
        Businesses = await db.BusinessesOfAsync(account.Id, clock.Today);
        delegates =
        [
            .. (
                await db
                    .Delegates.Join(
                        db.Accounts,
                        d => d.AccountId,
                        a => a.Id,
                        (d, a) => new { d.BusinessId, a.Name }
                    )
                    .ToListAsync()
            ).Select(d => (d.BusinessId, d.Name)),
        ];
        return Page();
    }
}
