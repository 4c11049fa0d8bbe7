using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.Oversight.Inspections.Pages;

/// <summary>The plan of a year and its rounds.</summary>
[Requires(Permissions.InspectionView)]
public sealed class InspectionListModel(
    InspectionShelf shelf,
    InspectionDesk desk,
    ICurrentUser user,
    Clock clock,
    Texts texts
) : PageModel
{
    [FromQuery(Name = InspectionLinks.YearField)]
    public int? Asked { get; set; }

    [BindProperty]
    public string? Key { get; set; }

    /// <summary>Version of the plan on the page; empty: there was none.</summary>
    [BindProperty]
    public Guid? Seen { get; set; }

    [BindProperty]
    public string? Number { get; set; }

    [BindProperty]
    public DateOnly? IssuedOn { get; set; }

    [BindProperty]
    public int? Surprise { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    public int Year => Asked is >= 2010 and <= 2100 ? Asked.Value : clock.Today.Year;
    public InspectionPlan? Plan { get; private set; }
    public IReadOnlyList<InspectionLine> Lines { get; private set; } = [];
    public bool MayManage => user.Can(Permissions.InspectionManage);

    /// <summary>As T09 counts.</summary>
    public int Counted =>
        Lines.Count(l =>
            l.Inspection is { Kind: InspectionKind.Surprise, BegunOn: { } day } && day.Year == Year
        );

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        (Key, Seen) = (Guid.CreateVersion7().ToString("N"), Plan?.Version);
        (Number, IssuedOn, Surprise, Words) = (
            Plan?.Number,
            Plan?.IssuedOn,
            Plan?.Surprise ?? 3,
            Plan?.Words
        );
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!MayManage || string.IsNullOrEmpty(Key))
        {
            return NotFound();
        }

        var outcome = await desk.PlanAsync(
            Key,
            new NewPlan(
                Year,
                Number ?? "",
                IssuedOn ?? DateOnly.MaxValue,
                Surprise ?? -1,
                Words ?? "",
                Seen
            ),
            cancellation
        );
        if (!outcome.Succeeded)
        {
            this.Refuse(outcome, texts);
            await LoadAsync(cancellation);
            return Page();
        }

        this.Done("inspection.plan.saved");
        return Redirect(InspectionLinks.OfYear(Year));
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        Plan = await shelf.PlanAsync(Year, cancellation);
        Lines = await shelf.ListAsync(Year, cancellation);
    }
}

/// <summary>A round is planned.</summary>
[Requires(Permissions.InspectionManage)]
public sealed class InspectionNewModel(InspectionDesk desk, Clock clock, Texts texts) : PageModel
{
    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public InspectionKind Kind { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public DateOnly? PlannedOn { get; set; }

    public IReadOnlyList<SelectListItem> Kinds =>
        [
            .. Enum.GetValues<InspectionKind>()
                .Select(k => new SelectListItem(texts[InspectionText.Of(k)], k.ToString())),
        ];

    public void OnGet()
    {
        Key = Guid.CreateVersion7().ToString("N");
        PlannedOn = clock.Today;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(Key))
        {
            return NotFound();
        }

        if (PlannedOn is not { } day)
        {
            ModelState.Wrong(nameof(PlannedOn), texts, "inspection.refused.day");
            return Page();
        }

        var outcome = await desk.AddAsync(
            Key,
            new NewInspection(day.Year, Kind, Name ?? "", day),
            cancellation
        );
        if (!outcome.Succeeded)
        {
            this.Refuse(outcome, texts);
            return Page();
        }

        this.Done("inspection.added");
        return Redirect(InspectionLinks.Of(outcome.Value));
    }
}
