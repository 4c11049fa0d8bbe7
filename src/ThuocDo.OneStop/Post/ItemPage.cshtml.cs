using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Dossiers.Reading;
using ThuocDo.OneStop.Filing;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Web;

namespace ThuocDo.OneStop.Post;

public sealed record ItemStep(DateTime At, string Type, string? Note, Guid? ActorId);

/// <summary>The way of an item as its chain tells it.</summary>
public static class ItemSteps
{
    public static async Task<ILookup<Guid, ItemStep>> OfAsync(
        ThuocDoDb db,
        IReadOnlyCollection<Guid> items,
        CancellationToken cancellation
    ) =>
        (
            await db.Set<HistoryEvent>()
                .AsNoTracking()
                .Where(e => items.Contains(e.SubjectId) && e.Chain == Shipment.Chain)
                .OrderBy(e => e.Sequence)
                .ToListAsync(cancellation)
        ).ToLookup(
            e => e.SubjectId,
            e => new ItemStep(
                e.At,
                e.Type,
                EventPayload.Read(e.Payload).Particulars.GetValueOrDefault("note"),
                e.ActorId
            )
        );
}

/// <summary>One item of the post, with what officers may say of it.</summary>
[Requires(Permissions.DossierReturn)]
public sealed class ItemPageModel(
    ThuocDoDb db,
    PostWork post,
    DossierReader names,
    ICurrentUser user,
    Texts texts
) : PageModel
{
    [FromRoute(Name = "shipment")]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public Guid Seen { get; set; }

    [BindProperty]
    public ShipmentState? State { get; set; }

    [BindProperty]
    public string? Cost { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    public Shipment Item { get; private set; } = null!;
    public string Dossier { get; private set; } = "";
    public IReadOnlyList<ItemStep> Steps { get; private set; } = [];
    public IReadOnlyDictionary<Guid, string> Names { get; private set; } =
        new Dictionary<Guid, string>();

    public IReadOnlyList<SelectListItem> Choices =>
        [
            .. Enum.GetValues<ShipmentState>()
                .Where(s => s != ShipmentState.Accepted && ShipmentMoves.Allows(Item.State, s))
                .Select(s => new SelectListItem(texts[PostTexts.Of(s)], s.ToString())),
        ];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation))
        {
            return NotFound();
        }

        (Key, Seen) = (Guid.CreateVersion7().ToString("N"), Item.Version);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation))
        {
            return NotFound();
        }

        decimal? cost = null;
        if (!string.IsNullOrWhiteSpace(Cost))
        {
            if (
                decimal.TryParse(
                    Cost.Replace(".", "", StringComparison.Ordinal).Trim(),
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out var amount
                )
            )
            {
                cost = amount;
            }
            else
            {
                ModelState.Wrong(nameof(Cost), texts, "post.refused.cost");
            }
        }

        if (State is null)
        {
            ModelState.Wrong(nameof(State), texts, "post.state.missing");
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var outcome = await post.SayAsync(
            Key ?? "-",
            Id,
            Seen,
            State!.Value,
            cost,
            Note?.Trim(),
            cancellation
        );
        if (outcome.Succeeded)
        {
            this.Done("post.said", Item.Code);
            return Redirect(PostLinks.Item(Id));
        }

        this.Refuse(outcome, texts);
        await LoadAsync(cancellation);
        ModelState.Remove(nameof(Key));
        ModelState.Remove(nameof(Seen));
        (Key, Seen) = (Guid.CreateVersion7().ToString("N"), Item.Version);
        return Page();
    }

    private async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        var item = await db.Set<Shipment>()
            .AsNoTracking()
            .FirstOrDefaultAsync(s => s.Id == Id, cancellation);
        if (item is null || !user.Can(Permissions.DossierReturn, item.UnitId))
        {
            return false;
        }

        Item = item;
        Dossier = await db.Set<Dossier>()
            .Where(d => d.Id == item.DossierId)
            .Select(d => d.Code)
            .FirstAsync(cancellation);
        Steps = [.. (await ItemSteps.OfAsync(db, [item.Id], cancellation))[item.Id]];
        Names = await names.NamesAsync(Steps.Select(s => s.ActorId), cancellation);
        return true;
    }
}

/// <summary>An applicant follows the post of an own dossier, and asks it to fetch papers.</summary>
[CitizenPage]
public sealed class MyPostModel(ThuocDoDb db, PostWork post, HolderActs holder, Texts texts)
    : PageModel
{
    [FromRoute]
    public string Code { get; set; } = "";

    [BindProperty]
    public string? Key { get; set; }

    public Dossier Mine { get; private set; } = null!;
    public IReadOnlyList<Shipment> Items { get; private set; } = [];
    public ILookup<Guid, ItemStep> Steps { get; private set; } = null!;
    public IReadOnlyDictionary<string, string> Payments { get; private set; } =
        new Dictionary<string, string>();

    public bool CanOrder =>
        Mine.PostEligible
        && PostWork.TakesPapers(Mine)
        && !Items.Any(i => i.Direction == ShipmentDirection.ToOffice && i.IsOpen);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        Key = Guid.CreateVersion7().ToString("N");
        return await LoadAsync(cancellation) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation))
        {
            return NotFound();
        }

        var outcome = await post.OrderToOfficeAsync(Key ?? "-", Code, cancellation);
        if (outcome.Succeeded)
        {
            this.Done("post.my.ordered");
            return Redirect(PostLinks.OfMyDossier(Mine.Code));
        }

        this.Refuse(outcome, texts);
        ModelState.Remove(nameof(Key));
        Key = Guid.CreateVersion7().ToString("N");
        return Page();
    }

    private async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        var normal = DossierCode.Normal(Code);
        var dossier = await holder
            .Own()
            .AsNoTracking()
            .FirstOrDefaultAsync(d => d.Code == normal, cancellation);
        if (dossier is null)
        {
            return false;
        }

        Mine = dossier;
        Items = await db.Set<Shipment>()
            .AsNoTracking()
            .Where(s => s.DossierId == dossier.Id)
            .OrderByDescending(s => s.OrderedAt)
            .ToListAsync(cancellation);
        Steps = await ItemSteps.OfAsync(db, [.. Items.Select(i => i.Id)], cancellation);
        var numbers = Items.Select(i => i.Bill).OfType<string>().ToList();
        Payments = await db.Set<OneStop.Payments.Bills.Bill>()
            .Where(b => numbers.Contains(b.Number))
            .ToDictionaryAsync(b => b.Number, b => b.Reference, cancellation);
        return true;
    }
}
