using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Outcomes;

namespace ThuocDo.OneStop.Dossiers.Acts;

/// <summary>The signed result is there: the clock ends.</summary>
[Requires(Permissions.DossierSign)]
public sealed class FinishModel(ActPageServices services) : ActPage(services)
{
    [BindProperty]
    [StringLength(60)]
    public string? ResultNumber { get; set; }

    [BindProperty]
    public bool ElectronicResult { get; set; }

    public override DossierActionKind Kind => DossierActionKind.Finish;

    protected override void Suggest() => ElectronicResult = Folder.Work.Version.ElectronicResult;

    protected override Outcome Perform(DossierWork work, ActContext act) =>
        work.Finish(ResultNumber?.Trim(), ElectronicResult, act);
}
