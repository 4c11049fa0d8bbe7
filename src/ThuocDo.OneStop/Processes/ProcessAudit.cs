using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;

namespace ThuocDo.OneStop.Processes;

/// <summary>
/// Published versions against the chain of their process, and opinions asked for against the dossiers that asked: a
/// changed process text or answer is named.
/// </summary>
public sealed class ProcessAudit(ThuocDoDb db) : IAudit
{
    public async IAsyncEnumerable<Finding> FindAsync(
        AuditScope scope,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        var versions = await db.Set<ProcessVersion>()
            .AsNoTracking()
            .OrderBy(v => v.Code)
            .ThenBy(v => v.Number)
            .ToListAsync(cancellation);
        var events = await db.Set<HistoryEvent>()
            .AsNoTracking()
            .Where(e => e.Chain == ProcessVersion.Chain)
            .OrderBy(e => e.Sequence)
            .ToListAsync(cancellation);
        foreach (var code in versions.Select(v => v.Code).Distinct())
        {
            foreach (
                var finding in Compare(
                    code,
                    [.. versions.Where(v => v.Code == code)],
                    [.. events.Where(e => e.SubjectId == ProcessVersion.SubjectOf(code))]
                )
            )
            {
                yield return finding;
            }
        }

        var known = versions.Select(v => ProcessVersion.SubjectOf(v.Code)).ToHashSet();
        foreach (var orphan in events.Where(e => e.Sequence == 1 && !known.Contains(e.SubjectId)))
        {
            yield return new Finding(
                "process",
                orphan.SubjectId.ToString("D"),
                "",
                "row",
                "present",
                "missing"
            );
        }

        await foreach (var finding in OpinionsAsync(cancellation))
        {
            yield return finding;
        }
    }

    /// <summary>What an event of the chain holds of a version.</summary>
    internal static IEnumerable<KeyValuePair<string, string?>> Fields(ProcessVersion version) =>
        [
            new("code", version.Code),
            new("number", version.Number.ToString(CultureInfo.InvariantCulture)),
            new("valid_from", Canonical.Day(version.ValidFrom)),
            new("published_at", Canonical.Instant(version.PublishedAt)),
            new("json", ProcessWriter.Hash(version.Json)),
        ];

    private static IEnumerable<Finding> Compare(
        string code,
        IReadOnlyList<ProcessVersion> versions,
        IReadOnlyList<HistoryEvent> events
    )
    {
        var head = ChainHead.Start(ProcessVersion.Chain, ProcessVersion.SubjectOf(code));
        for (var i = 0; i < Math.Max(versions.Count, events.Count); i++)
        {
            var subject = string.Create(CultureInfo.InvariantCulture, $"{code}/{i + 1}");
            if (i >= events.Count || i >= versions.Count)
            {
                yield return new Finding(
                    "process",
                    subject,
                    "",
                    i >= events.Count ? "event" : "row",
                    "present",
                    "missing"
                );
                continue;
            }

            var next = events[i];
            foreach (var (_, field, expected, found) in head.FaultsOf(next))
            {
                yield return new Finding("process", subject, "", field, expected, found);
            }

            head = head.After(next);
            var told = Told(next);
            foreach (var (name, found) in Fields(versions[i]))
            {
                var expected = told?.GetValueOrDefault(name);
                if (expected != found)
                {
                    yield return new Finding(
                        "process",
                        subject,
                        "",
                        name,
                        expected ?? "",
                        found ?? ""
                    );
                }
            }
        }
    }

    private static IReadOnlyDictionary<string, string?>? Told(HistoryEvent told)
    {
        try
        {
            return EventPayload.Read(told.Payload).Set;
        }
        catch (Exception exception)
            when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    private async IAsyncEnumerable<Finding> OpinionsAsync(
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        var rows = (await db.Set<Opinion>().AsNoTracking().ToListAsync(cancellation)).ToDictionary(
            o => o.Id
        );
        var asked = await db.Set<Dossier>()
            .AsNoTracking()
            .Where(d => d.Requests != "")
            .Select(d => new { d.Code, d.Requests })
            .ToListAsync(cancellation);
        foreach (var dossier in asked)
        {
            foreach (
                var request in Requests(dossier.Requests).Where(r => r.Kind == RequestKind.Opinion)
            )
            {
                rows.Remove(request.Id, out var row);
                var (expected, found) = (Line(request), row is null ? "" : Line(row));
                if (expected != found)
                {
                    yield return new Finding(
                        "opinion",
                        $"{dossier.Code} {request.Code}",
                        "",
                        "row",
                        expected,
                        found
                    );
                }
            }
        }

        foreach (var orphan in rows.Values)
        {
            yield return new Finding(
                "opinion",
                orphan.Id.ToString("D"),
                "",
                "dossier",
                "present",
                "missing"
            );
        }
    }

    /// <summary>A forged text is named by the audit of the dossier; here it must not be stumbled over.</summary>
    private static IReadOnlyList<DossierRequest> Requests(string text)
    {
        try
        {
            return DossierRequest.Parse(text);
        }
        catch (Exception exception)
            when (exception is FormatException or ArgumentException or IndexOutOfRangeException)
        {
            return [];
        }
    }

    private static string Line(DossierRequest r) =>
        string.Join('|', r.Code, r.UnitId, Canonical.Instant(r.ClosedAt), r.Result);

    private static string Line(Opinion o) =>
        string.Join('|', o.Code, o.UnitId, Canonical.Instant(o.ClosedAt), o.Answer);
}
