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

    /// <summary>Counted by another version of the definition.</summary>
    Definition,
}

/// <summary>What one act entered later of one record, above and below the line.</summary>
public sealed record LateFact
{
    public required Guid SubjectId { get; init; }
    public required DateOnly Day { get; init; }
    public required DateOnly RecordedOn { get; init; }
    public required long Numerator { get; init; }
    public required long Denominator { get; init; }

    /// <summary>Whether the same act took back what the figure had counted of the record.</summary>
    public required bool TookBack { get; init; }

    public Cause Cause => KnownFigures.CauseOf(TookBack);
}

/// <param name="Records">Records that changed; none where the cause lies in no record.</param>
public sealed record CauseLine(Cause Cause, long Numerator, long Denominator, long? Records);

/// <summary>A figure as known at the end of a day beside the same figure as known now. The causes sum up to the difference exactly.</summary>
public sealed record KnownSheet(Share Known, Share Now, IReadOnlyList<CauseLine> Causes);

/// <param name="Before">The definition by which the figure was read on the day.</param>
/// <param name="Now">The definition by which it is read now; usually the same.</param>
/// <param name="KnownOn">As known at the end of this day.</param>
public sealed record KnownQuestion(
    Scope Scope,
    Definition Before,
    Definition Now,
    DaySpan Days,
    DateOnly KnownOn
);

/// <summary>
/// Reads figures as they were known. Facts are only ever added, each with the day on which it was recorded, so what was known on a
/// day is what had been recorded by its end. The facts themselves are read, not the cells: for the page of one figure.
/// </summary>
public sealed class KnownFigures(ThuocDoDb db)
{
    public async Task<KnownSheet> ReadAsync(KnownQuestion question, CancellationToken cancellation)
    {
        var sums = await SumsAsync(question, question.Before, question.KnownOn, cancellation);
        var known = new Share(sums.KnownNumerator, sums.KnownDenominator);
        var causes = new List<CauseLine>();
        if ((sums.LaterNumerator, sums.LaterDenominator) != (0, 0))
        {
            causes.Add(new(Cause.LaterWork, sums.LaterNumerator, sums.LaterDenominator, null));
        }

        causes.AddRange(await CausesAsync(question, cancellation));
        var total = new Share(
            known.Numerator + causes.Sum(c => c.Numerator),
            known.Denominator + causes.Sum(c => c.Denominator)
        );
        if (!question.Now.Hash.AsSpan().SequenceEqual(question.Before.Hash))
        {
            var other = await SumsAsync(question, question.Now, DateOnly.MaxValue, cancellation);
            var (n, d) = (
                other.KnownNumerator - total.Numerator,
                other.KnownDenominator - total.Denominator
            );
            causes.Add(new(Cause.Definition, n, d, null));
            total = new(other.KnownNumerator, other.KnownDenominator);
        }

        return new(known, total, causes);
    }

    /// <summary>What became known later of days up to the day, act by act; later work is told by its sums alone.</summary>
    /// <param name="most">How many to read; none: all.</param>
    public IAsyncEnumerable<LateFact> FactsAsync(KnownQuestion question, int? most = null)
    {
        var sql = new SqlText();
        var text =
            Late(sql, question)
            + " select subject_id, day, recorded_on, numerator, denominator, took_back from late"
            + " order by took_back, recorded_on, subject_id, day"
            + (most is { } limit ? $" limit {sql.Add(limit)}" : "");
        return db.Database.SqlQueryRaw<LateFact>(text, sql.Parameters).AsAsyncEnumerable();
    }

    /// <summary>Why a contribution to a day became known after it.</summary>
    public static Cause CauseOf(bool tookBack) => tookBack ? Cause.Correction : Cause.LateEntry;

