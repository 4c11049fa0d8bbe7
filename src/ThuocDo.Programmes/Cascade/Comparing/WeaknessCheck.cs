namespace ThuocDo.Programmes.Cascade.Comparing;

/// <summary>
/// Targets weaker than the condition they are tied to. A body whose sufficient targets cover all its units may have weaker
/// ones beside them, such as milestones.
/// </summary>
internal static class WeaknessCheck
{
    public static IEnumerable<Weakness> Run(CascadeInput input, HigherCondition condition) =>
        input
            .Targets.Where(t => t.TiedTo == condition)
            .GroupBy(t => t.Body)
            .SelectMany(own => OfBody(own.Key, [.. own], condition));

    private static IEnumerable<Weakness> OfBody(
        Body body,
        IReadOnlyList<PlanTarget> targets,
        HigherCondition condition
    )
    {
        var judged = targets
            .Select(t => (Target: t, Reasons: PlanComparison.Shortcomings(t, condition).ToList()))
            .ToList();
        var missing = PlanComparison
            .UnitsAsked(body, condition)
            .Except(judged.Where(j => j.Reasons.Count == 0).SelectMany(j => j.Target.Promise.Units))
            .ToList();
        if (missing.Count == 0)
        {
            yield break;
        }

        foreach (var (target, reasons) in judged)
        {
            var leavesOut = missing.Except(target.Promise.Units).ToList();
            if (leavesOut.Count > 0)
            {
                reasons.Add(Shortcoming.Scope);
            }

            if (reasons.Count > 0)
            {
                yield return new Weakness(target, condition, reasons, leavesOut);
            }
        }
    }
}
