using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Counter;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Web;

namespace ThuocDo.OneStop.Post;

/// <param name="HasAddress">Without one nothing can be posted.</param>
public sealed record ReadyRow(Guid Id, string Code, string Name, bool HasAddress);

public sealed record ItemRow(Shipment Item, string Dossier);

/// <summary>The post of an office: results for today's bag, bags, and everything on its way.</summary>
[Requires(Permissions.DossierReturn)]
public sealed class PostPageModel(ThuocDoDb db, PostWork post, CounterOffices offices, Texts texts)
    : PageModel
{
    private const int Shown = 200;

    [BindProperty(Name = OneStopLinks.Unit, SupportsGet = true)]
    public string? UnitKey { get; set; }

    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public Guid[] Chosen { get; set; } = [];

    public IReadOnlyList<Unit> Offices { get; private set; } = [];
    public Unit? Office { get; private set; }
    public IReadOnlyList<ReadyRow> Ready { get; private set; } = [];
    public IReadOnlyList<PostBag> Bags { get; private set; } = [];
    public IReadOnlyList<ItemRow> UnderWay { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        Key = Guid.CreateVersion7().ToString("N");
        Chosen = [.. Ready.Where(r => r.HasAddress).Select(r => r.Id)];
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        if (Office is null)
        {
            return Forbid();
        }

        var packed = await post.PackAsync(Key ?? "-", Office.Id, Chosen, cancellation);
        if (packed.Succeeded)
        {
            this.Done("post.packed");
            return Redirect(PostLinks.Bag(packed.Value));
        }

        this.Refuse(packed, texts);
        await LoadAsync(cancellation);
        ModelState.Remove(nameof(Key));
        Key = Guid.CreateVersion7().ToString("N");
        return Page();
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        Offices = await offices.OfAsync(Permissions.DossierReturn, cancellation);
        Office = CounterOffices.Choose(Offices, UnitKey);
        if (Office is not { } office)
        {
            return;
        }

        Ready = await PostWork
            .ReadyOf(db, office.Id)
            .OrderBy(d => d.ClosedAt)
            .Take(Shown)
            .Join(
                db.Set<Applicant>(),
                d => d.Id,
                a => a.DossierId,
                (d, a) => new ReadyRow(d.Id, d.Code, a.Name, a.Address != null && a.Address != "")
            )
            .ToListAsync(cancellation);
        Bags = await db.Set<PostBag>()
            .AsNoTracking()
            .Where(b => b.UnitId == office.Id)
            .OrderByDescending(b => b.Day)
            .ThenByDescending(b => b.Number)
            .Take(10)
            .ToListAsync(cancellation);
        UnderWay = await db.Set<Shipment>()
            .AsNoTracking()
            .Where(s =>
                s.UnitId == office.Id
                && s.State != ShipmentState.Delivered
                && s.State != ShipmentState.Cancelled
            )
            .OrderBy(s => s.StateAt)
            .Take(Shown)
            .Join(db.Set<Dossier>(), s => s.DossierId, d => d.Id, (s, d) => new ItemRow(s, d.Code))
            .ToListAsync(cancellation);
    }
}
