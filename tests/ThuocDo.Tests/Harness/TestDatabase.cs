using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using ThuocDo.Database;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Time;

namespace ThuocDo.Tests.Harness;

/// <summary>
/// A database of its own for one test: migrated, with the reference data, without dossiers. It is copied from a
/// template that is made once in a run, and dropped at the end of the test.
/// </summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly IEngineTemplate template;

    private TestDatabase(Engine engine, IEngineTemplate template, DatabaseTarget target)
    {
        Engine = engine;
        this.template = template;
        Target = target;
    }

    public Engine Engine { get; }

    public DatabaseTarget Target { get; }

    /// <summary>The database as <c>--db</c> and <c>THUOCDO_DB</c> name it.</summary>
    public string Name =>
        Target.IsPostgres ? $"postgres:{Target.Connection}" : $"sqlite:{Target.SqlitePath}";

    public static async Task<TestDatabase> CreateAsync(
        Engine engine,
        Filling filling = Filling.Reference
    )
    {
        var template = await Templates.GetAsync(engine, filling);
        return new TestDatabase(engine, template, await template.CopyAsync());
    }

    /// <summary>A context that nobody else uses; the caller disposes it.</summary>
    public ThuocDoDb NewContext() => DatabaseServices.Create(Target);

    public async Task UseAsync(Func<ThuocDoDb, Task> action)
    {
        await using var db = NewContext();
        await action(db);
    }

    public async Task<T> UseAsync<T>(Func<ThuocDoDb, Task<T>> action)
    {
        await using var db = NewContext();
        return await action(db);
    }

    /// <summary>Runs SQL past the product, as somebody would who tampers with the data.</summary>
    /// <returns>The number of rows changed.</returns>
    public Task<int> TamperAsync(FormattableString sql) =>
        UseAsync(db => db.Database.ExecuteSqlAsync(sql));

    public ValueTask DisposeAsync() => template.DropAsync(Target);

    /// <summary>A clock that stands still at the given UTC instant until the test moves it.</summary>
    public static (FakeTimeProvider Time, Clock Clock) ClockAt(DateTime utc)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(utc, TimeSpan.Zero));
        return (time, new Clock(time));
    }
}
