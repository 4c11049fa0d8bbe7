using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Organisation.ServiceUnits.Rules;
using ThuocDo.Organisation.Staff;
using ThuocDo.Organisation.Staff.Pages;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Web;

namespace ThuocDo.Organisation.ServiceUnits.Pages;

/// <summary>One public service unit: life, place, autonomy by year, revenue, plans, staff and every act.</summary>
[Requires(Permissions.StaffView)]
public sealed class ServiceUnitPageModel(
    ActShelf shelf,
    StaffSheets sheets,
    ActWords words,
    ActDesk desk,
    ICurrentUser user,
    Texts texts
) : PageModel
{
    [BindProperty(Name = StaffLinks.DayField, SupportsGet = true)]
    public DateOnly? Day { get; set; }

    /// <summary>Names are asked for.</summary>
    [BindProperty(Name = StaffLinks.NamesField, SupportsGet = true)]
    public bool Named { get; set; }

    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public Guid Act { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public ServiceUnit Unit { get; private set; } = null!;
    public string BodyName { get; private set; } = "";
    public Unit Place { get; private set; } = null!;
    public DateOnly ShownDay { get; private set; }
    public bool Stands { get; private set; }
    public OrganisationAct? Autonomy { get; private set; }

    /// <summary>Own revenue and recurrent spending by year, the last first.</summary>
    public IReadOnlyList<OrganisationAct> Revenue { get; private set; } = [];
    public IReadOnlyList<OrganisationAct> Plans { get; private set; } = [];
    public StaffSheet Sheet { get; private set; } = null!;
    public ActsView Acts { get; private set; } = null!;
    public bool MayManage => user.Can(Permissions.StaffManage, Place.Id);
    public bool MayApprove => user.Can(Permissions.StaffApprove, Place.Id);
    public bool MayKeepMoney => user.Can(Permissions.FundingManage, Place.Id);

    public Task<IActionResult> OnGetAsync(Guid serviceunit, CancellationToken cancellation) =>
        ShowAsync(serviceunit, cancellation);

    public async Task<IActionResult> OnPostAsync(Guid serviceunit, CancellationToken cancellation)
    {
        var shown = await ShowAsync(serviceunit, cancellation);
        if (shown is not PageResult || string.IsNullOrEmpty(Key))
        {
            return shown is PageResult ? BadRequest() : shown;
        }

        var outcome = await desk.CounterAsync(Key, Act, Reason, cancellation);
        if (!outcome.Succeeded)
        {
            this.Refuse(outcome, texts);
            return shown;
        }

        this.Done("staff.countered");
        return Redirect(ServiceUnitLinks.Of(serviceunit));
    }

    private async Task<IActionResult> ShowAsync(Guid id, CancellationToken cancellation)
    {
        var body = BodyKey.OfServiceUnit(id);
        var book = await shelf.ReadAsync(
            [
                ActKind.Quota,
                ActKind.Appointed,
                ActKind.Departed,
                ActKind.Autonomy,
                ActKind.Revenue,
                ActKind.Planned,
            ],
            cancellation
        );
        if (book.Find(id) is not { } unit)
        {
            return NotFound();
        }

        ShownDay = Day ?? sheets.Today;
        Place =
            book.Fold.PlaceOn(id, ShownDay)
            ?? book.Fold.PlaceOn(id, sheets.Today)
            ?? book.Tree[unit.PlaceId];
        // By today's place, as the acts of later days stand on the page too.
        var holder = book.HolderOf(body, Place.Id, sheets.Today);
        if (!user.Can(Permissions.StaffView, holder))
        {
            return Forbid();
        }

        Unit = unit;
        BodyName = BodyNames.Of(body, book.Tree);
        Stands = book.Fold.StandsOn(id, ShownDay);
        Autonomy = book.Fold.AutonomyOn(id, ShownDay);
        var own = book
            .Fold.Acts.Where(a => a.ServiceUnitId == id && a.EffectiveOn <= ShownDay)
            .ToList();
        Revenue =
        [
            .. own.Where(a => a.Kind == ActKind.Revenue)
                .GroupBy(a => a.Year)
                .Select(g => g.Last())
                .OrderByDescending(a => a.Year),
        ];
        Plans = [.. own.Where(a => a.Kind == ActKind.Planned)];
        Sheet = await sheets.ReadAsync(book, body, Place, ShownDay, Named, cancellation);
        Acts = await words.OfBodyAsync(book, body, ServiceUnitLinks.Of(id), cancellation);
        return Page();
    }
}
