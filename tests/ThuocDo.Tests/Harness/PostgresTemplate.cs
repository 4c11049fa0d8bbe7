using Microsoft.EntityFrameworkCore;
using Npgsql;
using ThuocDo.Database;
using ThuocDo.Shared.Data;

namespace ThuocDo.Tests.Harness;

/// <summary>The template is a database; the server copies it. Nobody may be connected to it meanwhile.</summary>
public sealed class PostgresTemplate : IEngineTemplate
{
    public const string Variable = "THUOCDO_TEST_POSTGRES";

    private readonly NpgsqlDataSource server;
    private readonly string connection;
    private readonly string prefix = $"thuocdo_test_{Guid.CreateVersion7():N}";
    private int copies;

    private PostgresTemplate(string connection)
    {
        this.connection = connection;
        server = NpgsqlDataSource.Create(connection);
    }

    public static async Task<IEngineTemplate> CreateAsync(Filling filling)
    {
        var connection =
            Environment.GetEnvironmentVariable(Variable)
            ?? throw new InvalidOperationException(
                $"{Variable} names no PostgreSQL server. Run the tests by eng/test, which starts one, "
                    + "or by eng/check, which runs them on SQLite alone."
            );
        var template = new PostgresTemplate(connection);
        await template.RunAsync($"create database {template.prefix}");
        var target = template.Target(template.prefix);
        await using var db = DatabaseServices.Create(target);
        await Templates.FillAsync(db, filling);
        Release(db);
        return template;
    }

    public async Task<DatabaseTarget> CopyAsync()
    {
        var name = $"{prefix}_{Interlocked.Increment(ref copies)}";
        await RunAsync($"create database {name} template {prefix} strategy file_copy");
        return Target(name);
    }

    public async ValueTask DropAsync(DatabaseTarget copy)
    {
        await using (var db = DatabaseServices.Create(copy))
        {
            Release(db);
        }

        await RunAsync(
            $"drop database {new NpgsqlConnectionStringBuilder(copy.Connection).Database} with (force)"
        );
    }

    public async ValueTask DisposeAsync()
    {
        await RunAsync($"drop database {prefix} with (force)");
        await server.DisposeAsync();
    }

    /// <summary>Pooled connections stay open; the pool goes by the text of the connection that the product uses.</summary>
    private static void Release(ThuocDoDb db) =>
        NpgsqlConnection.ClearPool((NpgsqlConnection)db.Database.GetDbConnection());

    private DatabaseTarget Target(string database) =>
        new(
            true,
            new NpgsqlConnectionStringBuilder(connection)
            {
                Database = database,
                MaxPoolSize = 40,
            }.ToString()
        );

    /// <summary>The names are made here, so they may stand in the statement.</summary>
    private async Task RunAsync(string statement)
    {
        await using var command = server.CreateCommand(statement);
        await command.ExecuteNonQueryAsync();
    }
}
