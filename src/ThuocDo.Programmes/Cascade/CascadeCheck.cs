using ThuocDo.Programmes.Cascade.Comparing;
using ThuocDo.Programmes.Cascade.Reasoning;
using ThuocDo.Programmes.Cascade.Solving;

namespace ThuocDo.Programmes.Cascade;

/// <summary>
/// The cascade check: do the targets of the action plans together imply the conditions of the programme, is one of them
/// weaker than what is asked of its body, do they contradict, is a task taken up by nobody, does an item serve nothing?
/// The same input always gives the same report.
/// </summary>
public static class CascadeCheck
{
    /// <param name="input">Programme, plans and figures.</param>
    /// <param name="effort">What one condition, and one question for contradictions, may cost; see <see cref="Effort"/>.</param>
    public static CascadeReport Run(CascadeInput input, long effort = Effort.Default) =>
        new()
        {
            Conditions =
            [
                .. input
                    .Conditions.Where(c => c.AddsUp)
                    .Select(c => new ConditionCheck(input, c, effort).Run()),
            ],
            Contradictions = [.. ContradictionCheck.Run(input, effort)],
            Weaknesses = [.. input.Conditions.SelectMany(c => WeaknessCheck.Run(input, c))],
            OrphanTasks = [.. input.Tasks.Except(input.PlanTasks.Select(t => t.TiedTo))!],
            LateTasks =
            [
                .. input
                    .PlanTasks.Where(t => t.TiedTo is { } higher && t.Deadline > higher.Deadline)
                    .Select(t => new LateTask(t, t.TiedTo!)),
            ],
            UntiedTargets = [.. input.Targets.Where(t => t.TiedTo is null)],
            UntiedTasks = [.. input.PlanTasks.Where(t => t.TiedTo is null)],
        };
}
