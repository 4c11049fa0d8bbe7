using ThuocDo.Shared.Language;

namespace ThuocDo.Shared.Contracts;

/// <summary>Which figure is meant: of what, for whom, in which days, by which knowledge.</summary>
public sealed record FigureQuestion
{
    /// <summary>A condition of the programme (<c>T10</c>) or an indicator that is only counted (<c>on-time</c>).</summary>
    public required string Key { get; init; }

    /// <summary>Key of the unit; everything below it counts.</summary>
    public required string Unit { get; init; }

    /// <summary>The first day.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The last day.</summary>
    public required DateOnly To { get; init; }

    /// <summary>As the closed month holds it; else as known now.</summary>
    public bool IsSealed { get; init; }

    /// <summary>Days before the unit existed are those of its predecessors that went over to it as a whole.</summary>
    public bool IsJoined { get; init; }
}

/// <summary>A figure with what it is counted from and what it is measured by.</summary>
public sealed record Figure
{
    public required FigureQuestion Question { get; init; }
    public required Bilingual Name { get; init; }

    /// <summary>The target line; none for an indicator without a target.</summary>
    public string? Line { get; init; }

    /// <summary>In its measure and not rounded; none while it is not known.</summary>
    public decimal? Value { get; init; }
    public long? Numerator { get; init; }
    public long? Denominator { get; init; }

    /// <summary>In what the value is: percent, points, rank, group, percent-per-year, rounds-per-year.</summary>
    public required string Measure { get; init; }

    /// <summary>The published group, where that is what counts.</summary>
    public Bilingual? Group { get; init; }
    public decimal? Limit { get; init; }
    public Bilingual? LimitGroup { get; init; }
    public ConditionOperator Operator { get; init; }
    public DateOnly? Deadline { get; init; }
    public required Verdict Verdict { get; init; }

    /// <summary>Where it is explained; for a closed month its receipt.</summary>
    public required string Address { get; init; }
}

/// <summary>The figures of the board, for those who write about them.</summary>
public interface IFigureBook
{
    /// <summary>In the order of the questions; none where there is no such figure or unit, or the month is not closed.</summary>
    Task<IReadOnlyList<Figure?>> ReadAsync(
        IReadOnlyList<FigureQuestion> questions,
        CancellationToken cancellation
    );
}
