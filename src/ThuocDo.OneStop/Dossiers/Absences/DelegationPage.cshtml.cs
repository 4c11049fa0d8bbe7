using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Dossiers.Reading;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.OneStop.Dossiers.Absences;

/// <param name="IsOver">One of the two posts has ended, and the delegation with it.</param>
public sealed record DelegationRow(
    StandingDelegation Delegation,
    string Principal,
    string StandIn,
    bool IsNow,
    bool IsOver
);

/// <summary>Who stands in for whom, as far as it concerns the reader; and a new stand-in for one of the own posts.</summary>
[Requires(Permissions.DossierSign)]
public sealed class DelegationPageModel(
    ThuocDoDb db,
    DelegationDesk desk,
    DossierReader reader,
    UnitDirectory directory,
    ICurrentUser user,
    Clock clock,
    Texts texts
) : PageModel
{
    private UnitTree tree = null!;

    [BindProperty]
    public string? Key { get; set; }

    /// <summary>The own post and the post of the stand-in.</summary>
    [BindProperty]
    [Required]
    public string? Choice { get; set; }

    [BindProperty]
    [Required]
    public DateOnly? From { get; set; }

    [BindProperty]
    [Required]
    public DateOnly? LastDay { get; set; }

    public IReadOnlyList<StandInChoice> Choices { get; private set; } = [];

    public IReadOnlyList<DelegationRow> Rows { get; private set; } = [];

    public IEnumerable<SelectListItem> ChoiceItems =>
        Choices
            .Select(c => new SelectListItem(
                texts[
                    "absence.delegation.choice",
                    c.Name,
                    texts[c.StandIn.Role.NameKey()],
                    texts[c.Principal.Role.NameKey()],
                    tree[c.Principal.UnitId].NameIn(Texts.CurrentLanguage)
                ],
                ValueOf(c)
            ))
            .Prepend(new SelectListItem(texts["act.choose"], ""));

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        Key = NewKey();
        From = clock.Today;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        if (ModelState.IsValid && Key is { Length: > 0 })
        {
            var choice = Choices.FirstOrDefault(c => ValueOf(c) == Choice);
            var outcome = choice is null
                ? Outcome.Refused("absence.refused.stand-in")
                : await desk.NameAsync(
                    new DelegationRequest(
                        Key,
                        choice.Principal.Id,
                        choice.StandIn.Id,
                        From!.Value,
                        LastDay!.Value
                    ),
                    cancellation
                );
            if (outcome.Succeeded)
            {
                this.Done("absence.delegation.done", choice!.Name, From, LastDay);
                return Redirect(OneStopLinks.Delegations);
            }

            this.Refuse(outcome, texts);
        }

        Key ??= NewKey();
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
            this.Done("absence.delegation.ended");
            return Redirect(OneStopLinks.Delegations);
        }

        ModelState.Clear();
        this.Refuse(outcome, texts);
        Key = NewKey();
        await LoadAsync(cancellation);
        return Page();
    }

    private static string NewKey() => Guid.CreateVersion7().ToString("N");

    private static string ValueOf(StandInChoice choice) =>
        $"{choice.Principal.Id:N}-{choice.StandIn.Id:N}";

    private async Task LoadAsync(CancellationToken cancellation)
    {
        var (me, today) = (user.UserId, clock.Today);
        tree = await directory.GetAsync(cancellation);
        Choices = await desk.ChoicesAsync(cancellation);
        var held = db.Set<RoleAssignment>()
            .Where(r => r.From <= today && (r.To == null || today < r.To));
        var found = await db.Set<StandingDelegation>()
            .AsNoTracking()
            .Where(d => (d.PrincipalId == me || d.StandInId == me) && today < d.To)
            .OrderBy(d => d.From)
            .ThenBy(d => d.Id)
            .Select(d => new
            {
                Delegation = d,
                Posts = held.Count(r => r.Id == d.PrincipalRoleId || r.Id == d.StandInRoleId),
            })
            .ToListAsync(cancellation);
        var names = await reader.NamesAsync(
            found.SelectMany(f => new Guid?[] { f.Delegation.PrincipalId, f.Delegation.StandInId }),
            cancellation
        );
        Rows =
        [
            .. found
                .Where(f => f.Delegation.From < f.Delegation.To)
                .Select(f => new DelegationRow(
                    f.Delegation,
                    Name(f.Delegation.PrincipalId),
                    Name(f.Delegation.StandInId),
                    f.Delegation.From <= today,
                    f.Posts < 2
                )),
        ];

        string Name(Guid account) =>
            names.GetValueOrDefault(account) ?? texts["dossier.actor.unknown"];
    }
}
