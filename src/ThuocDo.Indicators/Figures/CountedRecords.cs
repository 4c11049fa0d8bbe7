using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Facts;

namespace ThuocDo.Indicators.Figures;

/// <summary>What a figure counts: the measure, whose, when, of which procedure.</summary>
public sealed record Counted(
    Measure Measure,
    Scope Scope,
    Level? Level,
    DateOnly From,
    DateOnly To,
    Guid? Procedure = null
)
{
    /// <summary>
    /// As known at the end of that day, and of a record that was first written down later (brought over from another program), as it
    /// was written first; none: as known now.
    /// </summary>
    public DateOnly? KnownOn { get; init; }

    /// <summary>Only records that were open at the end of that day by what is known now: a stock of the same cut as the open ones.</summary>
    public DateOnly? OpenOn { get; init; }

    /// <summary>Only those of this unit itself, without the units below it; none: of the whole scope.</summary>
    public Guid? Only { get; init; }

    /// <summary>Only those that came this way; none: whichever way.</summary>
    public Channel? Channel { get; init; }

    /// <summary>Only results that took so many working days, both included; none: however many, known or not.</summary>
    public (int Least, int Most)? Days { get; init; }

    /// <summary>Without what this measure of the same moment counts: what stands below the line and not above it.</summary>
    public Measure? Without { get; init; }

    /// <summary>Of any of these procedures; none: of all.</summary>
    public IReadOnlyCollection<Guid>? Procedures { get; init; }
}

public sealed record CountedRecord
{
    public required Guid SubjectId { get; init; }
    public required long Count { get; init; }
}

public sealed record CountedTotal
{
    public required long Records { get; init; }
    public required long Count { get; init; }
}

/// <summary>
/// The records behind a figure, from the permanent facts: those whose contributions do not cancel out. Their sum is the
/// figure.
/// </summary>
public sealed class CountedRecords(ThuocDoDb db)
{
    public async Task<CountedTotal> TotalAsync(Counted counted, CancellationToken cancellation)
    {
        var sql = new SqlText();
        var text =
            $"{With(sql, counted)} select count(*) as records, cast(coalesce(sum(n), 0) as bigint) as count from {From(counted)}";
        return await db
            .Database.SqlQueryRaw<CountedTotal>(text, sql.Parameters)
            .SingleAsync(cancellation);
    }

    /// <summary>The sum by unit or by procedure: keys as text.</summary>
    public async Task<IReadOnlyDictionary<string, long>> TotalByAsync(
        Counted counted,
        CountsBy by,
        CancellationToken cancellation
    )
    {
        var sql = new SqlText();
        var column = by == CountsBy.Unit ? "unit_id" : "procedure_id";
        var text =
            With(sql, counted, column)
            + $" select part, '' as measure, '' as bucket, cast(sum(n) as bigint) as count from {From(counted)} group by part";
        return (
            await db.Database.SqlQueryRaw<FigureRow>(text, sql.Parameters).ToListAsync(cancellation)
        ).ToDictionary(r => r.Part, r => r.Count);
    }

    /// <summary>A page of records in the order of their first day.</summary>
    public async Task<IReadOnlyList<CountedRecord>> PageAsync(
        Counted counted,
        int skip,
        int take,
        CancellationToken cancellation
    )
    {
        var sql = new SqlText();
        var text =
            $"{With(sql, counted)} select subject_id, cast(n as bigint) as count from {From(counted)}"
            + $" order by first, subject_id limit {sql.Add(take)} offset {sql.Add(skip)}";
        return await db
            .Database.SqlQueryRaw<CountedRecord>(text, sql.Parameters)
            .ToListAsync(cancellation);
    }

    /// <param name="part">A column by which the records are told apart too.</param>
    private static string With(SqlText sql, Counted counted, string? part = null)
    {
        var measure = counted.Measure;
        var required = sql.Add((long)measure.Required);
        return sql.ScopeTable(counted.Scope)
            + ","
            + $" counted as (select {(part is null ? "" : $"cast(f.{part} as text) as part, ")}f.subject_id, sum(f.count) as n, min(f.day) as first"
            + " from scope s cross join facts f where f.unit_id = s.id"
            + $" and f.kind = {sql.Add(measure.Kind.ToString())}"
            + $" and f.day >= {sql.Add(counted.From)} and f.day <= {sql.Add(counted.To)}"
            + $" and (f.traits & {required}) = {required}"
            + $" and (f.traits & {sql.Add((long)measure.Excluded)}) = 0"
            + (counted.Level is { } level ? $" and s.level = {sql.Add(level.ToString())}" : "")
            + (counted.Procedure is { } p ? $" and f.procedure_id = {sql.Add(p)}" : "")
            + (counted.Channel is { } c ? $" and f.channel = {sql.Add(c.ToString())}" : "")
            + (counted.Only is { } unit ? $" and f.unit_id = {sql.Add(unit)}" : "")
            + (
                counted.Days is { } days
                    ? $" and ((f.traits >> {HandlingDays.Shift}) & {HandlingDays.Mask}) between {sql.Add(days.Least + 1)} and {sql.Add(days.Most + 1)}"
                    : ""
            )
            + (counted.Without is { } other ? Not(sql, other) : "")
            + (
                counted.KnownOn is { } known
                    ? $" and (f.recorded_on <= {sql.Add(known)}"
                        + " or f.recorded_on = (select min(o.recorded_on) from facts o where o.subject_id = f.subject_id))"
                    : ""
            )
            + (
                counted.Procedures is { } several
                    ? $" and f.procedure_id in ({string.Join(", ", several.Select(id => sql.Add(id)).DefaultIfEmpty("null"))})"
                    : ""
            )
            + $" group by f.subject_id{(part is null ? "" : $", f.{part}")} having sum(f.count) <> 0)"
            + (counted.OpenOn is { } day ? StillOpen(sql, counted, day, part) : "");
    }

    /// <summary>Asked of the few records that are left, not of every fact.</summary>
    private static string StillOpen(SqlText sql, Counted counted, DateOnly day, string? part) =>
        ", still_open as (select c.* from counted c where (select coalesce(sum("
        + $"case when o.kind in ('{FactKind.Received}', '{FactKind.TransferredIn}') then o.count else -o.count end), 0) from facts o"
        + $" where o.subject_id = c.subject_id and o.kind in ({StockKinds}) and o.day <= {sql.Add(day)}"
        + (
            part == "unit_id" ? " and cast(o.unit_id as text) = c.part"
            : counted.Only is { } unit ? $" and o.unit_id = {sql.Add(unit)}"
            : " and o.unit_id in (select id from scope)"
        )
        + ") > 0)";

    /// <summary>What a stock of open records is made of.</summary>
    internal const string StockKinds =
        $"'{nameof(FactKind.Received)}', '{nameof(FactKind.TransferredIn)}', '{nameof(FactKind.TransferredOut)}', '{nameof(FactKind.Closed)}'";

    private static string From(Counted counted) =>
        counted.OpenOn is null ? "counted" : "still_open";

    private static string Not(SqlText sql, Measure measure)
    {
        var required = sql.Add((long)measure.Required);
        return $" and not ((f.traits & {required}) = {required} and (f.traits & {sql.Add((long)measure.Excluded)}) = 0)";
    }
}
