using Microsoft.AspNetCore.Mvc;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Outcomes;

namespace ThuocDo.OneStop.Dossiers.Acts;

/// <summary>Gives the result to the applicant (Decree 61/2018 Art 20).</summary>
[Requires(Permissions.DossierReturn)]
public sealed class ReturnModel(ActPageServices services) : ActPage(services)
{
    [BindProperty]
    public bool ByPost { get; set; }

    [BindProperty]
    public bool Checked { get; set; }

    public override DossierActionKind Kind => DossierActionKind.Return;

    protected override void Suggest() => ByPost = Folder.Dossier.ReturnByPost;

    protected override void Check()
    {
        if (!Checked)
        {
            Wrong(nameof(Checked), "act.return.checked.missing");
        }
    }

    protected override Outcome Perform(DossierWork work, ActContext act) =>
        work.Return(ByPost, act);
}
