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
