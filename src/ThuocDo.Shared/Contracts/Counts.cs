namespace ThuocDo.Shared.Contracts;

public enum CountsBy
{
    /// <summary>One row for the whole.</summary>
    Whole,

    /// <summary>A row for each unit that has anything to count.</summary>
    Unit,

    /// <summary>A row for each field of procedures.</summary>
    Field,
}

/// <param name="Unit">Key of the unit; everything below it counts. A row of a unit is that unit's own, without those below it.</param>
/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
public sealed record CountQuestion(string Unit, DateOnly From, DateOnly To, CountsBy By);

/// <param name="Key">Key of the unit, name of the field in Vietnamese; of the whole the key of the unit asked for.</param>
/// <param name="Counts">By what is counted: the codes of <see cref="CountCodes"/> and of measures.</param>
public sealed record CountRow(string Key, string Name, IReadOnlyDictionary<string, long> Counts)
{
    public long this[string code] => Counts.GetValueOrDefault(code);
}

/// <summary>What can be counted besides the measures of the days.</summary>
public static class CountCodes
{
    public const string Received = "received";
    public const string ReceivedOnline = "received-online";

    /// <summary>Came from outside the row and was neither open nor received in it: each record once.</summary>
    public const string TransferredIn = "transferred-in";
    public const string TransferredOut = "transferred-out";
    public const string Closed = "closed";
    public const string Resolved = "resolved";
    public const string ResolvedEarly = "resolved-early";
    public const string ResolvedInTime = "resolved-in-time";
    public const string ResolvedLate = "resolved-late";

    /// <summary>Open at the end of the day before the first.</summary>
    public const string OpenBefore = "open-before";

    /// <summary>Open at the end of the last day.</summary>
    public const string Open = "open";

    /// <summary>Of these, past the due day that was known on that day.</summary>
    public const string Overdue = "overdue";
}

/// <summary>Counts of dossiers for statutory forms, from the same facts as the board.</summary>
public interface ICountBook
{
    Task<IReadOnlyList<CountRow>> CountAsync(
        CountQuestion question,
        CancellationToken cancellation
    );
}
