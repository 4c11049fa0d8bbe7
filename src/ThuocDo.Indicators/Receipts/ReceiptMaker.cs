using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Indicators.Definitions;
using ThuocDo.Indicators.Figures;
using ThuocDo.Indicators.Folding;
using ThuocDo.Indicators.Sealing;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Time;

namespace ThuocDo.Indicators.Receipts;

/// <summary>
/// Issues the receipt of a figure. A closed month whose sum is still the sealed one is vouched for by its seal; all other days
/// are counted at the cut of the issue.
/// </summary>
public sealed class ReceiptMaker(
    ThuocDoDb db,
    ReceiptCounter counter,
    FigureReader figures,
    SealKeys keys,
    Clock clock,
    DemonstrationMode demonstration,
    ReceiptWords words
)
{
    /// <summary>Up to so many records their hashes stand in the receipt; of more, the root alone binds them.</summary>
    public const int MostLeaves = 5_000;

    /// <summary>Now: everything that is committed for good.</summary>
    public Task<long> CutAsync(CancellationToken cancellation) =>
        db.Engine.CommitHorizonAsync(db, cancellation);

    /// <summary>A new one, issued now.</summary>
    public async Task<Issue> IssueAsync(CancellationToken cancellation) =>
        new(await CutAsync(cancellation), clock.Now);

    public async Task<ReceiptFile> MakeAsync(
        ReceiptSubject subject,
        CancellationToken cancellation
    ) => await MakeAsync(subject, await IssueAsync(cancellation), cancellation);

    public async Task<ReceiptFile> MakeAsync(
        ReceiptSubject subject,
        Issue issue,
        CancellationToken cancellation
    )
    {
        var cut = issue.Cut;
        var (periods, seals) =
            subject.Source == FigureSource.Dossiers
                ? await CountAsync(subject, cut, cancellation)
                : (Registered(subject, cut), []);
        var last = periods[^1];
        var parts = periods.SelectMany(p => p.Parts).ToList();
        var value = ReceiptSubject.Value(
            subject.Unit,
            [.. periods.Select(Sums)],
            subject.Published
        );
        using var key = keys.Open();
        return new ReceiptFile(
            ReceiptFile.Version1,
            demonstration.IsOn,
            Canonical.Instant(issue.At),
            Note(subject),
            words.Of(subject),
            cut,
            value is { } exact ? Canonical.Number(exact) : null,
            last.Numerator,
            last.Denominator,
            parts.Sum(p => p.Records),
            ReceiptFile.RootOf(parts),
            periods,
            [.. seals.OrderBy(s => s.Number).Select(SealNote.Of)],
            "",
            "",
            "",
            ""
        ).SignedBy(key);
    }

    public static (DaySpan Days, Share Share) Sums(PeriodNote period) =>
        (
            new(Canonical.ParseDay(period.From), Canonical.ParseDay(period.To)),
            new(period.Numerator, period.Denominator)
        );

    /// <summary>The leaf of a record that is no dossier.</summary>
    public static byte[] Leaf(RegisterRecord record) =>
        Merkle.Leaf(Encoding.UTF8.GetBytes(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{record.Text}\n{record.Above}\n{record.Below}"
                )));

    /// <summary>The part of days that are not counted from dossiers, its records in the order of their leaves.</summary>
    public static PartNote Registered(DaySpan days, long cut, IReadOnlyList<RegisterRecord> records)
    {
        byte[][] leaves =
        [
            .. records.Select(Leaf).OrderBy(Convert.ToHexStringLower, StringComparer.Ordinal),
        ];
        return Part(days, cut, records.Sum(r => r.Above), records.Sum(r => r.Below), leaves, null);
    }

    private static IReadOnlyList<PeriodNote> Registered(ReceiptSubject subject, long cut) =>
        [
            .. subject.Periods.Zip(
                subject.Records,
                (days, records) => Period(days, [Registered(days, cut, records)])
            ),
        ];

    private async Task<(IReadOnlyList<PeriodNote>, IReadOnlyList<Seal>)> CountAsync(
        ReceiptSubject subject,
        long cut,
        CancellationToken cancellation
    )
    {
        var closed = await SealedAsync(subject, cancellation);
        var periods = new List<PeriodNote>();
        foreach (var days in subject.Periods)
        {
            var parts = new List<PartNote>();
            foreach (var (piece, month) in Pieces(days, closed))
            {
                var isAlone = subject.Periods.Count == 1 && piece == days;
                parts.Add(
                    month is { } frozen
                        ? await SealedAsync(subject, frozen, isAlone, cancellation)
                        : await CountAsync(subject, piece, null, cut, cancellation)
                );
            }

            periods.Add(Period(days, parts));
        }

        var used = periods.SelectMany(p => p.Parts).Select(p => p.Seal).ToHashSet();
        return (
            periods,
            [
                .. closed
                    .Values.Select(c => c.Seal)
                    .Where(s => used.Contains(s.Number))
                    .DistinctBy(s => s.Number),
            ]
        );
    }

    /// <summary>
    /// A closed month as it was sealed. By itself it shows the hashes of its records too, as long as they still are those that were
    /// sealed: what was changed since is never signed anew.
    /// </summary>
    private async Task<PartNote> SealedAsync(
        ReceiptSubject subject,
        (SealedFigure Figure, Seal Seal) month,
        bool withLeaves,
        CancellationToken cancellation
    )
    {
        var (figure, seal) = month;
        var days = new DaySpan(figure.Month, figure.Month.AddMonths(1).AddDays(-1));
        var part = new PartNote(
            Canonical.Day(days.From),
            Canonical.Day(days.To),
            seal.Horizon,
            figure.Numerator,
            figure.Denominator,
            figure.RecordCount,
            Convert.ToHexStringLower(figure.RecordsRoot),
            seal.Number,
            null
        );
        if (!withLeaves || figure.RecordCount > MostLeaves)
        {
            return part;
        }

        var again = await CountAsync(subject, days, seal, seal.Horizon, cancellation);
        return again.Root == part.Root ? again : part;
    }

    private async Task<PartNote> CountAsync(
        ReceiptSubject subject,
        DaySpan days,
        Seal? seal,
        long cut,
        CancellationToken cancellation
    )
    {
        var records = await counter.CountAsync(Question(Note(subject), days, cut), cancellation);
        return Part(
            days,
            cut,
            records.Sum(r => r.Numerator),
            records.Sum(r => r.Denominator),
            [.. records.Select(r => r.Leaf())],
            seal?.Number
        );
    }

    /// <summary>What a receipt asks of the facts, read from the receipt itself.</summary>
    public static CutQuestion Question(FigureNote figure, DaySpan days, long cut) =>
        new()
        {
            Roots = [.. figure.Roots.Select(Guid.Parse)],
            Numerator = [.. figure.Numerator.Select(Term)],
            Denominator = [.. figure.Denominator.Select(Term)],
            Days = days,
            Cut = cut,
            Level = figure.Level is { } level ? Enum.Parse<Organisation.Units.Level>(level) : null,
            Procedure = figure.Procedure is { } procedure ? Guid.Parse(procedure) : null,
            Channel = figure.Channel is { } channel
                ? Enum.Parse<Shared.Facts.Channel>(channel)
                : null,
            Alone = figure.Alone,
        };

    private static Term Term(TermNote note) =>
        new(
            new Shared.Facts.Measure(
                note.Measure,
                Enum.Parse<Shared.Facts.FactKind>(note.Kind),
                (Shared.Facts.FactTraits)note.Required,
                (Shared.Facts.FactTraits)note.Excluded
            ),
            note.Sign
        );

    private static PartNote Part(
        DaySpan days,
        long cut,
        long numerator,
        long denominator,
        byte[][] leaves,
        int? seal
    ) =>
        new(
            Canonical.Day(days.From),
            Canonical.Day(days.To),
            cut,
            numerator,
            denominator,
            leaves.Length,
            Convert.ToHexStringLower(Merkle.Root(leaves)),
            seal,
            leaves.Length <= MostLeaves ? [.. leaves.Select(Convert.ToHexStringLower)] : null
        );

    private static PeriodNote Period(DaySpan days, IReadOnlyList<PartNote> parts) =>
        new(
            Canonical.Day(days.From),
            Canonical.Day(days.To),
            parts.Sum(p => p.Numerator),
            parts.Sum(p => p.Denominator),
            parts
        );

    private static FigureNote Note(ReceiptSubject subject) =>
        new(
            subject.Condition,
            subject.Indicator,
            subject.Reading,
            subject.Version,
            Convert.ToHexStringLower(subject.DefinitionHash),
            subject.Source.ToString().ToLowerInvariant(),
            subject.Register,
            subject.Scope.Key,
            [.. Roots(subject).Select(id => id.ToString("D"))],
            subject.Alone,
            subject.Level?.ToString(),
            subject.Procedure?.ToString("D"),
            subject.Channel?.ToString(),
            Canonical.Day(subject.AsOf),
            subject.Unit,
            [.. subject.Numerator.Select(Note)],
            [.. subject.Denominator.Select(Note)]
        );

    private static IEnumerable<Guid> Roots(ReceiptSubject subject) =>
        subject.Alone ? [subject.Scope.Head.Id] : subject.Scope.Roots.Select(u => u.Id);

    private static TermNote Note(Term term) =>
        new(
            term.Measure.Code,
            term.Sign,
            term.Measure.Kind.ToString(),
            (long)term.Measure.Required,
            (long)term.Measure.Excluded
        );

    /// <summary>Closed months that still have their sealed sum, each by itself; the days between them as they lie together.</summary>
    private static IEnumerable<(DaySpan Days, (SealedFigure Figure, Seal Seal)? Month)> Pieces(
        DaySpan days,
        IReadOnlyDictionary<DateOnly, (SealedFigure Figure, Seal Seal)> closed
    )
    {
        var from = days.From;
        foreach (var month in closed.Keys.Order())
        {
            var end = month.AddMonths(1).AddDays(-1);
            if (month < days.From || end > days.To)
            {
                continue;
            }

            if (from < month)
            {
                yield return (new(from, month.AddDays(-1)), null);
            }

            yield return (new(month, end), closed[month]);
            from = end.AddDays(1);
        }

        if (from <= days.To)
        {
            yield return (new(from, days.To), null);
        }
    }

    private async Task<IReadOnlyDictionary<DateOnly, (SealedFigure Figure, Seal Seal)>> SealedAsync(
        ReceiptSubject subject,
        CancellationToken cancellation
    )
    {
        if (!subject.MayBeSealed)
        {
            return new Dictionary<DateOnly, (SealedFigure, Seal)>();
        }

        var (from, to) = (subject.Periods[0].From, subject.Periods[^1].To);
        var roots = subject.Scope.Roots.Select(r => r.Id).ToArray();
        var found = await db.Set<SealedFigure>()
            .AsNoTracking()
            .Where(f =>
                roots.Contains(f.UnitId)
                && f.Month >= from
                && f.Month <= to
                && f.Indicator == subject.Indicator
                && f.Reading == subject.Reading
                && f.DefinitionVersion == subject.Version
            )
            .Join(
                db.Set<Seal>().AsNoTracking(),
                f => f.SealId,
                s => s.Id,
                (f, s) => new { Figure = f, Seal = s }
            )
            .ToListAsync(cancellation);
        if (found.Count == 0)
        {
            return new Dictionary<DateOnly, (SealedFigure, Seal)>();
        }

        var (above, below) = (subject.Numerator[0].Measure, subject.Denominator[0].Measure);
        var now = await figures.ReadAsync(
            subject.Scope,
            [new Interval("months", Periods.Month(from), to, Bucket.Month)],
            Grouping.Level,
            [above, below],
            cancellation
        );
        return found
            .GroupBy(f => f.Figure.Month)
            .Where(g => g.Count() == 1)
            .Select(g => g.Single())
            .Where(f =>
                f.Figure.DefinitionHash.AsSpan().SequenceEqual(subject.DefinitionHash)
                && now.TotalShare(
                    subject.Level,
                    above,
                    below,
                    f.Figure.Month.ToString("yyyy-MM", CultureInfo.InvariantCulture)
                ) == new Share(f.Figure.Numerator, f.Figure.Denominator)
            )
            .ToDictionary(f => f.Figure.Month, f => (f.Figure, f.Seal));
    }
}
