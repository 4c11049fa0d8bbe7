using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Web;

namespace ThuocDo.OneStop.Filing.Desk;

/// <summary>Refuses to receive, with the reason in writing (Decree 61/2018 Art 17.1.b; Form 03).</summary>
[Requires(Permissions.DossierReceive)]
public sealed class DeskRejectModel(DeskServices services) : DeskPage(services)
{
    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    [Required]
    [StringLength(Reasons.TextMaxLength)]
    public string? Details { get; set; }

    public IEnumerable<SelectListItem> Choices => Chosen.Items(ReasonKind.Refusal, Words);

    protected override void Check()
    {
        if (Reasons.Of(ReasonKind.Refusal).All(r => r.Code != Reason))
        {
            ModelState.Wrong(nameof(Reason), Words, "act.reason.none");
        }
    }

    protected override async Task<(Outcome Outcome, string Next)> PerformAsync(
        CancellationToken cancellation
    )
    {
        var outcome = await Services.Desk.RejectAsync(
            Act,
            Reasons.Write(Reason!, Details),
            cancellation
        );
        if (outcome.Succeeded)
        {
            this.Done("inbox.reject.done", Folder.Submission.Reference);
        }

        return (outcome, FilingLinks.Inbox);
    }
}
