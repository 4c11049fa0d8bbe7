using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.OneStop.Counter.Uncollected;

public sealed record UncollectedRow(
    Guid Id,
    string Code,
    DateTime Since,
    string Name,
    string? Phone
);

/// <summary>Results that lie at an office for days.</summary>
[Requires(Permissions.DossierReturn)]
public sealed class UncollectedPageModel(
    ThuocDoDb db,
    RemindCollect remind,
    CounterOffices offices,
    Clock clock,
    Texts texts
) : PageModel
{
    private const int Shown = 200;

    [BindProperty(Name = OneStopLinks.Unit, SupportsGet = true)]
    public string? UnitKey { get; set; }

    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public Guid[] Chosen { get; set; } = [];

    public IReadOnlyList<Unit> Offices { get; private set; } = [];
    public Unit? Office { get; private set; }
    public IReadOnlyList<UncollectedRow> Rows { get; private set; } = [];
    public IReadOnlyDictionary<Guid, DateTime> Reminded { get; private set; } =
        new Dictionary<Guid, DateTime>();
    public int Days => CounterRules.On(clock.Today).UncollectedAfterDays;

    public bool MayRemind(Guid dossier) =>
        !Reminded.TryGetValue(dossier, out var last)
        || last <= clock.Now.AddDays(-CounterRules.On(clock.Today).RemindAgainAfterDays);

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

        var outcome = await remind.RunAsync(Key ?? "-", Chosen, cancellation);
        if (outcome.Succeeded)
        {
            this.Done("uncollected.done", outcome.Value);
            return Redirect(CounterLinks.UncollectedOf(Office.Key));
        }

        if (outcome.Key == ActOnDossier.NotAllowed)
        {
            return Forbid();
        }

        this.Refuse(outcome, texts);
        await LoadAsync(cancellation);
        ModelState.Remove(nameof(Key));
        Key = Guid.CreateVersion7().ToString("N");
        return Page();
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        Offices = await offices.OfAsync(Permissions.DossierReturn, cancellation);
        Office = CounterOffices.Choose(Offices, UnitKey);
        if (Office is not { } office)
        {
            return;
        }

        Rows = await RemindCollect
            .Of(db, office.Id, clock.Now.AddDays(-Days))
            .OrderBy(d => d.ClosedAt)
            .Take(Shown)
            .Join(
                db.Set<Applicant>(),
                d => d.Id,
                a => a.DossierId,
                (d, a) => new UncollectedRow(d.Id, d.Code, d.ClosedAt!.Value, a.Name, a.Phone)
            )
            .ToListAsync(cancellation);
        Rows = [.. Rows.OrderBy(r => r.Since)];
        Reminded = await RemindCollect.LastAsync(db, [.. Rows.Select(r => r.Id)], cancellation);
    }
}
