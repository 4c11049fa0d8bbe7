using ThuocDo.Shared.Language;

namespace ThuocDo.Shared.Contracts;

public enum ConditionKind
{
    /// <summary>A published score.</summary>
    Level,

    /// <summary>A published group, such as a quartile.</summary>
    Group,

    /// <summary>A published place among all provinces.</summary>
    Rank,
    Share,
    Count,

    /// <summary>Average yearly increase on a base year.</summary>
    Growth,

    /// <summary>Decrease on a base year.</summary>
    Reduction,
}

public enum ConditionOperator
{
    AtLeast,
    AtMost,

    /// <summary>More than the limit: the limit itself is not enough.</summary>
    Above,

    /// <summary>Less than the limit.</summary>
    Below,
}

/// <summary>
/// One condition of a target as the programme states it. A target line may have several: level, group and rank pass and
/// fail apart.
/// </summary>
public sealed record ConditionInfo
{
    public required string Key { get; init; }

    /// <summary>Title of the programme that states it.</summary>
    public Bilingual? Programme { get; init; }

    /// <summary>The target line, T01 to T17.</summary>
    public required string Line { get; init; }
    public required Bilingual LineName { get; init; }
    public required Bilingual Name { get; init; }
    public required ConditionKind Kind { get; init; }
    public required ConditionOperator Operator { get; init; }

    /// <summary>The limit; none where it is a group.</summary>
    public decimal? Limit { get; init; }

    /// <summary>The group to be reached, as a key (<c>upper-middle</c>).</summary>
    public string? Group { get; init; }

    /// <summary>
    /// In what the limit is expressed: points, rank, group, percent, percent-per-year, rounds-per-year; otherwise the unit in the words
    /// of the text.
    /// </summary>
    public required string Unit { get; init; }
    public int? BaseYear { get; init; }

    /// <summary>Whose figures count: province, district, commune or all.</summary>
    public required string Scope { get; init; }
    public required DateOnly Deadline { get; init; }

    /// <summary>The indicator that measures it.</summary>
    public required string Indicator { get; init; }

    /// <summary>How the indicator may be read, the default first.</summary>
    public required IReadOnlyList<string> Readings { get; init; }

    /// <summary>The published index it is taken from.</summary>
    public string? Index { get; init; }
    public Bilingual? Interpretation { get; init; }

    /// <summary>False where the reading of the text is our interpretation.</summary>
    public required bool IsConfirmed { get; init; }
    public int? Axis { get; init; }
    public Bilingual? AxisName { get; init; }
    public Guid? OwnerId { get; init; }
}

/// <summary>The conditions of the programme in force, in the order of its text.</summary>
public interface IConditionSource
{
    Task<IReadOnlyList<ConditionInfo>> ConditionsAsync(CancellationToken cancellation);
}
