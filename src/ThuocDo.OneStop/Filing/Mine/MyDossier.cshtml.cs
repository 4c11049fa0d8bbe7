using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Dossiers.Attachments;
using ThuocDo.OneStop.Ratings;
using ThuocDo.OneStop.Tracking;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Files;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Web;

namespace ThuocDo.OneStop.Filing.Mine;

/// <summary>
/// An own dossier with its whole clock: who holds it, why it stopped, on which article; the result and what can be done.
/// Its POST takes the electronic result, which is the return of the dossier by the portal.
/// </summary>
[CitizenPage]
public sealed class MyDossierModel(
    ThuocDoDb db,
    HolderActs holder,
    TrackDossier track,
    FileCapabilities capabilities,
    RatingPasses passes,
    ISurveyInvitations surveys,
    ICurrentCitizen citizen,
    Texts texts
) : PageModel
{
    [FromRoute]
    public string Code { get; set; } = "";

    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public Guid Seen { get; set; }

    public TrackedDossier Found { get; private set; } = null!;

    public IReadOnlyList<ShownFile> Papers { get; private set; } = [];

    public IReadOnlyList<ShownFile> Results { get; private set; } = [];

    public bool IsRated { get; private set; }

    /// <summary>To the page of the rating; none before the result, or after the one rating.</summary>
    public string? RatingLink =>
        !IsRated && Rating.IsOpen(Found.Work.Dossier)
            ? RatingLinks.With(passes.For(Found.Work.Dossier.Id))
            : null;

    /// <summary>
    /// Where the holder answers a survey for which the dossier was drawn. Here and by mail only: the code and secret of the slip are known
    /// at the counter too, whose work is judged.
    /// </summary>
    public string? SurveyLink { get; private set; }

    public bool CanTake =>
        Found.Work.Dossier is { State: DossierState.Resolved, ElectronicResult: true }
        && Results.Count > 0;

    public bool CanWithdraw =>
        Found.Work.Dossier.State
            is DossierState.Received
                or DossierState.InProgress
                or DossierState.SupplementInProcess
                or DossierState.AwaitingPayment;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation))
        {
            return NotFound();
        }

        (Key, Seen) = (Guid.CreateVersion7().ToString("N"), Found.Work.Dossier.Version);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation))
        {
            return NotFound();
        }

        var dossier = Found.Work.Dossier;
        var outcome = await holder.TakeResultAsync(
            new FilingAct(Key ?? "-", dossier.Id, Seen),
            cancellation
        );
        if (outcome.Succeeded)
        {
            this.Done("filing.result.taken", dossier.Code);
            return Redirect(FilingLinks.MyDossier(dossier.Code));
        }

        this.Refuse(outcome, texts);
        return Page();
    }

    private async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        if (await holder.FindAsync(Code, cancellation) is not { } work)
        {
            return false;
        }

        Found = await track.DescribeAsync(work, cancellation);
        var id = work.Dossier.Id;
        var files = await db.Set<Attachment>()
            .AsNoTracking()
            .Where(a => a.DossierId == id)
            .OrderBy(a => a.AddedAt)
            .ThenBy(a => a.Id)
            .ToListAsync(cancellation);
        var shown = files.Select(f => new ShownFile(f, LinkOf(f))).ToList();
        Papers = [.. shown.Where(f => f.File.Role == AttachmentRole.Paper)];
        Results = [.. shown.Where(f => f.File.Role == AttachmentRole.Result)];
        SurveyLink = await surveys.LinkForAsync(id, cancellation);
        IsRated = await db.Set<Rating>().AnyAsync(r => r.DossierId == id, cancellation);
        return true;
    }

    private string LinkOf(Attachment file) =>
        capabilities.Link(
            file.Hash,
            file.Kind,
            file.Name,
            SubmissionPapers.Purpose,
            file.DossierId,
            citizen.CitizenId
        );
}
