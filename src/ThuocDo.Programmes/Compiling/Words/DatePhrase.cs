using System.Globalization;

namespace ThuocDo.Programmes.Compiling.Words;

/// <summary>
/// A day, month, quarter, year or stage named in a text. <c>IsBase</c>: what something is compared with, never a
/// deadline. <c>IsStage</c>: from a year to a year.
/// </summary>
public sealed record DatePhrase(int First, int End)
{
    public int? Year { get; init; }

    public int? FromYear { get; init; }

    public int? Quarter { get; init; }

    public int? Month { get; init; }

    public int? Day { get; init; }

    public bool IsBase { get; init; }

    /// <summary>The date of a law, a standard or the prices that are used: no deadline.</summary>
    public bool IsOfRule { get; init; }

    public bool IsStage => FromYear is not null;

    /// <summary>As a deadline of a target: the day, else the last year.</summary>
    public string Deadline =>
        Day is not null && Year is not null
            ? Norm
            : Year?.ToString(CultureInfo.InvariantCulture) ?? "";

    /// <summary>As in the contract: 2021-10-30, 2026-06, 2025-Q4, 2025..2030, 2025.</summary>
    public string Norm =>
        Year is not { } year ? ""
        : FromYear is { } from ? $"{from}..{year}"
        : Day is { } day && Month is { } inMonth ? $"{year}-{inMonth:00}-{day:00}"
        : Month is { } month ? $"{year}-{month:00}"
        : Quarter is { } quarter ? $"{year}-Q{quarter}"
        : year.ToString(CultureInfo.InvariantCulture);
}
