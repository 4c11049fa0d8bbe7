using Microsoft.EntityFrameworkCore;
using Shouldly;
using ThuocDo.Indicators.Folding;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Facts;
using ThuocDo.Tests.Harness;
using Xunit;

namespace ThuocDo.Tests.Indicators.Folding;

public sealed class CellRebuilderTests
{
    [Theory, Engines]
    public async Task Rebuild_AfterFolding_GivesTheSameCells(Engine engine)
    {
        await using var database = await IndicatorDatabase.CreateAsync(engine);
        await WriteAsync(database, 0, 30);
        await database.UseAsync(db => new Folder(db).FoldAsync(default));
        var folded = await database.UseAsync(ReadAsync);

        await database.UseAsync(db => new CellRebuilder(db).RebuildAsync(default));

        folded.Count.ShouldBeGreaterThan(60);
        (await database.UseAsync(ReadAsync)).ShouldBe(folded);
    }

    [Theory, Engines]
    public async Task Rebuild_WithPendingFacts_CountsThemOnce(Engine engine)
    {
        await using var database = await IndicatorDatabase.CreateAsync(engine);
        await WriteAsync(database, 0, 10);
        await database.UseAsync(db => new Folder(db).FoldAsync(default));
        await WriteAsync(database, 10, 10);

        await database.UseAsync(db => new CellRebuilder(db).RebuildAsync(default));

        (await database.UseAsync(db => db.Set<PendingFact>().CountAsync())).ShouldBe(0);
        (await database.UseAsync(db => db.Set<Cell>().SumAsync(c => c.Count))).ShouldBe(40);
        (await database.AuditCellsAsync()).ShouldBeEmpty();
    }

    [Theory, Engines]
    public async Task Rebuild_WhileOthersWriteAndFold_StaysExact(Engine engine)
    {
        await using var database = await IndicatorDatabase.CreateAsync(engine);
        using var written = new CancellationTokenSource();
        var others = new[]
        {
            Task.Run(() =>
                database.UseAsync(async db =>
                {
                    while (!written.IsCancellationRequested)
                    {
                        await new CellRebuilder(db).RebuildAsync(default);
                    }
                })
            ),
            Task.Run(() =>
                database.UseAsync(async db =>
                {
                    while (!written.IsCancellationRequested)
                    {
                        await new Folder(db).FoldAsync(default);
                    }
                })
            ),
        };
        await WriteAsync(database, 0, 40);
        await written.CancelAsync();
        await Task.WhenAll(others);

        (await database.AuditCellsAsync()).ShouldBeEmpty();
        await database.UseAsync(db => new Folder(db).FoldAsync(default));
        (await database.UseAsync(db => db.Set<Cell>().SumAsync(c => c.Count))).ShouldBe(80);
        (await database.AuditCellsAsync()).ShouldBeEmpty();
    }

    [Theory, Engines]
    public async Task Seed_MeasureChanged_RewritesItAndTheCells(Engine engine)
    {
        await using var database = await IndicatorDatabase.CreateAsync(engine);
        await WriteAsync(database, 0, 10);
        await database.UseAsync(db => new Folder(db).FoldAsync(default));
        var folded = await database.UseAsync(ReadAsync);
        await database.TamperAsync($"delete from measures where code = {"resolved"}");
        await database.TamperAsync($"delete from period_cells where measure = {"resolved"}");

        (await database.UseAsync(SeedAsync)).ShouldBeTrue();

        (await database.UseAsync(ReadAsync)).ShouldBe(folded);
        (await database.UseAsync(SeedAsync)).ShouldBeFalse();

        static Task<bool> SeedAsync(ThuocDoDb db) =>
            new MeasureSeed(db, new CellRebuilder(db)).ApplyAsync(default);
    }

    private static Task WriteAsync(TestDatabase database, int from, int count) =>
        database.UseAsync(async db =>
        {
            for (var i = from; i < from + count; i++)
            {
                // Around ends of months and of the year, some open, some late.
                var day = new DateOnly(2024, 1 + i % 12, 28).AddDays(i % 5);
                await SampleFacts.WriteAsync(db, i, day, day.AddDays(i % 40), late: i % 4 == 0);
            }
        });

    private static async Task<List<string>> ReadAsync(ThuocDoDb db)
    {
        var cells = await db.Set<Cell>().AsNoTracking().ToListAsync();
        var periods = await db.Set<PeriodCell>().AsNoTracking().ToListAsync();
        return
        [
            .. cells
                .Select(c =>
                    $"{c.UnitId} {c.ProcedureId} {c.Channel} {c.Day:yyyy-MM-dd} {c.Kind} {c.Traits}: {c.Count}"
                )
                .Order(StringComparer.Ordinal),
            .. periods
                .Select(p => $"{p.UnitId} {p.Grain} {p.Period:yyyy-MM-dd} {p.Measure}: {p.Count}")
                .Order(StringComparer.Ordinal),
        ];
    }
}
