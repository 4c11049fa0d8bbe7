using Microsoft.AspNetCore.Mvc;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Outcomes;

namespace ThuocDo.OneStop.Dossiers.Acts;

/// <summary>Takes in what was asked for; the limit is counted anew and a new slip promises a new date.</summary>
[Requires(Permissions.DossierReceive)]
public sealed class ReceiveSupplementModel(ActPageServices services) : ActPage(services)
{
    [BindProperty]
    public bool AllIn { get; set; }

    public override DossierActionKind Kind => DossierActionKind.ReceiveSupplement;

    protected override void Check()
    {
        if (!AllIn)
        {
            Wrong(nameof(AllIn), "act.supplement.all-in.missing");
        }
    }

    protected override Outcome Perform(DossierWork work, ActContext act) =>
        work.ReceiveSupplement(act);

    protected override string Destination() => OneStopLinks.ReceiptSlip(Folder.Dossier.Code);
}
