using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;

namespace ThuocDo.Programmes.Resolution;

/// <summary>The versions of a programme, the newest first, with what each act changed.</summary>
[Requires(Permissions.CatalogueView)]
public sealed class VersionsModel(ThuocDoDb db) : PageModel
{
    public Programme Programme { get; private set; } = null!;
    public VersionHistory History { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string programme, CancellationToken cancellation)
    {
        var found = await db.Set<Programme>()
            .AsNoTracking()
            .FirstOrDefaultAsync(p => p.Key == programme, cancellation);
        if (found is null)
        {
            return NotFound();
        }

        Programme = found;
        History = await VersionHistory.ReadAsync(db, found.Id, cancellation);
        return Page();
    }
}
