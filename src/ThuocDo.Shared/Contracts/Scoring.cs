namespace ThuocDo.Shared.Contracts;

/// <summary>One finished piece of work of a body on a dossier, as the nine criteria of one-stop work look at it.</summary>
/// <param name="Id">Of the dossier, or of the part that a co-operating body handled.</param>
/// <param name="Code">Of the dossier.</param>
/// <param name="UnitId">The body that handled it.</param>
/// <param name="OfficerId">The account that held it last; none where nobody was named.</param>
/// <param name="IsPart">The part of a co-operating body: it is judged for its time alone.</param>
/// <param name="Early">Against its time limit: true shorter, false longer, none equal to it.</param>
/// <param name="Contacts">How often the applicant was asked to complete it after it was filed.</param>
/// <param name="Bodies">Bodies the applicant had to go to; none for one filed online and never asked about.</param>
/// <param name="IsOnTheSpot">It never left the one-stop unit.</param>
/// <param name="IsRated">The applicant said what the handling was like.</param>
public sealed record HandledDossier(
    Guid Id,
    string Code,
    Guid UnitId,
    Guid? OfficerId,
    Guid ProcedureId,
    DateOnly ClosedOn,
    bool IsPart,
    bool? Early,
    int Contacts,
    int Bodies,
    bool IsOnTheSpot,
    bool IsRated
);

/// <summary>What a body offers and receives at its one-stop unit within a span of days.</summary>
/// <param name="Procedures">In force for it on the last day.</param>
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
    /// <summary>Closed with a result in the days (both ends count), of these bodies; parts of co-operating bodies too.</summary>
    Task<IReadOnlyList<HandledDossier>> HandledAsync(
        DateOnly from,
        DateOnly to,
        IReadOnlySet<Guid> units,
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
