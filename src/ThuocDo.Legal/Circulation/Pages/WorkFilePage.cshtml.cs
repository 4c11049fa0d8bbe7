using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Legal.Circulation.Registers;
using ThuocDo.Legal.Circulation.WorkFiles;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.Legal.Circulation.Pages;

/// <summary>One work file, step by step.</summary>
[Requires(Permissions.CirculationView)]
public sealed class WorkFilePageModel(
    ThuocDoDb db,
    WorkFileDesk desk,
    CirculationScope scope,
    UnitDirectory directory,
    Texts texts,
    Clock clock
) : PageModel
{
    private const int MostChoices = 100;
    private UnitTree tree = null!;

    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public Guid Seen { get; set; }

    [BindProperty]
    public WorkFileStepKind Kind { get; set; } = WorkFileStepKind.Note;

    [BindProperty]
    public DateOnly? Day { get; set; }

    [BindProperty]
    public Medium Medium { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    [BindProperty]
    public Guid? DocumentId { get; set; }

    public WorkFile Work { get; private set; } = null!;
    public IReadOnlyList<WorkFileStep> Steps { get; private set; } = [];
    public IReadOnlyList<RegisteredDocument> Documents { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Choices { get; private set; } = [];
    public bool MayManage { get; private set; }
    public IReadOnlyList<SelectListItem> Media => CirculationForms.Media(texts);

    public IReadOnlyList<SelectListItem> Kinds =>
        [
            .. new[]
            {
                WorkFileStepKind.Note,
                WorkFileStepKind.Document,
                WorkFileStepKind.Signed,
                WorkFileStepKind.Closed,
            }
                .Where(k => k != WorkFileStepKind.Signed || Work.State == WorkFileState.Open)
                .Where(k => k != WorkFileStepKind.Closed || Work.State == WorkFileState.Signed)
                .Where(k => k != WorkFileStepKind.Document || Work.Secrecy == Secrecy.None)
                .Select(k => new SelectListItem(texts[CirculationText.Of(k)], k.ToString())),
        ];

    public string UnitName(Guid id) => tree.Find(id)?.NameIn(Texts.CurrentLanguage) ?? "–";

    public async Task<IActionResult> OnGetAsync(Guid workfile, CancellationToken cancellation)
    {
        if (!await LoadAsync(workfile, cancellation))
        {
            return NotFound();
        }

        (Key, Seen, Day) = (CirculationForms.NewKey(), Work.Version, clock.Today);
        return Page();
    }

    public Task<IActionResult> OnPostStepAsync(Guid workfile, CancellationToken cancellation) =>
        ActAsync(
            workfile,
            act =>
                Day is { } day
                    ? desk.StepAsync(
                        act,
                        new NewStep(
                            Kind,
                            day,
                            Medium,
                            Kind == WorkFileStepKind.Document
                                ? null
                                : CirculationForms.Clean(Words),
                            Kind == WorkFileStepKind.Document ? DocumentId : null
                        ),
                        cancellation
                    )
                    : Task.FromResult(Outcome.Refused("circulation.day.missing")),
            "circulation.files.stepped",
            cancellation
        );

    public Task<IActionResult> OnPostCancelAsync(
        Guid workfile,
        string? reason,
        CancellationToken cancellation
    ) =>
        ActAsync(
            workfile,
            act => desk.CancelAsync(act, CirculationForms.Clean(reason) ?? "", cancellation),
            "circulation.struck",
            cancellation
        );

    private async Task<IActionResult> ActAsync(
        Guid workfile,
        Func<CirculationAct, Task<Outcome>> act,
        string done,
        CancellationToken cancellation
    )
    {
        if (!await LoadAsync(workfile, cancellation) || !MayManage || string.IsNullOrEmpty(Key))
        {
            return NotFound();
        }

        var outcome = await act(new CirculationAct(Key, workfile, Seen));
        if (outcome.Succeeded)
        {
            this.Done(done);
            return Redirect(CirculationLinks.WorkFile(workfile));
        }

        this.Refuse(outcome, texts);
        return Page();
    }

    private async Task<bool> LoadAsync(Guid workfile, CancellationToken cancellation)
    {
        var file = await db.Set<WorkFile>()
            .AsNoTracking()
            .FirstOrDefaultAsync(f => f.Id == workfile, cancellation);
        if (
            file is null
            || !await scope.CanAsync(Permissions.CirculationView, file.UnitId, cancellation)
        )
        {
            return false;
        }

        Work = file;
        tree = await directory.GetAsync(cancellation);
        MayManage = await scope.CanAsync(Permissions.CirculationManage, file.UnitId, cancellation);
        Steps = await db.Set<WorkFileStep>()
            .AsNoTracking()
            .Where(s => s.WorkFileId == workfile)
            .OrderBy(s => s.Number)
            .ToListAsync(cancellation);
        Documents = await db.Set<RegisteredDocument>()
            .AsNoTracking()
            .Where(d => d.WorkFileId == workfile)
            .OrderBy(d => d.Day)
            .ThenBy(d => d.Id)
            .ToListAsync(cancellation);
        if (MayManage && file.IsOpen && file.Secrecy == Secrecy.None)
        {
            Choices =
            [
                new(texts["circulation.choose"], ""),
                .. (
                    await db.Set<RegisteredDocument>()
                        .AsNoTracking()
                        .Where(d =>
                            d.UnitId == file.UnitId
                            && d.WorkFileId == null
                            && d.CancelledOn == null
                            && d.Secrecy == Secrecy.None
                        )
                        .OrderByDescending(d => d.Day)
                        .ThenByDescending(d => d.Id)
                        .Take(MostChoices)
                        .ToListAsync(cancellation)
                ).Select(d => new SelectListItem(
                    $"{d.Notation}: {(d.Subject!.Length <= 80 ? d.Subject : d.Subject[..80] + "…")}",
                    d.Id.ToString("D")
                )),
            ];
        }

        return true;
    }
}
