using System.Data;
using System.Runtime.InteropServices;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Facts;

namespace ThuocDo.Indicators.Folding;

/// <summary>
/// Moves pending facts into the cells. One transaction deletes exactly the rows it read and adds their sums, so that a
/// fact is at every instant either pending or in the cells: nothing is lost and nothing counted twice, whoever writes
/// meanwhile and wherever the process is killed. No time, key or sequence marks how far it came: each of them would
/// skip what commits later.
/// </summary>
public sealed class Folder(ThuocDoDb db)
{
    /// <summary>Facts taken in one transaction: on SQLite receipts wait for it.</summary>
    public const int BatchSize = 5_000;

    private const int Busy = -1;

    /// <summary>Folds until nothing is pending or another folder is at work.</summary>
    /// <returns>The number of facts folded.</returns>
    public async Task<int> FoldAsync(CancellationToken cancellation)
    {
        var total = 0;
        int folded;
        do
        {
            folded = await FoldLock.RunAsync(
                db,
                IsolationLevel.ReadCommitted,
                () => FoldBatchAsync(cancellation),
                Busy,
                cancellation
            );
            total += Math.Max(folded, 0);
        } while (folded == BatchSize);

        return total;
    }

    private async Task<int> FoldBatchAsync(CancellationToken cancellation)
    {
        var claimed = await db.Set<PendingFact>()
            .FromSql(
                $"""
                delete from fact_pending
                where id in (select id from fact_pending order by id limit {BatchSize})
                returning *
                """
            )
            .AsNoTracking()
            .ToListAsync(cancellation);
        var cells = new Dictionary<CellKey, long>();
        var periods = new Dictionary<PeriodKey, long>();
        foreach (var fact in claimed)
        {
            Add(
                cells,
                new(fact.UnitId, fact.ProcedureId, fact.Channel, fact.Day, fact.Kind, fact.Traits),
                fact.Count
            );
            foreach (var measure in Measures.All)
            {
                if (measure.Counts(fact.Kind, fact.Traits))
                {
                    foreach (var grain in Enum.GetValues<Grain>())
                    {
                        var period = Periods.FirstDay(grain, fact.Day);
                        Add(periods, new(fact.UnitId, grain, period, measure.Code), fact.Count);
                    }
                }
            }
        }

        await WriteAsync(cells, cancellation);
        await WriteAsync(periods, cancellation);
        return claimed.Count;

        static void Add<TKey>(Dictionary<TKey, long> sums, TKey key, int count)
            where TKey : struct =>
            CollectionsMarshal.GetValueRefOrAddDefault(sums, key, out _) += count;
    }

    private Task WriteAsync(Dictionary<CellKey, long> cells, CancellationToken cancellation) =>
        Rows.WriteAsync(
            db,
            "insert into cells (unit_id, procedure_id, channel, day, kind, traits, count) values",
            cells.Select(c =>
                new object[]
                {
                    c.Key.UnitId,
                    c.Key.ProcedureId,
                    c.Key.Channel.ToString(),
                    c.Key.Day,
                    c.Key.Kind.ToString(),
                    c.Key.Traits,
                    c.Value,
                }
            ),
            """
            on conflict (unit_id, kind, day, procedure_id, channel, traits)
            do update set count = cells.count + excluded.count
            """,
            cancellation
        );

    private Task WriteAsync(Dictionary<PeriodKey, long> periods, CancellationToken cancellation) =>
        Rows.WriteAsync(
            db,
            "insert into period_cells (unit_id, grain, period, measure, count) values",
            periods.Select(p =>
                new object[]
                {
                    p.Key.UnitId,
                    p.Key.Grain.ToString(),
                    p.Key.Period,
                    p.Key.Measure,
                    p.Value,
                }
            ),
            """
            on conflict (grain, measure, period, unit_id)
            do update set count = period_cells.count + excluded.count
            """,
            cancellation
        );

    private readonly record struct CellKey(
        Guid UnitId,
        Guid ProcedureId,
        Channel Channel,
        DateOnly Day,
        FactKind Kind,
        long Traits
    );

    private readonly record struct PeriodKey(
        Guid UnitId,
        Grain Grain,
        DateOnly Period,
        string Measure
    );
}
