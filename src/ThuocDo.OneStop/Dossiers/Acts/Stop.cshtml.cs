using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Outcomes;

namespace ThuocDo.OneStop.Dossiers.Acts;

/// <summary>Ends the handling without a result, on a ground in law (stop notice, Form 05 of the set of 2025).</summary>
[Requires(Permissions.DossierSign)]
public sealed class StopModel(ActPageServices services) : ActPage(services)
{
    public const int BasisMaxLength = 300;

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    [Required]
    [StringLength(BasisMaxLength)]
    public string? Basis { get; set; }

    [BindProperty]
    [StringLength(Reasons.TextMaxLength)]
    public string? Details { get; set; }

    public override DossierActionKind Kind => DossierActionKind.Stop;

    public IEnumerable<SelectListItem> Choices => ReasonItems(ReasonKind.Suspension);

    protected override void Check()
    {
        if (Reasons.Of(ReasonKind.Suspension).All(r => r.Code != Reason))
        {
            Wrong(nameof(Reason), "act.reason.none");
        }
    }

    protected override Outcome Perform(DossierWork work, ActContext act) =>
        work.Stop(Reasons.Write(Reason ?? "", Details), Basis?.Trim() ?? "", act);

    protected override Outcome Rehearse(DossierWork work, ActContext act) =>
        work.Stop(Reason ?? "", string.IsNullOrWhiteSpace(Basis) ? "-" : Basis, act);

    protected override string Destination() => OneStopLinks.StopSlip(Folder.Dossier.Code);
}
