namespace ThuocDo.Programmes.Cascade;

/// <summary>An addressee of a programme and the units whose figures are its own.</summary>
public sealed record Body(string Key, string Name, IReadOnlyList<string> Units);

/// <summary>
/// A condition of the higher programme. Conditions of one indicator speak of the same figures. No unit belongs to two of
/// its bodies.
/// </summary>
public sealed record HigherCondition(
    string Key,
    string Name,
    string Indicator,
    Demand Demand,
    IReadOnlyList<Body> Bodies
)
{
    /// <summary>
    /// False where its figures do not add up over bodies, such as a published rank of the province or the growth of a rate: plans
    /// are compared with it one by one, and nothing is said of them together.
    /// </summary>
    public bool AddsUp { get; init; } = true;

    public Promise Promise => new(Demand, [.. Bodies.SelectMany(b => b.Units)]);
}

public sealed record HigherTask(string Key, string Name, DateOnly? Deadline = null);

/// <summary>A target of an action plan, on units that need not be all of its body.</summary>
/// <param name="TiedTo">The condition it serves; what is tied to nothing counts for nothing.</param>
public sealed record PlanTarget(Body Body, string Key, HigherCondition? TiedTo, Promise Promise);

/// <summary>A task of an action plan.</summary>
/// <param name="TiedTo">The task of the programme it takes up.</param>
public sealed record PlanTask(Body Body, string Key, HigherTask? TiedTo, DateOnly? Deadline = null);

public enum FigurePart
{
    Numerator,
    Denominator,

    /// <summary>What a reduction or growth is measured against, of a base year.</summary>
    Base,
}

/// <summary>One figure of one unit for one indicator.</summary>
public sealed record GivenFigure(string Indicator, string Unit, FigurePart Part, int? Year = null);

/// <summary>Between what a figure lies, both included; known where they are equal.</summary>
public sealed record FigureRange(long Least, long Most)
{
    /// <summary>A figure of which nothing is known.</summary>
    public static readonly FigureRange Open = new(0, 1_000_000);
}

/// <summary>A programme, the action plans that answer it, and what is known of the figures.</summary>
public sealed record CascadeInput
{
    public required IReadOnlyList<HigherCondition> Conditions { get; init; }
    public required IReadOnlyList<HigherTask> Tasks { get; init; }
    public required IReadOnlyList<PlanTarget> Targets { get; init; }
    public required IReadOnlyList<PlanTask> PlanTasks { get; init; }
    public required IReadOnlyDictionary<GivenFigure, FigureRange> Figures { get; init; }
}
