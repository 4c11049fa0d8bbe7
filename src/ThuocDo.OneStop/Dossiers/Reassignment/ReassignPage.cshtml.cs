using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Dossiers.Absences;
using ThuocDo.OneStop.Dossiers.Acts;
using ThuocDo.OneStop.Dossiers.Reading;
using ThuocDo.OneStop.Procedures;
using ThuocDo.OneStop.WorkingDays;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.OneStop.Dossiers.Reassignment;

/// <summary>Somebody who holds dossiers by name in the units of the reader.</summary>
public sealed record AssignedPerson(Guid Id, string Name, int Open, DateOnly? AbsentUntil);

/// <summary>One dossier that can be given to somebody else.</summary>
public sealed record ReassignRow(
    ReassignedDossier Choice,
    string Code,
    string Procedure,
    string Step,
    TimeLeft Left
);

/// <param name="Code">None if the reader may not see it.</param>
public sealed record ShownResult(string? Code, Outcome Outcome);

/// <summary>The dossiers that people of a unit hold by name, and who takes them over.</summary>
[Requires(Permissions.DossierAssign)]
public sealed class ReassignPageModel(
    ThuocDoDb db,
    Reassign reassign,
    Candidates candidates,
    AbsenceDesk absences,
    DossierReader reader,
    CatalogueDirectory catalogues,
    Processes.ProcessDirectory processes,
    Calendars calendars,
    ICurrentUser user,
    Clock clock,
    Texts texts
) : PageModel
{
    public const int ReasonMaxLength = 200;

    private IReadOnlyList<Candidate> people = [];

    [BindProperty(Name = OneStopLinks.Person, SupportsGet = true)]
    public Guid? From { get; set; }

    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public List<string> Chosen { get; set; } = [];

    [BindProperty]
    public Guid? To { get; set; }

    [BindProperty]
    [StringLength(ReasonMaxLength)]
    public string? Reason { get; set; }

    public IReadOnlyList<AssignedPerson> Holders { get; private set; } = [];

    public AssignedPerson? Holder { get; private set; }

    public IReadOnlyList<ReassignRow> Dossiers { get; private set; } = [];

    public IReadOnlyList<ShownResult>? Results { get; private set; }

    /// <summary>Somebody has to be named: the first choice says so.</summary>
    public IEnumerable<SelectListItem> ToItems =>
        candidates.Items(people).Skip(1).Prepend(new SelectListItem(texts["act.choose"], ""));

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        if (From is not null && Holder is null)
        {
            return NotFound();
        }

        Key = Guid.CreateVersion7().ToString("N");
        Chosen = [.. Dossiers.Select(d => d.Choice.Value)];
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (From is not { } from || Key is not { Length: > 0 } key)
        {
            return NotFound();
        }

        if (To is null)
        {
            ModelState.Wrong(nameof(To), texts, "absence.reassign.to.none");
        }

        if (string.IsNullOrWhiteSpace(Reason))
        {
            ModelState.Wrong(nameof(Reason), texts, "absence.reassign.reason.none");
        }

        if (ModelState.IsValid)
        {
            var outcome = await reassign.RunAsync(
                new ReassignRequest(
                    key,
                    from,
                    To!.Value,
                    Reason!.Trim(),
                    [.. Chosen.Select(ReassignedDossier.Parse).OfType<ReassignedDossier>()]
                ),
                cancellation
            );
            if (outcome.Succeeded)
            {
                await ShowAsync(outcome.Value!, cancellation);
                return Page();
            }

            this.Refuse(outcome, texts);
        }

        await LoadAsync(cancellation);
        return Page();
    }

    /// <summary>What is held by name and in process in these units; null: in all.</summary>
    public static IQueryable<Dossier> InHand(ThuocDoDb db, IReadOnlySet<Guid>? units)
    {
        var held = db.Set<Dossier>()
            .AsNoTracking()
            .Where(d => d.State == DossierState.InProgress && d.AssigneeId != null);
        return units is null ? held : held.Where(d => units.Contains(d.UnitId));
    }

    private async Task ShowAsync(
        IReadOnlyList<ReassignResult> results,
        CancellationToken cancellation
    )
    {
        List<Guid> ids = [.. results.Select(r => r.DossierId)];
        var codes = await db.Set<Dossier>()
            .AsNoTracking()
            .VisibleTo(user)
            .Where(d => ids.Contains(d.Id))
            .ToDictionaryAsync(d => d.Id, d => d.Code, cancellation);
        Results =
        [
            .. results.Select(r => new ShownResult(
                codes.GetValueOrDefault(r.DossierId),
                r.Outcome
            )),
        ];
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        var inHand = InHand(db, user.UnitsFor(Permissions.DossierAssign));
        var counts = await inHand
            .GroupBy(d => d.AssigneeId!.Value)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToListAsync(cancellation);
        List<Guid> ids = [.. counts.Select(c => c.Key)];
        var names = await reader.NamesAsync(ids.Select(i => (Guid?)i), cancellation);
        var away = await absences.UntilAsync(ids, cancellation);
        Holders =
        [
            .. counts
                .Select(c => new AssignedPerson(
                    c.Key,
                    names.GetValueOrDefault(c.Key) ?? texts["dossier.actor.unknown"],
                    c.Count,
                    away.TryGetValue(c.Key, out var until) ? until : null
                ))
                .OrderBy(h => h.AbsentUntil is null)
                .ThenBy(h => h.Name, StringComparer.Create(Formats.Sorting, false)),
        ];
        Holder = Holders.FirstOrDefault(h => h.Id == From);
        if (Holder is null)
        {
            return;
        }

        await LoadDossiersAsync(inHand.Where(d => d.AssigneeId == From), cancellation);
    }

    private async Task LoadDossiersAsync(IQueryable<Dossier> held, CancellationToken cancellation)
    {
        var rows = await held.OrderBy(d => d.DueAt == null)
            .ThenBy(d => d.DueAt)
            .ThenBy(d => d.Code)
            .Take(Reassign.Most)
            .ToListAsync(cancellation);
        var catalogue = await catalogues.GetAsync(cancellation);
        var published = await processes.VersionsAsync(
            rows.Select(r => r.ProcessVersionId),
            cancellation
        );
        var calendar = await calendars.NationalAsync(cancellation);
        var language = Texts.CurrentLanguage;
        var found = rows.Select(r => (Dossier: r, Step: StepOf(r))).ToList();
        Dossiers =
        [
            .. found.Select(f => new ReassignRow(
                new ReassignedDossier(f.Dossier.Id, f.Dossier.Version),
                f.Dossier.Code,
                catalogue[f.Dossier.ProcedureId].NameIn(language),
                f.Step.NameIn(language),
                TimeLeft.Of(f.Dossier.State, f.Dossier.DueAt, clock.Now, calendar)
            )),
        ];
        var able = new List<Candidate>();
        foreach (var (unit, role) in found.Select(f => (f.Dossier.UnitId, f.Step.Role)).Distinct())
        {
            able.AddRange(await candidates.OfAsync(unit, role, cancellation));
        }

        people =
        [
            .. able.DistinctBy(c => c.Id)
                .Where(c => c.Id != From)
                .OrderBy(c => c.AbsentUntil is not null)
                .ThenBy(c => c.Load.Open),
        ];

        ProcessStep StepOf(Dossier dossier)
        {
            var version = catalogue.Version(dossier.ProcedureVersionId);
            var steps = dossier.ProcessVersionId is { } process
                ? published[process].Steps(dossier.ProcessPart, version.PromisedLimit)
                : version.Steps;
            return steps[Math.Clamp(dossier.Step, 1, steps.Count) - 1];
        }
    }
}
