using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ThuocDo.IdentityProvider.Store;

namespace ThuocDo.IdentityProvider.Pages;

public sealed class IndexModel(ProviderDb db) : PageModel
{
    public IReadOnlyList<ProviderAccount> Accounts { get; private set; } = [];

    public async Task OnGetAsync() =>
        Accounts = await db
            .Accounts.OrderBy(a => a.StaffUserName != null)
            .ThenBy(a => a.Name)
            .ToListAsync();
}
