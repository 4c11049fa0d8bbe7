using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Facts;

namespace ThuocDo.Database.Postgres;

public sealed class PostgresEngine : IEngine
{
    /// <summary>
    /// An action keeps its connection for several round trips. So many at once are more than the server has processors for;
    /// the others wait in line outside the database, and connections stay free for those who only read.
    /// </summary>
    private const int MostActionsAtOnce = 48;

    private static readonly ConcurrentDictionary<string, PostgresEngine> Engines = new();

    private readonly SemaphoreSlim door;

    private PostgresEngine(SemaphoreSlim door) => this.door = door;

    /// <summary>All who share a pool of connections share its door.</summary>
    public static PostgresEngine Of(string connection) =>
        Engines.GetOrAdd(
            connection,
            text => new PostgresEngine(new SemaphoreSlim(ActionsAtOnce(text)))
        );

    /// <summary>
    /// An action that holds a lock may have to look something up on a second connection. Were all of the pool with those who
    /// wait for that lock, it would wait for them and they for it: so no more than half the pool is for actions.
    /// </summary>
    private static int ActionsAtOnce(string connection) =>
        Math.Clamp(
            new NpgsqlConnectionStringBuilder(connection).MaxPoolSize / 2,
            1,
            MostActionsAtOnce
        );

    public string Name => "PostgreSQL";

    public bool IsUniqueViolation(Exception exception) =>
        exception.GetBaseException()
            is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    /// <summary>
    /// 25006 is what an application sees for some seconds after a failover: a server that is read-only still. A time-out lies
    /// within the exception of the connection, not at its bottom.
    /// </summary>
    public bool IsTransient(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (
                cause
                is PostgresException { SqlState: "25006" }
                    or DbException { IsTransient: true }
            )
            {
                return true;
            }
        }

        return false;
    }

    public async ValueTask<IDisposable> EnterAsync(CancellationToken cancellation)
    {
        await door.WaitAsync(cancellation);
        return new Turn(door);
    }

    public async Task<bool> TryLockAsync(
        ThuocDoDb db,
        string name,
        CancellationToken cancellation
    ) =>
        (
            await db
                .Database.SqlQuery<bool>(
                    $"select pg_try_advisory_xact_lock(hashtextextended({name}, 0)) as \"Value\""
                )
                .ToListAsync(cancellation)
        ).Single();

    public Task LockAsync(ThuocDoDb db, string name, CancellationToken cancellation) =>
        db.Database.ExecuteSqlAsync(
            $"select pg_advisory_xact_lock(hashtextextended({name}, 0))",
            cancellation
        );

    /// <remarks>
    /// Numbers of transactions are the server's: one that is known to run in another database of it is passed over, so that
    /// a neighbour's long work does not hold up a close here. One of which nothing is known counts.
    /// </remarks>
    public async Task<long> CommitHorizonAsync(ThuocDoDb db, CancellationToken cancellation) =>
        (
            await db
                .Database.SqlQuery<long>(
                    $"""
                    with now as materialized (select pg_current_snapshot() as seen)
                    select coalesce(
                      (select min(running.id::text::bigint)
                         from now, pg_snapshot_xip(now.seen) as running(id)
                        where not exists (
                          select 1 from pg_locks l join pg_stat_activity a on a.pid = l.pid
                           where l.locktype = 'transactionid' and l.granted
                             and l.transactionid = running.id::xid
                             and a.datname <> current_database())),
                      (select pg_snapshot_xmax(now.seen)::text::bigint from now)) as "Value"
                    """
                )
                .ToListAsync(cancellation)
        ).Single();

    public string FirstDayOf(Grain grain, string column) =>
        grain switch
        {
            Grain.Year => $"date_trunc('year', {column})::date",
            Grain.Month => $"date_trunc('month', {column})::date",
            _ => column,
        };
}
