using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Procedures;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Web;

namespace ThuocDo.OneStop.Dossiers.Many;

/// <summary>A dossier that can be ticked.</summary>
public sealed record WaitingRow(
    Guid Id,
    string Code,
    Guid Seen,
    string Procedure,
    string? Applicant,
    DateTime? DueAt
);

/// <summary>What is ticked; the rest of the row is what the officer saw.</summary>
public sealed class ManyChoice
{
    public Guid Id { get; set; }
    public string? Code { get; set; }
    public Guid Seen { get; set; }
    public bool Chosen { get; set; }
    public string? Number { get; set; }
}

/// <summary>One act on many dossiers, with an answer for each.</summary>
[Requires(Permissions.DossierView)]
public sealed class ActOnManyModel(
    ThuocDoDb db,
    ActOnMany many,
    CatalogueDirectory catalogues,
    ICurrentUser user,
    Texts texts
) : PageModel
{
    [BindProperty(Name = OneStopLinks.ActSlug, SupportsGet = true)]
    public string? Slug { get; set; }

    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public List<ManyChoice> Rows { get; set; } = [];

    /// <summary>All of the list, without ticking each.</summary>
    [BindProperty]
    public bool All { get; set; }

    /// <summary>Papers were looked at, as for a single return.</summary>
    [BindProperty]
    public bool Checked { get; set; }

    public IReadOnlyList<DossierAction> Acts { get; private set; } = [];
    public DossierAction? Act { get; private set; }
    public IReadOnlyList<WaitingRow> Shown { get; private set; } = [];
    public bool More { get; private set; }
    public IReadOnlyList<ManyResult> Results { get; private set; } = [];

    public bool AsksForNumber => Act?.Kind == DossierActionKind.Finish;
    public bool AsksForCheck => Act?.Kind == DossierActionKind.Return;

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Choose();
        await LoadAsync(cancellation);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        Choose();
        if (Act is null)
        {
            return Forbid();
        }

        var chosen = Rows.Where(r => All || r.Chosen)
            .DistinctBy(r => r.Id)
            .Select(r => new ChosenDossier(r.Id, r.Code ?? "", r.Seen, Number(r)))
            .ToList();
        if (chosen.Count is 0 or > ActOnMany.Most)
        {
            ModelState.Wrong(nameof(All), texts, "many.act.none", ActOnMany.Most);
        }

        if (AsksForCheck && !Checked)
        {
            ModelState.Wrong(nameof(Checked), texts, "act.return.checked.missing");
        }

        var tooLong = Rows.FindIndex(r => Number(r)?.Length > Dossier.ResultNumberMaxLength);
        if (tooLong >= 0)
        {
            ModelState.Wrong(
                $"Rows[{tooLong}].Number",
                texts,
                "many.act.number.long",
                Dossier.ResultNumberMaxLength
            );
        }

        if (ModelState.IsValid)
        {
            Results = await many.RunAsync(Key ?? "-", Act.Kind, chosen, cancellation);
            ModelState.Clear();
            (Rows, All, Checked) = ([], false, false);
            db.ChangeTracker.Clear();
        }

        await LoadAsync(cancellation);
        return Page();
    }

    private static string? Number(ManyChoice row) =>
        string.IsNullOrWhiteSpace(row.Number) ? null : row.Number.Trim();

    private void Choose()
    {
        Acts =
        [
            .. ActOnMany
                .Kinds.Select(DossierActions.Of)
                .Where(a => ActOnMany.Permissions(a.Kind).Any(p => user.Can(p))),
        ];
        Act = Acts.FirstOrDefault(a => a.Slug == Slug) ?? (Acts.Count > 0 ? Acts[0] : null);
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        if (Results.Count > 0 || string.IsNullOrEmpty(Key))
        {
            ModelState.Remove(nameof(Key));
            Key = Guid.CreateVersion7().ToString("N");
        }

        if (Act is null)
        {
            return;
        }

        var (dossiers, more) = await many.OpenAsync(Act.Kind, cancellation);
        var ids = dossiers.Select(d => d.Dossier.Id).ToList();
        var names = await db.Set<Applicant>()
            .AsNoTracking()
            .Where(a => ids.Contains(a.DossierId))
            .ToDictionaryAsync(a => a.DossierId, a => a.Name, cancellation);
        var catalogue = await catalogues.GetAsync(cancellation);
        More = more;
        Shown =
        [
            .. dossiers.Select(w => new WaitingRow(
                w.Dossier.Id,
                w.Dossier.Code,
                w.Dossier.Version,
                catalogue[w.Dossier.ProcedureId].NameIn(Texts.CurrentLanguage),
                names.GetValueOrDefault(w.Dossier.Id) is not { } name ? null
                    : DossierScope.ShowsParticulars(
                        user,
                        w.Dossier.UnitId,
                        w.Dossier.ReceivingUnitId
                    )
                        ? name
                    : Particulars.Initials(name),
                w.Dossier.DueAt
            )),
        ];
    }
}
