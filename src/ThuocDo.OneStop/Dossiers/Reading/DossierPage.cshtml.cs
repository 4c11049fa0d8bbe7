using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.OneStop.Clocks;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Dossiers.Reading;

/// <summary>One dossier: state, steps, the whole clock, what happened, who applied, and what can be done now.</summary>
[Requires(Permissions.DossierView)]
public sealed class DossierPageModel(
    DossierReader reader,
    AccessLog log,
    Attachments.DossierFiles attachments,
    Cases.CaseReader cases,
    Processes.ProcessDirectory processes,
    Absences.Authorities authorities,
    Attribution.AttributeDossier attribution,
    ICurrentUser user,
    Clock clock
) : PageModel
{
    public DossierFile Folder { get; private set; } = null!;
    public ClockState ClockState { get; private set; } = null!;
    public TimeLeft Left { get; private set; } = null!;
    public IReadOnlyList<StepPlan> Steps { get; private set; } = [];
    public Cases.ProcessOfDossier Process { get; private set; } = null!;
    public IReadOnlyList<Attachments.ShownFile> Attached { get; private set; } = [];
    public IReadOnlyList<DossierAction> Actions { get; private set; } = [];

    /// <summary>Who had it and how long; for those who read how heads answer for the agency.</summary>
    public Attribution.AttributedTime? Held { get; private set; }

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken cancellation)
    {
        if (await reader.ReadAsync(code, cancellation) is not { } file)
        {
            return NotFound();
        }

        if (file is { ShowsParticulars: true, Applicant: not null })
        {
            await log.WriteAsync(
                file.Dossier.Id,
                user.UserId!.Value,
                AccessPlace.Dossier,
                cancellation
            );
        }

        Folder = file;
        Attached = file.ShowsParticulars
            ? await attachments.OfAsync(file.Dossier, cancellation)
            : [];
        ClockState = file.Work.Clock;
        Left = TimeLeft.Of(file.Dossier.State, file.Dossier.DueAt, clock.Now, file.Work.Calendar);
        Steps = StepPlan.Of(file.Work);
        Process = new(
            file.Work,
            file.Dossier.ProcessVersionId is { } version
                ? await processes.VersionAsync(version, cancellation)
                : null,
            await cases.FamilyAsync(file.Dossier, cancellation),
            await cases.OpinionsAsync(file.Dossier, cancellation),
            StepUse.Of(file.Work, file.Events, clock.Now)
        );
        Held = user.Can(Permissions.AccountabilityView, file.Dossier.UnitId)
            ? await attribution.OfAsync(file, cancellation)
            : null;
        Actions = [.. (await authorities.OfUserAsync(cancellation)).Available(file.Work)];
        return Page();
    }
}
