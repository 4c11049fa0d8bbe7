using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.OneStop.Counter.Queue;

/// <summary>The queue of an office as its officers work with it: call, serve, pass on, mark who did not come.</summary>
[Requires(Permissions.DossierReceive)]
public sealed class QueuePageModel(
    ThuocDoDb db,
    QueueDesk desk,
    CounterOffices offices,
    KioskPasses passes,
    ICurrentUser user,
    Clock clock,
    Texts texts
) : PageModel
{
    /// <summary>Kept on the officer's own machine: a window is a piece of furniture.</summary>
    private const string DeskCookie = "thuocdo.desk";

    [BindProperty(Name = OneStopLinks.Unit, SupportsGet = true)]
    public string? UnitKey { get; set; }

    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public string? Desk { get; set; }

    [BindProperty]
    public string? Group { get; set; }

    [BindProperty]
    public Guid Ticket { get; set; }

    [BindProperty]
    public Guid Seen { get; set; }

    [BindProperty]
    public TicketAct Act { get; set; }

    public IReadOnlyList<Unit> Offices { get; private set; } = [];
    public Unit? Office { get; private set; }
    public QueueTicket? InHand { get; private set; }
    public IReadOnlyList<QueueTicket> Waiting { get; private set; } = [];
    public IReadOnlyList<QueueTicket> Missing { get; private set; } = [];
    public IReadOnlyList<ServiceGroup> Groups { get; private set; } = [];
    public int Served { get; private set; }
    public int LongestMinutes { get; private set; }
    public int AverageMinutes { get; private set; }

    /// <summary>Dossiers already taken in from the ticket in hand.</summary>
    public int Taken { get; private set; }
    public string KioskLink => CounterLinks.KioskWith(passes.For(Office!.Id));
    public DateTime Now => clock.Now;

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        Renew();
    }

    /// <summary>Serves the next one.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        if (Office is null)
        {
            return Forbid();
        }

        var window = Desk?.Trim();
        if (string.IsNullOrEmpty(window) || window.Length > QueueTicket.DeskMaxLength)
        {
            ModelState.Wrong(nameof(Desk), texts, "queue.desk.missing", QueueTicket.DeskMaxLength);
            Renew();
            return Page();
        }

        Response.Cookies.Append(
            DeskCookie,
            window,
            new Microsoft.AspNetCore.Http.CookieOptions
            {
                HttpOnly = true,
                Secure = true,
                SameSite = Microsoft.AspNetCore.Http.SameSiteMode.Lax,
                MaxAge = TimeSpan.FromDays(365),
                Path = CounterLinks.Queue,
            }
        );
        var called = await desk.CallNextAsync(
            Key ?? "-",
            Office.Id,
            string.IsNullOrEmpty(Group) ? null : Group,
            window,
            cancellation
        );
        if (!called.Succeeded)
        {
            this.Refuse(called, texts);
            Renew();
            return Page();
        }

        if (called.Value!.Length == 0)
        {
            this.Tell("queue.none-waiting");
        }

        return Redirect(CounterLinks.QueueOf(Office.Key));
    }

    /// <summary>Something with one ticket.</summary>
    public async Task<IActionResult> OnPostTicketAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        if (Office is null)
        {
            return Forbid();
        }

        var outcome = await desk.ActAsync(
            Key ?? "-",
            Ticket,
            Seen,
            Act,
            string.IsNullOrEmpty(Group) ? null : Group,
            cancellation
        );
        if (outcome.Succeeded)
        {
            return Redirect(CounterLinks.QueueOf(Office.Key));
        }

        this.Refuse(outcome, texts);
        await LoadAsync(cancellation);
        Renew();
        return Page();
    }

    /// <summary>A number for somebody who cannot use the kiosk.</summary>
    public async Task<IActionResult> OnPostIssueAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        if (Office is null)
        {
            return Forbid();
        }

        var issued = await desk.IssueAsync(Key ?? "-", Office.Id, Group ?? "", cancellation);
        if (issued.Succeeded)
        {
            return Redirect(CounterLinks.TicketOf(issued.Value!));
        }

        this.Refuse(issued, texts);
        Renew();
        return Page();
    }

    private void Renew()
    {
        ModelState.Remove(nameof(Key));
        ModelState.Remove(nameof(Group));
        Key = Guid.CreateVersion7().ToString("N");
        Desk ??= InHand?.Desk ?? Request.Cookies[DeskCookie];
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        Offices = await offices.OfAsync(Permissions.DossierReceive, cancellation);
        Office = CounterOffices.Choose(Offices, UnitKey);
        if (Office is null)
        {
            return;
        }

        var (today, unit) = (clock.Today, Office.Id);
        Groups = ServiceGroup.Of(Office);
        var all = await db.Set<QueueTicket>()
            .AsNoTracking()
            .Where(t => t.UnitId == unit && t.Day == today)
            .ToListAsync(cancellation);
        InHand = all.FirstOrDefault(t => t.HeldBy is { } holder && holder == user.UserId);
        Waiting =
        [
            .. QueueOrder.Of(
                all.Where(t => t.State == TicketState.Waiting),
                clock.Now,
                CounterRules.On(today).BookingGrace
            ),
        ];
        Missing = [.. all.Where(t => t.State == TicketState.NoShow).OrderBy(t => t.EndedAt)];
        var called = all.Where(t => t.CalledAt is not null).ToList();
        Served = all.Count(t => t.State == TicketState.Served);
        (LongestMinutes, AverageMinutes) =
            called.Count == 0
                ? (0, 0)
                : (
                    called.Max(t => t.WaitedSeconds) / 60,
                    (int)(called.Average(t => t.WaitedSeconds) / 60)
                );
        Taken = InHand is null
            ? 0
            : await db.Set<TicketDossier>().CountAsync(t => t.TicketId == InHand.Id, cancellation);
    }
}
