using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using ThuocDo.OneStop.Dossiers.Cases;
using ThuocDo.OneStop.Processes;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outcomes;

namespace ThuocDo.OneStop.Dossiers.Acts;

/// <summary>Opens the sub-case of the step in hand with another agency.</summary>
[Requires(Permissions.DossierView)]
public sealed class OpenCaseModel(
    ActPageServices services,
    OpenSubCase open,
    UnitDirectory directory
) : ActPage(services)
{
    private IReadOnlyList<Unit> units = [];

    [BindProperty]
    public Guid? UnitId { get; set; }

    [BindProperty]
    public bool Electronically { get; set; }

    public override DossierActionKind Kind => DossierActionKind.OpenCase;

    public IReadOnlyList<SelectListItem> UnitItems =>
        UnitChoices.Items(units, Texts.CurrentLanguage, Words["act.choose"]);

    /// <summary>When the agency's own time would end, opened now.</summary>
    public DateTime? OwnDue { get; private set; }

    protected override async Task PrepareAsync(CancellationToken cancellation)
    {
        var tree = await directory.GetAsync(cancellation);
        var day = Services.Clock.Today;
        units =
        [
            .. UnitChoices
                .Of(Folder.Work.StepNow.Unit, Folder.Dossier, tree, day)
                .Where(u => u.Id != Folder.Dossier.UnitId || day >= Reorganisation.TwoLevelsFrom),
        ];
    }

    protected override void Suggest()
    {
        Electronically = true;
        if (Folder.Work.StepNow.Unit.Place != UnitPlace.Department)
        {
            UnitId = units is [var first, ..] ? first.Id : null;
        }
    }

    protected override void Check()
    {
        if (UnitId is not { } id || units.All(u => u.Id != id))
        {
            Wrong(nameof(UnitId), "act.open-case.unit.none");
        }
    }

    protected override Outcome Perform(DossierWork work, ActContext act)
    {
        var opened = work.OpenCase(UnitId ?? Guid.Empty, "–", "–", Electronically, act);
        OwnDue = opened.Value?.Dossier.DueAt;
        return opened;
    }

    protected override Task<Outcome> PerformAsync(
        DossierWork work,
        ActContext act,
        CancellationToken cancellation
    ) => open.RunAsync(work, UnitId!.Value, Electronically, act, cancellation);
}
