using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;

namespace ThuocDo.Shared.Contracts;

/// <summary>One record behind a figure, as listed by a drill-down.</summary>
/// <param name="Url">Address of the record's page, or none where the present user may not open it.</param>
public sealed record RecordLine(
    Guid Id,
    string Code,
    string Title,
    string UnitName,
    DateOnly ReceivedOn,
    DateOnly? DueOn,
    DateOnly? ClosedOn,
    string StatusKey,
    string? Url
);

/// <summary>
/// Describes the records that figures count without one module knowing the other's tables. Lines come in the order of
/// the ids; a record outside the user's units is described without particulars.
/// </summary>
public interface IRecordSource
{
    Task<IReadOnlyList<RecordLine>> DescribeAsync(
        IReadOnlyList<Guid> ids,
        ICurrentUser user,
        CancellationToken cancellation
    );

    /// <summary>Names of procedures by id, in the language of the request.</summary>
    Task<IReadOnlyDictionary<Guid, string>> ProcedureNamesAsync(CancellationToken cancellation);

    /// <summary>The fields of procedures by id.</summary>
    Task<IReadOnlyDictionary<Guid, Bilingual>> ProcedureFieldsAsync(CancellationToken cancellation);
}

/// <summary>A share counted from a register at a day, not from facts: numerator, denominator and the named items.</summary>
public sealed record RegisterFigure(
    long Numerator,
    long Denominator,
    IReadOnlyList<RegisterItem> Items
);

/// <param name="Code">The code of the procedure, which no language and no new name changes.</param>
/// <param name="VersionId">The version of the procedure that was in force on the day.</param>
public sealed record RegisterItem(
    string Name,
    Guid? UnitId,
    string UnitName,
    bool Counts,
    string Code,
    Guid ProcedureId,
    Guid VersionId
);

/// <summary>
/// Figures of the procedure catalogue: T08 pairs of unit and listed procedure received at the one-stop unit, and
/// procedures with a fee that can be paid online (second reading of T11).
/// </summary>
public interface ICatalogueFigures
{
    /// <summary>Name of the chain of a procedure; its first event publishes its first version.</summary>
    const string Chain = "procedure";

    Task<RegisterFigure> OneStopPairsAsync(
        DateOnly day,
        IReadOnlySet<Guid> units,
        CancellationToken cancellation
    );

    Task<RegisterFigure> PayableProceduresAsync(DateOnly day, CancellationToken cancellation);
}
