using Microsoft.EntityFrameworkCore;
using Shouldly;
using ThuocDo.Shared.Data;
using Xunit;

namespace ThuocDo.Tests.Harness;

public sealed class TestDatabaseTests
{
    [Theory, Engines]
    public async Task Copies_WrittenApart_DoNotSeeEachOther(Engine engine)
    {
        await using var one = await TestDatabase.CreateAsync(engine);
        await using var other = await TestDatabase.CreateAsync(engine);

        await one.UseAsync(db =>
        {
            db.Add(
                new CompletedAction
                {
                    Key = "key",
                    Action = "test",
                    At = DateTime.UnixEpoch,
                    Result = "1",
                }
            );
            return db.SaveChangesAsync();
        });

        (await one.UseAsync(db => db.Set<CompletedAction>().CountAsync())).ShouldBe(1);
        (await other.UseAsync(db => db.Set<CompletedAction>().CountAsync())).ShouldBe(0);
        (await one.TamperAsync($"update completed_actions set result = {"2"}")).ShouldBe(1);
    }

    [Theory, Engines]
    public async Task Copy_Dropped_IsGone(Engine engine)
    {
        var database = await TestDatabase.CreateAsync(engine);
        await database.UseAsync(db => db.Set<CompletedAction>().CountAsync());

        await database.DisposeAsync();

        await using var db = database.NewContext();
        (await db.Database.CanConnectAsync()).ShouldBeFalse();
    }
}
