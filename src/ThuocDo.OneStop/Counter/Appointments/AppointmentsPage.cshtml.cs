using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Counter.Queue;
using ThuocDo.Organisation.Citizens;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.OneStop.Counter.Appointments;

/// <param name="Ticket">Its number, once the person has come.</param>
public sealed record BookedRow(Appointment Booking, string Name, string? Ticket);

/// <summary>Who has booked at an office on a day; whoever comes gets a number here.</summary>
[Requires(Permissions.DossierReceive)]
public sealed class AppointmentsPageModel(
    ThuocDoDb db,
    QueueDesk desk,
    CounterOffices offices,
    ICurrentUser user,
    Clock clock,
    Texts texts
) : PageModel
{
    [BindProperty(Name = OneStopLinks.Unit, SupportsGet = true)]
    public string? UnitKey { get; set; }

    [BindProperty(Name = CounterLinks.Day, SupportsGet = true)]
    public DateOnly? Chosen { get; set; }

    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    public IReadOnlyList<Unit> Offices { get; private set; } = [];
    public Unit? Office { get; private set; }
    public DateOnly Day { get; private set; }
    public bool IsToday => Day == clock.Today;
    public IReadOnlyList<BookedRow> Rows { get; private set; } = [];
    public bool MayPlan => Office is { } o && user.Can(Permissions.CounterManage, o.Id);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        Key = Guid.CreateVersion7().ToString("N");
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        if (Office is null)
        {
            return Forbid();
        }

        var issued = await desk.ArriveAsync(Key ?? "-", Office.Id, Code, cancellation);
        if (issued.Succeeded)
        {
            return Redirect(CounterLinks.TicketOf(issued.Value!));
        }

        this.Refuse(issued, texts);
        ModelState.Remove(nameof(Key));
        Key = Guid.CreateVersion7().ToString("N");
        return Page();
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        Offices = await offices.OfAsync(Permissions.DossierReceive, cancellation);
        Office = CounterOffices.Choose(Offices, UnitKey);
        Day = Chosen ?? clock.Today;
        if (Office is not { } office)
        {
            return;
        }

        var day = Day;
        var found = await db.Set<Appointment>()
            .AsNoTracking()
            .Where(a =>
                a.UnitId == office.Id && a.Day == day && a.State != AppointmentState.Cancelled
            )
            .Join(
                db.Set<Citizen>(),
                a => a.CitizenId,
                c => c.Id,
                (a, c) => new { Booking = a, c.Name }
            )
            .OrderBy(r => r.Booking.Hour)
            .ThenBy(r => r.Booking.Place)
            .ToListAsync(cancellation);
        var tickets = await db.Set<QueueTicket>()
            .Where(t => t.UnitId == office.Id && t.Day == day && t.AppointmentId != null)
            .ToDictionaryAsync(t => t.AppointmentId!.Value, t => t.Label, cancellation);
        Rows =
        [
            .. found.Select(r => new BookedRow(
                r.Booking,
                r.Name,
                tickets.GetValueOrDefault(r.Booking.Id)
            )),
        ];
    }
}
