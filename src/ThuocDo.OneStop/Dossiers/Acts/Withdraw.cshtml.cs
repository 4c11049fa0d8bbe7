using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Outcomes;

namespace ThuocDo.OneStop.Dossiers.Acts;

/// <summary>The applicant takes the dossier back.</summary>
[Requires(Permissions.DossierReceive)]
public sealed class WithdrawModel(ActPageServices services) : ActPage(services)
{
    [BindProperty]
    public bool Asked { get; set; }

    [BindProperty]
    [StringLength(Reasons.TextMaxLength)]
    public string? Details { get; set; }

    public override DossierActionKind Kind => DossierActionKind.Withdraw;

    protected override void Check()
    {
        if (!Asked)
        {
            Wrong(nameof(Asked), "act.withdraw.asked.missing");
        }
    }

    protected override Outcome Perform(DossierWork work, ActContext act) =>
        work.Withdraw(Details?.Trim(), act);
}
