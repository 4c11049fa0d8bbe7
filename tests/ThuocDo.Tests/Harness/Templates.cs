using Microsoft.EntityFrameworkCore;
using ThuocDo.Database;
using ThuocDo.Database.Seeding;
using ThuocDo.Shared.Data;
using ThuocDo.Tests.Harness;
using Xunit;

[assembly: AssemblyFixture(typeof(Templates))]

namespace ThuocDo.Tests.Harness;

/// <summary>A database that is copied for each test.</summary>
public interface IEngineTemplate : IAsyncDisposable
{
    Task<DatabaseTarget> CopyAsync();

    ValueTask DropAsync(DatabaseTarget copy);
}

/// <summary>Makes each engine's template when the first test asks for it and removes it after the last test.</summary>
public sealed class Templates : IAsyncDisposable
{
    private static readonly Lazy<Task<IEngineTemplate>> Sqlite = new(SqliteTemplate.CreateAsync);
    private static readonly Lazy<Task<IEngineTemplate>> Postgres = new(
        PostgresTemplate.CreateAsync
    );

    public static Task<IEngineTemplate> GetAsync(Engine engine) =>
        engine == Engine.Sqlite ? Sqlite.Value : Postgres.Value;

    /// <summary>
    /// The tables and the reference data. A model that is ahead of its migrations must fail the migration tests alone
    /// and not every test, so it is created without them.
    /// </summary>
    public static async Task FillAsync(ThuocDoDb db)
    {
        if (db.Database.HasPendingModelChanges())
        {
            await db.Database.EnsureCreatedAsync();
        }
        else
        {
            await db.Database.MigrateAsync();
        }

        await ReferenceSeed.RunAsync(db, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var template in new[] { Sqlite, Postgres })
        {
            if (template.IsValueCreated && template.Value.IsCompletedSuccessfully)
            {
                await (await template.Value).DisposeAsync();
            }
        }
    }
}
