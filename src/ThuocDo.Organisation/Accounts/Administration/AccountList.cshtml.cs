using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web.Elements;

namespace ThuocDo.Organisation.Accounts.Administration;

public sealed record AccountRow(Account Account, IReadOnlyList<(Role Role, Unit Unit)> Roles);

[Requires(Permissions.UsersManage)]
public sealed class AccountListModel(
    ThuocDoDb db,
    AccountAdministration administration,
    UnitDirectory directory,
    Clock clock
) : PageModel
{
    private const int PageSize = 50;

    [BindProperty(Name = UnitLinks.SearchParameter, SupportsGet = true)]
    public string? Search { get; set; }

    [BindProperty(Name = PagerTagHelper.Parameter, SupportsGet = true)]
    public int PageNumber { get; set; } = 1;

    public int Total { get; private set; }
    public int Pages => Math.Max(1, (Total + PageSize - 1) / PageSize);
    public IReadOnlyList<AccountRow> Rows { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var today = clock.Today;
        var tree = await directory.GetAsync(cancellation);
        var wanted = Folding.Fold(Search ?? "");
        var accounts = administration.Mine();
        if (wanted.Length > 0)
        {
            accounts = accounts.Where(a =>
                a.UserName!.Contains(wanted)
                || db.Set<People.Person>()
                    .Any(p => p.Id == a.PersonId && p.FoldedName.Contains(wanted))
            );
        }

        Total = await accounts.CountAsync(cancellation);
        PageNumber = Math.Clamp(PageNumber, 1, Pages);
        var page = await accounts
            .OrderBy(a => a.UserName)
            .Skip((PageNumber - 1) * PageSize)
            .Take(PageSize)
            .Select(a => new
            {
                Account = a,
                Roles = db.Set<RoleAssignment>()
                    .Where(r => r.AccountId == a.Id && (r.To == null || today < r.To))
                    .Select(r => new { r.Role, r.UnitId })
                    .ToList(),
            })
            .ToListAsync(cancellation);
        Rows =
        [
            .. page.Select(x => new AccountRow(
                x.Account,
                [.. x.Roles.Select(r => (r.Role, tree[r.UnitId]))]
            )),
        ];
    }
}
