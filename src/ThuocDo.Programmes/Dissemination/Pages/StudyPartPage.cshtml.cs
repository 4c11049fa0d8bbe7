using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Web;

namespace ThuocDo.Programmes.Dissemination.Pages;

/// <summary>A body acknowledges that it has studied, and names the Party cells that study below it.</summary>
[Requires(Permissions.TaskReport)]
public sealed class StudyPartModel(
    ThuocDoDb db,
    StudyDesk desk,
    UnitDirectory directory,
    ICurrentUser user,
    Texts texts
) : PageModel
{
    [BindProperty]
    public string? Key { get; set; }

    /// <summary>Version of the part that was shown.</summary>
    [BindProperty]
    public Guid Seen { get; set; }

    [BindProperty]
    public DateOnly? Held { get; set; }

    [BindProperty]
    public int? Participants { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    /// <summary>Party cells, one a line.</summary>
    [BindProperty]
    public string? Names { get; set; }

    public StudyPart Part { get; private set; } = null!;
    public StudyRound Round { get; private set; } = null!;
    public Programme Programme { get; private set; } = null!;
    public string BodyName { get; private set; } = "";
    public IReadOnlyList<StudyPart> Cells { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid study, CancellationToken cancellation)
    {
        if (!await LoadAsync(study, cancellation))
        {
            return NotFound();
        }

        (Key, Seen) = (Guid.CreateVersion7().ToString("N"), Part.Version);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid study, CancellationToken cancellation)
    {
        if (!await LoadAsync(study, cancellation) || string.IsNullOrEmpty(Key))
        {
            return NotFound();
        }

        if (Held is null)
        {
            ModelState.Wrong(nameof(Held), texts, "study.held.missing");
        }

        if (Participants is null && ModelState[nameof(Participants)] is not { Errors.Count: > 0 })
        {
            ModelState.Wrong(nameof(Participants), texts, "study.refused.participants");
        }

        return ModelState.IsValid
            ? Answer(
                await desk.AcknowledgeAsync(
                    new StudyReport(Key, study, Seen, Held!.Value, Participants!.Value, Note),
                    cancellation
                ),
                "study.acknowledged",
                StudyLinks.Of(Programme.Key)
            )
            : Page();
    }

    public async Task<IActionResult> OnPostCellsAsync(Guid study, CancellationToken cancellation)
    {
        if (!await LoadAsync(study, cancellation) || string.IsNullOrEmpty(Key))
        {
            return NotFound();
        }

        return Answer(
            await desk.NameCellsAsync(
                Key,
                study,
                (Names ?? "").ReplaceLineEndings("\n").Split('\n'),
                cancellation
            ),
            "study.cells.named",
            StudyLinks.Part(study)
        );
    }

    private IActionResult Answer(Outcome outcome, string done, string next)
    {
        if (!outcome.Succeeded)
        {
            this.Refuse(outcome, texts);
            return Page();
        }

        this.Done(done);
        return Redirect(next);
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken cancellation)
    {
        if (
            await db.Set<StudyPart>()
                .AsNoTracking()
                .FirstOrDefaultAsync(p => p.Id == id, cancellation)
                is not { } part
            || !user.Can(Permissions.TaskReport, part.UnitId)
        )
        {
            return false;
        }

        Part = part;
        Round = await db.Set<StudyRound>()
            .AsNoTracking()
            .SingleAsync(r => r.Id == part.RoundId, cancellation);
        Programme = await db.Set<Programme>()
            .AsNoTracking()
            .SingleAsync(p => p.Id == Round.ProgrammeId, cancellation);
        BodyName = (await directory.GetAsync(cancellation))[part.UnitId]
            .NameIn(Texts.CurrentLanguage);
        Cells = await db.Set<StudyPart>()
            .AsNoTracking()
            .Where(p => p.RoundId == part.RoundId && p.UnitId == part.UnitId && p.Cell != "")
            .OrderBy(p => p.Cell)
            .ToListAsync(cancellation);
        return true;
    }
}
