namespace ThuocDo.Shared.Contracts;

/// <summary>A procedure that a body handles.</summary>
/// <param name="IsPartlyOnline">Can be filed online, the rest goes on paper.</param>
/// <param name="IsPayableOnline">Has a fee that can be paid online.</param>
public sealed record ServiceOffer(
    Guid UnitId,
    Guid ProcedureId,
    bool IsPartlyOnline,
    bool IsWhollyOnline,
    bool HasFee,
    bool IsPayableOnline
);

/// <summary>What is kept of dossiers beside the facts, for one body and one span of days.</summary>
/// <param name="Digitised">Dossiers received in the days of which a paper of the applicant is kept as a file.</param>
/// <param name="Synced">Dossiers received in the days of which the national portal acknowledged a status; none while nothing is exchanged.</param>
/// <param name="Ratings">Ratings given in the days.</param>
/// <param name="RatingsContent">Of these, satisfied or very satisfied.</param>
public sealed record ServiceRecordCounts(
    long Digitised,
    long? Synced,
    long Ratings,
    long RatingsContent
);

/// <summary>The one-stop shop's part of the set of Decision 766 that is in no fact.</summary>
public interface IServiceRecords
{
    /// <summary>By the catalogue of the day; of a body that ended before, by that of its last day.</summary>
    Task<IReadOnlyList<ServiceOffer>> OffersAsync(
        DateOnly day,
        IReadOnlySet<Guid> units,
        CancellationToken cancellation
    );

    /// <summary>By body; a body without any of it is missing.</summary>
    Task<IReadOnlyDictionary<Guid, ServiceRecordCounts>> CountAsync(
        DateOnly from,
        DateOnly to,
        IReadOnlySet<Guid> units,
        CancellationToken cancellation
    );

    /// <summary>Whether dossiers are exchanged with the national portal at all.</summary>
    bool IsSynced { get; }
}
