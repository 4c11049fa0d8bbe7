using Microsoft.EntityFrameworkCore;
using Shouldly;
using ThuocDo.Database;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Tests.Harness;
using Xunit;

namespace ThuocDo.Tests.Database;

public sealed class MigrationTests
{
    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.Postgres)]
    public void Model_ComparedWithMigrations_HasNoPendingChanges(Engine engine)
    {
        using var db = Model(engine);

        db.Database.GetMigrations().ShouldNotBeEmpty();
        db.Database.HasPendingModelChanges()
            .ShouldBeFalse("The model changed: run 'eng/migration NAME'.");
    }

    [Fact]
    public void Migrations_OfBothEngines_ComeInPairs()
    {
        using var sqlite = Model(Engine.Sqlite);
        using var postgres = Model(Engine.Postgres);

        Names(sqlite).ShouldBe(Names(postgres));

        // 20260101120000_Name
        static List<string> Names(DbContext db) =>
            db.Database.GetMigrations().Select(m => m.Split('_', 2)[1]).ToList();
    }

    [Theory, Engines]
    public async Task Template_Copied_HasTablesAndNoHistory(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);

        (await database.UseAsync(db => db.Set<HistoryEvent>().CountAsync())).ShouldBe(0);
    }

    /// <summary>A context for looking at the model; no database is asked.</summary>
    internal static ThuocDoDb Model(Engine engine) =>
        DatabaseServices.Create(
            engine == Engine.Sqlite
                ? DatabaseTarget.Sqlite(Path.Combine(Path.GetTempPath(), "thuocdo-model.db"))
                : new DatabaseTarget(true, "Host=localhost;Database=thuocdo")
        );
}
