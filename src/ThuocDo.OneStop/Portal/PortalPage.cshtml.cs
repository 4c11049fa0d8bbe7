using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Outbox;

namespace ThuocDo.OneStop.Portal;

public static class PortalLinks
{
    public const string Page = "/quan-tri/cong-quoc-gia";
}

/// <summary>The exchange with the national portal day by day: how many agree, and which do not.</summary>
[Requires(Permissions.OutboxManage)]
public sealed class PortalPageModel(ThuocDoDb db, PortalSettings settings) : PageModel
{
    private const int Shown = 31;

    public bool IsOn => settings.IsOn;

    public IReadOnlyList<PortalDay> Days { get; private set; } = [];
    public IReadOnlyList<PortalDifference> Differences { get; private set; } = [];
    public int Known { get; private set; }
    public int Waiting { get; private set; }
    public int Dead { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Days = await db.Set<PortalDay>()
            .AsNoTracking()
            .OrderByDescending(d => d.Day)
            .Take(Shown)
            .ToListAsync(cancellation);
        Differences = await db.Set<PortalDifference>()
            .AsNoTracking()
            .OrderByDescending(d => d.Day)
            .ThenBy(d => d.Code)
            .Take(100)
            .ToListAsync(cancellation);
        Known = await db.Set<PortalSync>().CountAsync(cancellation);
        var messages = db.Set<OutboxMessage>().Where(m => m.Kind == PortalHandler.KindName);
        Waiting = await messages.CountAsync(m => m.State == OutboxState.Waiting, cancellation);
        Dead = await messages.CountAsync(m => m.State == OutboxState.Dead, cancellation);
    }
}
