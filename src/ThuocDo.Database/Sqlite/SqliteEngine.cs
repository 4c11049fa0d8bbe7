using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Facts;
using ThuocDo.Shared.History;

namespace ThuocDo.Database.Sqlite;

/// <summary>SQLite has one writer: everybody who writes passes through one gate, in order of arrival.</summary>
public sealed class SqliteEngine : IEngine
{
    public static readonly SqliteEngine Instance = new();

    private static readonly SemaphoreSlim Gate = new(1, 1);

    public string Name => "SQLite";

    public bool IsUniqueViolation(Exception exception) =>
        exception.GetBaseException() is SqliteException { SqliteExtendedErrorCode: 2067 or 1555 };

    public bool IsTransient(Exception exception) =>
        exception.GetBaseException() is SqliteException { SqliteErrorCode: 5 or 6 };

    public async ValueTask<IDisposable> EnterAsync(CancellationToken cancellation)
    {
        await Gate.WaitAsync(cancellation);
        return new Turn(Gate);
    }

    public Task<bool> TryLockAsync(ThuocDoDb db, string name, CancellationToken cancellation) =>
        Task.FromResult(true);

    /// <remarks>Whoever writes has entered by the gate and is alone.</remarks>
    public Task LockAsync(ThuocDoDb db, string name, CancellationToken cancellation) =>
        Task.CompletedTask;

    public async Task<long> CommitHorizonAsync(ThuocDoDb db, CancellationToken cancellation) =>
        (await db.Set<HistoryEvent>().MaxAsync(e => (long?)e.Position, cancellation) ?? 0) + 1;

    public string FirstDayOf(Grain grain, string column) =>
        grain switch
        {
            Grain.Year => $"date({column}, 'start of year')",
            Grain.Month => $"date({column}, 'start of month')",
            _ => column,
        };
}
