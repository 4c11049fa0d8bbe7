using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Web;

namespace ThuocDo.Programmes.Plans;

/// <summary>One item of the plan in the form.</summary>
public sealed class TieInput
{
    public TieKind Kind { get; set; }
    public string Item { get; set; } = "";

    /// <summary>Empty: it serves nothing.</summary>
    public string? TiedTo { get; set; }

    /// <summary>The version of the tie that was shown.</summary>
    public Guid Seen { get; set; }
}

/// <summary>To what each item of an action plan is tied: proposed at adoption, corrected here.</summary>
[Requires(Permissions.ProgrammeManage)]
public sealed class TiesModel(ThuocDoDb db, PlanShelf shelf, PlanDesk desk, Texts texts) : PageModel
{
    /// <summary>A form holds a thousand rows at most, and nobody decides so many at once: each page is saved by itself.</summary>
    public const int PageSize = 100;

    private IReadOnlyList<PlanItem> items = [];
    private IReadOnlyDictionary<(TieKind, string), PlanItem> own =
        new Dictionary<(TieKind, string), PlanItem>();
    private IReadOnlyDictionary<(TieKind, string), PlanTie> ties =
        new Dictionary<(TieKind, string), PlanTie>();
    private IReadOnlyList<PlanItem> higher = [];

    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public List<TieInput> Rows { get; set; } = [];

    [BindProperty(SupportsGet = true, Name = "trang")]
    public int Number { get; set; } = 1;

    public int Pages => Math.Max(1, (own.Count + PageSize - 1) / PageSize);
    public int Total => own.Count;

    public Programme Plan { get; private set; } = null!;
    public Programme CarriesOut { get; private set; } = null!;

    public string LabelOf(TieInput row) => own[(row.Kind, row.Item)].Label;

    /// <summary>Whether a person has looked at it, and whether what it was tied to still stands.</summary>
    public string HintOf(TieInput row) =>
        ties.GetValueOrDefault((row.Kind, row.Item)) switch
        {
            { TiedTo: { } key } tie when !higher.Any(h => h.Kind == tie.Kind && h.Key == key) =>
                texts["plan.tie.gone", key],
            { IsDecided: true } => texts["plan.tie.decided"],
            { TiedTo: null } => texts["plan.tie.unlike"],
            null => texts["plan.tie.new"],
            _ => texts["plan.tie.proposed"],
        };

    public IEnumerable<SelectListItem> Choices(TieKind kind) =>
        higher
            .Where(h => h.Kind == kind)
            .Select(h => new SelectListItem(h.Label, h.Key))
            .Prepend(new SelectListItem(texts["plan.serves.nothing"], ""));

    public async Task<IActionResult> OnGetAsync(string plan, CancellationToken cancellation)
    {
        if (!await LoadAsync(plan, cancellation))
        {
            return NotFound();
        }

        Key = Guid.CreateVersion7().ToString("N");
        Rows =
        [
            .. items
                .Skip((Number - 1) * PageSize)
                .Take(PageSize)
                .Select(item =>
                {
                    var tie = ties.GetValueOrDefault((item.Kind, item.Key));
                    return new TieInput
                    {
                        Kind = item.Kind,
                        Item = item.Key,
                        TiedTo = tie?.TiedTo,
                        Seen = tie?.Version ?? Guid.Empty,
                    };
                }),
        ];
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string plan, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(Key) || !await LoadAsync(plan, cancellation))
        {
            return NotFound();
        }

        var outcome = await desk.TieAsync(
            new TieRequest(
                Key,
                Plan.Id,
                [
                    .. Rows.Select(r => new TieChoice(
                        r.Kind,
                        r.Item,
                        string.IsNullOrWhiteSpace(r.TiedTo) ? null : r.TiedTo,
                        r.Seen
                    )),
                ]
            ),
            cancellation
        );
        if (outcome.Succeeded)
        {
            this.Done("plan.tied");
            return Redirect(
                Number < Pages
                    ? PlanLinks.Ties(Plan.Key, Number + 1)
                    : PlanLinks.Plans(CarriesOut.Key)
            );
        }

        this.Refuse(outcome, texts);
        Rows = [.. Rows.Where(r => own.ContainsKey((r.Kind, r.Item)))];
        return Page();
    }

    private async Task<bool> LoadAsync(string key, CancellationToken cancellation)
    {
        if (
            await shelf.FindAsync(key, cancellation) is not { CarriesOutId: { } programme } plan
            || await shelf.FindAsync(programme, cancellation) is not { } found
        )
        {
            return false;
        }

        (Plan, CarriesOut) = (plan, found);
        items = await ItemsAsync(plan.Id, cancellation);
        own = items.ToDictionary(i => (i.Kind, i.Key));
        Number = Math.Clamp(Number, 1, Pages);
        higher = await ItemsAsync(programme, cancellation);
        ties = (
            await db.Set<PlanTie>()
                .AsNoTracking()
                .Where(t => t.PlanId == plan.Id)
                .ToListAsync(cancellation)
        ).ToDictionary(t => (t.Kind, t.Item));
        return true;
    }

    private async Task<IReadOnlyList<PlanItem>> ItemsAsync(
        Guid programme,
        CancellationToken cancellation
    ) => [.. PlanItem.Of((await ProgrammeItems.EverAsync(db, programme, cancellation)).In(null))];
}
