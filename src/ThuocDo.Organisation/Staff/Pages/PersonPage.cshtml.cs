using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.People;
using ThuocDo.Organisation.ServiceUnits;
using ThuocDo.Organisation.ServiceUnits.Rules;
using ThuocDo.Organisation.Staff.Rules;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Web;

namespace ThuocDo.Organisation.Staff.Pages;

/// <summary>
/// The file of a person: seats, postings, courses; for those who keep the staff also the name, evaluations and discipline, and every such
/// opening is logged.
/// </summary>
[Requires(Permissions.StaffView)]
public sealed class PersonPageModel(
    ThuocDoDb db,
    ActShelf shelf,
    StaffSheets sheets,
    StaffReadLog log,
    ActWords words,
    ActDesk desk,
    ICurrentUser user,
    Texts texts
) : PageModel
{
    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public Guid Act { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public Guid PersonId { get; private set; }
    public string Name { get; private set; } = "";
    public bool IsNamed { get; private set; }

    /// <summary>None: on no position today.</summary>
    public Seat? Seat { get; private set; }
    public string Body { get; private set; } = "";
    public string BodyName { get; private set; } = "";
    public ActsView Acts { get; private set; } = null!;

    public Task<IActionResult> OnGetAsync(Guid staffperson, CancellationToken cancellation) =>
        ShowAsync(staffperson, cancellation);

    public async Task<IActionResult> OnPostAsync(Guid staffperson, CancellationToken cancellation)
    {
        var shown = await ShowAsync(staffperson, cancellation);
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
        return Redirect(StaffLinks.Person(staffperson));
    }

    private async Task<IActionResult> ShowAsync(Guid id, CancellationToken cancellation)
    {
        var acts = await db.Set<OrganisationAct>()
            .AsNoTracking()
            .Where(a => a.PersonId == id)
            .ToListAsync(cancellation);
        if (acts.Count == 0)
        {
            return NotFound();
        }

        var book = await shelf.ReadAsync(null, id, cancellation);
        Seat = book.Staff.SeatOf(id, sheets.Today);
        var last = acts.OrderBy(a => a.Order).Last();
        var body = Seat?.Body ?? BodyKey.Of(last);
        var place = StaffSheets.PlaceOf(book, body, sheets.Today) ?? book.Tree[last.UnitId];
        if (!user.Can(Permissions.StaffView, place.Id))
        {
            return Forbid();
        }

        PersonId = id;
        IsNamed = sheets.MayName(place.Id);
        if (IsNamed)
        {
            await log.WriteAsync(body, place.Id, id, cancellation);
        }

        var name = await db.Set<Person>()
            .Where(p => p.Id == id)
            .Select(p => p.Name)
            .SingleAsync(cancellation);
        Name = IsNamed ? name : StaffMask.Of(name);
        Body = StaffSheets.NameOf(book, body, Texts.CurrentLanguage);
        BodyName = BodyNames.Of(body, book.Tree);
        Acts = words.View(book, acts, StaffLinks.Person(id), IsNamed);
        return Page();
    }
}
