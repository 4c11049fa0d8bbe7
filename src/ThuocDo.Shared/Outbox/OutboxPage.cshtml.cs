using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;
using ThuocDo.Shared.Web.Elements;

namespace ThuocDo.Shared.Outbox;

/// <summary>The messages of one kind, counted.</summary>
/// <param name="InDoubt">Sent, perhaps: their sender died before the answer.</param>
/// <param name="Oldest">UTC: when the oldest that waits was written.</param>
public sealed record OutboxCount(
    string Kind,
    int Waiting,
    int Retried,
    int InDoubt,
    int Dead,
    int Sent,
    DateTime? Oldest,
    string? LastError
);

/// <summary>What waits to leave the house, what could not, and the jobs of the clock.</summary>
[Requires(Permissions.OutboxManage)]
public sealed class OutboxPageModel(
    ThuocDoDb db,
    OutboxDesk desk,
    IEnumerable<IOutboxHandler> handlers,
    Texts texts,
    Clock clock
) : PageModel
{
    public const int PageSize = 25;

    /// <summary>What the buttons say.</summary>
    public const string Replay = "replay";
    public const string SetAside = "set-aside";

    [BindProperty(Name = PagerTagHelper.Parameter, SupportsGet = true)]
    public int PageNumber { get; set; } = 1;

    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public Guid Id { get; set; }

    [BindProperty]
    public Guid Seen { get; set; }

    [BindProperty]
    public string? Act { get; set; }

    public IReadOnlyList<OutboxCount> Counts { get; private set; } = [];
    public IReadOnlyList<OutboxMessage> Dead { get; private set; } = [];
    public IReadOnlyList<JobLease> Jobs { get; private set; } = [];
    public int Total { get; private set; }
    public int Pages => Math.Max(1, (Total + PageSize - 1) / PageSize);

    public Task OnGetAsync(CancellationToken cancellation) => ReadAsync(cancellation);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var key = Key ?? "";
        var outcome = Act switch
        {
            Replay => await desk.ReplayAsync(key, Id, Seen, cancellation),
            SetAside => await desk.SetAsideAsync(key, Id, Seen, cancellation),
            _ => Outcome.Refused("outbox.refused.act"),
        };
        if (!outcome.Succeeded)
        {
            this.Refuse(outcome, texts);
            await ReadAsync(cancellation);
            return Page();
        }

        this.Done(Act == Replay ? "outbox.done.replay" : "outbox.done.set-aside");
        return LocalRedirect(OutboxLinks.Page);
    }

    private async Task ReadAsync(CancellationToken cancellation)
    {
        var now = clock.Now;
        var yesterday = now.AddDays(-1);
        var counts = await db.Set<OutboxMessage>()
            .AsNoTracking()
            .Where(m =>
                m.State == OutboxState.Waiting
                || m.State == OutboxState.Dead
                || m.SettledAt > yesterday
            )
            .GroupBy(m => m.Kind)
            .Select(g => new
            {
                Kind = g.Key,
                Waiting = g.Count(m => m.State == OutboxState.Waiting),
                Retried = g.Count(m => m.State == OutboxState.Waiting && m.Attempts > 0),
                InDoubt = g.Count(m =>
                    m.State == OutboxState.Waiting && m.SendingSince != null && m.LeasedUntil <= now
                ),
                Dead = g.Count(m => m.State == OutboxState.Dead),
                Sent = g.Count(m => m.State == OutboxState.Sent),
                Oldest = g.Min(m => m.State == OutboxState.Waiting ? m.CreatedAt : (DateTime?)null),
            })
            .ToDictionaryAsync(c => c.Kind, cancellation);
        var errors = await LastErrorsAsync(cancellation);
        Counts =
        [
            .. handlers
                .Select(h => h.Kind)
                .Union(counts.Keys)
                .Order(StringComparer.Ordinal)
                .Select(kind =>
                    counts.TryGetValue(kind, out var c)
                        ? new OutboxCount(
                            kind,
                            c.Waiting,
                            c.Retried,
                            c.InDoubt,
                            c.Dead,
                            c.Sent,
                            c.Oldest,
                            errors.GetValueOrDefault(kind)
                        )
                        : new OutboxCount(kind, 0, 0, 0, 0, 0, null, null)
                ),
        ];
        Total = counts.Values.Sum(c => c.Dead);
        PageNumber = Math.Clamp(PageNumber, 1, Pages);
        Dead = await db.Set<OutboxMessage>()
            .AsNoTracking()
            .Where(m => m.State == OutboxState.Dead)
            .OrderBy(m => m.SettledAt)
            .ThenBy(m => m.Id)
            .Skip((PageNumber - 1) * PageSize)
            .Take(PageSize)
            .ToListAsync(cancellation);
        Jobs = await db.Set<JobLease>()
            .AsNoTracking()
            .OrderBy(j => j.Name)
            .ToListAsync(cancellation);
    }

    private async Task<Dictionary<string, string?>> LastErrorsAsync(CancellationToken cancellation)
    {
        var kinds = await db.Set<OutboxMessage>()
            .Where(m =>
                m.LastError != null
                && (m.State == OutboxState.Waiting || m.State == OutboxState.Dead)
            )
            .Select(m => m.Kind)
            .Distinct()
            .ToListAsync(cancellation);
        var errors = new Dictionary<string, string?>();
        foreach (var kind in kinds)
        {
            errors[kind] = await db.Set<OutboxMessage>()
                .Where(m =>
                    m.Kind == kind
                    && m.LastError != null
                    && (m.State == OutboxState.Waiting || m.State == OutboxState.Dead)
                )
                .OrderByDescending(m => m.DueAt)
                .Select(m => m.LastError)
                .FirstOrDefaultAsync(cancellation);
        }

        return errors;
    }
}
