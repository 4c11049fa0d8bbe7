using ThuocDo.Shared.Language;

namespace ThuocDo.Shared.Contracts;

/// <summary>What one unit adds to a share: the unit of the day of each record, which may have ended since.</summary>
public sealed record UnitShare(Guid UnitId, long Numerator, long Denominator)
{
    /// <summary>0 to 100; none where nothing falls under it.</summary>
    public decimal? Percent => Denominator == 0 ? null : 100m * Numerator / Denominator;

    /// <summary>How many records more, or fewer, the unit needed to meet a limit in percent; 0 where it meets it.</summary>
    public long Missing(ConditionOperator direction, decimal limit)
    {
        var bound = limit / 100m * Denominator;
        if (direction.IsFloor())
        {
            var least = direction.IsStrict() ? Math.Floor(bound) + 1 : Math.Ceiling(bound);
            return (long)Math.Max(0, least - Numerator);
        }

        var most = direction.IsStrict() ? Math.Ceiling(bound) - 1 : Math.Floor(bound);
        return (long)Math.Max(0, Numerator - most);
    }
}

/// <summary>A share of the board laid apart by units.</summary>
public sealed record UnitFigures
{
    /// <summary>The condition (<c>T10</c>), or an indicator that is only counted (<c>on-time</c>).</summary>
    public required string Key { get; init; }
    public required Bilingual Name { get; init; }
    public required ConditionOperator Operator { get; init; }

    /// <summary>In percent; none for an indicator without a target, and for growth, whose limit is none of a share.</summary>
    public decimal? Limit { get; init; }

    /// <summary>One for each unit with records, in no order.</summary>
    public required IReadOnlyList<UnitShare> Units { get; init; }

    /// <summary>All of them together.</summary>
    public UnitShare Whole =>
        new(Guid.Empty, Units.Sum(u => u.Numerator), Units.Sum(u => u.Denominator));
}

/// <summary>A share of the board that has a value in each unit.</summary>
public sealed record UnitFigureName(string Key, Bilingual Name);

/// <summary>The shares of the board by unit, for those who ask which units hold a figure back.</summary>
public interface IUnitFigures
{
    /// <summary>
    /// From the beginning of the year to a day, for all units below one. Only what is counted from dossiers has units; published
    /// indices, registers and distinct people do not.
    /// </summary>
    /// <param name="unit">Key of the unit.</param>
    Task<IReadOnlyList<UnitFigures>> ReadAsync(
        string unit,
        DateOnly asOf,
        CancellationToken cancellation
    );

    /// <summary>One of them, of any days, both included.</summary>
    /// <param name="key">As <see cref="UnitFigures.Key"/>.</param>
    /// <returns>None where no such share is counted by unit on the last day.</returns>
    Task<UnitFigures?> ReadAsync(
        string unit,
        string key,
        DateOnly from,
        DateOnly to,
        CancellationToken cancellation
    );

    /// <summary>The shares that are counted by unit today.</summary>
    Task<IReadOnlyList<UnitFigureName>> NamesAsync(CancellationToken cancellation);

    /// <summary>Dossiers that are open past their time at the beginning of a day, as known now, by unit.</summary>
    Task<IReadOnlyDictionary<Guid, long>> OverdueAsync(
        string unit,
        DateOnly day,
        CancellationToken cancellation
    );

    /// <summary>The page of the board that explains the figure for a unit.</summary>
    string Address(string key, string unit, DateOnly asOf);
}
