using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Indicators.Figures;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Facts;

namespace ThuocDo.Indicators.Handling;

/// <summary>By what handling times are laid apart.</summary>
public enum HandlingBy
{
    Unit,
    Procedure,
    Field,
    Channel,
    Month,
}

/// <summary>Of which results.</summary>
/// <param name="Procedures">Of any of these; none: of all.</param>
public sealed record HandlingAsked(
    Scope Scope,
    DateOnly From,
    DateOnly To,
    IReadOnlyCollection<Guid>? Procedures = null,
    Channel? Channel = null
);

/// <summary>
/// Reads how long results took, from folded facts and those not folded yet in one statement: exact at any instant, no sample. It reads, for
/// each unit of the scope, one run of the cells' key (unit, kind, day), so it costs what the days asked for hold and not what the database
/// holds.
/// </summary>
public sealed class HandlingReader(ThuocDoDb db)
{
    /// <summary>By part: id of the unit or procedure, name of the channel, or month as <c>2025-03</c>.</summary>
    /// <exception cref="ArgumentException">By field: those are added up from procedures by whoever knows them.</exception>
    public async Task<IReadOnlyDictionary<string, Distribution>> ReadAsync(
        HandlingAsked asked,
        HandlingBy by,
        CancellationToken cancellation
    )
    {
        var sql = new SqlText();
        var part = by switch
        {
            HandlingBy.Unit => "cast(s.id as text)",
            HandlingBy.Procedure => "cast(f.procedure_id as text)",
            HandlingBy.Channel => "cast(f.channel as text)",
            HandlingBy.Month => "substr(cast(f.day as text), 1, 7)",
            _ => throw new ArgumentException("Fields are sums of procedures.", nameof(by)),
        };
        var measure = Measures.Resolved;
        var scope = sql.ScopeTable(asked.Scope);
        var (from, to, kind, required) = (
            sql.Add(asked.From),
            sql.Add(asked.To),
            sql.Add(measure.Kind.ToString()),
            sql.Add((long)measure.Required)
        );
        var filter =
            (asked.Channel is { } channel ? $" and f.channel = {sql.Add(channel.ToString())}" : "")
            + (
                asked.Procedures is { } several
                    ? $" and f.procedure_id in ({string.Join(", ", several.Select(id => sql.Add(id)).DefaultIfEmpty("null"))})"
                    : ""
            );
        string Arm(string table) =>
            $"select {part} as part, ((f.traits >> {HandlingDays.Shift}) & {HandlingDays.Mask}) as kept, f.count as n"
            + $" from scope s cross join {table} f where f.unit_id = s.id and f.kind = {kind}"
            + $" and f.day >= {from} and f.day <= {to} and (f.traits & {required}) = {required}{filter}";
        var text =
            $"{scope} select part, '' as measure, cast(kept as text) as bucket, cast(sum(n) as bigint) as count from ("
            + Arm("cells")
            + " union all "
            + Arm("fact_pending")
            + ") parts group by part, kept";
        var rows = await db
            .Database.SqlQueryRaw<FigureRow>(text, sql.Parameters)
            .ToListAsync(cancellation);
        return rows.GroupBy(r => r.Part)
            .ToDictionary(
                g => g.Key,
                g =>
                    Distribution.Of(
                        g.Select(r =>
                        {
                            var kept = int.Parse(r.Bucket, CultureInfo.InvariantCulture);
                            return (kept == 0 ? (int?)null : kept - 1, r.Count);
                        })
                    )
            );
    }
}
