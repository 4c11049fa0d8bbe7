using Microsoft.EntityFrameworkCore;
using ThuocDo.Database;
using ThuocDo.Database.Seeding;
using ThuocDo.Shared.Data;
using ThuocDo.Tests.Harness;
using ThuocDo.Tests.Organisation;
using Xunit;

[assembly: AssemblyFixture(typeof(Templates))]

namespace ThuocDo.Tests.Harness;

/// <summary>A database that is copied for each test.</summary>
public interface IEngineTemplate : IAsyncDisposable
{
    Task<DatabaseTarget> CopyAsync();

    ValueTask DropAsync(DatabaseTarget copy);
}

/// <summary>What a test database holds at first besides its tables and the reference data.</summary>
public enum Filling
{
    Reference,

    /// <summary>The accounts, heads and citizens of the demonstration too.</summary>
    WithPeople,
}

/// <summary>Makes each engine's template when the first test asks for it and removes it after the last test.</summary>
public sealed class Templates : IAsyncDisposable
{
    private static readonly Dictionary<(Engine, Filling), Lazy<Task<IEngineTemplate>>> All =
        Enum.GetValues<Engine>()
            .SelectMany(engine => Enum.GetValues<Filling>().Select(filling => (engine, filling)))
            .ToDictionary(
                key => key,
                key => new Lazy<Task<IEngineTemplate>>(() =>
                    key.engine == Engine.Sqlite
                        ? SqliteTemplate.CreateAsync(key.filling)
                        : PostgresTemplate.CreateAsync(key.filling)
                )
            );

    public static Task<IEngineTemplate> GetAsync(Engine engine, Filling filling) =>
        All[(engine, filling)].Value;

    /// <summary>
    /// The tables and the reference data. A model that is ahead of its migrations must fail the migration tests alone
    /// and not every test, so it is created without them.
    /// </summary>
    public static async Task FillAsync(ThuocDoDb db, Filling filling)
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
        if (filling == Filling.WithPeople)
        {
            await OrganisationData.SeedAsync(db);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var template in All.Values)
        {
            if (template.IsValueCreated && template.Value.IsCompletedSuccessfully)
            {
                await (await template.Value).DisposeAsync();
            }
        }
    }
}
