using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using ThuocDo.Cli;
using ThuocDo.Database;
using ThuocDo.Database.Bulk;
using ThuocDo.Database.Seeding;
using ThuocDo.Indicators.Sealing;
using ThuocDo.OneStop.Simulation;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Time;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.Indicators;
using Xunit;

namespace ThuocDo.Tests.Database;

/// <summary>A first start that was killed is finished by the next one.</summary>
public sealed class PreparationTests
{
    [Theory, Engines]
    public async Task Run_DossiersWithoutCellsAndSeals_FinishesThemOnce(Engine engine)
    {
        var keys = Directory.CreateTempSubdirectory("thuocdo-test-keys-");
        try
        {
            await using var database = await TestDatabase.CreateAsync(engine);
            await database.UseAsync(db =>
                new SimulationRun(db).RunAsync(
                    new SimulationPlan(80, new DateOnly(2024, 1, 2), new DateOnly(2024, 2, 29), 7),
                    null,
                    default
                )
            );
            await database.TamperAsync($"delete from cells");
            await database.TamperAsync($"delete from period_cells");

            var first = await RunAsync(database, keys.FullName);
            var second = await RunAsync(database, keys.FullName);

            first.Lines.Count.ShouldBeGreaterThan(2);
            second.Lines.Count.ShouldBe(2);
            // Behind the last act of the demonstration, never at the day on which somebody starts it.
            first.Today.ShouldBe(new DateOnly(2025, 12, 26));
            second.Today.ShouldBe(first.Today);
            (await database.UseAsync(db => db.Set<Seal>().CountAsync())).ShouldBeGreaterThan(1);
            // The plans of the demonstration came by the way of every plan, once.
            (
                await database.UseAsync(db =>
                    db.Set<Programme>().CountAsync(p => p.CarriesOutId != null)
                )
            ).ShouldBe(3);
            await using var services = CliServices.Of(database.Target, keys.FullName, true);
            await using var scope = services.CreateAsyncScope();
            foreach (var audit in scope.ServiceProvider.GetServices<IAudit>())
            {
                (await audit.FindAsync()).ShouldBeEmpty();
            }
        }
        finally
        {
            keys.Delete(recursive: true);
        }
    }

    /// <summary>There is no way from the tables of an unreleased build to those of another: nothing is touched, and what to do is said.</summary>
    [Theory, Engines]
    public async Task Run_OnADatabaseOfAnotherBuild_SaysWhichAndTouchesNothing(Engine engine)
    {
        var keys = Directory.CreateTempSubdirectory("thuocdo-test-keys-");
        try
        {
            await using var database = await TestDatabase.CreateAsync(engine);
            await database.TamperAsync(
                $"update \"__EFMigrationsHistory\" set migration_id = '20250101000000_Other'"
            );

            var refusal = await Should.ThrowAsync<InvalidOperationException>(() =>
                RunAsync(database, keys.FullName)
            );

            refusal.Message.ShouldContain("20250101000000_Other");
            refusal.Message.ShouldContain(DatabaseTarget.Variable);
        }
        finally
        {
            keys.Delete(recursive: true);
        }
    }

    private static async Task<(List<string> Lines, DateOnly Today)> RunAsync(
        TestDatabase database,
        string keys
    )
    {
        await using var services = CliServices.Of(database.Target, keys, demonstration: true);
        await using var scope = services.CreateAsyncScope();
        var lines = new List<string>();
        await scope
            .ServiceProvider.GetRequiredService<Preparation>()
            .RunAsync(lines.Add, withDossiers: true, default);
        return (lines, scope.ServiceProvider.GetRequiredService<Clock>().Today);
    }
}
