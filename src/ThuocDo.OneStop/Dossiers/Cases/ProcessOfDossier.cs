using ThuocDo.OneStop.Dossiers.Reading;
using ThuocDo.OneStop.Processes;

namespace ThuocDo.OneStop.Dossiers.Cases;

/// <summary>Where a dossier stands in its process, for its page.</summary>
public sealed record ProcessOfDossier(
    DossierWork Work,
    ProcessVersion? Version,
    IReadOnlyList<LinkedCase> Family,
    IReadOnlyList<AskedOpinion> Opinions,
    IReadOnlyList<StepUse> Uses
);

/// <summary>The stretches of the process as the citizen sees them.</summary>
/// <param name="IsDone">Every step of it lies behind.</param>
public sealed record PhasePlan(ProcessPhase Phase, bool IsDone, bool IsNow)
{
    /// <summary>None where the process has no phases.</summary>
    public static IReadOnlyList<PhasePlan> Of(DossierWork work)
    {
        if (work.IsLinear || work.IsCase)
        {
            return [];
        }

        var phases = work.Process.Phases;
        var dossier = work.Dossier;
        var now =
            dossier.State == DossierState.Resolved || !dossier.IsOpen
                ? work.Part.Steps.LastOrDefault(s => s.Kind == StepKind.Return)?.Phase
                : work.StepNow.Phase;
        var index = phases.ToList().FindIndex(p => p.Code == now);
        var over = dossier.State == DossierState.Returned;
        return
        [
            .. phases.Select(
                (phase, i) => new PhasePlan(phase, over || i < index, !over && i == index)
            ),
        ];
    }
}
