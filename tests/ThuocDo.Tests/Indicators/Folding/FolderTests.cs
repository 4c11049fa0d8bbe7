using Microsoft.EntityFrameworkCore;
using Shouldly;
using ThuocDo.Indicators.Folding;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Facts;
using ThuocDo.Tests.Harness;
using Xunit;

namespace ThuocDo.Tests.Indicators.Folding;

public sealed class FolderTests
{
    private static readonly DateOnly Day = new(2024, 3, 6);

    [Theory, Engines]
    public async Task Fold_WithManyWritersAndFolders_CountsEachFactOnce(Engine engine)
    {
        const int writers = 4;
        const int each = 20;
        await using var database = await IndicatorDatabase.CreateAsync(engine);
        using var written = new CancellationTokenSource();
        var totals = new List<long>();

        var folding = Enumerable
            .Range(0, 3)
            .Select(_ =>
                Task.Run(() =>
                    database.UseAsync(async db =>
                    {
                        while (!written.IsCancellationRequested)
                        {
                            await new Folder(db).FoldAsync(default);
                            await Task.Yield();
                        }
                    })
                )
            )
            .Append(
                Task.Run(() =>
                    database.UseAsync(async db =>
                    {
                        while (!written.IsCancellationRequested)
                        {
                            totals.Add(await CountAsync(db));
                        }
                    })
                )
            )
            .ToList();
        await Task.WhenAll(
            Enumerable
                .Range(0, writers)
                .Select(writer =>
                    Task.Run(() =>
                        database.UseAsync(async db =>
                        {
                            for (var i = 0; i < each; i++)
                            {
                                var number = writer * each + i;
                                await SampleFacts.WriteAsync(db, number, Day, Day.AddDays(i));
                            }
                        })
                    )
                )
        );
        await written.CancelAsync();
        await Task.WhenAll(folding);
        await database.UseAsync(db => new Folder(db).FoldAsync(default));

        // Each subject writes two facts in one transaction: a reader sees both or none, folded or not.
        totals.ShouldBe(totals.Order());
        totals.ShouldAllBe(total => total % 2 == 0);
        await database.UseAsync(async db =>
        {
            (await db.Set<PendingFact>().CountAsync()).ShouldBe(0);
            (await db.Set<Cell>().SumAsync(c => c.Count)).ShouldBe(2 * writers * each);
            (
                await db.Set<PeriodCell>()
                    .Where(c => c.Measure == Measures.Received.Code && c.Grain == Grain.Year)
                    .SumAsync(c => c.Count)
            ).ShouldBe(writers * each);
        });
        (await database.AuditCellsAsync()).ShouldBeEmpty();
    }

    /// <summary>What a kill at the worst moment does: the batch is claimed and half written, and is rolled back.</summary>
    [Theory, Engines]
    public async Task Fold_BrokenOffInTheMiddle_LeavesEverythingPending(Engine engine)
    {
        await using var database = await IndicatorDatabase.CreateAsync(engine);
        await database.UseAsync(db => SampleFacts.WriteAsync(db, 1, Day, Day));
        await database.TamperAsync($"alter table period_cells rename to away");

        await Should.ThrowAsync<Exception>(() =>
            database.UseAsync(db => new Folder(db).FoldAsync(default))
        );

        await database.TamperAsync($"alter table away rename to period_cells");
        await database.UseAsync(async db =>
        {
            (await db.Set<PendingFact>().CountAsync()).ShouldBe(2);
            (await db.Set<Cell>().CountAsync()).ShouldBe(0);
            (await new Folder(db).FoldAsync(default)).ShouldBe(2);
        });
        (await database.AuditCellsAsync()).ShouldBeEmpty();
    }

    [Theory, Engines]
    public async Task Fold_WhileAnotherFolds_LeavesTheWorkToIt(Engine engine)
    {
        Assert.SkipWhen(engine == Engine.Sqlite, "SQLite has one writer: the second folder waits.");
        await using var database = await IndicatorDatabase.CreateAsync(engine);
        await database.UseAsync(db => SampleFacts.WriteAsync(db, 1, Day, Day));
        await using var other = database.NewContext();
        await using var transaction = await other.Database.BeginTransactionAsync();
        (await other.Engine.TryLockAsync(other, "fold", default)).ShouldBeTrue();

        (await database.UseAsync(db => new Folder(db).FoldAsync(default))).ShouldBe(0);

        await transaction.RollbackAsync();
        (await database.UseAsync(db => new Folder(db).FoldAsync(default))).ShouldBe(2);
    }

    private static async Task<long> CountAsync(ThuocDoDb db) =>
        (
            await db
                .Database.SqlQuery<long>(
                    $"""
                    select cast(coalesce(sum(count), 0) as bigint) as "Value" from (
                        select count from cells union all select count from fact_pending
                    ) as counted
                    """
                )
                .ToListAsync()
        ).Single();
}
