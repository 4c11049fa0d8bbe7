using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using ThuocDo.Database.Bulk;
using ThuocDo.Indicators.Folding;
using ThuocDo.OneStop.Audit;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Simulation;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Facts;
using ThuocDo.Shared.History;
using ThuocDo.Tests.Harness;
using Xunit;

namespace ThuocDo.Tests.Reliability;

/// <summary>
/// What was acknowledged is kept and nothing is half-written, wherever the web process is killed. The program runs as its
/// own process and takes dossiers in through the page of the counter.
/// </summary>
[Long]
public sealed class KillTests
{
    private const int Receipts = 200;
    private const int KilledAfter = 40;

    /// <summary>Some dossiers are there before; the program's clock goes on at their last day.</summary>
    private static readonly SimulationPlan Before = new(
        60,
        new DateOnly(2024, 1, 2),
        new DateOnly(2024, 3, 5),
        1
    );

    /// <summary>The first filling runs in a process of its own, which must not go on for a program that is gone.</summary>
    [Fact]
    public async Task FirstStart_ProgramKilledUnderWay_EndsItsFillingAndIsSimplyRepeated()
    {
        await using var web = await WebProcess.StartAsync(until: "Simulating");
        web.Family.Count.ShouldBe(2);

        web.KillAlone();

        for (var tries = 0; web.Family.Count > 0; tries++)
        {
            tries.ShouldBeLessThan(600);
            await Task.Delay(100);
        }

        await using var database = new SqliteConnection($"Data Source={web.DatabaseFile}");
        await database.OpenAsync();
        await using var count = database.CreateCommand();
        count.CommandText = "select count(*) from onestop_dossiers";
        (await count.ExecuteScalarAsync()).ShouldBe(0L);
    }

    [Theory, Engines]
    public async Task Intake_ProcessKilledUnderWay_KeepsWhatWasAcknowledgedAndNothingHalf(
        Engine engine
    )
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await database.UseAsync(async db =>
        {
            await new SimulationRun(db).RunAsync(Before, null, CancellationToken.None);
            await new CellRebuilder(db).RebuildAsync(CancellationToken.None);
        });
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        IReadOnlyList<IntakeForm> forms;
        ConcurrentDictionary<string, string> acknowledged;
        await using (var web = await WebProcess.StartAsync(database.Name))
        {
            using var counter = new IntakeCounter(handler, web);
            forms = await counter.PrepareAsync(Receipts);
            acknowledged = await counter.SendAsync(forms, KilledAfter, web.Kill);
        }

        acknowledged.Count.ShouldBeInRange(KilledAfter, Receipts - 1);
        await SessionsEndAsync(database);
        await CheckAsync(database, acknowledged.Values);

        await using (var web = await WebProcess.StartAsync(database.Name))
        {
            using var counter = new IntakeCounter(handler, web);
            var repeated = await counter.SendAsync(forms, int.MaxValue, () => { });
            repeated.Count.ShouldBe(Receipts);
            foreach (var (key, code) in acknowledged)
            {
                repeated[key].ShouldBe(code, "a repeated key must find its first dossier");
            }
        }

        await CheckAsync(database, acknowledged.Values);
        var dossiers = await database.UseAsync(db => db.Set<Dossier>().CountAsync());
        dossiers.ShouldBe(Before.Dossiers + Receipts);
    }

    private static Task CheckAsync(TestDatabase database, IEnumerable<string> acknowledged) =>
        database.UseAsync(async db =>
        {
            var stored = await db.Set<Dossier>().Select(d => d.Code).ToListAsync();
            acknowledged.Except(stored).ShouldBeEmpty("every acknowledged dossier is there");
            await AgreeAsync(db);
            // Folding goes on where it was broken off.
            await new Folder(db).FoldAsync(CancellationToken.None);
            (await db.Set<PendingFact>().CountAsync()).ShouldBe(0);
            await AgreeAsync(db);

            var answers = await db.Set<CompletedAction>()
                .CountAsync(a => a.Action == "dossier.receive");
            answers.ShouldBe(stored.Count - Before.Dossiers, "each receipt has its answer");
            var numbers = await db.Set<CodeCounter>().SumAsync(c => c.Last);
            numbers.ShouldBe(stored.Count, "no number was lost or given twice");
        });

    /// <summary>Rows, chains, clocks, facts, pending facts and cells say the same.</summary>
    private static async Task AgreeAsync(ThuocDoDb db)
    {
        foreach (var audit in new IAudit[] { new DossierAudit(db), new CellAudit(db) })
        {
            var findings = new List<Finding>();
            await foreach (
                var finding in audit.FindAsync(new AuditScope(null), CancellationToken.None)
            )
            {
                findings.Add(finding);
            }

            findings.ShouldBeEmpty();
        }
    }

    /// <summary>The server finishes what the killed program had sent; afterwards nothing changes any more.</summary>
    private static async Task SessionsEndAsync(TestDatabase database)
    {
        if (database.Engine == Engine.Sqlite)
        {
            return;
        }

        var open = 1;
        for (var attempt = 0; open > 0 && attempt < 300; attempt++)
        {
            await Task.Delay(100);
            open = await database.UseAsync(db =>
                db.Database.SqlQuery<int>(
                        $"""
                        select count(*)::int as "Value" from pg_stat_activity
                        where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'
                        """
                    )
                    .SingleAsync()
            );
        }

        open.ShouldBe(0);
    }
}
