using Npgsql;
using ThuocDo.Database;

namespace ThuocDo.Bench;

/// <summary>An empty database made a province by the command line, as anybody would.</summary>
public static class SimulatedProvince
{
    /// <returns>What the simulation took.</returns>
    public static async Task<CommandRun> FillAsync(DatabaseTarget target, int dossiers)
    {
        var database = "postgres:" + target.Connection;
        await CommandLine.RunAsync("migrate", "--db", database);
        await CommandLine.RunAsync("seed", "--db", database);
        var simulation = await CommandLine.RunAsync(
            "simulate",
            "--dossiers",
            $"{dossiers}",
            "--from",
            "2020-01-01",
            "--to",
            "2025-12-31",
            "--seed",
            "1",
            "--db",
            database
        );
        // What the server does by itself within a minute after a load: now, and not while it is measured.
        await using var source = NpgsqlDataSource.Create(target.Connection);
        await using var command = source.CreateCommand("vacuum analyze");
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
        return simulation;
    }
}
