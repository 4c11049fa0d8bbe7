using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Clocks;
using ThuocDo.OneStop.Procedures;
using ThuocDo.OneStop.WorkingDays;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Facts;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Dossiers;

/// <summary>Reads what the clocks of a procedure's dossiers recorded. Sub-cases are left out: their time is within that of their dossier.</summary>
public sealed class ReplayRecords(ThuocDoDb db, Calendars calendars) : IReplayRecords
{
    /// <summary>Of more dossiers one of so many is read: enough for a share to a tenth of a percent, and no long wait.</summary>
    public const int Most = 20_000;

    private const int Batch = 500;

    public async Task<ReplayBook> ReadAsync(
        string code,
        DateOnly from,
        DateOnly to,
        CancellationToken cancellation
    )
    {
        var id = Procedure.IdOf(code);
        var received = await db.Set<Dossier>()
            .AsNoTracking()
            .Where(d =>
                d.ProcedureId == id
                && d.ParentId == null
                && d.ReceivedOn >= from
                && d.ReceivedOn <= to
            )
            .OrderBy(d => d.Id)
            .Select(d => new Read(d.Id, d.UnitId, d.AssigneeId, d.Channel, d.Result, d.Timeliness))
            .ToListAsync(cancellation);
        var closed = received
            .Where(d => d.Result is DossierResult.Granted or DossierResult.Refused)
            .ToList();
        var share = (closed.Count + Most - 1) / Most;
        var taken = share > 1 ? closed.Where((_, i) => i % share == 0).ToList() : closed;
        var book = await calendars.GetAsync(cancellation);
        var traces = new List<ReplayedDossier>(taken.Count);
        foreach (var batch in taken.Chunk(Batch))
        {
            var ids = batch.Select(d => d.Id).ToArray();
            var ledgers = (
                await db.Set<ClockEntry>()
                    .AsNoTracking()
                    .Where(e => ids.Contains(e.DossierId))
                    .ToListAsync(cancellation)
            ).ToLookup(e => e.DossierId);
            traces.AddRange(
                batch.Select(d => TraceOf(d, [.. ledgers[d.Id]], book)).OfType<ReplayedDossier>()
            );
        }

        return new ReplayBook(
            traces,
            received.Count - closed.Count,
            Math.Max(1, share),
            traces.Select(t => t.UnitId).Distinct().ToDictionary(u => u, book.For)
        );
    }

    /// <returns>None where the ledger cannot be folded, for instance of an import without times.</returns>
    private static ReplayedDossier? TraceOf(
        Read dossier,
        List<ClockEntry> ledger,
        CalendarBook book
    )
    {
        try
        {
            var calendar = book.For(dossier.UnitId);
            var state = DossierClock.Fold(ledger, calendar, dossier.Channel == Channel.Online);
            var run = ledger.OrderBy(e => e.Sequence).LastOrDefault(e => e.Limit is not null);
            return
                state is { StartedAt: { } start, EndedAt: { } end, Due: { } due, Limit: { } limit }
                && run is not null
                ? new ReplayedDossier
                {
                    Id = dossier.Id,
                    UnitId = dossier.UnitId,
                    OfficerId = dossier.AssigneeId,
                    Received = VietnamTime.ToLocal(start),
                    RunFrom = VietnamTime.ToLocal(run.At),
                    Limit = limit,
                    Due = VietnamTime.ToLocal(due),
                    Closed = VietnamTime.ToLocal(end),
                    Stops =
                    [
                        .. state.Stops.Select(s =>
                            (VietnamTime.ToLocal(s.From), VietnamTime.ToLocal(s.To ?? end))
                        ),
                    ],
                    IsLate = dossier.Timeliness == Timeliness.Late,
                }
                : null;
        }
        catch (Exception exception)
            when (exception is ClockLedgerException or CalendarRangeException)
        {
            return null;
        }
    }

    private sealed record Read(
        Guid Id,
        Guid UnitId,
        Guid? AssigneeId,
        Channel Channel,
        DossierResult? Result,
        Timeliness? Timeliness
    );
}
