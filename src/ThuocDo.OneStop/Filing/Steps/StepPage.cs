using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.OneStop.Procedures;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.OneStop.Filing.Steps;

/// <summary>What every step needs.</summary>
public sealed record StepServices(
    SubmissionReader Reader,
    FileOnline Filing,
    SubmissionPapers Papers,
    ReusablePapers Reusable,
    CatalogueDirectory Catalogues,
    UnitDirectory Units,
    ICurrentCitizen Citizen,
    Clock Clock,
    Texts Texts
);

/// <summary>
/// One step of filing: shows what is saved, saves what is typed and leads to the next. What is not complete is saved
/// too: only the last step asks for everything.
/// </summary>
public abstract class StepPage(StepServices services) : PageModel
{
    [FromRoute(Name = "submission")]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public Guid Seen { get; set; }

    public abstract FilingStep Step { get; }

    public SubmissionFolder Folder { get; private set; } = null!;

    protected StepServices Services => services;

    protected Texts Words => services.Texts;

    /// <summary>True where what was asked for is being completed, and only that.</summary>
    public bool IsSupplement => Folder.Submission.State == SubmissionState.SupplementAtIntake;

    /// <summary>Until when a draft is kept.</summary>
    public DateTime Expiry => FilingRules.On(services.Clock.Today).ExpiryOf(Folder.Submission);

    protected FilingAct Act => new(Key ?? "", Id, Seen);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (await LoadAsync(cancellation) is { } other)
        {
            return other;
        }

        Renew();
        Show();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (await LoadAsync(cancellation) is { } other)
        {
            return other;
        }

        if (string.IsNullOrEmpty(Key))
        {
            return Redirect(FilingLinks.Step(Id, Step));
        }

        var outcome = await SaveAsync(cancellation);
        if (!outcome.Succeeded)
        {
            this.Refuse(outcome, Words);
        }

        if (ModelState.IsValid)
        {
            return Redirect(Next());
        }

        await LoadAsync(cancellation);
        ModelState.Remove(nameof(Key));
        ModelState.Remove(nameof(Seen));
        Renew();
        return Page();
    }

    /// <summary>Fills the form from what is saved.</summary>
    protected virtual void Show() { }

    /// <summary>Saves; what is wrong with a field is said in the model state.</summary>
    protected abstract Task<Outcome> SaveAsync(CancellationToken cancellation);

    protected virtual string Next() =>
        FilingLinks.Step(Id, Step == FilingStep.Check ? Step : Step + 1);

    /// <summary>Choices of the step.</summary>
    protected virtual Task PrepareAsync(CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>The steps that are open while a supplement is being made.</summary>
    protected virtual bool IsOpenInSupplement => true;

    private async Task<IActionResult?> LoadAsync(CancellationToken cancellation)
    {
        if (await services.Reader.OfCitizenAsync(Id, cancellation) is not { } folder)
        {
            return NotFound();
        }

        Folder = folder;
        if (!folder.Submission.IsOpenToFiles || !folder.Submission.IsDraft && !IsOpenInSupplement)
        {
            return Redirect(FilingLinks.Submission(Id));
        }

        await PrepareAsync(cancellation);
        return null;
    }

    private void Renew()
    {
        Key = Guid.CreateVersion7().ToString("N");
        Seen = Folder.Submission.Version;
    }
}
