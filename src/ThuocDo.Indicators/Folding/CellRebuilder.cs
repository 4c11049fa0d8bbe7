using System.Data;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Facts;

namespace ThuocDo.Indicators.Folding;

/// <summary>
/// Writes all cells anew from the facts: after facts were loaded in bulk, when a measure changes, or when the audit
/// names a wrong cell. Everything happens on one snapshot, so that a fact written meanwhile stays pending and is
/// folded afterwards.
/// </summary>
public sealed class CellRebuilder(ThuocDoDb db)
{
    /// <exception cref="TimeoutException">A folder in another process kept the cells for a minute.</exception>
    public async Task RebuildAsync(CancellationToken cancellation) =>
        await RunAsync(() => Task.FromResult(true), cancellation);

    /// <summary>Rebuilds in the transaction of a change that makes the present cells wrong.</summary>
    /// <param name="change">True if it changed something; otherwise the cells stay as they are.</param>
    internal async Task<bool> RunAsync(Func<Task<bool>> change, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < 600; attempt++)
        {
            var done = await FoldLock.RunAsync<bool?>(
                db,
                IsolationLevel.RepeatableRead,
                async () =>
                {
                    var changed = await change();
                    if (changed)
                    {
                        await WriteAsync(cancellation);
                    }

                    return changed;
                },
                null,
                cancellation
            );
            if (done is { } result)
            {
                return result;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), cancellation);
        }

        throw new TimeoutException("The cells are being folded by another process.");
    }

    /// <summary>
    /// Rebuilds inside the transaction that loads facts in bulk, so that nobody ever finds facts without cells, wherever
    /// the loading is killed. The transaction must read one snapshot.
    /// </summary>
    /// <exception cref="TimeoutException">A folder in another process kept the cells for a minute.</exception>
    public async Task RebuildWithinAsync(CancellationToken cancellation)
    {
        for (var attempt = 0; !await db.Engine.TryLockAsync(db, "fold", cancellation); attempt++)
        {
            if (attempt == 600)
            {
                throw new TimeoutException("The cells are being folded by another process.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), cancellation);
        }

        await WriteAsync(cancellation);
    }

    /// <summary>
    /// Whether every fact is in the cells or pending, by their sums alone: what an interrupted loading leaves behind is
    /// seen, and days, months or years that were never folded; a single forged cell is the matter of <see cref="CellAudit"/>.
    /// </summary>
    public async Task<bool> HoldsAsync(CancellationToken cancellation)
    {
        var facts = await db.Set<Fact>().SumAsync(f => (long)f.Count, cancellation);
        var pending = await db.Set<PendingFact>().SumAsync(f => (long)f.Count, cancellation);
        var cells = await db.Set<Cell>().SumAsync(c => c.Count, cancellation);
        var periods = await db.Set<PeriodCell>()
            .Where(c => c.Measure == Measures.Received.Code)
            .GroupBy(c => c.Grain)
            .Select(g => g.Sum(c => c.Count))
            .ToListAsync(cancellation);
        return facts == pending + cells
            && (
                cells == 0
                || periods.Count == Enum.GetValues<Grain>().Length
                    && periods.Distinct().Count() == 1
            );
    }

    private async Task WriteAsync(CancellationToken cancellation)
    {
        // Over the facts of a whole province a statement takes as long as it takes.
        var limit = db.Database.GetCommandTimeout();
        db.Database.SetCommandTimeout(0);
        var month = db.Engine.FirstDayOf(Grain.Month, "period");
        var year = db.Engine.FirstDayOf(Grain.Year, "period");
        foreach (
            var statement in new[]
            {
                "delete from fact_pending",
                "delete from cells",
                "delete from period_cells",
                """
                    insert into cells (unit_id, procedure_id, channel, day, kind, traits, count)
                    select unit_id, procedure_id, channel, day, kind, traits, sum(count)
                    from facts
                    group by unit_id, procedure_id, channel, day, kind, traits
                    """,
                """
                    insert into period_cells (unit_id, grain, period, measure, count)
                    select c.unit_id, 'Day', c.day, m.code, sum(c.count)
                    from cells c
                    join measures m on m.kind = c.kind
                        and (c.traits & m.required) = m.required and (c.traits & m.excluded) = 0
                    group by c.unit_id, c.day, m.code
                    """,
                $"""
                    insert into period_cells (unit_id, grain, period, measure, count)
                    select unit_id, 'Month', {month}, measure, sum(count)
                    from period_cells
                    where grain = 'Day'
                    group by unit_id, {month}, measure
                    """,
                $"""
                    insert into period_cells (unit_id, grain, period, measure, count)
                    select unit_id, 'Year', {year}, measure, sum(count)
                    from period_cells
                    where grain = 'Month'
                    group by unit_id, {year}, measure
                    """,
            }
        )
        {
            await db.Database.ExecuteSqlRawAsync(statement, cancellation);
        }

        db.Database.SetCommandTimeout(limit);
    }
}
