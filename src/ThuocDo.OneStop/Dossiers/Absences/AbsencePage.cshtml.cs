using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.OneStop.Dossiers.Absences;

/// <param name="InHand">Dossiers in process that the person holds by name, where the reader may give them to others.</param>
public sealed record AbsenceRow(Absence Absence, string Name, bool IsNow, int InHand);

/// <summary>Who is away now and soon, of oneself and of the people of the units in which one assigns; and a new period.</summary>
[Requires(Permissions.DossierView)]
public sealed class AbsencePageModel(
    ThuocDoDb db,
    AbsenceDesk desk,
    ICurrentUser user,
    Clock clock,
    Texts texts
) : PageModel
{
    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public Guid AccountId { get; set; }

    [BindProperty]
    [Required]
    public DateOnly? From { get; set; }

    [BindProperty]
    [Required]
    public DateOnly? LastDay { get; set; }

    [BindProperty]
    public AbsenceReason Reason { get; set; }

    public IReadOnlyDictionary<Guid, string> People { get; private set; } =
        new Dictionary<Guid, string>();

    public IReadOnlyList<AbsenceRow> Rows { get; private set; } = [];

    public IEnumerable<SelectListItem> PersonItems =>
        People
            .OrderBy(p => p.Key != user.UserId)
            .ThenBy(p => p.Value, StringComparer.Create(Formats.Sorting, false))
            .Select(p => new SelectListItem(p.Value, p.Key.ToString("D")));

    public IEnumerable<SelectListItem> ReasonItems =>
        Enum.GetValues<AbsenceReason>()
            .Select(r => new SelectListItem(texts[AbsenceTexts.Of(r)], r.ToString()));

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        Key = NewKey();
        AccountId = user.UserId!.Value;
        From = clock.Today;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (ModelState.IsValid && Key is { Length: > 0 })
        {
            var outcome = await desk.EnterAsync(
                new AbsenceRequest(Key, AccountId, From!.Value, LastDay!.Value, Reason),
                cancellation
            );
            if (outcome.Key == ActOnDossier.NotAllowed)
            {
                return Forbid();
            }

            if (outcome.Succeeded)
            {
                this.Done("absence.done", From, LastDay);
                return Redirect(OneStopLinks.Absences);
            }

            this.Refuse(outcome, texts);
        }

        Key ??= NewKey();
        await LoadAsync(cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostEndAsync(Guid id, CancellationToken cancellation)
    {
        var outcome = Key is { Length: > 0 }
            ? await desk.EndAsync(Key, id, cancellation)
            : Outcome.Refused(ActOnDossier.NotAllowed);
        if (outcome.Key == ActOnDossier.NotAllowed)
        {
            return Forbid();
        }

        if (outcome.Succeeded)
        {
            this.Done("absence.ended");
            return Redirect(OneStopLinks.Absences);
        }

        ModelState.Clear();
        this.Refuse(outcome, texts);
        Key = NewKey();
        AccountId = user.UserId!.Value;
        await LoadAsync(cancellation);
        return Page();
    }

    private static string NewKey() => Guid.CreateVersion7().ToString("N");

    private async Task LoadAsync(CancellationToken cancellation)
    {
        var today = clock.Today;
        People = await desk.PeopleAsync(cancellation);
        List<Guid> ids = [.. People.Keys];
        var absences = await db.Set<Absence>()
            .AsNoTracking()
            .Where(a => ids.Contains(a.AccountId) && today < a.To)
            .OrderBy(a => a.From)
            .ThenBy(a => a.Id)
            .ToListAsync(cancellation);
        List<Guid?> away = [.. absences.Select(a => (Guid?)a.AccountId)];
        var units = user.UnitsFor(Permissions.DossierAssign);
        var inHand = user.Can(Permissions.DossierAssign)
            ? await Reassignment
                .ReassignPageModel.InHand(db, units)
                .Where(d => away.Contains(d.AssigneeId))
                .GroupBy(d => d.AssigneeId!.Value)
                .Select(g => new { g.Key, Count = g.Count() })
                .ToDictionaryAsync(g => g.Key, g => g.Count, cancellation)
            : [];
        Rows =
        [
            .. absences
                .Where(a => a.From < a.To)
                .Select(a => new AbsenceRow(
                    a,
                    People[a.AccountId],
                    a.From <= today,
                    inHand.GetValueOrDefault(a.AccountId)
                )),
        ];
    }
}

/// <summary>Text keys of absences.</summary>
public static class AbsenceTexts
{
    public static string Of(AbsenceReason reason) =>
        reason switch
        {
            AbsenceReason.Leave => "absence.reason.leave",
            AbsenceReason.Mission => "absence.reason.mission",
            AbsenceReason.Training => "absence.reason.training",
            _ => "absence.reason.other",
        };
}
