using Microsoft.EntityFrameworkCore;
using Shouldly;
using ThuocDo.Database;
using ThuocDo.Tests.Harness;
using Xunit;

namespace ThuocDo.Tests.Database;

public sealed class MigrationTests
{
    /// <summary>No server is asked: the model is compared with the snapshot of the last migration.</summary>
    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public void Model_ComparedWithMigrations_HasNoPendingChanges(Engine engine)
    {
        using var db = DatabaseServices.Create(
            engine == Engine.Sqlite
                ? DatabaseTarget.Sqlite(Path.Combine(Path.GetTempPath(), "thuocdo-model.db"))
                : new DatabaseTarget(true, "Host=localhost;Database=thuocdo")
        );

        db.Database.GetMigrations().ShouldNotBeEmpty();
        db.Database.HasPendingModelChanges()
            .ShouldBeFalse("The model changed: run 'eng/migration NAME'.");
    }

    [Fact]
    public void Migrations_OfBothEngines_ComeInPairs()
    {
        using var sqlite = DatabaseServices.Create(
            DatabaseTarget.Sqlite(Path.Combine(Path.GetTempPath(), "thuocdo-model.db"))
        );
        using var postgres = DatabaseServices.Create(
            new DatabaseTarget(true, "Host=localhost;Database=thuocdo")
        );

        Names(sqlite).ShouldBe(Names(postgres));

        static List<string> Names(DbContext db) =>
            db
                .Database.GetMigrations()
                .Select(m => m[(m.IndexOf('_', StringComparison.Ordinal) + 1)..])
                .ToList();
    }

    [Theory, Engines]
    public async Task Template_Copied_IsMigratedAndEmptyOfEvents(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var db = database.NewContext();

        (await db.Database.GetPendingMigrationsAsync()).ShouldBeEmpty();
        (await db.Set<ThuocDo.Shared.History.HistoryEvent>().CountAsync()).ShouldBe(0);
    }
}
