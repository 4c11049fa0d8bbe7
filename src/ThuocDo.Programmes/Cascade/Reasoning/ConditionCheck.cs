using ThuocDo.Programmes.Cascade.Solving;

namespace ThuocDo.Programmes.Cascade.Reasoning;

/// <summary>Whether the plans imply one condition, and why or why not.</summary>
internal sealed class ConditionCheck
{
    private readonly HigherCondition condition;
    private readonly IReadOnlyList<PlanTarget> targets;
    private readonly IReadOnlyList<PlanTarget> binding;
    private readonly IReasoning reasoning;

    public ConditionCheck(CascadeInput input, HigherCondition condition, long effort)
    {
        this.condition = condition;
        targets =
        [
            .. input.Targets.Where(t =>
                t.TiedTo?.Indicator == condition.Indicator
                && t.Promise.Demand.IsSum == condition.Demand.IsSum
            ),
        ];
        binding = [.. targets.Where(t => t.Promise.Demand.Deadline <= condition.Demand.Deadline)];
        reasoning = Reasonings.Over(
            input,
            condition.Indicator,
            [condition.Promise, .. binding.Select(t => t.Promise)],
            effort
        );
    }

    public ConditionResult Run()
    {
        var promises = binding.Select(t => t.Promise).ToList();
        var shown = new Shown();
        try
        {
            if (!reasoning.ArePossible(promises))
            {
                return new(condition, CascadeVerdict.Contradictory);
            }

            return reasoning.Imply(promises, condition.Promise)
                ? new(condition, CascadeVerdict.Implied)
                {
                    Support = Minimal.Subset(binding, some => shown.That(() => Imply(some))),
                    IsMinimal = shown.IsComplete,
                }
                : new(condition, CascadeVerdict.NotImplied)
                {
                    Gap = new GapSearch(condition, targets, binding, reasoning, shown).Run(
                        reasoning.Counterexample(promises, condition.Promise)
                    ),
                    IsMinimal = shown.IsComplete,
                };
        }
        catch (NotDecidedException)
        {
            return new(condition, CascadeVerdict.NotDecided);
        }
    }

    private bool Imply(IEnumerable<PlanTarget> some) =>
        reasoning.Imply(some.Select(t => t.Promise), condition.Promise);
}
