using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Clocks;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Dossiers.Attachments;
using ThuocDo.OneStop.WorkingDays;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Facts;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Audit;

/// <summary>
/// Compares every dossier with its chain: the chain with itself, then row, clock entries, facts, files and applicant with what
/// the chain says they must be, and the due date with the fold of its ledger. Each difference is named.
/// </summary>
public sealed class DossierAudit(ThuocDoDb db) : IAudit
{
    private const int BatchSize = 500;

    public async IAsyncEnumerable<Finding> FindAsync(
        AuditScope scope,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        var calendars = new CalendarBook(
            await db.Set<CalendarDecision>().AsNoTracking().ToListAsync(cancellation)
        );
        await foreach (var replayed in ReplayAsync(db, scope.Month, cancellation))
        {
            foreach (
                var finding in Compare(replayed)
                    .Concat(CompareClock(replayed, calendars))
                    .Concat(CompareFiles(replayed))
            )
            {
                yield return finding;
            }
        }

        await foreach (var orphan in OrphansAsync(cancellation))
        {
            yield return orphan;
        }
    }

    /// <summary>All dossiers, or those counted in a month, with everything that belongs to them, in batches.</summary>
    internal static async IAsyncEnumerable<AuditedDossier> ReplayAsync(
        ThuocDoDb db,
        DateOnly? month,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        var chosen = db.Set<Dossier>().AsNoTracking();
        if (month is { } first)
        {
            var end = first.AddMonths(1);
            var counted = db.Set<Fact>()
                .Where(f => f.Day >= first && f.Day < end)
                .Select(f => f.SubjectId);
            chosen = chosen.Where(d => counted.Contains(d.Id));
        }

        var ids = await chosen.OrderBy(d => d.Code).Select(d => d.Id).ToListAsync(cancellation);
        foreach (var batch in ids.Chunk(BatchSize))
        {
            var dossiers = await db.Set<Dossier>()
                .AsNoTracking()
                .Where(d => batch.Contains(d.Id))
                .ToDictionaryAsync(d => d.Id, cancellation);
            var applicants = await db.Set<Applicant>()
                .AsNoTracking()
                .Where(a => batch.Contains(a.DossierId))
                .ToDictionaryAsync(a => a.DossierId, cancellation);
            var events = (
                await db.Set<HistoryEvent>()
                    .AsNoTracking()
                    .Where(e => batch.Contains(e.SubjectId))
                    .ToListAsync(cancellation)
            ).ToLookup(e => e.SubjectId);
            var entries = (
                await db.Set<ClockEntry>()
                    .AsNoTracking()
                    .Where(e => batch.Contains(e.DossierId))
                    .ToListAsync(cancellation)
            ).ToLookup(e => e.DossierId);
            var facts = (
                await db.Set<Fact>()
                    .AsNoTracking()
                    .Where(f => batch.Contains(f.SubjectId))
                    .ToListAsync(cancellation)
            ).ToLookup(f => f.SubjectId);
            var files = (
                await db.Set<Attachment>()
                    .AsNoTracking()
                    .Where(a => batch.Contains(a.DossierId))
                    .ToListAsync(cancellation)
            ).ToLookup(a => a.DossierId);
            foreach (var id in batch)
            {
                yield return new AuditedDossier(
                    dossiers[id],
                    applicants.GetValueOrDefault(id),
                    entries[id].OrderBy(e => e.Sequence).ToList(),
                    facts[id].ToList(),
                    files[id].ToList(),
                    DossierReplay.Of(id, events[id])
                );
            }
        }
    }

