using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Outcomes;

namespace ThuocDo.OneStop.Dossiers.Acts;

/// <summary>Finishes the step in hand and passes the dossier on.</summary>
[Requires(Permissions.DossierView)]
public sealed class ForwardModel(ActPageServices services) : ActPage(services)
{
    [BindProperty]
    public Guid? AssigneeId { get; set; }

    [BindProperty]
    [StringLength(Reasons.TextMaxLength)]
    public string? Note { get; set; }

    public override DossierActionKind Kind => DossierActionKind.Forward;

    /// <summary>The first is "nobody by name".</summary>
    public IReadOnlyList<SelectListItem> Choices { get; private set; } = [];

    protected override async Task PrepareAsync(CancellationToken cancellation)
    {
        if (Folder.Work.NextStep is { } next)
        {
            Choices =
            [
                new SelectListItem(Words["act.assignee.unit"], ""),
                .. await Services.Candidates.OfAsync(
                    Folder.Dossier.UnitId,
                    next.Role,
                    cancellation
                ),
            ];
        }
    }

    protected override void Check()
    {
        if (AssigneeId is { } id && Choices.All(c => c.Value != id.ToString("D")))
        {
            Wrong(nameof(AssigneeId), "act.assignee.wrong");
        }
    }

    protected override Outcome Perform(DossierWork work, ActContext act) =>
        work.Forward(AssigneeId, Note?.Trim(), act);
}
