using Microsoft.EntityFrameworkCore;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Facts;

namespace ThuocDo.Indicators.Figures;

/// <summary>Records that came to or left a row of a form; their difference is that of all moves in the days.</summary>
public sealed record Moved(long In, long Out);

/// <summary>
/// Moves between agencies, each record once in a row: one that was there at the beginning or was received in the days does not come a
/// second time, so a move inside the row is none, and one that left and came back has not left. Whoever came from outside and went
/// on came once and went once.
/// </summary>
public sealed class MovedRecords(ThuocDoDb db)
{
    /// <returns>By unit or procedure as text, as <see cref="FigureReader"/> names them; of the whole under an empty text.</returns>
    public async Task<IReadOnlyDictionary<string, Moved>> ReadAsync(
        Scope scope,
        DateOnly from,
        DateOnly to,
        CountsBy by,
        CancellationToken cancellation
    )
    {
        var sql = new SqlText();
        var (first, last) = (sql.Add(from), sql.Add(to));
        var part = by switch
        {
            CountsBy.Unit => "cast(f.unit_id as text)",
            CountsBy.Field => "cast(f.procedure_id as text)",
            _ => "cast('' as text)",
        };
        const string came = nameof(FactKind.TransferredIn);
        const string went = nameof(FactKind.TransferredOut);
        const string received = nameof(FactKind.Received);
        string Sum(string condition) => $"sum(case when {condition} then f.count else 0 end)";
        // The few records that moved are found first; only theirs are read since their beginning.
        var text =
            sql.ScopeTable(scope)
            + ", moved as (select distinct f.subject_id from scope s cross join facts f where f.unit_id = s.id"
            + $" and f.kind in ('{came}', '{went}') and f.day >= {first} and f.day <= {last})"
            + $", stays as (select {part} as part, f.subject_id"
            + $", {Sum($"f.day < {first} and f.kind in ('{received}', '{came}') or f.day >= {first} and f.kind = '{received}'")}"
            + $" - {Sum($"f.day < {first} and f.kind not in ('{received}', '{came}')")} as there"
            + $", {Sum($"f.day >= {first} and f.kind = '{came}'")} as came"
            + $", {Sum($"f.day >= {first} and f.kind = '{went}'")} as went"
            + " from moved m cross join facts f where f.subject_id = m.subject_id and f.unit_id in (select id from scope)"
            + $" and f.day <= {last} and f.kind in ({CountedRecords.StockKinds}) group by 1, 2)"
            + ", entries as (select part, case when there <= 0 and came > 0 then 1 else 0 end as once, came - went as net from stays)"
            + ", counts as (select part, net, case when net > once then net else once end as n from entries)"
            + $" select part, '{came}' as measure, '' as bucket, cast(sum(n) as bigint) as count from counts group by part"
            + $" union all select part, '{went}', '', cast(sum(n - net) as bigint) from counts group by part";
        var rows = await db
            .Database.SqlQueryRaw<FigureRow>(text, sql.Parameters)
            .ToListAsync(cancellation);
        return rows.GroupBy(r => r.Part)
            .ToDictionary(
                g => g.Key,
                g => new Moved(
                    g.Where(r => r.Measure == came).Sum(r => r.Count),
                    g.Where(r => r.Measure == went).Sum(r => r.Count)
                )
            );
    }
}
