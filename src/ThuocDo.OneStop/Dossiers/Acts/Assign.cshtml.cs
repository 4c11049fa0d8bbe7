using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Outcomes;

namespace ThuocDo.OneStop.Dossiers.Acts;

/// <summary>Hands the dossier over to the unit that processes it, or assigns it anew.</summary>
[Requires(Permissions.DossierView)]
public sealed class AssignModel(ActPageServices services) : ActPage(services)
{
    [BindProperty]
    public Guid? AssigneeId { get; set; }

    [BindProperty]
    public bool Electronically { get; set; }

    public override DossierActionKind Kind => DossierActionKind.Assign;

    public IReadOnlyList<Candidate> People { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Choices => Services.Candidates.Items(People);

    public bool IsHandOver => Folder.Dossier.State == DossierState.Received;

    protected override void Suggest() => Electronically = true;

    protected override async Task PrepareAsync(CancellationToken cancellation)
    {
        var work = Folder.Work;
        var step = IsHandOver ? work.NextStep ?? work.Step : work.Step;
        People = await Services.Candidates.OfAsync(Folder.Dossier.UnitId, step.Role, cancellation);
    }

    protected override void Check()
    {
        if (Candidates.Check(People, AssigneeId) is { Succeeded: false } wrong)
        {
            ModelState.AddModelError(nameof(AssigneeId), wrong.InWords(Words));
        }
    }

    protected override Outcome Perform(DossierWork work, ActContext act) =>
        work.Assign(AssigneeId, Electronically, act);
}
