using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.OneStop.Counter.Queue;

/// <summary>A ticket as paper and on the holder's telephone: the number, and how many are before it.</summary>
[PublicPage]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class TicketPageModel(
    ThuocDoDb db,
    UnitDirectory units,
    SiteIdentity site,
    Clock clock
) : PageModel
{
    /// <summary>Seconds after which the telephone looks again, and the kiosk turns to the next person.</summary>
    private const int Refresh = 15;

    [FromQuery(Name = CounterLinks.Reference)]
    public string? Reference { get; set; }

    [FromQuery(Name = CounterLinks.Pass)]
    public string? Pass { get; set; }

    public QueueTicket? Ticket { get; private set; }
    public Unit? Office { get; private set; }
    public int Before { get; private set; }

    public string Address => site.AddressOf(Request, CounterLinks.TicketOf(Ticket!.Reference));

    /// <summary>None: there is nothing more to wait for.</summary>
    public string? Next =>
        Pass is not null ? $"{Refresh};url={CounterLinks.KioskWith(Pass)}"
        : Ticket is { EndedAt: null } ticket && ticket.Day == clock.Today ? $"{Refresh}"
        : null;

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Ticket = await db.Set<QueueTicket>()
            .AsNoTracking()
            .FirstOrDefaultAsync(t => t.Reference == Reference, cancellation);
        if (Ticket is not { } mine)
        {
            return;
        }

        Office = (await units.GetAsync(cancellation)).Find(mine.UnitId);
        if (mine.State == TicketState.Waiting && mine.Day == clock.Today)
        {
            var waiting = await db.Set<QueueTicket>()
                .AsNoTracking()
                .Where(t =>
                    t.UnitId == mine.UnitId
                    && t.Day == mine.Day
                    && t.State == TicketState.Waiting
                    && t.Group == mine.Group
                )
                .ToListAsync(cancellation);
            Before = QueueOrder
                .Of(waiting, clock.Now, CounterRules.On(mine.Day).BookingGrace)
                .TakeWhile(t => t.Id != mine.Id)
                .Count();
        }
    }
}
