using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.OneStop.Dossiers.Attachments;
using ThuocDo.OneStop.Dossiers.Reading;
using ThuocDo.OneStop.Payments.Bills;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.OneStop.Dossiers.Papers;

/// <summary>What every printable paper needs.</summary>
public sealed record PaperServices(
    DossierReader Reader,
    AccessLog Log,
    ICurrentUser User,
    FormVersions Versions,
    DossierFiles Files,
    BillReader Bills,
    SiteIdentity Site,
    Texts Texts
);

/// <summary>
/// A statutory paper of one dossier, as a sheet to print. Papers carry the particulars in full, so only those who work
/// on the dossier may open them, and the access log says who did.
/// </summary>
public abstract class PaperPage(PaperServices services) : PageModel
{
    public DossierFile Folder { get; private set; } = null!;

    public StatutoryForm Form { get; private set; } = null!;

    /// <summary>The act the paper records.</summary>
    public DossierEvent Cause { get; private set; } = null!;

    /// <summary>What the applicant asked for besides, for instance copies; the fee itself is the dossier's.</summary>
    public IReadOnlyList<BillLine> Asked { get; private set; } = [];

    public abstract FormKind Kind { get; }

    /// <summary>The type of the event without which there is no such paper.</summary>
    protected abstract string EventType { get; }

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken cancellation) =>
        await LoadAsync(code, cancellation) ?? Page();

    /// <summary>The paper as PDF: the version that says the same if there is one, else a new one.</summary>
    public async Task<IActionResult> OnPostAsync(string code, CancellationToken cancellation)
    {
        if (await LoadAsync(code, cancellation) is { } other)
        {
            return other;
        }

        var kept = await services.Versions.KeepAsync(this, TrackingAddress, cancellation);
        if (kept.Succeeded)
        {
            return Redirect(services.Files.LinkOf(kept.Value!));
        }

        this.Refuse(kept, services.Texts);
        return Page();
    }

    public string TrackingAddress =>
        services.Site.AddressOf(Request, OneStopLinks.TrackOf(Folder.Dossier.Code));

    private async Task<IActionResult?> LoadAsync(string code, CancellationToken cancellation)
    {
        if (await services.Reader.ReadAsync(code, cancellation) is not { } folder)
        {
            return NotFound();
        }

        if (!folder.ShowsParticulars)
        {
            return Forbid();
        }

        if (folder.Last(EventType) is not { } cause)
        {
            return NotFound();
        }

        await services.Log.WriteAsync(
            folder.Dossier.Id,
            services.User.UserId!.Value,
            AccessPlace.Paper,
            cancellation
        );
        Folder = folder;
        Cause = cause;
        Form = StatutoryForms.Of(Kind, folder.Dossier.Regime, VietnamTime.DayOf(cause.Event.At));
        Asked = await services.Bills.AskedAtReceiptAsync(folder.Work, cancellation);
        Prepare();
        return null;
    }

    protected virtual void Prepare() { }
}
