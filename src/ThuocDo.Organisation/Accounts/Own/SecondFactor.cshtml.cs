using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Web;

namespace ThuocDo.Organisation.Accounts.Own;

public sealed class SecondFactorInput
{
    public string? Code { get; set; }
}

/// <summary>Enrols an authenticator application, or says that one is enrolled.</summary>
[Requires(Permissions.OwnAccount)]
[OpenBeforeFirstThing]
public sealed class SecondFactorModel(
    ThuocDoDb db,
    OwnAccountChanges changes,
    EnrolmentSecrets secrets,
    SignInManager<Account> signIn,
    CurrentUser user,
    Texts texts
) : PageModel
{
    private const string CodesSlot = "recovery-codes";

    [BindProperty]
    public string? Key { get; set; }

    /// <summary>Secret and recovery codes, sealed, from one showing of the form to the next.</summary>
    [BindProperty]
    public string? Enrolment { get; set; }

    [BindProperty]
    public SecondFactorInput Input { get; set; } = new();

    public bool IsEnrolled { get; private set; }

    public bool IsFirstThing => user.FirstThing == FirstThing.EnrolSecondFactor;

    public string Secret { get; private set; } = "";

    public string Address { get; private set; } = "";

    /// <summary>Shown once, after the enrolment.</summary>
    public IReadOnlyList<string> RecoveryCodes { get; private set; } = [];

    /// <summary>In groups of four, as it is easier to type.</summary>
    public string SecretInGroups => string.Join(' ', Secret.Chunk(4).Select(c => new string(c)));

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        RecoveryCodes = TempData[CodesSlot] is string codes ? codes.Split(' ') : [];
        await ShowAsync(Accounts.Enrolment.New(), cancellation);
        Key = Guid.CreateVersion7().ToString("N");
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (secrets.Open(user.UserId!.Value, Enrolment) is not { } enrolment || Key is null)
        {
            this.Tell("account.second_factor.expired");
            return LocalRedirect(AccountLinks.SecondFactor);
        }

        if (string.IsNullOrWhiteSpace(Input.Code))
        {
            ModelState.Wrong("Input.Code", texts, "signin.code.missing");
        }
        else
        {
            var outcome = await changes.EnrolAsync(Key, enrolment, Input.Code, cancellation);
            if (outcome.Succeeded)
            {
                await signIn.RenewSessionAsync(user);
                TempData[CodesSlot] = string.Join(' ', enrolment.RecoveryCodes);
                return LocalRedirect(AccountLinks.SecondFactor);
            }

            ModelState.Wrong("Input.Code", texts, outcome.Key!, [.. outcome.Arguments]);
        }

        await ShowAsync(enrolment, cancellation);
        return Page();
    }

    private async Task ShowAsync(Enrolment enrolment, CancellationToken cancellation)
    {
        var account = await db.Set<Account>()
            .AsNoTracking()
            .FirstAsync(a => a.Id == user.UserId, cancellation);
        IsEnrolled = account.TwoFactorEnabled;
        Secret = enrolment.Secret;
        Address = Totp.Address(texts["layout.product"], account.UserName!, Secret);
        Enrolment = secrets.Seal(account.Id, enrolment);
    }
}