    private static IEnumerable<Finding> Compare(AuditedDossier audited)
    {
        var (dossier, applicant, entries, facts, _, replay) = audited;
        var period = (replay.ReceivedOn ?? dossier.ReceivedOn).ToString(
            "yyyy-MM",
            CultureInfo.InvariantCulture
        );
        foreach (var (sequence, field, expected, found) in replay.Faults)
        {
            yield return new Finding(
                "event",
                $"{dossier.Code} #{sequence}",
                period,
                field,
                expected,
                found
            );
        }

        foreach (var (name, value) in DossierFields.Named(DossierFields.Read(dossier)))
        {
            var expected = replay.Fields.GetValueOrDefault(name);
            if (expected != value)
            {
                yield return new Finding(
                    "dossier",
                    dossier.Code,
                    period,
                    name,
                    expected ?? "",
                    value ?? ""
                );
            }
        }

        // A chain cut at its end is whole in itself; the row still knows how long it was.
        if (dossier.Events != replay.Head.Sequence)
        {
            yield return new Finding(
                "dossier",
                dossier.Code,
                period,
                "events",
                Text(replay.Head.Sequence),
                Text(dossier.Events)
            );
        }

        if (!dossier.ChainHash.AsSpan().SequenceEqual(replay.Head.Hash))
        {
            yield return new Finding(
                "dossier",
                dossier.Code,
                period,
                "chain_hash",
                Convert.ToHexStringLower(replay.Head.Hash),
                Convert.ToHexStringLower(dossier.ChainHash)
            );
        }

        for (var i = 0; i < Math.Max(entries.Count, replay.ClockLines.Count); i++)
        {
            var expected = i < replay.ClockLines.Count ? replay.ClockLines[i] : "";
            var found = i < entries.Count ? entries[i].Canonical() : "";
            if (expected != found)
            {
                yield return new Finding(
                    "clock",
                    $"{dossier.Code} #{i + 1}",
                    period,
                    "entry",
                    expected,
                    found
                );
            }
        }

        foreach (var finding in CompareFacts(dossier, facts, replay))
        {
            yield return finding;
        }

        // Erased particulars fit no commitment; having them back, or losing them without the act, is a finding.
        if (
            replay.ParticularsErased
                ? applicant is not null
                : applicant is null || applicant.Commitment() != dossier.ApplicantCommitment
        )
        {
            yield return new Finding(
                "applicant",
                dossier.Code,
                period,
                "commitment",
                dossier.ApplicantCommitment,
                applicant?.Commitment() ?? ""
            );
        }
    }

    /// <summary>
    /// Folds the ledger again, by the calendar of the agency as it was known when the date was derived last, and compares
    /// with the date and the state that lists and alerts go by: a chain that was written wrongly is whole and still wrong.
    /// </summary>
    private static IEnumerable<Finding> CompareClock(AuditedDossier audited, CalendarBook calendars)
    {
        var (dossier, entries) = (audited.Dossier, audited.Entries);
        if (audited.Replay.Derived is not { } derived || entries.Count == 0)
        {
            yield break;
        }

        var (due, status, fault) = Fold(entries, calendars.For(derived.UnitId), derived.KnownOn);
        if (fault is not null)
        {
            yield return Of("ledger", "lawful", fault);
            yield break;
        }

        if (due != dossier.DueAt)
        {
            yield return Of(
                "due",
                Canonical.Instant(due) ?? "",
                Canonical.Instant(dossier.DueAt) ?? ""
            );
        }

        var open = DossierStates.Open.Contains(dossier.State);
        var mustStop =
            dossier.State is DossierState.SupplementInProcess or DossierState.AwaitingPayment;
        var agrees = status switch
        {
            ClockStatus.Ended => !open,
            ClockStatus.Stopped => open,
            _ => open && !mustStop,
        };
        if (!agrees)
        {
            yield return Of("state", status.ToString(), dossier.State.ToString());
        }

        Finding Of(string field, string expected, string found) =>
            new(
                "clock",
                dossier.Code,
                dossier.ReceivedOn.ToString("yyyy-MM", CultureInfo.InvariantCulture),
                field,
                expected,
                found
            );
    }

    private static (DateTime? Due, ClockStatus Status, string? Fault) Fold(
        IReadOnlyList<ClockEntry> entries,
        WorkCalendar calendar,
        DateOnly knownOn
    )
    {
        try
        {
            var state = DossierClock.Fold(entries, calendar.AsKnownOn(knownOn));
            return (state.Due, state.Status, null);
        }
        catch (Exception e)
            when (e is ClockLedgerException or CalendarRangeException or FormatException)
        {
            return (null, ClockStatus.NotStarted, e.GetType().Name);
        }
    }

