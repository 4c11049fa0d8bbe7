using ThuocDo.OneStop.Processes.Checking;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;

namespace ThuocDo.OneStop.Processes.Pages;

/// <summary>What the pages show of a process: the same for a published one and for a preview.</summary>
public sealed record ProcessView(
    ProcessDefinition Process,
    IReadOnlyList<ProcessFinding> Findings,
    DryResult? DryRun
)
{
    public static string RoleKey(Role? role) =>
        role switch
        {
            Role.Receptionist => "process.role.receptionist",
            Role.Specialist => "process.role.specialist",
            Role.UnitHead => "process.role.unit-head",
            Role.Signer => "process.role.signer",
            _ => "process.role.other",
        };

    public static string Unit(UnitChoice unit, Texts texts) =>
        unit.Place switch
        {
            UnitPlace.Named => unit.Key!,
            UnitPlace.Receiving => texts["process.unit.receiving"],
            UnitPlace.Commune => texts["process.unit.commune"],
            UnitPlace.District => texts["process.unit.district"],
            UnitPlace.Department => texts["process.unit.department"],
            _ => texts["process.unit.competent"],
        };

    public static string? Time(Budget? budget, Texts texts) =>
        budget switch
        {
            { Limit: { } limit } => limit.InWords.Render(texts),
            { Share: { } share } => Formats.Percent(share, 0),
            _ => null,
        };

    public static string Join(StepDefinition step, Texts texts) =>
        step.Join switch
        {
            JoinRule.First => texts["process.join.first"],
            JoinRule.AtLeast => texts["process.join.at-least", step.JoinCount],
            _ => texts["process.join.all"],
        };
}
