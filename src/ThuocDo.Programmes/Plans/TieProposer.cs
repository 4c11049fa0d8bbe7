using ThuocDo.Programmes.Drafts;
using ThuocDo.Programmes.Resolution;

namespace ThuocDo.Programmes.Plans;

/// <summary>What an item of a plan seems to serve; none: nothing is like enough.</summary>
public sealed record ProposedTie(PlanItem Item, PlanItem? TiedTo);

/// <summary>
/// Proposes what the items of a plan serve: a condition by its indicator, which says most, else by likeness of words where the kind
/// fits; a task by likeness to the names of tasks and of the axes they belong to. Pure; a person decides in any case.
/// </summary>
public sealed class TieProposer
{
    /// <summary>Names of groups of tasks are short: fewer words agree than between two targets.</summary>
    public const double TaskThreshold = 0.18;
    public const double ConditionThreshold = IndicatorMatcher.Threshold;

    private readonly ProgrammeItems programme;
    private readonly Likeness<Condition> conditions;
    private readonly Likeness<ProgrammeTask> tasks;
    private readonly IReadOnlyList<PlanItem> known;

    public TieProposer(ProgrammeItems programme, IReadOnlyList<Axis> axes)
    {
        this.programme = programme;
        known = [.. PlanItem.Of(programme)];
        var lines = programme.Targets.ToDictionary(t => t.Id);
        conditions = new(
            programme.Conditions.Select(c => (c, $"{lines[c.TargetId].NameVi} {c.NameVi}"))
        );
        tasks = new(
            programme.Tasks.SelectMany(t =>
                axes.Where(a => a.Number == t.Axis)
                    .Select(a => (t, a.NameVi))
                    .Prepend((t, t.NameVi))
            )
        );
    }

    public IReadOnlyList<ProposedTie> Propose(ProgrammeItems plan)
    {
        var demands = plan.Conditions.ToDictionary(c => c.Key);
        return
        [
            .. PlanItem
                .Of(plan)
                .Select(item => new ProposedTie(
                    item,
                    item.Kind == TieKind.Task
                        ? Find(TieKind.Task, OfTask(item.Name.Vi))
                        : Find(TieKind.Condition, OfCondition(demands[item.Key]))
                )),
        ];
    }

    private PlanItem? Find(TieKind kind, string? key) =>
        known.FirstOrDefault(i => i.Kind == kind && i.Key == key);

    private string? OfTask(string words) =>
        tasks.Propose(words, TaskThreshold, _ => true) is [var likeliest, ..]
            ? PlanItem.KeyOf(likeliest)
            : null;

    private string? OfCondition(Condition condition)
    {
        var measured =
            condition.Indicator == IndicatorChoice.Unmeasured
                ? []
                : programme.Conditions.Where(c => c.Indicator == condition.Indicator).ToHashSet();
        // One indicator may serve several conditions: the likest of them, else the first.
        var likeliest =
            measured.Count > 0
                ? conditions.Propose(condition.NameVi, 0, measured.Contains)
                : conditions.Propose(
                    condition.NameVi,
                    ConditionThreshold,
                    c => IndicatorMatcher.Fits(c.Kind, condition.Kind)
                );
        return likeliest is [var first, ..] ? first.Key : null;
    }
}
