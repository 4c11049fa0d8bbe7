using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Dossiers.Search;
using ThuocDo.OneStop.Procedures;
using ThuocDo.OneStop.WorkingDays;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Import;

/// <summary>Something in the file that is not so here: of a row that was not understood, or of a dossier that stands otherwise.</summary>
/// <param name="Kind"><c>row</c>, <c>due</c>, <c>state</c> or <c>total</c>.</param>
public sealed record ImportDifference(
    string Kind,
    int Line,
    string Subject,
    string Field,
    string? Theirs,
    string? Ours
);

public sealed record ImportReport(
    int Rows,
    int Received,
    int Acts,
    int Unchanged,
    int Skipped,
    IReadOnlyList<ImportDifference> Differences
);

/// <summary>
/// Takes in the export of another one-stop system, as often as it comes: new dossiers are received, known ones moved on, both
/// by the domain's own acts at their true times, so that history, clock and figures are as if they had been done here. A row
/// is written whole or not at all. Applicants hear nothing of it: the other system has told them.
/// </summary>
public sealed class DossierImport(
    ThuocDoDb db,
    DossierStore store,
    CatalogueDirectory catalogues,
    UnitDirectory units,
    Calendars calendars,
    Clock clock
)
{
    private const int BatchSize = 200;

    private readonly List<ImportDifference> differences = [];
    private readonly Dictionary<(Guid Unit, ImportState State), int> theirs = [];
    private int received;
    private int acts;
    private int unchanged;
    private int skipped;

    public async Task<ImportReport> RunAsync(
        IEnumerable<RawRow> rows,
        ImportMap map,
        CancellationToken cancellation
    )
    {
        var catalogue = await catalogues.GetAsync(cancellation);
        var tree = await units.GetAsync(cancellation);
        var reader = new ImportReader(map, catalogue, tree);
        var seen = new HashSet<string>();
        var count = 0;
        foreach (var batch in rows.Chunk(BatchSize))
        {
            count += batch.Length;
            var understood = new List<ImportedDossier>();
            foreach (var raw in batch)
            {
                var (row, problem) = reader.Read(raw);
                if (problem is not null)
                {
                    differences.Add(problem);
                }
                else if (row is null)
                {
                    skipped++;
                }
                else if (!seen.Add(row.Code))
                {
                    differences.Add(
                        new("row", row.Line, row.Code, map.Columns["code"], "twice", null)
                    );
                }
                else
                {
                    understood.Add(row);
                }
            }

            await WriteAsync(understood, catalogue, cancellation);
        }

        await CompareTotalsAsync(seen, tree, cancellation);
        return new ImportReport(count, received, acts, unchanged, skipped, differences);
    }

    private async Task WriteAsync(
        List<ImportedDossier> batch,
        Catalogue catalogue,
        CancellationToken cancellation
    )
    {
        var book = await calendars.GetAsync(cancellation);
        using var turn = await db.Engine.EnterAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var codes = batch.Select(b => b.Code).ToList();
        var known = await db.Set<Dossier>()
            .Where(d => codes.Contains(d.Code))
            .Select(d => new { d.Code, d.Id })
            .ToDictionaryAsync(d => d.Code, d => d.Id, cancellation);
        foreach (var row in batch)
        {
            Key(row);
            try
            {
                if (known.TryGetValue(row.Code, out var id))
                {
                    await MoveOnAsync(
                        (await store.LoadAsync(id, cancellation))!,
                        row,
                        isNew: false
                    );
                }
                else
                {
                    await ReceiveAsync(row, catalogue, book.For(row.UnitId));
                }
            }
            catch (CalendarRangeException outside)
            {
                differences.Add(
                    new("row", row.Line, row.Code, "receivedAt", outside.Message, null)
                );
            }
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        db.ChangeTracker.Clear();
    }

    private void Key(ImportedDossier row) =>
        theirs[(row.UnitId, row.State)] = theirs.GetValueOrDefault((row.UnitId, row.State)) + 1;

    private Task ReceiveAsync(ImportedDossier row, Catalogue catalogue, WorkCalendar calendar)
    {
        var day = VietnamTime.DayOf(row.ReceivedAt);
        if (catalogue.VersionOn(row.ProcedureId, day) is not { } version)
        {
            differences.Add(
                new(
                    "row",
                    row.Line,
                    row.Code,
                    "procedure",
                    catalogue[row.ProcedureId].Code,
                    "not in force"
                )
            );
            return Task.CompletedTask;
        }

        var id = Guid.CreateVersion7(new DateTimeOffset(row.ReceivedAt, TimeSpan.Zero));
        var applicant = new Applicant
        {
            DossierId = id,
            Name = row.Applicant,
            FoldedName = Folding.Fold(row.Applicant),
            Salt = RandomNumberGenerator.GetBytes(16),
        };
        var ids = new Queue<Guid>([id]);
        var act = ActContext.Live(null, row.ReceivedAt);
        var work = DossierWork.Receive(
            new Intake
            {
                ReceivingUnitId = row.UnitId,
                CompetentUnitId = version.CompetentUnitId ?? row.UnitId,
                Subject = row.Subject,
                Channel = row.Channel,
                ReceivedAt = row.ReceivedAt,
                ApplicantCommitment = applicant.Commitment(),
                TrackingHash = TrackingSecret.Hash(TrackingSecret.New()),
                IsEnteredLater = true,
            },
            row.Code,
            version,
            calendar,
            act with
            {
                NextId = at => ids.TryDequeue(out var first) ? first : act.NextId(at),
            }
        );
        db.AddApplicant(applicant, work.Dossier);
        received++;
        return MoveOnAsync(work, row, isNew: true);
    }

    private Task MoveOnAsync(DossierWork work, ImportedDossier row, bool isNew)
    {
        var (done, hindered) = ImportPlan.Run(
            work,
            row,
            (at, _) => ActContext.Live(null, at < clock.Now ? at : clock.Now)
        );
        acts += done;
        unchanged += !isNew && done == 0 && hindered is null ? 1 : 0;
        if (hindered is not null)
        {
            differences.Add(
                new(
                    "state",
                    row.Line,
                    row.Code,
                    hindered.Key!,
                    row.State.ToString(),
                    work.Dossier.State.ToString()
                )
            );
        }

        var promised = work.Ledger.Last(e => e.Promised is not null).Promised;
        if (
            row.DueAt is { } due
            && promised is { } ours
            && VietnamTime.DayOf(due) != VietnamTime.DayOf(ours)
        )
        {
            differences.Add(
                new("due", row.Line, row.Code, "dueAt", Formats.DayOf(due), Formats.DayOf(ours))
            );
        }

        if (isNew || done > 0)
        {
            store.Save(work, isNew, tells: false);
        }

        return Task.CompletedTask;
    }

    /// <summary>Counts the dossiers of the file here again, by unit and state: what a board would show of them.</summary>
    private async Task CompareTotalsAsync(
        HashSet<string> codes,
        UnitTree tree,
        CancellationToken cancellation
    )
    {
        var ours = new Dictionary<(Guid Unit, ImportState State), int>();
        foreach (var part in codes.Chunk(BatchSize * 5))
        {
            var rows = await db.Set<Dossier>()
                .AsNoTracking()
                .Where(d => part.Contains(d.Code))
                .Select(d => new
                {
                    d.ReceivingUnitId,
                    d.State,
                    d.Result,
                })
                .ToListAsync(cancellation);
            foreach (var row in rows)
            {
                var key = (row.ReceivingUnitId, StateOf(row.State, row.Result));
                ours[key] = ours.GetValueOrDefault(key) + 1;
            }
        }

        differences.AddRange(
            theirs
                .Keys.Union(ours.Keys)
                .Where(k => theirs.GetValueOrDefault(k) != ours.GetValueOrDefault(k))
                .OrderBy(k => tree[k.Unit].Key, StringComparer.Ordinal)
                .ThenBy(k => k.State)
                .Select(k => new ImportDifference(
                    "total",
                    0,
                    tree[k.Unit].Key,
                    k.State.ToString(),
                    Number(theirs.GetValueOrDefault(k)),
                    Number(ours.GetValueOrDefault(k))
                ))
        );

        static string Number(int n) =>
            n.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    private static ImportState StateOf(DossierState state, DossierResult? result) =>
        (state, result) switch
        {
            (DossierState.Received, _) => ImportState.Received,
            (DossierState.SupplementInProcess, _) => ImportState.SupplementInProcess,
            (DossierState.Resolved or DossierState.Returned, DossierResult.Refused) =>
                ImportState.Refused,
            (DossierState.Resolved, _) => ImportState.Resolved,
            (DossierState.Returned, _) => ImportState.Returned,
            (DossierState.Withdrawn, _) => ImportState.Withdrawn,
            _ => ImportState.InProgress,
        };
}
