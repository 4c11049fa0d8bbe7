using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.OneStop.Dossiers.Takeover;

/// <summary>An agency that ended and still holds open dossiers.</summary>
public sealed record EndedUnit(Unit Unit, int Open, IReadOnlyList<Unit> Successors);

/// <summary>A dossier that waits for its successor.</summary>
public sealed record WaitingDossier(Guid Id, string Code, string Subject, DateTime? DueAt);

/// <summary>The open dossiers of agencies that ended, and who takes them over.</summary>
[Requires(Permissions.DossierTransfer)]
public sealed class TakeoverPageModel(
    ThuocDoDb db,
    TakeOver takeOver,
    UnitDirectory directory,
    ICurrentUser user,
    Clock clock,
    Texts texts
) : PageModel
{
    [BindProperty(Name = OneStopLinks.Unit, SupportsGet = true)]
    public string? UnitKey { get; set; }

    [BindProperty]
    public string? To { get; set; }

    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public List<Guid> Chosen { get; set; } = [];

    public IReadOnlyList<EndedUnit> Units { get; private set; } = [];

    public EndedUnit? Ended { get; private set; }

    public IReadOnlyList<WaitingDossier> Dossiers { get; private set; } = [];

    public IEnumerable<SelectListItem> Successors =>
        Ended?.Successors.Select(u => new SelectListItem(u.NameIn(Texts.CurrentLanguage), u.Key))
        ?? [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        if (UnitKey is not null && Ended is null)
        {
            return NotFound();
        }

        Key = Guid.CreateVersion7().ToString("N");
        Chosen = [.. Dossiers.Select(d => d.Id)];
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        var tree = await directory.GetAsync(cancellation);
        if (string.IsNullOrEmpty(Key) || tree.Find(UnitKey) is not { } from)
        {
            return NotFound();
        }

        if (tree.Find(To) is not { } to)
        {
            ModelState.Wrong(nameof(To), texts, "takeover.to.wrong");
            return Page();
        }

        var outcome = await takeOver.RunAsync(
            new TakeOverRequest(Key, from.Id, to.Id, Chosen),
            cancellation
        );
        if (!outcome.Succeeded)
        {
            this.Refuse(outcome, texts);
            return Page();
        }

        this.Done(
            "takeover.done",
            outcome.Value!.Moved,
            to.NameIn(Texts.CurrentLanguage),
            outcome.Value.Left
        );
        return Redirect(OneStopLinks.Takeover);
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        var tree = await directory.GetAsync(cancellation);
        var today = clock.Today;
        var candidates = tree
            .All.Where(u => u.ValidTo <= today)
            .Select(u =>
                (
                    Unit: u,
                    Successors: TakeoverRules
                        .SuccessorsOf(u, tree)
                        .Select(s => s.To)
                        .Where(to =>
                            to.IsValidOn(today) && user.Can(Permissions.DossierTransfer, to.Id)
                        )
                        .ToList()
                )
            )
            .Where(x => x.Successors.Count > 0)
            .ToDictionary(x => x.Unit.Id);
        var ids = candidates.Keys.ToList();
        var counts = await db.Set<Dossier>()
            .AsNoTracking()
            .Where(d => ids.Contains(d.UnitId) && DossierStates.Open.Contains(d.State))
            .GroupBy(d => d.UnitId)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToListAsync(cancellation);
        Units =
        [
            .. counts
                .Select(c => new EndedUnit(
                    candidates[c.Key].Unit,
                    c.Count,
                    candidates[c.Key].Successors
                ))
                .OrderBy(u => u.Unit.Key, StringComparer.Ordinal),
        ];
        Ended = Units.FirstOrDefault(u => u.Unit.Key == UnitKey);
        if (Ended is not { } ended)
        {
            return;
        }

        Dossiers = await db.Set<Dossier>()
            .AsNoTracking()
            .Where(d => d.UnitId == ended.Unit.Id && DossierStates.Open.Contains(d.State))
            .OrderBy(d => d.DueAt == null)
            .ThenBy(d => d.DueAt)
            .ThenBy(d => d.Code)
            .Take(TakeOver.Most)
            .Select(d => new WaitingDossier(d.Id, d.Code, d.Subject, d.DueAt))
            .ToListAsync(cancellation);
    }
}