    /// <summary>The files of papers and results against the hashes that the chain carries, one for one.</summary>
    private static IEnumerable<Finding> CompareFiles(AuditedDossier audited)
    {
        var expected = audited.Replay.Files.Select(f => f.Hash).ToList();
        foreach (
            var file in audited.Files.Where(f => f.Role != AttachmentRole.Form).OrderBy(f => f.Id)
        )
        {
            var told = audited.Replay.Files.FindIndex(f =>
                f.Hash == file.Hash
                && f.Original == file.OriginalHash
                && (
                    file.Role != AttachmentRole.Paper
                    || f.Paper == file.PaperNumber?.ToString(CultureInfo.InvariantCulture)
                )
            );
            if (told < 0 || !expected.Remove(file.Hash))
            {
                yield return Of(
                    file.Id.ToString("D"),
                    "",
                    $"{file.Hash} {file.PaperNumber}".Trim()
                );
            }
        }

        foreach (var hash in expected)
        {
            yield return Of("missing", hash, "");
        }

        Finding Of(string id, string must, string found) =>
            new(
                "attachment",
                $"{audited.Dossier.Code} {id}",
                audited.Dossier.ReceivedOn.ToString("yyyy-MM", CultureInfo.InvariantCulture),
                "file",
                must,
                found
            );
    }

    private static IEnumerable<Finding> CompareFacts(
        Dossier dossier,
        IReadOnlyList<Fact> facts,
        DossierReplay replay
    )
    {
        var expected = replay
            .Facts.GroupBy(f =>
                (
                    f.EventId,
                    f.RecordedOn,
                    f.UnitId,
                    dossier.ProcedureId,
                    dossier.Channel,
                    f.Day,
                    f.Kind,
                    Traits: (long)f.Traits
                )
            )
            .ToDictionary(g => g.Key, g => g.Sum(f => f.Count));
        var found = facts
            .GroupBy(f =>
                (
                    f.EventId,
                    f.RecordedOn,
                    f.UnitId,
                    f.ProcedureId,
                    f.Channel,
                    f.Day,
                    f.Kind,
                    f.Traits
                )
            )
            .ToDictionary(g => g.Key, g => g.Sum(f => f.Count));
        foreach (var key in expected.Keys.Union(found.Keys))
        {
            var (must, has) = (expected.GetValueOrDefault(key), found.GetValueOrDefault(key));
            if (must != has)
            {
                yield return new Finding(
                    "fact",
                    $"{dossier.Code} {key.Kind}",
                    key.Day.ToString("yyyy-MM", CultureInfo.InvariantCulture),
                    "count",
                    Text(must),
                    Text(has)
                );
            }
        }
    }

    /// <summary>History, facts or clock entries of a dossier whose row is gone.</summary>
    private async IAsyncEnumerable<Finding> OrphansAsync(
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        var rows = db.Set<Dossier>().Select(d => d.Id);
        var gone = await db.Set<HistoryEvent>()
            .Where(e =>
                e.Chain == DossierWork.Chain && e.Sequence == 1 && !rows.Contains(e.SubjectId)
            )
            .Select(e => e.SubjectId)
            .Union(db.Set<Fact>().Where(f => !rows.Contains(f.SubjectId)).Select(f => f.SubjectId))
            .Union(
                db.Set<ClockEntry>()
                    .Where(c => !rows.Contains(c.DossierId))
                    .Select(c => c.DossierId)
            )
            .ToListAsync(cancellation);
        foreach (var id in gone)
        {
            yield return new Finding("dossier", id.ToString("D"), "", "row", "present", "missing");
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

internal sealed record AuditedDossier(
    Dossier Dossier,
    Applicant? Applicant,
    IReadOnlyList<ClockEntry> Entries,
    IReadOnlyList<Fact> Facts,
    IReadOnlyList<Attachment> Files,
    DossierReplay Replay
);
