using System.Globalization;

namespace ThuocDo.Shared.Contracts;

/// <summary>Whose results are asked for: a unit with everything below it, in the days in which somebody was at its head.</summary>
/// <param name="To">The first day after them.</param>
public sealed record ScoreQuestion(Guid UnitId, DateOnly From, DateOnly To);

/// <summary>One line of a head's card. It is counted, never typed, and says nothing of whether it is good.</summary>
public sealed record ScoreLine
{
    /// <summary>Stable: replies and proposals name the line by it. Small letters, digits, hyphens.</summary>
    public required string Kind { get; init; }

    /// <summary>Key of the text that names it.</summary>
    public required string NameKey { get; init; }

    /// <summary>The key of what is counted: <c>score.unit.dossiers</c>.</summary>
    public required string UnitKey { get; init; }

    public required long Numerator { get; init; }

    /// <summary>None: the line is a number, not a share.</summary>
    public long? Denominator { get; init; }

    /// <summary>Where exactly the records above and below the line are listed.</summary>
    public string? NumeratorRecords { get; init; }
    public string? DenominatorRecords { get; init; }

    /// <summary>Numerator by denominator; none where nothing falls under the line, and for a number.</summary>
    public decimal? Share => Denominator is > 0 and var below ? (decimal)Numerator / below : null;
}

/// <summary>Gives lines to the card of a head. Each module registers its own; the card shows them in their order.</summary>
public interface IScoreSource
{
    /// <summary>Small numbers first.</summary>
    int Order { get; }

    /// <returns>The lines of each question, in the order of the questions.</returns>
    Task<IReadOnlyList<IReadOnlyList<ScoreLine>>> ReadAsync(
        IReadOnlyList<ScoreQuestion> questions,
        CancellationToken cancellation
    );
}

/// <summary>Addresses that cards and their lines lead to.</summary>
public static class ScoreLinks
{
    public const string Heads = "/trach-nhiem";

    /// <summary>The records of a count, a page of the board.</summary>
    public const string Records = "/bang-dieu-hanh/ho-so";

    /// <summary>Handling times of a unit, a page of the board.</summary>
    public static string HandlingOf(string unit) =>
        "/bang-dieu-hanh/thoi-gian?don-vi=" + Uri.EscapeDataString(unit);

    public static string Head(Guid holding) =>
        string.Create(CultureInfo.InvariantCulture, $"{Heads}/{holding:D}");

    /// <param name="count">What is counted: the code of a measure, or <c>overdue</c>.</param>
    /// <param name="unit">Key of the unit.</param>
    /// <param name="from">The first day.</param>
    /// <param name="to">The first day after the last.</param>
    /// <param name="field">Vietnamese name of a field of procedures; none: all.</param>
    /// <param name="alone">Only those of the unit itself, without the units below it.</param>
    public static string RecordsOf(
        string count,
        string unit,
        DateOnly from,
        DateOnly to,
        string? field = null,
        bool alone = false
    ) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Records}/{count}?don-vi={Uri.EscapeDataString(unit)}&tu={from:yyyy-MM-dd}&den={to.AddDays(-1):yyyy-MM-dd}"
        )
        + (field is null ? "" : "&linh-vuc=" + Uri.EscapeDataString(field))
        + (alone ? "&rieng=true" : "");
}
