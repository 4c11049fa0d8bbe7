using ThuocDo.Shared.Time;

namespace ThuocDo.Shared.Contracts;

/// <summary>The recorded life of a resolved dossier as far as time is concerned. All instants are local.</summary>
public sealed record ReplayedDossier
{
    public required Guid Id { get; init; }

    /// <summary>The agency that closed it.</summary>
    public required Guid UnitId { get; init; }

    /// <summary>Whoever held it last.</summary>
    public Guid? OfficerId { get; init; }
    public required DateTime Received { get; init; }

    /// <summary>Where the limit began that held at the end: the receipt, or the last supplement.</summary>
    public required DateTime RunFrom { get; init; }

    /// <summary>That limit.</summary>
    public required Limit Limit { get; init; }

    /// <summary>The date by which it was judged.</summary>
    public required DateTime Due { get; init; }
    public required DateTime Closed { get; init; }

    /// <summary>When the clock stood still.</summary>
    public required IReadOnlyList<(DateTime From, DateTime To)> Stops { get; init; }

    /// <summary>As it was recorded.</summary>
    public required bool IsLate { get; init; }
}

/// <param name="Open">Received in the days and not closed, withdrawn, or stopped for good: not replayed.</param>
/// <param name="Share">One of so many was read, evenly; 1: all of them.</param>
/// <param name="Calendars">Of each agency.</param>
public sealed record ReplayBook(
    IReadOnlyList<ReplayedDossier> Traces,
    int Open,
    int Share,
    IReadOnlyDictionary<Guid, WorkCalendar> Calendars
);

/// <summary>Recorded dossiers of a procedure, for replaying them. No person's data are among them.</summary>
public interface IReplayRecords
{
    /// <param name="code">Of the procedure.</param>
    /// <param name="from">First day of receipt.</param>
    /// <param name="to">Last day of receipt.</param>
    Task<ReplayBook> ReadAsync(
        string code,
        DateOnly from,
        DateOnly to,
        CancellationToken cancellation
    );
}
