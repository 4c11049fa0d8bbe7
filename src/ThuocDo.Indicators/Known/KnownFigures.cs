using Microsoft.EntityFrameworkCore;
using ThuocDo.Indicators.Definitions;
using ThuocDo.Indicators.Figures;
using ThuocDo.Indicators.Receipts;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Facts;

namespace ThuocDo.Indicators.Known;

/// <summary>Why a figure is another one now than it was on a day.</summary>
public enum Cause
{
    /// <summary>Happened after the day, and so could not be known on it.</summary>
    LaterWork,

    /// <summary>Happened before the day was over and was entered later.</summary>
    LateEntry,

    /// <summary>A record that was counted was changed later: taken back as it was and counted as it is.</summary>
    Correction,

    /// <summary>Withdrawn before the day was over, which was entered later.</summary>
    Withdrawal,

    /// <summary>Went over to another unit by a rearrangement that was entered later.</summary>
    Merger,

    /// <summary>Counted by another version of the definition.</summary>
    Definition,
}

/// <summary>One contribution that became known later, above or below the line.</summary>
/// <param name="At">When it was recorded.</param>
public sealed record LateFact(
    Guid SubjectId,
    Guid UnitId,
    DateOnly Day,
    DateOnly RecordedOn,
    string EventType,
    DateTime At,
    Guid? ActorId,
    long Numerator,
    long Denominator,
    Cause Cause
);

/// <param name="Records">Records that changed; none where the cause lies in no record.</param>
public sealed record CauseLine(Cause Cause, long Numerator, long Denominator, int? Records);

/// <summary>A figure as known at the end of a day beside the same figure as known now. The causes sum up to the difference exactly.</summary>
/// <param name="Facts">What became known later of days up to that day, one by one; later work is told by its sums alone.</param>
public sealed record KnownSheet(
    DateOnly KnownOn,
    Share Known,
    Share Now,
    IReadOnlyList<CauseLine> Causes,
    IReadOnlyList<LateFact> Facts
);

/// <summary>
/// Reads figures as they were known. Facts are only ever added, each with the day on which it was recorded, so what was known on a
/// day is what had been recorded by its end. The facts themselves are read, not the cells: for the page of one figure.
/// </summary>
public sealed class KnownFigures(ThuocDoDb db)
{
    /// <param name="before">The definition by which the figure was read on the day.</param>
    /// <param name="now">The definition by which it is read now; usually the same.</param>
    public async Task<KnownSheet> ReadAsync(
        Scope scope,
        Definition before,
        Definition now,
        DaySpan days,
        DateOnly knownOn,
        CancellationToken cancellation
    )
    {
        var sums = await SumsAsync(scope, before, days, knownOn, cancellation);
        var facts = await LateAsync(scope, before, days, knownOn, cancellation);
        var known = new Share(sums.KnownNumerator, sums.KnownDenominator);
        var causes = new List<CauseLine>();
        if ((sums.LaterNumerator, sums.LaterDenominator) != (0, 0))
        {
            causes.Add(new(Cause.LaterWork, sums.LaterNumerator, sums.LaterDenominator, null));
        }

        causes.AddRange(
            facts
                .GroupBy(f => f.Cause)
                .OrderBy(g => g.Key)
                .Select(g => new CauseLine(
                    g.Key,
                    g.Sum(f => f.Numerator),
                    g.Sum(f => f.Denominator),
                    g.Select(f => f.SubjectId).Distinct().Count()
                ))
        );
        var total = new Share(
            known.Numerator + causes.Sum(c => c.Numerator),
            known.Denominator + causes.Sum(c => c.Denominator)
        );
        if (!now.Hash.AsSpan().SequenceEqual(before.Hash))
        {
            var other = await SumsAsync(scope, now, days, DateOnly.MaxValue, cancellation);
            var (n, d) = (
                other.KnownNumerator - total.Numerator,
                other.KnownDenominator - total.Denominator
            );
            causes.Add(new(Cause.Definition, n, d, null));
            total = new(other.KnownNumerator, other.KnownDenominator);
        }

        return new(knownOn, known, total, causes, facts);
    }

    /// <summary>Why a contribution became known after the day.</summary>
    /// <param name="tookBack">Whether the same act took a contribution of the same record back.</param>
    public static Cause CauseOf(string eventType, FactKind kind, bool tookBack) =>
        kind
            is FactKind.TransferredIn
                or FactKind.TransferredOut
                or FactKind.CaseTransferredIn
                or FactKind.CaseTransferredOut
            ? Cause.Merger
        : eventType is "transferred" ? Cause.Merger
        : eventType is "withdrawn" ? Cause.Withdrawal
        : tookBack ? Cause.Correction
        : Cause.LateEntry;

