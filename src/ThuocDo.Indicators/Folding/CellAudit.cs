using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Facts;
using ThuocDo.Shared.History;

namespace ThuocDo.Indicators.Folding;

/// <summary>
/// Compares cells and period cells, each with what is pending, against the facts. One statement sees one snapshot, so
/// that the comparison holds while others write and fold. The measures are those of this build, not those of the table,
/// which is compared too.
/// </summary>
public sealed class CellAudit(ThuocDoDb db) : IAudit
{
    public async IAsyncEnumerable<Finding> FindAsync(
        AuditScope scope,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        var tree = await UnitDirectory.LoadAsync(db, cancellation);
        await foreach (var finding in MeasuresAsync().WithCancellation(cancellation))
        {
            yield return finding;
        }

        var days = scope.Month is { } month
            ? new object[] { month, month.AddMonths(1) }
            : [DateOnly.MinValue, DateOnly.MaxValue];
        await foreach (
            var cell in db
                .Database.SqlQueryRaw<WrongCell>(CellSql, days)
                .AsAsyncEnumerable()
                .WithCancellation(cancellation)
        )
        {
            yield return new Finding(
                "cell",
                $"{Key(cell.UnitId)} / {cell.ProcedureId:D} {cell.Kind} {cell.Channel} {cell.Traits.ToString(CultureInfo.InvariantCulture)}",
                Canonical.Day(cell.Day),
                "count",
                Text(cell.Expected),
                Text(cell.Found)
            );
        }

        foreach (var grain in Enum.GetValues<Grain>())
        {
            // A year holds more than the month that was asked for.
            if (grain == Grain.Year && scope.Month is not null)
            {
                continue;
            }

            await foreach (
                var cell in db
                    .Database.SqlQueryRaw<WrongPeriodCell>(PeriodSql(grain), days)
                    .AsAsyncEnumerable()
                    .WithCancellation(cancellation)
            )
            {
                yield return new Finding(
                    "cell",
                    $"{Key(cell.UnitId)} / {cell.Measure}",
                    cell.Period.ToString(
                        grain switch
                        {
                            Grain.Year => "yyyy",
                            Grain.Month => "yyyy-MM",
                            _ => "yyyy-MM-dd",
                        },
                        CultureInfo.InvariantCulture
                    ),
                    "count",
                    Text(cell.Expected),
                    Text(cell.Found)
                );
            }
        }

        string Key(Guid unitId) => tree.Find(unitId)?.Key ?? unitId.ToString("D");
        static string Text(long count) => count.ToString(CultureInfo.InvariantCulture);
    }

    private async IAsyncEnumerable<Finding> MeasuresAsync()
    {
        var found = await db.Set<MeasureRow>().AsNoTracking().ToDictionaryAsync(m => m.Code, Text);
        var expected = MeasureSeed.Expected().ToDictionary(m => m.Code, Text);
        foreach (var code in expected.Keys.Union(found.Keys).Order(StringComparer.Ordinal))
        {
            var (should, stands) = (
                expected.GetValueOrDefault(code, ""),
                found.GetValueOrDefault(code, "")
            );
            if (should != stands)
            {
                yield return new Finding("measure", code, "", "definition", should, stands);
            }
        }

        static string Text(MeasureRow row) =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"{row.Kind} +{row.Required} -{row.Excluded}"
            );
    }

    private const string CellSql = """
        select unit_id, procedure_id, channel, day, kind, traits,
            cast(sum(expected) as bigint) as expected, cast(sum(found) as bigint) as found
        from (
            select unit_id, procedure_id, channel, day, kind, traits, count as expected, 0 as found from facts
            union all
            select unit_id, procedure_id, channel, day, kind, traits, 0, count from cells
            union all
            select unit_id, procedure_id, channel, day, kind, traits, 0, count from fact_pending
        ) as counted
        where day >= {0} and day < {1}
        group by unit_id, procedure_id, channel, day, kind, traits
        having sum(expected) <> sum(found)
        order by unit_id, day, kind, procedure_id, channel, traits
        """;

    private string PeriodSql(Grain grain)
    {
        var first = db.Engine.FirstDayOf(grain, "c.day");
        return $$"""
            select unit_id, measure, period,
                cast(sum(expected) as bigint) as expected, cast(sum(found) as bigint) as found
            from (
                select c.unit_id, m.code as measure, {{first}} as period, c.expected, c.found
                from (
                    select unit_id, day, kind, traits, sum(count) as expected, 0 as found from facts
                    group by unit_id, day, kind, traits
                    union all
                    select unit_id, day, kind, traits, 0, sum(count) from fact_pending
                    group by unit_id, day, kind, traits
                ) as c
                join ({{MeasureTable()}}) as m on m.kind = c.kind
                    and (c.traits & m.required) = m.required and (c.traits & m.excluded) = 0
                union all
                select unit_id, measure, period, 0, count from period_cells where grain = '{{grain}}'
            ) as counted
            where period >= {0} and period < {1}
            group by unit_id, measure, period
            having sum(expected) <> sum(found)
            order by unit_id, measure, period
            """;
    }

    private static string MeasureTable()
    {
        var sql = new StringBuilder();
        foreach (var row in MeasureSeed.Expected())
        {
            sql.Append(sql.Length == 0 ? "" : " union all ")
                .Append(
                    CultureInfo.InvariantCulture,
                    $"select '{row.Code}' as code, '{row.Kind}' as kind, {row.Required} as required, {row.Excluded} as excluded"
                );
        }

        return sql.ToString();
    }

    private sealed record WrongCell
    {
        public required Guid UnitId { get; init; }
        public required Guid ProcedureId { get; init; }
        public required string Channel { get; init; }
        public required DateOnly Day { get; init; }
        public required string Kind { get; init; }
        public required long Traits { get; init; }
        public required long Expected { get; init; }
        public required long Found { get; init; }
    }

    private sealed record WrongPeriodCell
    {
        public required Guid UnitId { get; init; }
        public required string Measure { get; init; }
        public required DateOnly Period { get; init; }
        public required long Expected { get; init; }
        public required long Found { get; init; }
    }
}
