using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.Organisation.Accounts.Administration;

public sealed class AssignInput
{
    public Role? Role { get; set; }
    public string? Unit { get; set; }
    public DateOnly? From { get; set; }
}

/// <summary>One account as its administrator sees it; each button is one action with its own event.</summary>
[Requires(Permissions.UsersManage)]
public sealed class AccountPageModel(
    ThuocDoDb db,
    AccountAdministration administration,
    OneTimePasswords passwords,
    UnitDirectory directory,
    ICurrentUser user,
    Clock clock,
    Texts texts
) : PageModel
{
    private const int EventsShown = 30;

    [BindProperty(SupportsGet = true)]
    public string UserName { get; set; } = "";

    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    [BindProperty]
    public AssignInput Input { get; set; } = new();

    public Account Account { get; private set; } = null!;
    public IReadOnlyList<(RoleAssignment Assignment, Unit Unit)> Roles { get; private set; } = [];
    public IReadOnlyList<HistoryEvent> Events { get; private set; } = [];
    public IReadOnlyList<SelectListItem> RoleChoices { get; private set; } = [];
    public IReadOnlyList<SelectListItem> UnitChoices { get; private set; } = [];

    /// <summary>Shown once, after it was made.</summary>
    public string? OneTimePassword { get; private set; }

    public DateOnly Today => clock.Today;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        OneTimePassword = this.Taken();
        Input.From = clock.Today;
        return await ShowAsync(cancellation);
    }

    public Task<IActionResult> OnPostLockAsync(CancellationToken cancellation) =>
        DoAsync(key => administration.LockAsync(key, UserName, cancellation), cancellation);

    public Task<IActionResult> OnPostUnlockAsync(CancellationToken cancellation) =>
        DoAsync(key => administration.UnlockAsync(key, UserName, cancellation), cancellation);

    public Task<IActionResult> OnPostResetSecondFactorAsync(CancellationToken cancellation) =>
        DoAsync(
            key => administration.ResetSecondFactorAsync(key, UserName, cancellation),
            cancellation
        );

    public Task<IActionResult> OnPostResetPasswordAsync(CancellationToken cancellation) =>
        DoAsync(
            async key =>
            {
                if (passwords.Open(Password) is not { } password)
                {
                    return Outcome.Refused("admin.expired");
                }

                var outcome = await administration.ResetPasswordAsync(
                    key,
                    UserName,
                    password,
                    cancellation
                );
                if (outcome.Succeeded)
                {
                    this.HandOut(password);
                }

                return outcome;
            },
            cancellation
        );

    public Task<IActionResult> OnPostAssignAsync(CancellationToken cancellation) =>
        DoAsync(
            async key =>
                Input is { Role: { } role, Unit: { } unit, From: { } from }
                    ? await administration.AssignAsync(
                        key,
                        UserName,
                        role,
                        unit,
                        from,
                        cancellation
                    )
                    : Outcome.Refused("admin.error.assign_incomplete"),
            cancellation
        );

    public Task<IActionResult> OnPostEndRoleAsync(
        Guid assignment,
        CancellationToken cancellation
    ) =>
        DoAsync(
            key => administration.EndRoleAsync(key, UserName, assignment, cancellation),
            cancellation
        );

    private async Task<IActionResult> DoAsync(
        Func<string, Task<Outcome>> action,
        CancellationToken cancellation
    )
    {
        if (!await administration.Mine().AnyAsync(a => a.UserName == UserName, cancellation))
        {
            return NotFound();
        }

        var outcome = string.IsNullOrEmpty(Key)
            ? Outcome.Refused("admin.expired")
            : await action(Key);
        if (!outcome.Succeeded)
        {
            this.Refuse(outcome, texts);
            return await ShowAsync(cancellation);
        }

        this.Done("admin.done");
        return LocalRedirect(AccountLinks.Of(UserName));
    }

    private async Task<IActionResult> ShowAsync(CancellationToken cancellation)
    {
        var account = await administration
            .Mine()
            .FirstOrDefaultAsync(a => a.UserName == UserName, cancellation);
        if (account is null)
        {
            return NotFound();
        }

        Account = account;
        Key = Guid.CreateVersion7().ToString("N");
        Password = passwords.NewSealed();
        var tree = await directory.GetAsync(cancellation);
        var roles = await db.Set<RoleAssignment>()
            .AsNoTracking()
            .Where(r => r.AccountId == account.Id)
            .OrderByDescending(r => r.From)
            .ToListAsync(cancellation);
        Roles = [.. roles.Select(r => (r, tree[r.UnitId]))];
        Events = await db.Set<HistoryEvent>()
            .AsNoTracking()
            .Where(e => e.Chain == AccountHistory.Chain && e.SubjectId == account.Id)
            .OrderByDescending(e => e.Sequence)
            .Take(EventsShown)
            .ToListAsync(cancellation);
        var language = Texts.CurrentLanguage;
        RoleChoices =
        [
            .. Enum.GetValues<Role>()
                .Select(r => new SelectListItem(texts[r.NameKey()], r.ToString())),
        ];
        var units = user.UnitsFor(Permissions.UsersManage);
        UnitChoices =
        [
            .. tree
                .All.Where(u => u.IsValidOn(Today) && (units is null || units.Contains(u.Id)))
                .OrderBy(u => u.Level)
                .ThenBy(u => Folding.Fold(u.NameIn(language)), StringComparer.Ordinal)
                .Select(u => new SelectListItem(u.NameIn(language), u.Key)),
        ];
        return Page();
    }
}
