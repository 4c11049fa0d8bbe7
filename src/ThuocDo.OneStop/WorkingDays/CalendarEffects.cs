using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Clocks;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Facts;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.WorkingDays;

/// <summary>An open dossier that a decision touches.</summary>
/// <param name="DueAfter">Never later than what was promised.</param>
/// <param name="IsPromisedOnADayOff">The date stands on a day that will be off: the result is due before, or a new date is asked for with an apology.</param>
public sealed record TouchedDossier(
    Guid Id,
    string Code,
    Guid UnitId,
    DateTime DueBefore,
    DateTime DueAfter,
    bool IsPromisedOnADayOff
)
{
    public bool IsMoved => DueAfter != DueBefore;
}

/// <summary>What a decision does to the dossiers that are open: the same fold as everywhere, by the calendar that would hold.</summary>
public sealed class CalendarEffects(ThuocDoDb db)
{
    private const int BatchSize = 500;

    /// <summary>The dossiers that get another date or are promised on a day that is off now, by code.</summary>
    public async Task<IReadOnlyList<TouchedDossier>> OfAsync(
        CalendarDecision decision,
        CalendarBook book,
        DateOnly today,
        CancellationToken cancellation
    )
    {
        // Days before the decision's first cannot change, so neither can a date that ends before it.
        var from = VietnamTime.ToUtc(decision.From.ToDateTime(TimeOnly.MinValue));
        var open = db.Set<Dossier>()
            .AsNoTracking()
            .Where(d => DossierStates.Open.Contains(d.State) && d.DueAt >= from);
        if (decision.UnitId is { } unit)
        {
            open = open.Where(d => d.UnitId == unit);
        }

        var rows = await open.OrderBy(d => d.Code)
            .Select(d => new
            {
                d.Id,
                d.Code,
                d.UnitId,
                Due = d.DueAt!.Value,
                d.Channel,
            })
            .ToListAsync(cancellation);
        var touched = new List<TouchedDossier>();
        foreach (var batch in rows.Chunk(BatchSize))
        {
            var ids = batch.Select(d => d.Id).ToList();
            var entries = (
                await db.Set<ClockEntry>()
                    .AsNoTracking()
                    .Where(e => ids.Contains(e.DossierId))
                    .ToListAsync(cancellation)
            ).ToLookup(e => e.DossierId);
            foreach (var d in batch)
            {
                var calendar = book.For(d.UnitId).AsKnownOn(today);
                var due = DossierClock
                    .Fold(entries[d.Id], calendar, d.Channel == Channel.Online)
                    .Due;
                var one = new TouchedDossier(
                    d.Id,
                    d.Code,
                    d.UnitId,
                    d.Due,
                    due ?? d.Due,
                    !calendar.IsWorkingDay(VietnamTime.DayOf(due ?? d.Due))
                );
                if (one.IsMoved || one.IsPromisedOnADayOff)
                {
                    touched.Add(one);
                }
            }
        }

        return touched;
    }
}
