using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Indicators.Figures;
using ThuocDo.Indicators.Sealing;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Facts;

namespace ThuocDo.Indicators.Receipts;

/// <summary>What is counted at a cut: above and below the line, of which units, days, procedure and channel.</summary>
public sealed record CutQuestion
{
    public required IReadOnlyList<Guid> Roots { get; init; }
    public required IReadOnlyList<Term> Numerator { get; init; }
    public required IReadOnlyList<Term> Denominator { get; init; }
    public required DaySpan Days { get; init; }

    /// <summary>Events below this position count.</summary>
    public required long Cut { get; init; }
    public Level? Level { get; init; }
    public Guid? Procedure { get; init; }
    public Channel? Channel { get; init; }

    /// <summary>The roots themselves, without the units below them.</summary>
    public bool Alone { get; init; }

    /// <summary>From this record on; none: from the first.</summary>
    public Guid? FirstSubject { get; init; }

    /// <summary>Up to, not including, this record; none: to the last.</summary>
    public Guid? BeforeSubject { get; init; }
}

/// <summary>
/// Counts the records of a figure from the facts of events below a cut, in the order of their ids, each with the head of its
/// history there. The same question gives the same answer for ever, whatever happens later, as long as nobody tampers.
/// </summary>
public sealed class ReceiptCounter(ThuocDoDb db, UnitDirectory directory)
{
    public async Task<IReadOnlyList<FigureRecord>> CountAsync(
        CutQuestion question,
        CancellationToken cancellation
    )
    {
        var units = await UnitsAsync(question, cancellation);
        var sql = new SqlText();
        var rows = await db
            .Database.SqlQueryRaw<CutRow>(Statement(sql, question, units), sql.Parameters)
            .ToListAsync(cancellation);
        return
        [
            .. rows.OrderBy(r => r.SubjectId)
                .Select(r => new FigureRecord(
                    r.SubjectId,
                    r.Numerator,
                    r.Denominator,
                    r.Head ?? []
                )),
        ];
    }

    private static string Statement(
        SqlText sql,
        CutQuestion question,
        IEnumerable<(Guid, Level)> units
    )
    {
        var cut = sql.Add(question.Cut);
        var kinds = question
            .Numerator.Concat(question.Denominator)
            .Select(t => t.Measure.Kind.ToString())
            .Distinct()
            .Select(k => sql.Add(k));
        var isRange = question.FirstSubject is not null || question.BeforeSubject is not null;
        // Of a few records the index over subjects serves; "cross join" keeps SQLite to this order, PostgreSQL plans freely.
        var from = isRange
            ? "facts f cross join scope s cross join history_events e"
            : "scope s cross join facts f cross join history_events e";
        return sql.ScopeTable(units)
            + $", counted as (select f.subject_id, {Sum(sql, question.Numerator)} as n, {Sum(sql, question.Denominator)} as d"
            + $" from {from} where f.unit_id = s.id and e.id = f.event_id and e.position < {cut}"
            + $" and f.kind in ({string.Join(", ", kinds)})"
            + $" and f.day >= {sql.Add(question.Days.From)} and f.day <= {sql.Add(question.Days.To)}"
            + (question.Procedure is { } p ? $" and f.procedure_id = {sql.Add(p)}" : "")
            + (question.Channel is { } c ? $" and f.channel = {sql.Add(c.ToString())}" : "")
            + (question.FirstSubject is { } first ? $" and f.subject_id >= {sql.Add(first)}" : "")
            + (question.BeforeSubject is { } before ? $" and f.subject_id < {sql.Add(before)}" : "")
            + " group by f.subject_id)"
            + " select c.subject_id, cast(c.n as bigint) as numerator, cast(c.d as bigint) as denominator,"
            + $" (select h.hash from history_events h where h.subject_id = c.subject_id and h.position < {cut}"
            + " order by h.sequence desc limit 1) as head"
            + " from counted c where c.n <> 0 or c.d <> 0";
    }

    private async Task<IReadOnlyList<(Guid, Level)>> UnitsAsync(
        CutQuestion question,
        CancellationToken cancellation
    )
    {
        var tree = await directory.GetAsync(cancellation);
        return
        [
            .. question
                .Roots.Where(id => tree.Find(id) is not null)
                .SelectMany(id => question.Alone ? (IEnumerable<Guid>)[id] : tree.Subtree(id))
                .Distinct()
                .Select(id => (id, tree[id].Level))
                .Where(u => question.Level is null || u.Level == question.Level),
        ];
    }

    private static string Sum(SqlText sql, IReadOnlyList<Term> terms) =>
        terms.Count == 0
            ? "0"
            : "sum("
                + string.Join(
                    " + ",
                    terms.Select(t =>
                    {
                        var required = sql.Add((long)t.Measure.Required);
                        return $"case when f.kind = {sql.Add(t.Measure.Kind.ToString())} and (f.traits & {required}) = {required}"
                            + $" and (f.traits & {sql.Add((long)t.Measure.Excluded)}) = 0"
                            + $" then {t.Sign.ToString(CultureInfo.InvariantCulture)} * f.count else 0 end";
                    })
                )
                + ")";

    private sealed record CutRow
    {
        public required Guid SubjectId { get; init; }
        public required long Numerator { get; init; }
        public required long Denominator { get; init; }
        public byte[]? Head { get; init; }
    }
}
