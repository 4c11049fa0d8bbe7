using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.WorkingDays;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.OneStop.Filing.Desk;

/// <summary>What the pages of the counter on one submission need.</summary>
public sealed record DeskServices(
    SubmissionReader Reader,
    ReceiveOnline Desk,
    SubmissionPapers Papers,
    DuplicateFinder Duplicates,
    AccessLog Log,
    IntakeForms Forms,
    Calendars Calendars,
    ICurrentUser User,
    Clock Clock,
    Texts Texts
);

/// <summary>One act of the counter on one submission. It shows the particulars in full, so each look is logged.</summary>
public abstract class DeskPage(DeskServices services) : PageModel
{
    [FromRoute(Name = "submission")]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public Guid Seen { get; set; }

    public SubmissionFolder Folder { get; private set; } = null!;

    public IReadOnlyList<HistoryEvent> Events { get; private set; } = [];

    public IReadOnlyList<ShownPaper> Files =>
        services.Papers.Shown(Folder.Files, forCitizen: false);

    public bool IsOpen => Folder.Submission.State == SubmissionState.Submitted;

    public (Explanation? InWords, string Tone) Left { get; private set; }

    protected DeskServices Services => services;

    protected Texts Words => services.Texts;

    protected FilingAct Act => new(Key ?? "", Id, Seen);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation))
        {
            return NotFound();
        }

        await services.Log.WriteAsync(
            Id,
            services.User.UserId!.Value,
            AccessPlace.Submission,
            cancellation
        );
        Renew();
        Suggest();
        return Page();
    }

    /// <summary>The office has answered with a statutory form.</summary>
    public bool HasForm => IntakeForms.Of(Events) is not null;

    /// <summary>The form with which the office answered, as PDF.</summary>
    public async Task<IActionResult> OnPostFormAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation))
        {
            return NotFound();
        }

        return
            IntakeForms.Of(Events) is { } form
            && services.Forms.Print(Folder, form.Kind, form.Cause) is { } pdf
            ? File(pdf, "application/pdf", IntakeForms.NameOf(form.Kind, Folder.Submission))
            : Redirect(FilingLinks.Desk(Id));
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation))
        {
            return NotFound();
        }

        if (string.IsNullOrEmpty(Key))
        {
            return Redirect(FilingLinks.Desk(Id));
        }

        Check();
        if (ModelState.IsValid)
        {
            var (outcome, next) = await PerformAsync(cancellation);
            if (outcome.Succeeded)
            {
                return Redirect(next);
            }

            this.Refuse(outcome, Words);
            await LoadAsync(cancellation);
            if (outcome.IsStale)
            {
                ModelState.Remove(nameof(Key));
                ModelState.Remove(nameof(Seen));
                Renew();
            }
        }

        return Page();
    }

    /// <summary>The act, and where the officer goes after it.</summary>
    protected abstract Task<(Outcome Outcome, string Next)> PerformAsync(
        CancellationToken cancellation
    );

    protected virtual void Check() { }

    protected virtual void Suggest() { }

    protected virtual Task PrepareAsync(CancellationToken cancellation) => Task.CompletedTask;

    private async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        if (await services.Reader.OfOfficerAsync(Id, cancellation) is not { } folder)
        {
            return false;
        }

        Folder = folder;
        Left = AnswerLeft.Of(
            folder.Submission.AnswerBy,
            services.Clock.Now,
            await services.Calendars.ForAsync(folder.Submission.UnitId!.Value, cancellation)
        );
        Events = await services.Reader.EventsAsync(Id, cancellation);
        await PrepareAsync(cancellation);
        return true;
    }

    private void Renew()
    {
        Key = Guid.CreateVersion7().ToString("N");
        Seen = Folder.Submission.Version;
    }
}
