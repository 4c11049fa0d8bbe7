using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Shouldly;
using ThuocDo.Shared.Data;
using ThuocDo.Tests.Harness;
using Xunit;

namespace ThuocDo.Tests.Database;

/// <summary>How far a close may read on PostgreSQL, while others write.</summary>
public sealed class CommitHorizonTests
{
    [Fact]
    public async Task Horizon_WhileATransactionRunsHere_StaysBelowItUntilItEnds()
    {
        await using var database = await TestDatabase.CreateAsync(Engine.Postgres);
        await using var writer = database.NewContext();
        var (running, number) = await BeginAsync(writer);

        (await HorizonAsync(database)).ShouldBeLessThanOrEqualTo(number);
        await running.CommitAsync(TestContext.Current.CancellationToken);

        (await HorizonAsync(database)).ShouldBeGreaterThan(number);
        await running.DisposeAsync();
    }

    [Fact]
    public async Task Horizon_WhileATransactionRunsInAnotherDatabase_IsNotHeldByIt()
    {
        await using var neighbour = await TestDatabase.CreateAsync(Engine.Postgres);
        await using var database = await TestDatabase.CreateAsync(Engine.Postgres);
        await using var writer = neighbour.NewContext();
        var (running, number) = await BeginAsync(writer);
        await using var own = database.NewContext();
        var (done, written) = await BeginAsync(own);
        await done.CommitAsync(TestContext.Current.CancellationToken);

        written.ShouldBeGreaterThan(number);
        (await HorizonAsync(database)).ShouldBeGreaterThan(written);
        (await HorizonAsync(neighbour)).ShouldBeLessThanOrEqualTo(number);
        await done.DisposeAsync();
        await running.DisposeAsync();
    }

    /// <summary>A transaction that has its number.</summary>
    private static async Task<(IDbContextTransaction Running, long Number)> BeginAsync(ThuocDoDb db)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var running = await db.Database.BeginTransactionAsync(cancellation);
        var number = await db
            .Database.SqlQuery<long>($"select pg_current_xact_id()::text::bigint as \"Value\"")
            .ToListAsync(cancellation);
        return (running, number.Single());
    }

    private static Task<long> HorizonAsync(TestDatabase database) =>
        database.UseAsync(db =>
            db.Engine.CommitHorizonAsync(db, TestContext.Current.CancellationToken)
        );
}
