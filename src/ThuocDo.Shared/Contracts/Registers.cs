namespace ThuocDo.Shared.Contracts;

/// <summary>What a register is asked: its figure for some units at the end of a day.</summary>
/// <remarks>
/// A stock (service units, positions) counts what holds on the day; a flow (documents sent, rounds) counts the days from
/// 1 January of the year to the day. A past day has the same answer later, but for entries made afterwards with an earlier day.
/// </remarks>
public sealed record RegisterQuestion
{
    /// <summary>As <c>data/indicators/definitions.csv</c> names it.</summary>
    public required string Register { get; init; }

    public required DateOnly Day { get; init; }

    /// <summary>Ids of all versions of the units meant, also of those that ended.</summary>
    public required IReadOnlySet<Guid> Units { get; init; }

    /// <summary>The first day of a flow.</summary>
    public DateOnly YearBegin => new(Day.Year, 1, 1);
}

/// <summary>One record behind a figure of a register.</summary>
/// <param name="Name">In the language of the request.</param>
/// <param name="UnitId">The unit it is put down to; none where it is the whole province's.</param>
/// <param name="Code">With <paramref name="RecordId"/> and <paramref name="Version"/> what no language and no new name changes: receipts hold these.</param>
/// <param name="Above">What it adds above the line: 1 or 0 of a plain share and a count, base less now of a reduction.</param>
/// <param name="Below">What it adds below the line: 1 of a plain share, the base of a reduction, 0 of a count.</param>
/// <param name="Url">The page of the record, for those who may open it.</param>
public sealed record RegisterItem(
    string Name,
    Guid? UnitId,
    string UnitName,
    string Code,
    Guid RecordId,
    string Version,
    long Above,
    long Below,
    string? Url = null
)
{
    /// <summary>Adds something above the line.</summary>
    public bool Counts => Above != 0;
}

/// <summary>The two numbers of a figure of a register.</summary>
public readonly record struct RegisterCount(long Above, long Below);

/// <summary>
/// Figures that are counted from a register and not from dossiers, by the module that keeps it: the board, its drill-down and
/// receipts ask here and know none of its tables.
/// </summary>
public interface IRegisterSource
{
    /// <summary>The registers that this source answers for.</summary>
    IReadOnlyCollection<string> Registers { get; }

    /// <summary>The figure is one of the province as a whole and has no parts by unit.</summary>
    bool IsOfProvince(string register) => false;

    /// <summary>Every record that the figure counts, in a fixed order.</summary>
    Task<IReadOnlyList<RegisterItem>> ListAsync(
        RegisterQuestion question,
        CancellationToken cancellation
    );

    /// <summary>The sums of the records; by one statement where there may be many.</summary>
    async Task<RegisterCount> CountAsync(
        RegisterQuestion question,
        CancellationToken cancellation
    )
    {
        var items = await ListAsync(question, cancellation);
        return new(items.Sum(i => i.Above), items.Sum(i => i.Below));
    }
}
