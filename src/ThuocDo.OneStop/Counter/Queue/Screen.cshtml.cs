using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Counter.Queue;

/// <summary>The screen in the hall: which number goes to which window. It shows numbers alone and refreshes by itself.</summary>
[PublicPage]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ScreenModel(
    ThuocDoDb db,
    CounterOffices offices,
    UnitDirectory units,
    Clock clock
) : PageModel
{
    public const int Refresh = 5;

    /// <summary>As many as a screen shows large.</summary>
    private const int Shown = 8;

    [FromQuery(Name = OneStopLinks.Unit)]
    public string? UnitKey { get; set; }

    public Unit? Office { get; private set; }
    public IReadOnlyList<Unit> Offices { get; private set; } = [];
    public IReadOnlyList<QueueTicket> Called { get; private set; } = [];
    public IReadOnlyList<(ServiceGroup Group, int Waiting)> Groups { get; private set; } = [];
    public DateTime Now => clock.Now;

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Office = (await units.GetAsync(cancellation)).Find(UnitKey);
        if (Office is null)
        {
            Offices = await offices.AllAsync(cancellation);
            return;
        }

        var (today, unit) = (clock.Today, Office.Id);
        var open = await db.Set<QueueTicket>()
            .AsNoTracking()
            .Where(t =>
                t.UnitId == unit
                && t.Day == today
                && (t.State == TicketState.Called || t.State == TicketState.Waiting)
            )
            .ToListAsync(cancellation);
        Called =
        [
            .. open.Where(t => t.State == TicketState.Called)
                .OrderByDescending(t => t.CalledAt)
                .Take(Shown),
        ];
        Groups =
        [
            .. ServiceGroup
                .Of(Office)
                .Select(g =>
                    (g, open.Count(t => t.State == TicketState.Waiting && t.Group == g.Code))
                ),
        ];
    }
}
