using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Facts;

namespace ThuocDo.Indicators.Figures;

public enum Grouping
{
    Level,
    Unit,
}

/// <summary>One number as the database adds it up.</summary>
public sealed record FigureRow
{
    /// <summary>Name of the level, or the key of the unit as text.</summary>
    public required string Part { get; init; }
    public required string Measure { get; init; }
    public required string Bucket { get; init; }
    public required long Count { get; init; }
}

/// <summary>
/// Reads figures from folded facts and the facts not folded yet, in one statement and so at one instant: exact whether
/// the folder has just run or not. It never reads single dossiers.
/// </summary>
public sealed class FigureReader(ThuocDoDb db)
{
    public async Task<FigureTable> ReadAsync(
        Scope scope,
        IReadOnlyList<Interval> intervals,
        Grouping grouping,
        IReadOnlyList<Measure>? measures,
        CancellationToken cancellation
    )
    {
        var sql = new SqlText();
        var wanted = measures is null
            ? ""
            : $" and m.code in ({string.Join(", ", measures.Select(m => sql.Add(m.Code)))})";
        var part = grouping == Grouping.Level ? "s.level" : "cast(s.id as text)";
        var arms = intervals
            .SelectMany(interval =>
                PeriodPlan
                    .Of(interval)
                    .Select(piece => Arm(sql, interval, piece, wanted, part))
                    .Append(PendingArm(sql, interval, wanted, part))
            )
            .ToList();
        // A sum of 64-bit counts is numeric in PostgreSQL.
        var text =
            $"{sql.ScopeTable(scope)} select part, measure, bucket, cast(sum(n) as bigint) as count from ("
            + string.Join(" union all ", arms)
            + ") parts group by part, measure, bucket";
        return new FigureTable(
            await db.Database.SqlQueryRaw<FigureRow>(text, sql.Parameters).ToListAsync(cancellation)
        );
    }

    /// <summary>
    /// Figures by procedure in the days of one interval. Periods are not folded by procedure, so this reads the cells
    /// of the days: for the page of one indicator, not for the board.
    /// </summary>
    public Task<FigureTable> ReadByProcedureAsync(
        Scope scope,
        Level? level,
        Interval interval,
        IReadOnlyList<Measure> measures,
        CancellationToken cancellation
    ) =>
        ReadDaysAsync(
            "cast(f.procedure_id as text)",
            scope,
            level,
            interval,
            measures,
            cancellation
        );

    /// <summary>Figures by channel, named as in <see cref="Channel"/>; costs what those by procedure cost.</summary>
    public Task<FigureTable> ReadByChannelAsync(
        Scope scope,
        Level? level,
        Interval interval,
        IReadOnlyList<Measure> measures,
        CancellationToken cancellation
    ) => ReadDaysAsync("cast(f.channel as text)", scope, level, interval, measures, cancellation);

    /// <summary>By unit and procedure at once; the part is their two ids with a slash between them.</summary>
    public Task<FigureTable> ReadPairsAsync(
        Scope scope,
        Interval interval,
        IReadOnlyList<Measure> measures,
        CancellationToken cancellation
    ) =>
        ReadDaysAsync(
            "cast(f.unit_id as text) || '/' || cast(f.procedure_id as text)",
            scope,
            null,
            interval,
            measures,
            cancellation
        );

    private async Task<FigureTable> ReadDaysAsync(
        string part,
        Scope scope,
        Level? level,
        Interval interval,
        IReadOnlyList<Measure> measures,
        CancellationToken cancellation
    )
    {
        var sql = new SqlText();
        var filter =
            $" and m.code in ({string.Join(", ", measures.Select(m => sql.Add(m.Code)))})"
            + (level is { } l ? $" and s.level = {sql.Add(l.ToString())}" : "");
        var (from, to, name) = (
            sql.Add(interval.From),
            sql.Add(interval.To),
            sql.Add(interval.Name)
        );
        string Days(string table) =>
            $"select {part} as part, m.code as measure, {Text(name)} as bucket, f.count as n"
            + $" from scope s cross join measures m cross join {table} f where f.unit_id = s.id and f.kind = m.kind"
            + $" and f.day >= {from} and f.day <= {to} and {HasTraits}{filter}";
        var text =
            $"{sql.ScopeTable(scope)} select part, measure, bucket, cast(sum(n) as bigint) as count from ("
            + Days("cells")
            + " union all "
            + Days("fact_pending")
            + ") parts group by part, measure, bucket";
        return new FigureTable(
            await db.Database.SqlQueryRaw<FigureRow>(text, sql.Parameters).ToListAsync(cancellation)
        );
    }