    private async Task<IReadOnlyList<CauseLine>> CausesAsync(
        KnownQuestion question,
        CancellationToken cancellation
    )
    {
        var sql = new SqlText();
        var text =
            Late(sql, question)
            + " select took_back, cast(sum(numerator) as bigint) as numerator, cast(sum(denominator) as bigint) as denominator,"
            + " count(distinct subject_id) as records from late group by took_back";
        var rows = await db
            .Database.SqlQueryRaw<CauseRow>(text, sql.Parameters)
            .ToListAsync(cancellation);
        return
        [
            .. rows.Select(r => new CauseLine(
                    CauseOf(r.TookBack),
                    r.Numerator,
                    r.Denominator,
                    r.Records
                ))
                .OrderBy(c => c.Cause),
        ];
    }

    private async Task<SumRow> SumsAsync(
        KnownQuestion question,
        Definition definition,
        DateOnly knownOn,
        CancellationToken cancellation
    )
    {
        var sql = new SqlText();
        var known = sql.Add(knownOn);
        var (n, d) = Sides(sql, definition);
        // Casts keep a sum of nothing and PostgreSQL's wider sums in one type.
        var text =
            $"{sql.ScopeTable(question.Scope)} select {Sum($"f.recorded_on <= {known}", n)} as known_numerator,"
            + $" {Sum($"f.recorded_on <= {known}", d)} as known_denominator,"
            + $" {Sum($"f.recorded_on > {known} and f.day > {known}", n)} as later_numerator,"
            + $" {Sum($"f.recorded_on > {known} and f.day > {known}", d)} as later_denominator"
            + From(sql, question, definition);
        return await db
            .Database.SqlQueryRaw<SumRow>(text, sql.Parameters)
            .SingleAsync(cancellation);

        static string Sum(string when, string side) =>
            $"cast(coalesce(sum(case when {when} and {side} then f.count else 0 end), 0) as bigint)";
    }

    /// <summary>
    /// A table named late. What an act took back and counted again alike changes nothing and is left out: a trait that this figure does
    /// not ask for. What it took back may lie outside the days, a record that moved over their end, or lack the trait that it counts for now.
    /// </summary>
    private static string Late(SqlText sql, KnownQuestion question)
    {
        var known = sql.Add(question.KnownOn);
        var definition = question.Before;
        var (n, d) = Sides(sql, definition);
        return sql.ScopeTable(question.Scope)
            + $", entered as (select f.subject_id, f.event_id, f.unit_id, f.day, min(f.recorded_on) as recorded_on,"
            + $" cast(sum(case when {n} then f.count else 0 end) as bigint) as numerator,"
            + $" cast(sum(case when {d} then f.count else 0 end) as bigint) as denominator"
            + From(sql, question, definition)
            + $" and f.recorded_on > {known} and f.day <= {known} and ({n} or {d})"
            + " group by f.subject_id, f.event_id, f.unit_id, f.day),"
            + " late as (select subject_id, day, recorded_on, numerator, denominator,"
            + $" exists (select 1 from facts f where f.subject_id = entered.subject_id and f.event_id = entered.event_id and f.count < 0 and f.kind in ({Kinds(sql, definition)})) as took_back"
            + " from entered where numerator <> 0 or denominator <> 0)";
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

    private static string Kinds(SqlText sql, Definition definition) =>
        $"{sql.Add(definition.Numerator!.Kind.ToString())}, {sql.Add(definition.Denominator!.Kind.ToString())}";

    private static string From(SqlText sql, KnownQuestion question, Definition definition) =>
        " from scope s cross join facts f where f.unit_id = s.id"
        + $" and f.kind in ({Kinds(sql, definition)})"
        + $" and f.day >= {sql.Add(question.Days.From)} and f.day <= {sql.Add(question.Days.To)}"
        + (definition.Level is { } level ? $" and s.level = {sql.Add(level.ToString())}" : "");

    private sealed record SumRow
    {
        public required long KnownNumerator { get; init; }
        public required long KnownDenominator { get; init; }
        public required long LaterNumerator { get; init; }
        public required long LaterDenominator { get; init; }
    }

    private sealed record CauseRow
    {
        public required bool TookBack { get; init; }
        public required long Numerator { get; init; }
        public required long Denominator { get; init; }
        public required long Records { get; init; }
    }
}
