using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Notices;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Filing.Mine;

/// <summary>Where an own submission stands and what to do now. Once received, its dossier is shown instead.</summary>
[CitizenPage]
public sealed class SubmissionPageModel(
    ThuocDoDb db,
    SubmissionReader reader,
    SubmissionPapers papers,
    IntakeForms forms,
    NoticeReader notices,
    Clock clock
) : PageModel
{
    public SubmissionFolder Folder { get; private set; } = null!;

    public IReadOnlyList<HistoryEvent> Events { get; private set; } = [];

    public IReadOnlyList<ShownNotice> Told { get; private set; } = [];

    public AskedSupplement? Asked => SubmissionEvents.Asked(Events);

    public string? Rejection => SubmissionEvents.Rejection(Events);

    public DateTime Expiry => FilingRules.On(clock.Today).ExpiryOf(Folder.Submission);

    public IReadOnlyList<ShownPaper> Files => papers.Shown(Folder.Files, forCitizen: true);

    /// <summary>The office has answered with a statutory form.</summary>
    public bool HasForm => IntakeForms.Of(Events) is not null;

    /// <summary>The form with which the office answered, as PDF.</summary>
    public async Task<IActionResult> OnPostAsync(
        [FromRoute(Name = "submission")] Guid id,
        CancellationToken cancellation
    )
    {
        if (await reader.OfCitizenAsync(id, cancellation) is not { } folder)
        {
            return NotFound();
        }

        var events = await reader.EventsAsync(id, cancellation);
        return
            IntakeForms.Of(events) is { } form
            && forms.Print(folder, form.Kind, form.Cause) is { } pdf
            ? File(pdf, "application/pdf", IntakeForms.NameOf(form.Kind, folder.Submission))
            : Redirect(FilingLinks.Submission(id));
    }

    public async Task<IActionResult> OnGetAsync(
        [FromRoute(Name = "submission")] Guid id,
        CancellationToken cancellation
    )
    {
        if (await reader.OfCitizenAsync(id, cancellation) is not { } folder)
        {
            return NotFound();
        }

        if (folder.Submission.DossierId is { } dossier)
        {
            var code = await db.Set<Dossier>()
                .Where(d => d.Id == dossier)
                .Select(d => d.Code)
                .SingleAsync(cancellation);
            return Redirect(FilingLinks.MyDossier(code));
        }

        Folder = folder;
        Events = await reader.EventsAsync(id, cancellation);
        Told = await notices.OfSubmissionAsync(id, cancellation);
        return Page();
    }
}
