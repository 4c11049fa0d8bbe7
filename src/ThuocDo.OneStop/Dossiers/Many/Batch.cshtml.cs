using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Procedures;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;

namespace ThuocDo.OneStop.Dossiers.Many;

public sealed record ShownLine(
    int Line,
    string? Name,
    string? Code,
    DateTime? Promised,
    string? Error
);

/// <summary>The result for each line of a group or list; printed, it is the one receipt of the group.</summary>
[Requires(Permissions.DossierReceive)]
public sealed class BatchModel(
    ThuocDoDb db,
    CatalogueDirectory catalogues,
    UnitDirectory units,
    ICurrentUser user
) : PageModel
{
    public IntakeBatch Found { get; private set; } = null!;

    public string Unit { get; private set; } = "";

    public string Procedure { get; private set; } = "";

    public IReadOnlyList<ShownLine> Lines { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid batch, CancellationToken cancellation)
    {
        if (
            await db.Set<IntakeBatch>()
                .AsNoTracking()
                .FirstOrDefaultAsync(b => b.Id == batch, cancellation)
                is not { } found
            || !user.Can(Permissions.DossierReceive, found.UnitId)
        )
        {
            return NotFound();
        }

        var language = Texts.CurrentLanguage;
        Found = found;
        Unit = (await units.GetAsync(cancellation))[found.UnitId].NameIn(language);
        Procedure = (await catalogues.GetAsync(cancellation))[found.ProcedureId].NameIn(language);
        Lines =
        [
            .. await db.Set<IntakeBatchLine>()
                .AsNoTracking()
                .Where(l => l.BatchId == batch)
                .OrderBy(l => l.Line)
                .Select(l => new ShownLine(
                    l.Line,
                    db.Set<Applicant>()
                        .Where(a => a.DossierId == l.DossierId)
                        .Select(a => a.Name)
                        .FirstOrDefault(),
                    db.Set<Dossier>()
                        .Where(d => d.Id == l.DossierId)
                        .Select(d => d.Code)
                        .FirstOrDefault(),
                    db.Set<Dossier>()
                        .Where(d => d.Id == l.DossierId)
                        .Select(d => (DateTime?)d.FirstPromisedAt)
                        .FirstOrDefault(),
                    l.Error
                ))
                .ToListAsync(cancellation),
        ];
        return Page();
    }
}
