using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Dossiers.Reading;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Web;

namespace ThuocDo.OneStop.Post;

public sealed record BagRow(Shipment Item, string Dossier, string Name, string? Address);

/// <summary>What the pages of a bag have in common.</summary>
public abstract class BagPageBase(
    ThuocDoDb db,
    UnitDirectory units,
    DossierReader names,
    ICurrentUser user
) : PageModel
{
    [FromRoute(Name = "bag")]
    public Guid Id { get; set; }

    public PostBag Bag { get; private set; } = null!;
    public Unit Office { get; private set; } = null!;
    public IReadOnlyList<BagRow> Rows { get; private set; } = [];
    public string? HandedBy { get; private set; }

    protected async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        var bag = await db.Set<PostBag>()
            .AsNoTracking()
            .FirstOrDefaultAsync(b => b.Id == Id, cancellation);
        if (bag is null || !user.Can(Permissions.DossierReturn, bag.UnitId))
        {
            return false;
        }

        Bag = bag;
        Office = (await units.GetAsync(cancellation))[bag.UnitId];
        Rows = await db.Set<Shipment>()
            .AsNoTracking()
            .Where(s => s.BagId == bag.Id)
            .Join(db.Set<Dossier>(), s => s.DossierId, d => d.Id, (s, d) => new { s, d.Code })
            .Join(
                db.Set<Applicant>(),
                x => x.s.DossierId,
                a => a.DossierId,
                (x, a) => new BagRow(x.s, x.Code, a.Name, a.Address)
            )
            .ToListAsync(cancellation);
        Rows = [.. Rows.OrderBy(r => r.Item.Code, StringComparer.Ordinal)];
        HandedBy = bag.HandedBy is { } by
            ? (await names.NamesAsync([by], cancellation)).GetValueOrDefault(by)
            : null;
        return true;
    }
}

/// <summary>A bag: what is in it, and that the postman has taken it.</summary>
[Requires(Permissions.DossierReturn)]
public sealed class BagPageModel(
    ThuocDoDb db,
    UnitDirectory units,
    DossierReader names,
    PostWork post,
    ICurrentUser user,
    Texts texts
) : BagPageBase(db, units, names, user)
{
    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public Guid Seen { get; set; }

    [BindProperty]
    public string? Postman { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation))
        {
            return NotFound();
        }

        (Key, Seen) = (Guid.CreateVersion7().ToString("N"), Bag.Version);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation))
        {
            return NotFound();
        }

        var name = Postman?.Trim().Normalize();
        if (string.IsNullOrEmpty(name) || name.Length > PostBag.PostmanMaxLength)
        {
            ModelState.Wrong(nameof(Postman), texts, "post.postman.missing");
            return Page();
        }

        var outcome = await post.HandOverAsync(Key ?? "-", Id, Seen, name, cancellation);
        if (outcome.Succeeded)
        {
            this.Done("post.handed", Bag.Items);
            return Redirect(PostLinks.Bag(Id));
        }

        this.Refuse(outcome, texts);
        await LoadAsync(cancellation);
        ModelState.Remove(nameof(Key));
        ModelState.Remove(nameof(Seen));
        (Key, Seen) = (Guid.CreateVersion7().ToString("N"), Bag.Version);
        return Page();
    }
}

/// <summary>The sheet on which both sides sign for a bag (biên bản giao nhận; Decision 45/2016 Art 7.3).</summary>
[Requires(Permissions.DossierReturn)]
public sealed class BagSheetModel(
    ThuocDoDb db,
    UnitDirectory units,
    DossierReader names,
    ICurrentUser user
) : BagPageBase(db, units, names, user)
{
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) =>
        await LoadAsync(cancellation) ? Page() : NotFound();
}
