using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Procedures;
using ThuocDo.OneStop.Procedures.National;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;

namespace ThuocDo.OneStop.Audit;

/// <summary>
/// Compares the catalogue with its chains: the chains with themselves, each published version with what its event says, and
/// the national entries with the root of the last import.
/// </summary>
public sealed class CatalogueAudit(ThuocDoDb db) : IAudit
{
    public async IAsyncEnumerable<Finding> FindAsync(
        AuditScope scope,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        // The catalogue has no months: it is checked with everything.
        if (scope.Month is not null)
        {
            yield break;
        }

        var events = await db.Set<HistoryEvent>()
            .AsNoTracking()
            .Where(e =>
                e.Chain == CatalogueHistory.NationalChain
                || e.Chain == CatalogueHistory.ProcedureChain
            )
            .OrderBy(e => e.SubjectId)
            .ThenBy(e => e.Sequence)
            .ToListAsync(cancellation);
        foreach (var chain in events.GroupBy(e => (e.Chain, e.SubjectId)))
        {
            foreach (var finding in Links(chain))
            {
                yield return finding;
            }
        }

        var versions = await db.Set<ProcedureVersion>().AsNoTracking().ToListAsync(cancellation);
        foreach (var finding in Versions(events, versions).Concat(Ends(events, versions)))
        {
            yield return finding;
        }

        var current = await db.Set<NationalProcedure>()
            .AsNoTracking()
            .Where(p => p.IsCurrent)
            .ToListAsync(cancellation);
        foreach (var finding in Entries(events, current))
        {
            yield return finding;
        }
    }

    private static IEnumerable<Finding> Links(
        IGrouping<(string Chain, Guid Subject), HistoryEvent> chain
    )
    {
        var head = ChainHead.Start(chain.Key.Chain, chain.Key.Subject);
        foreach (var next in chain)
        {
            foreach (var (sequence, field, expected, found) in head.FaultsOf(next))
            {
                yield return Of(
                    "event",
                    next.SubjectId,
                    string.Create(CultureInfo.InvariantCulture, $"{field} {sequence}"),
                    expected,
                    found
                );
            }

            head = head.After(next);
        }
    }

    private static IEnumerable<Finding> Versions(
        List<HistoryEvent> events,
        List<ProcedureVersion> versions
    )
    {
        var rows = versions.ToDictionary(v => (v.ProcedureId, $"{v.Number}"));
        foreach (var e in events.Where(e => e.Type == CatalogueHistory.Published))
        {
            if (PayloadOf(e) is not { } set)
            {
                yield return Of("event", e.SubjectId, "payload", "readable", "not readable");
                continue;
            }

            var number = set.GetValueOrDefault("version") ?? "";
            if (!rows.TryGetValue((e.SubjectId, number), out var row))
            {
                yield return Of("procedure-version", e.SubjectId, "version", number, "");
                continue;
            }

            foreach (var (field, text) in VersionFields.Of(row))
            {
                if (set.GetValueOrDefault(field) != text)
                {
                    yield return Of(
                        "procedure-version",
                        e.SubjectId,
                        $"{number}: {field}",
                        set.GetValueOrDefault(field) ?? "",
                        text ?? ""
                    );
                }
            }
        }
    }

    /// <summary>A version that was ended without a successor ends on the day its event says.</summary>
    private static IEnumerable<Finding> Ends(
        List<HistoryEvent> events,
        List<ProcedureVersion> versions
    )
    {
        var rows = versions.ToDictionary(v => (v.ProcedureId, $"{v.Number}"));
        foreach (var e in events.Where(e => e.Type == CatalogueHistory.Ended))
        {
            var set = PayloadOf(e);
            var (number, day) = (
                set?.GetValueOrDefault("version") ?? "",
                set?.GetValueOrDefault("ended_on") ?? ""
            );
            var found =
                rows.TryGetValue((e.SubjectId, number), out var row) && row.ValidTo is { } end
                    ? Canonical.Day(end)
                    : "";
            if (found != day)
            {
                yield return Of(
                    "procedure-version",
                    e.SubjectId,
                    $"{number}: valid_to",
                    day,
                    found
                );
            }
        }
    }

    private static IEnumerable<Finding> Entries(
        List<HistoryEvent> events,
        List<NationalProcedure> current
    )
    {
        foreach (var entry in current)
        {
            var hash = NationalFields.HashOf(entry);
            if (hash != entry.Hash)
            {
                yield return new Finding(
                    "national-procedure",
                    entry.Code,
                    "",
                    "hash",
                    entry.Hash,
                    hash
                );
            }
        }

        var last = events.LastOrDefault(e => e.Type == CatalogueHistory.Imported);
        var expected = last is null ? null : PayloadOf(last)?.GetValueOrDefault("root");
        var root = Convert.ToHexStringLower(CatalogueHistory.RootOf(current));
        if (last is null ? current.Count > 0 : expected != root)
        {
            yield return Of(
                "national-catalogue",
                CatalogueHistory.NationalSubject,
                "root",
                expected ?? "",
                root
            );
        }
    }

    private static IReadOnlyDictionary<string, string?>? PayloadOf(HistoryEvent e)
    {
        try
        {
            return EventPayload.Read(e.Payload).Set;
        }
        catch (Exception exception)
            when (exception is System.Text.Json.JsonException or KeyNotFoundException)
        {
            return null;
        }
    }

    private static Finding Of(
        string kind,
        Guid subject,
        string field,
        string expected,
        string found
    ) => new(kind, subject.ToString("D"), "", field, expected, found);
}
