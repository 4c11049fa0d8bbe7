using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Web;

namespace ThuocDo.OneStop.Filing.Mine;

/// <summary>Throws a draft away, or withdraws what is sent and not yet received.</summary>
[CitizenPage]
public sealed class TakeBackModel(SubmissionReader reader, FileOnline filing, Texts texts)
    : PageModel
{
    [FromRoute(Name = "submission")]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public Guid Seen { get; set; }

    public SubmissionFolder Folder { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (await LoadAsync(cancellation) is { } other)
        {
            return other;
        }

        (Key, Seen) = (Guid.CreateVersion7().ToString("N"), Folder.Submission.Version);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (await LoadAsync(cancellation) is { } other)
        {
            return other;
        }

        var (act, draft) = (new FilingAct(Key ?? "-", Id, Seen), Folder.Submission.IsDraft);
        var outcome = draft
            ? await filing.DiscardAsync(act, cancellation)
            : await filing.WithdrawAsync(act, cancellation);
        if (outcome.Succeeded)
        {
            this.Done(draft ? "filing.discarded" : "filing.withdrawn", Folder.Submission.Reference);
            return Redirect(FilingLinks.Mine);
        }

        this.Refuse(outcome, texts);
        return Page();
    }

    private async Task<IActionResult?> LoadAsync(CancellationToken cancellation)
    {
        if (await reader.OfCitizenAsync(Id, cancellation) is not { } folder)
        {
            return NotFound();
        }

        Folder = folder;
        return
            folder.Submission.State
                is SubmissionState.Draft
                    or SubmissionState.Submitted
                    or SubmissionState.SupplementAtIntake
            ? null
            : Redirect(FilingLinks.Submission(Id));
    }
}
