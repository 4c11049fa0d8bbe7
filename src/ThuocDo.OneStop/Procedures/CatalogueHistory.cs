using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Procedures.National;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Reference;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Procedures;

/// <summary>
/// Writes what happened to the catalogue: one chain for the national one with its imports, one for each procedure with its
/// published versions.
/// </summary>
public sealed class CatalogueHistory(ThuocDoDb db, Clock clock)
{
    public const string NationalChain = "national-catalogue";
    public const string ProcedureChain = "procedure";
    public const string Imported = "catalogue.imported";
    public const string Published = "procedure.version-published";
    public const string Ended = "procedure.version-ended";

    public static readonly Guid NationalSubject = StableId.From("national-catalogue");

    /// <summary>One hash over all current entries: what an import left behind.</summary>
    public static byte[] RootOf(IEnumerable<NationalProcedure> current) =>
        Merkle.Root(
            current
                .OrderBy(p => p.Code, StringComparer.Ordinal)
                .Select(p => Merkle.Leaf(Convert.FromHexString(p.Hash)))
                .ToList()
        );

    /// <summary>Adds the event to the present transaction; the caller commits.</summary>
    public Task ImportedAsync(
        CatalogueImport import,
        byte[] root,
        CancellationToken cancellation
    ) =>
        AppendAsync(
            NationalChain,
            NationalSubject,
            Imported,
            import.ActorId,
            [
                Field("number", import.Number.ToString(CultureInfo.InvariantCulture)),
                Field("file", import.FileHash),
                Field("taken", import.Taken.ToString(CultureInfo.InvariantCulture)),
                Field("changed", import.Changed.ToString(CultureInfo.InvariantCulture)),
                Field("unchanged", import.Unchanged.ToString(CultureInfo.InvariantCulture)),
                Field("refused", import.Refused.ToString(CultureInfo.InvariantCulture)),
                Field("root", Convert.ToHexStringLower(root)),
            ],
            cancellation
        );

    public Task PublishedAsync(
        ProcedureVersion version,
        Guid? actorId,
        CancellationToken cancellation
    ) =>
        AppendAsync(
            ProcedureChain,
            version.ProcedureId,
            Published,
            actorId,
            VersionFields.Of(version).Select(f => Field(f.Field, f.Text)),
            cancellation
        );

    public Task EndedAsync(
        ProcedureVersion version,
        ProcedureEnd end,
        Guid? actorId,
        CancellationToken cancellation
    ) =>
        AppendAsync(
            ProcedureChain,
            version.ProcedureId,
            Ended,
            actorId,
            [
                Field("version", version.Number.ToString(CultureInfo.InvariantCulture)),
                Field("ended_on", Canonical.Day(end.On)),
                Field("decision_number", end.DecisionNumber),
                Field("decision_date", Canonical.Day(end.DecisionDate)),
            ],
            cancellation
        );

    private async Task AppendAsync(
        string chain,
        Guid subject,
        string type,
        Guid? actorId,
        IEnumerable<KeyValuePair<string, string?>> set,
        CancellationToken cancellation
    )
    {
        var last = await db.Set<HistoryEvent>()
            .AsNoTracking()
            .Where(e => e.Chain == chain && e.SubjectId == subject)
            .OrderByDescending(e => e.Sequence)
            .FirstOrDefaultAsync(cancellation);
        var head = ChainHead.Start(chain, subject);
        db.Add(
            HistoryEvent.Append(
                last is null ? head : head.After(last),
                Guid.CreateVersion7(),
                clock.Now,
                actorId,
                type,
                Canonical.Payload(set, [])
            )
        );
    }

    private static KeyValuePair<string, string?> Field(string name, string? value) =>
        new(name, value);
}