    /// <summary>
    /// The same figures as they were known at the end of a day: from the facts that had been recorded by then. It reads facts one by
    /// one, so it is for a page that was asked for such a day.
    /// </summary>
    public async Task<FigureTable> ReadKnownAsync(
        Scope scope,
        Interval interval,
        Grouping grouping,
        DateOnly knownOn,
        CancellationToken cancellation
    )
    {
        var sql = new SqlText();
        var part = grouping == Grouping.Level ? "s.level" : "cast(s.id as text)";
        var text =
            $"{sql.ScopeTable(scope)} select part, measure, bucket, cast(sum(n) as bigint) as count from ("
            + $"select {part} as part, m.code as measure, {Bucket(sql, interval, "f.day")} as bucket, f.count as n"
            + " from scope s cross join measures m cross join facts f where f.unit_id = s.id and f.kind = m.kind"
            + $" and f.day >= {sql.Add(interval.From)} and f.day <= {sql.Add(interval.To)} and {HasTraits}"
            + $" and f.recorded_on <= {sql.Add(knownOn)}) parts group by part, measure, bucket";
        return new FigureTable(
            await db.Database.SqlQueryRaw<FigureRow>(text, sql.Parameters).ToListAsync(cancellation)
        );
    }

    /// <summary>The last day on which something was received or closed; facts with a future due date do not count.</summary>
    public async Task<DateOnly?> LastDayAsync(CancellationToken cancellation)
    {
        var folded = Later(
            await LastFoldedDayAsync(Measures.Received, cancellation),
            await LastFoldedDayAsync(Measures.Closed, cancellation)
        );
        var pending = await db.Set<PendingFact>()
            .Where(f => f.Kind == FactKind.Received || f.Kind == FactKind.Closed)
            .MaxAsync(f => (DateOnly?)f.Day, cancellation);
        return Later(folded, pending);
    }

    private Task<DateOnly?> LastFoldedDayAsync(Measure measure, CancellationToken cancellation) =>
        db.Set<PeriodCell>()
            .Where(c => c.Grain == Grain.Day && c.Measure == measure.Code && c.Count != 0)
            .MaxAsync(c => (DateOnly?)c.Period, cancellation);

    private static DateOnly? Later(DateOnly? one, DateOnly? other) =>
        one is null || other > one ? other ?? one : one;

    private const string HasTraits =
        "(f.traits & m.required) = m.required and (f.traits & m.excluded) = 0";

    // "cross join" keeps SQLite to this order: measures first, so that the key of the cells is used; PostgreSQL plans freely.
    private static string Arm(
        SqlText sql,
        Interval interval,
        Piece piece,
        string wanted,
        string part
    )
    {
        var (from, to) = (sql.Add(piece.From), sql.Add(piece.To));
        var sign = piece.Sign < 0 ? "-" : "";
        return piece.Grain is { } grain
            ? $"select {part} as part, f.measure as measure, {Bucket(sql, interval, "f.period")} as bucket, {sign}f.count as n"
                + $" from measures m cross join period_cells f cross join scope s where f.grain = {sql.Add(grain.ToString())}"
                + $" and f.measure = m.code and f.period >= {from} and f.period < {to} and s.id = f.unit_id{wanted}"
            : $"select {part} as part, m.code as measure, {Bucket(sql, interval, "f.day")} as bucket, {sign}f.count as n"
                + " from scope s cross join measures m cross join cells f where f.unit_id = s.id and f.kind = m.kind"
                + $" and f.day >= {from} and f.day < {to} and {HasTraits}{wanted}";
    }

    private static string PendingArm(SqlText sql, Interval interval, string wanted, string part) =>
        $"select {part} as part, m.code as measure, {Bucket(sql, interval, "f.day")} as bucket, f.count as n"
        + " from fact_pending f cross join measures m cross join scope s where f.kind = m.kind and s.id = f.unit_id"
        + $" and f.day >= {sql.Add(interval.From)} and f.day <= {sql.Add(interval.To)} and {HasTraits}{wanted}";

    /// <summary>Both databases write a day as yyyy-MM-dd, so a month or a year is the beginning of its text.</summary>
    private static string Bucket(SqlText sql, Interval interval, string day) =>
        interval.Bucket switch
        {
            Figures.Bucket.Year => $"substr(cast({day} as text), 1, 4)",
            Figures.Bucket.Month => $"substr(cast({day} as text), 1, 7)",
            _ => Text(sql.Add(interval.Name)),
        };

    private static string Text(string parameter) => $"cast({parameter} as text)";
}
