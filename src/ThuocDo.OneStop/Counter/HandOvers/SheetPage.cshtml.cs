using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Dossiers.Reading;
using ThuocDo.OneStop.Procedures;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Web;

namespace ThuocDo.OneStop.Counter.HandOvers;

public sealed record SheetRow(HandOverLine Line, string Code, string Procedure);

/// <summary>What the pages of a sheet have in common.</summary>
public abstract class SheetPageBase(
    ThuocDoDb db,
    UnitDirectory units,
    CatalogueDirectory catalogues,
    DossierReader names,
    ICurrentUser user
) : PageModel
{
    [FromRoute(Name = "sheet")]
    public Guid Id { get; set; }

    public HandOverSheet Sheet { get; private set; } = null!;
    public Unit From { get; private set; } = null!;
    public Unit To { get; private set; } = null!;
    public IReadOnlyList<SheetRow> Rows { get; private set; } = [];
    private IReadOnlyDictionary<Guid, string> people = new Dictionary<Guid, string>();

    public string? NameOf(Guid? account) => account is { } id ? people.GetValueOrDefault(id) : null;

    protected async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        var sheet = await db.Set<HandOverSheet>()
            .AsNoTracking()
            .FirstOrDefaultAsync(s => s.Id == Id, cancellation);
        if (sheet is null || !HandOverDesk.MaySee(user, sheet))
        {
            return false;
        }

        var tree = await units.GetAsync(cancellation);
        var catalogue = await catalogues.GetAsync(cancellation);
        (Sheet, From, To) = (sheet, tree[sheet.FromUnitId], tree[sheet.ToUnitId]);
        var lines = await db.Set<HandOverLine>()
            .AsNoTracking()
            .Where(l => l.SheetId == sheet.Id)
            .Join(
                db.Set<Dossier>(),
                l => l.DossierId,
                d => d.Id,
                (l, d) =>
                    new
                    {
                        Line = l,
                        d.Code,
                        d.ProcedureId,
                    }
            )
            .ToListAsync(cancellation);
        Rows =
        [
            .. lines
                .OrderBy(l => l.Code, StringComparer.Ordinal)
                .Select(l => new SheetRow(
                    l.Line,
                    l.Code,
                    catalogue[l.ProcedureId].NameIn(Texts.CurrentLanguage)
                )),
        ];
        people = await names.NamesAsync([sheet.GivenBy, sheet.TakenBy], cancellation);
        return true;
    }
}

/// <summary>A sheet: what is on it, and the signature of the other side.</summary>
[Requires(Permissions.DossierView)]
public sealed class SheetPageModel(
    ThuocDoDb db,
    UnitDirectory units,
    CatalogueDirectory catalogues,
    DossierReader names,
    HandOverDesk desk,
    ICurrentUser user,
    Texts texts
) : SheetPageBase(db, units, catalogues, names, user)
{
    private readonly ICurrentUser visitor = user;

    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public Guid Seen { get; set; }

    /// <summary>Dossiers that are taken.</summary>
    [BindProperty]
    public Guid[] Taken { get; set; } = [];

    /// <summary>Reasons by dossier, for what is not taken.</summary>
    [BindProperty]
    public Dictionary<string, string?> Reasons { get; set; } = [];

    public bool CanTake =>
        Sheet.TakenAt is null
        && HandOverDesk.MayTake(visitor, Sheet)
        && visitor.UserId != Sheet.GivenBy;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation))
        {
            return NotFound();
        }

        (Key, Seen) = (Guid.CreateVersion7().ToString("N"), Sheet.Version);
        Taken = [.. Rows.Select(r => r.Line.DossierId)];
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation))
        {
            return NotFound();
        }

        var outcome = await desk.TakeAsync(
            Key ?? "-",
            Id,
            Seen,
            Rows.Where(r => !Taken.Contains(r.Line.DossierId))
                .ToDictionary(
                    r => r.Line.DossierId,
                    r => Reasons.GetValueOrDefault(r.Line.DossierId.ToString("N"))?.Trim() ?? ""
                ),
            cancellation
        );
        if (outcome.Succeeded)
        {
            this.Done("hand-over.taken", Taken.Length);
            return Redirect(CounterLinks.HandOver(Id));
        }

        if (outcome.Key == HandOverDesk.NotAllowed)
        {
            return Forbid();
        }

        this.Refuse(outcome, texts);
        await LoadAsync(cancellation);
        ModelState.Remove(nameof(Key));
        ModelState.Remove(nameof(Seen));
        (Key, Seen) = (Guid.CreateVersion7().ToString("N"), Sheet.Version);
        return Page();
    }
}

/// <summary>The sheet on paper.</summary>
[Requires(Permissions.DossierView)]
public sealed class SheetPaperModel(
    ThuocDoDb db,
    UnitDirectory units,
    CatalogueDirectory catalogues,
    DossierReader names,
    ICurrentUser user
) : SheetPageBase(db, units, catalogues, names, user)
{
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) =>
        await LoadAsync(cancellation) ? Page() : NotFound();
}
