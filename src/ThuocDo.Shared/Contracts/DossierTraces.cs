namespace ThuocDo.Shared.Contracts;

/// <summary>How a dossier ended, by its days.</summary>
public enum TraceEnd
{
    /// <summary>With a result, before its last day.</summary>
    Early,

    /// <summary>With a result, on its last day.</summary>
    OnLastDay,
    Late,

    /// <summary>Without a result for the applicant: withdrawn or stopped.</summary>
    WithoutResult,
}

/// <summary>The bare times of a dossier that ended: nothing of whom it is about, nobody who worked on it.</summary>
public readonly record struct DossierTrace
{
    public required Guid Id { get; init; }

    /// <summary>The agency that answers for its end, as it then was.</summary>
    public required Guid UnitId { get; init; }
    public required bool IsOnline { get; init; }

    /// <summary>UTC. Of an online one when it was sent, else when it was received.</summary>
    public required DateTime FiledAt { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime ReceivedAt { get; init; }

    /// <summary>UTC: what the slip promised.</summary>
    public required DateTime PromisedAt { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime ClosedAt { get; init; }
    public required TraceEnd End { get; init; }

    /// <summary>UTC: the first request for a supplement while it was in process.</summary>
    public DateTime? SupplementAt { get; init; }

    /// <summary>It was opened again after it had been closed; only taken-over records of other systems know that.</summary>
    public bool WasReopened { get; init; }

    /// <summary>It was refused, withdrawn or stopped, and the same person filed the same procedure anew soon after.</summary>
    public bool WasRefiled { get; init; }
}

/// <summary>The code of a dossier and where it is read.</summary>
public sealed record TracedDossier(Guid Id, string Code, Guid UnitId, string Url);

/// <summary>Traces of dossiers for those who look for unusual patterns.</summary>
public interface IDossierTraces
{
    /// <summary>Own dossiers of applicants that ended from the first to the last day, one after the other: a province's year is not held in memory.</summary>
    /// <param name="units">Of these; none: of the whole province.</param>
    IAsyncEnumerable<DossierTrace> ClosedAsync(
        DateOnly from,
        DateOnly to,
        IReadOnlyCollection<Guid>? units,
        CancellationToken cancellation
    );

    /// <summary>By code.</summary>
    Task<IReadOnlyList<TracedDossier>> NamesAsync(
        IReadOnlyCollection<Guid> dossiers,
        CancellationToken cancellation
    );
}
