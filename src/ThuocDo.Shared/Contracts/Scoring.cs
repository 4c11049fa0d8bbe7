namespace ThuocDo.Shared.Contracts;

/// <summary>How finished work was done, as the nine criteria of one-stop work look at it, and how often it was done so.</summary>
/// <param name="UnitId">The body that handled it.</param>
/// <param name="OfficerId">The account that held it last; none where nobody was named.</param>
/// <param name="IsPart">The part of a co-operating body: it is judged for its time alone.</param>
/// <param name="IsTimed">It had a time limit; without one its time says nothing.</param>
/// <param name="Early">Against its time limit: true shorter, false longer, none equal to it.</param>
/// <param name="Contacts">How often the applicant was asked to complete it after it was filed.</param>
/// <param name="Bodies">Bodies the applicant had to go to; none for one filed online and never asked about.</param>
/// <param name="IsRated">The applicant said what the handling was like.</param>
public sealed record HandledWork(
    Guid UnitId,
    Guid? OfficerId,
    bool IsPart,
    bool IsTimed,
    bool? Early,
    int Contacts,
    int Bodies,
    bool IsRated,
    long Count = 1
);

/// <summary>One finished piece of work of a body on a dossier.</summary>
/// <param name="Id">Of the dossier, or of the part that a co-operating body handled.</param>
/// <param name="Code">Of the dossier.</param>
public sealed record HandledDossier(Guid Id, string Code, DateOnly ClosedOn, HandledWork Work);

/// <summary>What a body offers and receives at its one-stop unit within a span of days.</summary>
/// <param name="Procedures">In force for it on the last day, without those carried out on the spot of their own.</param>
/// <param name="AtOneStop">Of these, received and returned at the one-stop unit.</param>
/// <param name="Online">Of these, that can be filed online.</param>
/// <param name="Received">Dossiers taken in in the days.</param>
/// <param name="ReceivedOnline">Of these, filed online.</param>
/// <param name="OnlineLate">Filed online and closed late in the days, or open past their day at the end.</param>
public sealed record OneStopFacts(
    Guid UnitId,
    int Procedures,
    int AtOneStop,
    int Online,
    long Received,
    long ReceivedOnline,
    long OnlineLate
);

/// <summary>Where a dossier is, for matters that name one by its code.</summary>
public sealed record DossierPlace(Guid Id, string Code, Guid UnitId, Guid? OfficerId);

/// <summary>The one-stop shop's part of the scoring by nine criteria.</summary>
public interface IScoringRecords
{
    /// <summary>The chain in which acts on a dossier are written.</summary>
    const string DossierChain = "dossier";

    /// <summary>
    /// Closed with a result in the days (both ends count), of these bodies; parts of co-operating bodies too. Counted by the database:
    /// a year may have a million.
    /// </summary>
    /// <param name="officer">Those of one account; none: all.</param>
    /// <param name="except">Dossiers that the caller looks at one by one.</param>
    Task<IReadOnlyList<HandledWork>> CountAsync(
        DateOnly from,
        DateOnly to,
        IReadOnlySet<Guid> units,
        Guid? officer,
        IReadOnlyCollection<Guid> except,
        CancellationToken cancellation
    );

    /// <summary>The same one by one, in the order of codes.</summary>
    /// <param name="only">Of these dossiers; none: all.</param>
    Task<IReadOnlyList<HandledDossier>> HandledAsync(
        DateOnly from,
        DateOnly to,
        IReadOnlySet<Guid> units,
        Guid? officer,
        IReadOnlyCollection<Guid>? only,
        CancellationToken cancellation
    );

    /// <summary>Of these dossiers, those that the account holds.</summary>
    Task<IReadOnlyList<Guid>> HeldByAsync(
        Guid account,
        IReadOnlyCollection<Guid> dossiers,
        CancellationToken cancellation
    );

    /// <summary>By body; those that offer and received nothing are missing.</summary>
    Task<IReadOnlyDictionary<Guid, OneStopFacts>> FactsAsync(
        DateOnly from,
        DateOnly to,
        IReadOnlySet<Guid> units,
        CancellationToken cancellation
    );

    Task<DossierPlace?> FindAsync(string code, CancellationToken cancellation);
}
