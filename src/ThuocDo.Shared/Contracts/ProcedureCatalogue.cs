using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.Shared.Contracts;

/// <summary>A procedure of the catalogue with all its versions, oldest first.</summary>
public sealed record CatalogueProcedure(
    Guid Id,
    string Code,
    Bilingual Name,
    IReadOnlyList<CatalogueVersion> Versions
)
{
    /// <summary>The version in force on a day; none where the procedure was not there, or no more.</summary>
    public CatalogueVersion? On(DateOnly day) =>
        Versions.FirstOrDefault(v => v.From <= day && (v.To is null || day < v.To));
}

/// <summary>What a version of a procedure asks of people, as far as other modules compare it.</summary>
public sealed record CatalogueVersion
{
    public required int Number { get; init; }
    public required DateOnly From { get; init; }

    /// <summary>The first day on which it no longer holds.</summary>
    public DateOnly? To { get; init; }
    public required Limit Statutory { get; init; }
    public required Limit Promised { get; init; }

    /// <summary>Working hours of the two limits, by which limits of different units are compared.</summary>
    public required decimal StatutoryHours { get; init; }
    public required decimal PromisedHours { get; init; }

    /// <summary>In the order of their numbers, from 1.</summary>
    public required IReadOnlyList<Bilingual> Papers { get; init; }

    /// <summary>In đồng.</summary>
    public required decimal Fee { get; init; }
    public required int Steps { get; init; }

    /// <summary>0 not online, 1 partly, 2 wholly.</summary>
    public required int Online { get; init; }

    /// <summary>0 commune, 1 district, 2 province.</summary>
    public required int Tier { get; init; }
    public Guid? CompetentUnitId { get; init; }

    /// <summary>The acts that the version itself names: what it rests on, what sets its fees.</summary>
    public required IReadOnlyList<string> Bases { get; init; }
}

/// <summary>What the next version of a procedure changes; everything else is taken over from the last one.</summary>
/// <param name="SeenNumber">The last version as the person saw it.</param>
/// <param name="From">The first day of the new version.</param>
/// <param name="DroppedPapers">Numbers of the papers that are no longer asked.</param>
/// <param name="Fee">The new sum in đồng; none: as it is.</param>
/// <param name="Online">1 partly, 2 wholly; none: as it is.</param>
public sealed record ProcedureChange(
    string Key,
    string Code,
    int SeenNumber,
    DateOnly From,
    string DecisionNumber,
    DateOnly DecisionDate,
    Limit? Statutory,
    Limit? Promised,
    IReadOnlyList<int> DroppedPapers,
    decimal? Fee,
    int? Online
);

/// <param name="On">The first day on which the procedure is no more.</param>
public sealed record ProcedureEnd(
    string Key,
    string Code,
    int SeenNumber,
    DateOnly On,
    string DecisionNumber,
    DateOnly DecisionDate
);

/// <summary>The catalogue of procedures for those who simplify them and keep the acts they rest on.</summary>
public interface IProcedureCatalogue
{
    /// <summary>By code.</summary>
    Task<IReadOnlyList<CatalogueProcedure>> AllAsync(CancellationToken cancellation);
}

/// <summary>Changes of the catalogue that come from elsewhere.</summary>
public interface ICatalogueChanges
{
    /// <summary>The version that a change would make of the last one; nothing is written.</summary>
    /// <returns>None where the procedure is not known.</returns>
    Task<CatalogueVersion?> ComingAsync(ProcedureChange change, CancellationToken cancellation);

    /// <summary>Publishes the next version by the rules of the catalogue and the rights of the present person.</summary>
    /// <returns>The number of the new version, or the refusal.</returns>
    Task<Outcome<int>> PublishAsync(ProcedureChange change, CancellationToken cancellation);

    /// <summary>Ends the last version: the procedure is abolished, or is part of another one from that day.</summary>
    /// <returns>The number of the version that ended, or the refusal.</returns>
    Task<Outcome<int>> EndAsync(ProcedureEnd end, CancellationToken cancellation);
}

/// <summary>An act that stopped to hold, and on which something still rests.</summary>
public sealed record LapsedBasis(string Name, DateOnly EndedOn, string Url);

/// <summary>Tells of a text that names legal acts which of them no longer hold.</summary>
public interface ILegalBases
{
    /// <param name="texts">What a version of a procedure names as its acts.</param>
    Task<IReadOnlyList<LapsedBasis>> LapsedAsync(
        IReadOnlyList<string> texts,
        DateOnly day,
        CancellationToken cancellation
    );
}
