using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Indicators.Definitions;
using ThuocDo.Indicators.Folding;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Facts;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Reference;
using ThuocDo.Shared.Time;

namespace ThuocDo.Indicators.Sealing;

/// <summary>
/// Closes months: freezes their figures and seals them together with the history below the commit horizon. A month
/// closes only when it is over, and only after the month before it.
/// </summary>
public sealed class SealMonths(
    ThuocDoDb db,
    UnitOfWork work,
    Clock clock,
    SealKeys keys,
    DefinitionBook definitions,
    DemonstrationMode demonstration
)
{
    public const string Chain = "month";
    public const string Action = "month.close";
    public const string Closed = "month.closed";

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(20);

    /// <summary>Closes every month that is not closed yet, up to and with the given one; each in its own transaction.</summary>
    /// <param name="through">Any day of the last month to close.</param>
    /// <param name="key">Made when the form was shown: a second click closes nothing more.</param>
    /// <returns>The number of the last seal.</returns>
    public async Task<Outcome<int>> CloseThroughAsync(
        DateOnly through,
        string key,
        Guid? actorId,
        CancellationToken cancellation,
        IProgress<DateOnly>? progress = null
    )
    {
        var last = Periods.Month(through);
        if (last.AddMonths(1) > clock.Today)
        {
            return Outcome<int>.Refused("seal.refused.not-over", Formats.Month(last));
        }

        if (await FirstOpenAsync(cancellation) is not { } first)
        {
            return Outcome<int>.Refused("seal.refused.nothing");
        }

        if (!await HorizonReachesAsync(cancellation))
        {
            return Outcome<int>.Refused("seal.refused.busy");
        }

        using var signing = keys.Open();
        var tree = await UnitDirectory.LoadAsync(db, cancellation);
        var outcome = Outcome<int>.Refused("seal.refused.nothing");
        // A month that is closed already is tried once more: if it was this very click, that is told as done.
        for (var month = first < last ? first : last; month <= last; month = month.AddMonths(1))
        {
            var now = month;
            outcome = await work.RunAsync(
                new ActionKey(
                    string.Create(CultureInfo.InvariantCulture, $"{key}:{month:yyyy-MM}"),
                    Action,
                    actorId
                ),
                token => CloseAsync(now, actorId, signing, tree, token),
                cancellation
            );
            if (!outcome.Succeeded)
            {
                return outcome;
            }

            progress?.Report(month);
        }

        return outcome;
    }

    /// <summary>The first month not closed yet; none while there are no facts at all.</summary>
    public async Task<DateOnly?> FirstOpenAsync(CancellationToken cancellation) =>
        await db.Set<Seal>().MaxAsync(s => (DateOnly?)s.Month, cancellation) is { } closed
            ? closed.AddMonths(1)
        : await db.Set<Fact>().MinAsync(f => (DateOnly?)f.Day, cancellation) is { } day
            ? Periods.Month(day)
        : null;

    private async Task<Outcome<int>> CloseAsync(
        DateOnly month,
        Guid? actorId,
        SigningKey signing,
        UnitTree tree,
        CancellationToken cancellation
    )
    {
        var before = await db.Set<Seal>()
            .AsNoTracking()
            .OrderByDescending(s => s.Number)
            .FirstOrDefaultAsync(cancellation);
        if (before is not null && month <= before.Month)
        {
            return Outcome<int>.Refused("seal.refused.closed", Formats.Month(month));
        }

        if (await FirstOpenAsync(cancellation) is { } open && month != open)
        {
            return Outcome<int>.Refused(
                "seal.refused.order",
                Formats.Month(month),
                Formats.Month(open)
            );
        }

        var horizon = await HorizonAsync(before?.Horizon ?? 0, cancellation);
        if (horizon < (before?.Horizon ?? 0))
        {
            return Outcome<int>.Refused("seal.refused.horizon", horizon, before!.Horizon);
        }

        var id = Guid.CreateVersion7();
        var facts = await MonthFacts.LoadAsync(db, month, horizon, cancellation);
        var (figures, trees) = FigureCounter.Freeze(id, facts, definitions.CountedIn(month), tree);
        var seal = Make(
            id,
            month,
            horizon,
            await ChainHeads.RootAsync(db, before?.Horizon ?? 0, horizon, cancellation),
            figures,
            before,
            signing
        );
        db.Add(seal);
        db.Add(
            HistoryEvent.Append(
                ChainHead.Start(Chain, SubjectOf(month)),
                Guid.CreateVersion7(),
                seal.SealedAt,
                actorId,
                Closed,
                Canonical.Payload(
                    [
                        new("number", seal.Number.ToString(CultureInfo.InvariantCulture)),
                        new("month", Canonical.Day(month)),
                        new("hash", Convert.ToHexStringLower(seal.Hash)),
                    ],
                    []
                )
            )
        );
        await db.SaveChangesAsync(cancellation);
        db.ChangeTracker.Clear();
        await WriteAsync(figures, cancellation);
        await WriteAsync(trees, cancellation);
        return Outcome<int>.Of(seal.Number);
    }

    public static Guid SubjectOf(DateOnly month) => StableId.From("month:" + Canonical.Day(month));

    private Seal Make(
        Guid id,
        DateOnly month,
        long horizon,
        byte[] chainRoot,
        IReadOnlyList<SealedFigure> figures,
        Seal? before,
        SigningKey signing
    )
    {
        var number = (before?.Number ?? 0) + 1;
        var at = clock.Now;
        var figureRoot = SealedFigure.Root(figures);
        var previous = before?.Hash ?? new byte[32];
        var hash = Seal.HashOf(
            number,
            month,
            at,
            horizon,
            chainRoot,
            figureRoot,
            figures.Count,
            signing.Public.Id,
            demonstration.IsOn,
            previous
        );
        return new Seal
        {
            Id = id,
            Number = number,
            Month = month,
            SealedAt = at,
            Horizon = horizon,
            ChainRoot = chainRoot,
            FigureRoot = figureRoot,
            FigureCount = figures.Count,
            PreviousHash = previous,
            Hash = hash,
            Signature = signing.Sign(hash),
            KeyId = signing.Public.Id,
            PublicKey = signing.Public.Info,
            IsDemonstration = demonstration.IsOn,
        };
    }

    private Task WriteAsync(IReadOnlyList<SealedTree> trees, CancellationToken cancellation) =>
        Rows.WriteAsync(
            db,
            "insert into sealed_trees (seal_id, indicator, reading, unit_id, blocks) values",
            trees.Select(t =>
                new object[] { t.SealId, t.Indicator, t.Reading, t.UnitId, t.Blocks }
            ),
            "",
            cancellation
        );

    private Task WriteAsync(IReadOnlyList<SealedFigure> figures, CancellationToken cancellation) =>
        Rows.WriteAsync(
            db,
            """
            insert into sealed_figures (seal_id, indicator, reading, definition_version, definition_hash, unit_id, month, numerator,
                denominator, records_root, record_count) values
            """,
            figures.Select(f =>
                new object[]
                {
                    f.SealId,
                    f.Indicator,
                    f.Reading,
                    f.DefinitionVersion,
                    f.DefinitionHash,
                    f.UnitId,
                    f.Month,
                    f.Numerator,
                    f.Denominator,
                    f.RecordsRoot,
                    f.RecordCount,
                }
            ),
            "",
            cancellation
        );

    /// <summary>
    /// The horizon now. Of a transaction that ends at this moment in another database of the server nothing is known, and it holds the
    /// horizon back until it is gone; one that stays lower than it was is another server's.
    /// </summary>
    private async Task<long> HorizonAsync(long least, CancellationToken cancellation)
    {
        var horizon = await db.Engine.CommitHorizonAsync(db, cancellation);
        for (var tries = 0; horizon < least && tries < 50; tries++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), cancellation);
            horizon = await db.Engine.CommitHorizonAsync(db, cancellation);
        }

        return horizon;
    }

    /// <summary>
    /// Waits until what is committed now lies below the horizon: on PostgreSQL a transaction that began earlier and
    /// still runs holds it back, and its facts would be missing from the figures.
    /// </summary>
    private async Task<bool> HorizonReachesAsync(CancellationToken cancellation)
    {
        var newest = await db.Set<HistoryEvent>().MaxAsync(e => (long?)e.Position, cancellation);
        var pause = TimeSpan.FromMilliseconds(10);
        for (var waited = TimeSpan.Zero; waited < LongestWait; waited += pause)
        {
            if (newest is null || await db.Engine.CommitHorizonAsync(db, cancellation) > newest)
            {
                return true;
            }

            await Task.Delay(pause, cancellation);
        }

        return false;
    }
}
