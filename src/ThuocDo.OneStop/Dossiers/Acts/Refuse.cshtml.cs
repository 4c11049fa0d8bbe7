using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Outcomes;

namespace ThuocDo.OneStop.Dossiers.Acts;

/// <summary>Refuses to resolve, in writing and with reasons (Decree 61/2018 Art 19.8).</summary>
[Requires(Permissions.DossierSign)]
public sealed class RefuseModel(ActPageServices services) : ActPage(services)
{
    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    [Required]
    [StringLength(Reasons.TextMaxLength)]
    public string? Details { get; set; }

    public override DossierActionKind Kind => DossierActionKind.Refuse;

    public IEnumerable<SelectListItem> Choices => ReasonItems(ReasonKind.Refusal);

    protected override void Check()
    {
        if (Reasons.Of(ReasonKind.Refusal).All(r => r.Code != Reason))
        {
            Wrong(nameof(Reason), "act.reason.none");
        }
    }

    protected override Outcome Perform(DossierWork work, ActContext act) =>
        work.Refuse(Reasons.Write(Reason ?? "", Details), act);
}
