using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Files;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.Oversight.Inspections.Pages;

/// <summary>One round: decision, draw, places, findings, conclusion.</summary>
[Requires(Permissions.InspectionView)]
public sealed class InspectionPageModel(
    InspectionShelf shelf,
    InspectionDesk desk,
    UnitDirectory directory,
    ICurrentUser user,
    Clock clock,
    Texts texts
) : PageModel
{
    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public Guid Seen { get; set; }

    [BindProperty]
    public string? Number { get; set; }

    [BindProperty]
    public DateOnly? Day { get; set; }

    [BindProperty]
    public string? Team { get; set; }

    [BindProperty]
    public Guid? Checklist { get; set; }

    [BindProperty]
    public List<string> Units { get; set; } = [];

    [BindProperty]
    public int? Sample { get; set; }

    [BindProperty]
    public DrawScope Scope { get; set; }

    /// <summary>A place whose dossiers are drawn; empty: places are drawn.</summary>
    [BindProperty]
    public Guid? Place { get; set; }

    [BindProperty]
    public string? Conclusion { get; set; }

    /// <summary>Why places were not visited.</summary>
    [BindProperty]
    public string? Unvisited { get; set; }

    public Inspection Inspection { get; private set; } = null!;
    public IReadOnlyList<PlaceLine> Places { get; private set; } = [];
    public IReadOnlyList<DrawLine> Draws { get; private set; } = [];
    public IReadOnlyList<FindingLine> Findings { get; private set; } = [];
    public Checklist? Questions { get; private set; }
    public IReadOnlyList<SelectListItem> Checklists { get; private set; } = [];
    public IReadOnlyList<SelectListItem> UnitChoices { get; private set; } = [];
    public bool MayManage => user.Can(Permissions.InspectionManage);
    public DateOnly Today => clock.Today;

    public IReadOnlyList<SelectListItem> Scopes =>
        [
            .. Enum.GetValues<DrawScope>()
                .Select(s => new SelectListItem(texts[InspectionText.Of(s)], s.ToString())),
        ];

    public IReadOnlyList<SelectListItem> Subjects =>
        [
            .. Draws.Any(d => d.Draw.PlaceId is null)
                ? Array.Empty<SelectListItem>()
                : [new SelectListItem(texts["inspection.draw.of-places"], "")],
            .. Places
                .Where(p => Draws.All(d => d.Draw.PlaceId != p.Place.Id))
                .Select(p => new SelectListItem(
                    texts["inspection.draw.of-dossiers", p.Unit.NameIn(Texts.CurrentLanguage)],
                    p.Place.Id.ToString("D")
                )),
        ];

    public bool MayVisit(PlaceLine line) => user.Can(Permissions.InspectionVisit, line.Unit.Id);

    public async Task<IActionResult> OnGetAsync(Guid inspection, CancellationToken cancellation)
    {
        if (!await LoadAsync(inspection, cancellation))
        {
            return NotFound();
        }

        Key = Guid.CreateVersion7().ToString("N");
        (Seen, Day, Sample) = (Inspection.Version, clock.Today, 3);
        return Page();
    }

    public Task<IActionResult> OnPostDecideAsync(Guid inspection, CancellationToken cancellation) =>
        ActAsync(
            inspection,
            act =>
                desk.DecideAsync(
                    act,
                    new NewDecision(
                        Number ?? "",
                        Day ?? DateOnly.MaxValue,
                        Team ?? "",
                        Checklist ?? Guid.Empty,
                        [.. Units.Where(u => u.Length > 0).Select(Unit.IdOf)]
                    ),
                    cancellation
                ),
            "inspection.decided",
            cancellation
        );

    public Task<IActionResult> OnPostCommitAsync(Guid inspection, CancellationToken cancellation) =>
        ActAsync(
            inspection,
            async act => await desk.CommitAsync(act, Sample ?? 0, Scope, Place, cancellation),
            "inspection.committed",
            cancellation
        );

    public Task<IActionResult> OnPostRevealAsync(
        Guid inspection,
        Guid draw,
        Guid drawSeen,
        CancellationToken cancellation
    ) =>
        ActAsync(
            inspection,
            act => desk.RevealAsync(new InspectionAct(act.Key, draw, drawSeen), cancellation),
            "inspection.revealed",
            cancellation
        );

    public Task<IActionResult> OnPostConcludeAsync(
        Guid inspection,
        CancellationToken cancellation
    ) =>
        ActAsync(
            inspection,
            act =>
                desk.ConcludeAsync(
                    act,
                    Day ?? DateOnly.MaxValue,
                    Conclusion ?? "",
                    Unvisited ?? "",
                    cancellation
                ),
            "inspection.concluded",
            cancellation
        );

    public Task<IActionResult> OnPostCancelAsync(Guid inspection, CancellationToken cancellation) =>
        ActAsync(
            inspection,
            act => desk.CancelAsync(act, Conclusion ?? "", cancellation),
            "inspection.cancelled",
            cancellation
        );

    private async Task<IActionResult> ActAsync(
        Guid id,
        Func<InspectionAct, Task<Outcome>> run,
        string done,
        CancellationToken cancellation
    )
    {
        if (!MayManage || !await LoadAsync(id, cancellation) || string.IsNullOrEmpty(Key))
        {
            return NotFound();
        }

        var outcome = await run(new InspectionAct(Key, id, Seen));
        if (!outcome.Succeeded)
        {
            this.Refuse(outcome, texts);
            return Page();
        }

        this.Done(done);
        return Redirect(InspectionLinks.Of(id));
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken cancellation)
    {
        if (await shelf.FindAsync(id, cancellation) is not { } found)
        {
            return false;
        }

        Inspection = found;
        Places = await shelf.PlacesAsync(id, cancellation);
        Draws = await shelf.DrawsAsync(id, cancellation);
        var places = Places.Select(p => p.Place.Id).ToHashSet();
        Findings =
        [
            .. (await shelf.FindingsAsync(null, null, cancellation)).Where(f =>
                places.Contains(f.Finding.PlaceId)
            ),
        ];
        var checklists = await shelf.ChecklistsAsync(cancellation);
        Questions = checklists.FirstOrDefault(c => c.Id == found.ChecklistId);
        if (MayManage && found.State == InspectionState.Planned)
        {
            Checklists =
            [
                .. checklists
                    .DistinctBy(c => c.Name)
                    .Select(c => new SelectListItem(
                        texts["inspection.checklist.one", c.Name, c.Number],
                        c.Id.ToString("D")
                    )),
            ];
            var tree = await directory.GetAsync(cancellation);
            UnitChoices =
            [
                .. tree
                    .All.Where(u =>
                        u.IsValidOn(clock.Today)
                        && u.Identifier is not null
                        && u.Kind != UnitKind.Area
                    )
                    .OrderBy(u => u.Level)
                    .ThenBy(u => u.Name, StringComparer.Create(Formats.Sorting, false))
                    .Select(u => new SelectListItem(u.NameIn(Texts.CurrentLanguage), u.Key)),
            ];
        }

        return true;
    }
}

/// <summary>The report of a round as a document.</summary>
[Requires(Permissions.InspectionView)]
public sealed class InspectionReportModel(InspectionShelf shelf, ThuocDoDb db, Texts texts)
    : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid inspection, CancellationToken cancellation)
    {
        if (await shelf.FindAsync(inspection, cancellation) is not { } found)
        {
            return NotFound();
        }

        var folders = new List<VisitFolder>();
        foreach (var line in await shelf.PlacesAsync(inspection, cancellation))
        {
            folders.Add(await shelf.ReadAsync(line.Place, cancellation));
        }

        var plan = await db.Set<InspectionPlan>()
            .AsNoTracking()
            .FirstOrDefaultAsync(p => p.Year == found.Year, cancellation);
        return File(
            InspectionPaper.Write(found, plan, folders, texts),
            FileKinds.MediaType(FileKind.Docx),
            $"kiem-tra-{found.Code}.docx"
        );
    }
}
