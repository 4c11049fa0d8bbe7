namespace ThuocDo.Programmes.Cascade;

public enum CascadeVerdict
{
    /// <summary>Whoever keeps the plans reaches the condition.</summary>
    Implied,

    /// <summary>The plans can be kept and the condition missed.</summary>
    NotImplied,

    /// <summary>The plans that count cannot all be kept, so nothing follows from them.</summary>
    Contradictory,

    /// <summary>The effort was used up before an answer.</summary>
    NotDecided,
}

/// <summary>In what a target falls short of what a condition asks of its body.</summary>
public enum Shortcoming
{
    /// <summary>The body has no target for the indicator.</summary>
    Absent,
    Kind,
    Operator,
    BaseYear,
    Value,
    Deadline,

    /// <summary>Units of the body are left out.</summary>
    Scope,
}

public sealed record FigureValue(GivenFigure Figure, long Value);

/// <summary>What the check says of one condition.</summary>
public sealed record ConditionResult(HigherCondition Condition, CascadeVerdict Verdict)
{
    /// <summary>Targets that imply it and none of which can be left out; none where it is not implied.</summary>
    public IReadOnlyList<PlanTarget>? Support { get; init; }

    /// <summary>Why it is not implied.</summary>
    public Gap? Gap { get; init; }

    /// <summary>
    /// False where the effort did not suffice for the explanation. It is then still right, but a target or body more may be
    /// named than needed, or a harder value.
    /// </summary>
    public bool IsMinimal { get; init; } = true;
}

/// <summary>Why plans do not imply a condition, and what would.</summary>
public sealed record Gap
{
    /// <summary>
    /// Figures that keep all plans and miss the condition; empty for levels and ranks, where units without a target
    /// strong enough are the example.
    /// </summary>
    public required IReadOnlyList<FigureValue> Counterexample { get; init; }

    /// <summary>
    /// Where it closes: bodies which, raised to the yardstick, close the gap, and none of which can be left out. Else every
    /// body that can be raised.
    /// </summary>
    public required IReadOnlyList<GapMember> Members { get; init; }

    /// <summary>False where known figures or ceilings of plans stand against raising enough bodies to the yardstick.</summary>
    public required bool Closes { get; init; }

    /// <summary>What each body is raised to: the value of the condition, of a count an equal part of it.</summary>
    public required decimal Yardstick { get; init; }

    /// <summary>The weakest value that closes the gap if each member takes it; none if no value does.</summary>
    public required decimal? LeastCommonValue { get; init; }
}

/// <param name="Stated">The hardest value the body's plan states for all its units in time; none if it states none.</param>
/// <param name="Shortfall">How far that stays behind the yardstick, in the condition's own measure.</param>
public sealed record GapMember(
    Body Body,
    IReadOnlyList<Shortcoming> Reasons,
    decimal? Stated,
    decimal? Shortfall
);

/// <summary>A target that asks less of its body than the condition it is tied to.</summary>
/// <param name="MissingUnits">Units of the body that no sufficient target of it covers; where the scope falls short.</param>
public sealed record Weakness(
    PlanTarget Target,
    HigherCondition Condition,
    IReadOnlyList<Shortcoming> Reasons,
    IReadOnlyList<string> MissingUnits
);

/// <summary>
/// Targets and conditions that no figures satisfy together, and none of which can be left out. Without members the known
/// figures contradict themselves. Conditions are named only where the targets alone could be kept.
/// </summary>
public sealed record Contradiction(
    string Indicator,
    IReadOnlyList<HigherCondition> Conditions,
    IReadOnlyList<PlanTarget> Targets
)
{
    /// <summary>False where the effort was used up before an answer; nothing is named then.</summary>
    public bool IsDecided { get; init; } = true;

    /// <summary>False where the effort did not suffice to leave out all that can be.</summary>
    public bool IsMinimal { get; init; } = true;
}

/// <summary>A plan's task that is due after the task it takes up.</summary>
public sealed record LateTask(PlanTask Task, HigherTask Higher);

/// <summary>The answer of a cascade check.</summary>
public sealed record CascadeReport
{
    public required IReadOnlyList<ConditionResult> Conditions { get; init; }
    public required IReadOnlyList<Contradiction> Contradictions { get; init; }
    public required IReadOnlyList<Weakness> Weaknesses { get; init; }

    /// <summary>Tasks of the programme that no plan takes up.</summary>
    public required IReadOnlyList<HigherTask> OrphanTasks { get; init; }
    public required IReadOnlyList<LateTask> LateTasks { get; init; }

    /// <summary>Targets and tasks of plans that serve nothing of the programme.</summary>
    public required IReadOnlyList<PlanTarget> UntiedTargets { get; init; }
    public required IReadOnlyList<PlanTask> UntiedTasks { get; init; }

    public bool IsSound =>
        Conditions.All(c => c.Verdict == CascadeVerdict.Implied)
        && Contradictions.Count
            + Weaknesses.Count
            + OrphanTasks.Count
            + LateTasks.Count
            + UntiedTargets.Count
            + UntiedTasks.Count
            == 0;
}
