using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Organisation.ServiceUnits;
using ThuocDo.Organisation.ServiceUnits.Rules;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Web;

namespace ThuocDo.Organisation.Staff.Pages;

/// <summary>Positions, people, quota and acts of an agency on a day. Names are masked until they are asked for, which is logged.</summary>
[Requires(Permissions.StaffView)]
public sealed class UnitStaffModel(
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

    public Unit Unit { get; private set; } = null!;
    public string BodyName => Unit.Key;
    public StaffSheet Sheet { get; private set; } = null!;
    public ActsView Acts { get; private set; } = null!;
    public IReadOnlyList<ServiceUnit> ServiceUnits { get; private set; } = [];
    public bool MayManage => user.Can(Permissions.StaffManage, Unit.Id);
    public bool MayApprove => user.Can(Permissions.StaffApprove, Unit.Id);

    public Task<IActionResult> OnGetAsync(string key, CancellationToken cancellation) =>
        ShowAsync(key, cancellation);

    public async Task<IActionResult> OnPostAsync(string key, CancellationToken cancellation)
    {
        var shown = await ShowAsync(key, cancellation);
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
        return Redirect(StaffLinks.Of(Unit));
    }

    private async Task<IActionResult> ShowAsync(string key, CancellationToken cancellation)
    {
        var book = await shelf.ReadAsync(
            [ActKind.Quota, ActKind.Appointed, ActKind.Departed],
            cancellation
        );
        if (book.Tree.Find(key) is not { } unit)
        {
            return NotFound();
        }

        if (!user.Can(Permissions.StaffView, unit.Id))
        {
            return Forbid();
        }

        Unit = unit;
        var day = Day ?? sheets.Today;
        day =
            day < unit.ValidFrom ? unit.ValidFrom
            : unit.ValidTo is { } end && day >= end ? end.AddDays(-1)
            : day;
        var body = BodyKey.OfUnit(unit.Id);
        Sheet = await sheets.ReadAsync(book, body, unit, day, Named, cancellation);
        Acts = await words.OfBodyAsync(book, body, StaffLinks.Of(unit), cancellation);
        ServiceUnits =
        [
            .. book.Units.Where(u =>
                book.Fold.StandsOn(u.Id, day)
                && book.Fold.PlaceOn(u.Id, day) is { } place
                && (place.Id == unit.Id || place.ParentId == unit.Id)
            ),
        ];
        return Page();
    }
}
