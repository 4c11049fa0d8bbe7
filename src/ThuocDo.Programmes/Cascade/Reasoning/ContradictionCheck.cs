using ThuocDo.Programmes.Cascade.Solving;

namespace ThuocDo.Programmes.Cascade.Reasoning;

/// <summary>For each indicator: can all targets and conditions be kept together, given what is known of the figures?</summary>
internal static class ContradictionCheck
{
    public static IEnumerable<Contradiction> Run(CascadeInput input, long effort) =>
        input
            .Conditions.Where(c => c.AddsUp)
            .GroupBy(c => (c.Indicator, c.Demand.IsSum))
            .Select(g => Of(input, g.Key.Indicator, [.. g], g.Key.IsSum, effort))
            .OfType<Contradiction>();

    private static Contradiction? Of(
        CascadeInput input,
        string indicator,
        IReadOnlyList<HigherCondition> conditions,
        bool isSum,
        long effort
    )
    {
        // Conditions stand first and are left out first, so that plans are named where they alone contradict.
        IReadOnlyList<Member> members =
        [
            .. conditions.Select(c => new Member(c.Promise, c, null)),
            .. input
                .Targets.Where(t =>
                    t.TiedTo?.Indicator == indicator && t.Promise.Demand.IsSum == isSum
                )
                .Select(t => new Member(t.Promise, null, t)),
        ];
        var reasoning = Reasonings.Over(
            input,
            indicator,
            [.. members.Select(m => m.Promise)],
            effort
        );
        bool Contradict(IReadOnlyList<Member> some) =>
            !reasoning.ArePossible(some.Select(m => m.Promise));
        try
        {
            if (!Contradict(members))
            {
                return null;
            }

            var shown = new Shown();
            var least = Minimal.Subset(members, some => shown.That(() => Contradict(some)));
            return new Contradiction(
                indicator,
                [.. least.Select(m => m.Condition).OfType<HigherCondition>()],
                [.. least.Select(m => m.Target).OfType<PlanTarget>()]
            )
            {
                IsMinimal = shown.IsComplete,
            };
        }
        catch (NotDecidedException)
        {
            return new Contradiction(indicator, [], []) { IsDecided = false };
        }
    }

    private sealed record Member(Promise Promise, HigherCondition? Condition, PlanTarget? Target);
}
