using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Outcomes;

namespace ThuocDo.OneStop.Dossiers.Acts;

/// <summary>Gives a sub-case back to the agency that opened it, with its outcome.</summary>
[Requires(Permissions.DossierView)]
public sealed class ReturnCaseModel(ActPageServices services) : ActPage(services)
{
    private static readonly string[] All = ["granted", "refused", "returned"];

    [BindProperty]
    public string? Result { get; set; }

    [BindProperty]
    [StringLength(Reasons.TextMaxLength)]
    public string? Note { get; set; }

    public override DossierActionKind Kind => DossierActionKind.ReturnCase;

    public IEnumerable<SelectListItem> Outcomes =>
        All.Select(o => new SelectListItem(Words[$"process.outcome.{o}"], o));

    protected override void Check()
    {
        if (!All.Contains(Result))
        {
            Wrong(nameof(Result), "act.return-case.outcome.none");
        }
        else if (Result != "granted" && string.IsNullOrWhiteSpace(Note))
        {
            Wrong(nameof(Note), "act.return-case.note.none");
        }
    }

    protected override Outcome Perform(DossierWork work, ActContext act) =>
        work.ReturnCase(Result!, Note?.Trim(), act);

    /// <summary>Shows the clock after a return; a refusal is possible at every step.</summary>
    protected override Outcome Rehearse(DossierWork work, ActContext act) =>
        work.ReturnCase(Result ?? "returned", null, act);
}