    private async Task<SumRow> SumsAsync(
        Scope scope,
        Definition definition,
        DaySpan days,
        DateOnly knownOn,
        CancellationToken cancellation
    )
    {
        var sql = new SqlText();
        var known = sql.Add(knownOn);
        var (n, d) = Sides(sql, definition);
        // Casts keep a sum of nothing and PostgreSQL's wider sums in one type.
        var text =
            $"{sql.ScopeTable(scope)} select {Sum($"f.recorded_on <= {known}", n)} as known_numerator,"
            + $" {Sum($"f.recorded_on <= {known}", d)} as known_denominator,"
            + $" {Sum($"f.recorded_on > {known} and f.day > {known}", n)} as later_numerator,"
            + $" {Sum($"f.recorded_on > {known} and f.day > {known}", d)} as later_denominator"
            + From(sql, scope, definition, days);
        return await db
            .Database.SqlQueryRaw<SumRow>(text, sql.Parameters)
            .SingleAsync(cancellation);

        static string Sum(string when, string side) =>
            $"cast(coalesce(sum(case when {when} and {side} then f.count else 0 end), 0) as bigint)";
    }

    private async Task<IReadOnlyList<LateFact>> LateAsync(
        Scope scope,
        Definition definition,
        DaySpan days,
        DateOnly knownOn,
        CancellationToken cancellation
    )
    {
        var sql = new SqlText();
        var known = sql.Add(knownOn);
        var (n, d) = Sides(sql, definition);
        var text =
            $"{sql.ScopeTable(scope)} select f.subject_id, f.unit_id, f.day, f.recorded_on, f.kind, f.event_id,"
            + $" coalesce(e.type, '') as event_type, e.at as at, e.actor_id as actor_id,"
            + $" cast(case when {n} then f.count else 0 end as bigint) as numerator,"
            + $" cast(case when {d} then f.count else 0 end as bigint) as denominator, f.count as count"
            + From(sql, scope, definition, days, " left join history_events e on e.id = f.event_id")
            + $" and f.recorded_on > {known} and f.day <= {known} and ({n} or {d})";
        var rows = await db
            .Database.SqlQueryRaw<LateRow>(text, sql.Parameters)
            .ToListAsync(cancellation);
        var tookBack = rows.Where(r => r.Count < 0)
            .Select(r => (r.SubjectId, r.EventId))
            .ToHashSet();
        // What an act took back and counted again alike changes nothing: a trait that this figure does not ask for.
        return
        [
            .. rows.GroupBy(r => (r.SubjectId, r.EventId, r.UnitId, r.Day))
                .Select(g =>
                    (First: g.First(), N: g.Sum(r => r.Numerator), D: g.Sum(r => r.Denominator))
                )
                .Where(g => (g.N, g.D) != (0, 0))
                .Select(g => new LateFact(
                    g.First.SubjectId,
                    g.First.UnitId,
                    g.First.Day,
                    g.First.RecordedOn,
                    g.First.EventType,
                    g.First.At ?? default,
                    g.First.ActorId,
                    g.N,
                    g.D,
                    CauseOf(
                        g.First.EventType,
                        Enum.Parse<FactKind>(g.First.Kind),
                        tookBack.Contains((g.First.SubjectId, g.First.EventId))
                    )
                ))
                .OrderBy(f => f.Cause)
                .ThenBy(f => f.RecordedOn)
                .ThenBy(f => f.SubjectId)
                .ThenBy(f => f.Day),
        ];
    }

    private static (string Numerator, string Denominator) Sides(
        SqlText sql,
        Definition definition
    ) => (Counts(sql, definition.Numerator!), Counts(sql, definition.Denominator!));

    private static string Counts(SqlText sql, Measure measure)
    {
        var required = sql.Add((long)measure.Required);
        return $"(f.kind = {sql.Add(measure.Kind.ToString())} and (f.traits & {required}) = {required} and (f.traits & {sql.Add((long)measure.Excluded)}) = 0)";
    }

    private static string From(
        SqlText sql,
        Scope scope,
        Definition definition,
        DaySpan days,
        string join = ""
    ) =>
        $" from scope s cross join facts f{join} where f.unit_id = s.id"
        + $" and f.kind in ({sql.Add(definition.Numerator!.Kind.ToString())}, {sql.Add(definition.Denominator!.Kind.ToString())})"
        + $" and f.day >= {sql.Add(days.From)} and f.day <= {sql.Add(days.To)}"
        + (definition.Level is { } level ? $" and s.level = {sql.Add(level.ToString())}" : "");

    private sealed record SumRow
    {
        public required long KnownNumerator { get; init; }
        public required long KnownDenominator { get; init; }
        public required long LaterNumerator { get; init; }
        public required long LaterDenominator { get; init; }
    }

    private sealed record LateRow
    {
        public required Guid SubjectId { get; init; }
        public required Guid UnitId { get; init; }
        public required DateOnly Day { get; init; }
        public required DateOnly RecordedOn { get; init; }
        public required string Kind { get; init; }
        public required Guid EventId { get; init; }
        public required string EventType { get; init; }
        public DateTime? At { get; init; }
        public Guid? ActorId { get; init; }
        public required long Numerator { get; init; }
        public required long Denominator { get; init; }
        public required int Count { get; init; }
    }
}
