using ThuocDo.Database.Bulk;
using ThuocDo.OneStop.Simulation;

namespace ThuocDo.Tests.Harness;

/// <summary>Simulated dossiers in a test database.</summary>
public static class Simulated
{
    /// <summary>Two years around the end of the districts, so that every reorganisation of units is inside.</summary>
    public static SimulationPlan Plan(int dossiers, int seed = 1) =>
        new(dossiers, new DateOnly(2024, 1, 1), new DateOnly(2025, 12, 31), seed);

    public static Task<SimulationResult> SimulateAsync(
        this TestDatabase database,
        int dossiers,
        int seed = 1
    ) =>
        database.UseAsync(db =>
            new SimulationRun(db).RunAsync(Plan(dossiers, seed), null, CancellationToken.None)
        );
}
