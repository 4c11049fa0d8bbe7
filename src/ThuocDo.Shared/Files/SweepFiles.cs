using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Outbox;
using ThuocDo.Shared.Time;

namespace ThuocDo.Shared.Files;

/// <summary>
/// Removes contents to which no record refers any more: of drafts that expired, of applications that were erased, of uploads
/// whose act was refused. What refers is taken from the model, so that a new kind of record cannot be forgotten here.
/// </summary>
/// <remarks>
/// In two steps, so that nothing is asked of the store within a transaction: first row and charge go, and what is to be
/// deleted is written down; after <see cref="Rest"/> the bytes go. Broken off anywhere, the next run goes on from there.
/// </remarks>
public sealed class SweepFiles(ThuocDoDb db, IFileStore store, Clock clock) : IPeriodicJob
{
    /// <summary>So long a content may wait for the act that refers to it.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromDays(1);

    /// <summary>
    /// So long the bytes outlive their row: a back-up that copies the files within this time of the database lacks none of
    /// those its database refers to.
    /// </summary>
    public static readonly TimeSpan Rest = TimeSpan.FromDays(1);

    /// <summary>So long one deletion may last; longer than any store is waited for.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public string Name => "sweep-files";

    public DateTime NextAfter(DateTime? lastFinished, DateTime now) =>
        lastFinished?.AddDays(1) ?? now;

    Task IPeriodicJob.RunAsync(CancellationToken cancellation) => RunAsync(cancellation);

    /// <returns>How many contents lost their row.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var (unused, before) = (Unused(), clock.Now - Grace);
        var hashes = await db
            .Database.SqlQuery<string>(
                FormattableStringFactory.Create(
                    "select hash as \"Value\" from stored_files where stored_at < {0} and "
                        + unused,
                    before
                )
            )
            .ToListAsync(cancellation);
        var removed = 0;
        foreach (var hash in hashes)
        {
            removed += await RemoveAsync(hash, unused, before, cancellation) ? 1 : 0;
        }

        await DeleteRestedAsync(cancellation);
        return removed;
    }

    /// <summary>Row and charge; whoever sends the same content meanwhile waits at its row.</summary>
    private async Task<bool> RemoveAsync(
        string hash,
        string unused,
        DateTime before,
        CancellationToken cancellation
    )
    {
        using var turn = await db.Engine.EnterAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var lengths = await db
            .Database.SqlQuery<long>(
                FormattableStringFactory.Create(
                    "delete from stored_files where hash = {0} and stored_at < {1} and "
                        + unused
                        + " returning length as \"Value\"",
                    hash,
                    before
                )
            )
            .ToListAsync(cancellation);
        if (lengths is not [var length])
        {
            return false;
        }

        await db.Database.ExecuteSqlAsync(
            $"insert into swept_files (hash, swept_at) values ({hash}, {clock.Now})",
            cancellation
        );
        await db.Database.ExecuteSqlAsync(
            $"update file_usage set bytes = bytes - {length} where id = {FileUsage.OnlyRow}",
            cancellation
        );
        await transaction.CommitAsync(cancellation);
        return true;
    }

    private async Task DeleteRestedAsync(CancellationToken cancellation)
    {
        var before = clock.Now - Rest;
        var hashes = await db.Set<SweptFile>()
            .Where(f => f.SweptAt <= before)
            .Select(f => f.Hash)
            .ToListAsync(cancellation);
        FileStoreException? fault = null;
        foreach (var hash in hashes)
        {
            try
            {
                await DeleteAsync(hash, before, cancellation);
            }
            catch (FileStoreException failed)
            {
                // One that cannot be deleted now does not keep the others; it is tried again with the next run.
                fault ??= failed;
            }
        }

        if (fault is not null)
        {
            throw fault;
        }
    }

    /// <summary>While the bytes go, nobody writes them: see <see cref="FileVault"/>.</summary>
    private async Task DeleteAsync(string hash, DateTime before, CancellationToken cancellation)
    {
        var now = clock.Now;
        DateTime? until = now + Patience;
        var mine = db.Set<SweptFile>().Where(f => f.Hash == hash);
        var claimed = await OnceAsync(() =>
            mine.Where(f =>
                    f.SweptAt <= before && (f.DeletingUntil == null || f.DeletingUntil < now)
                )
                .ExecuteUpdateAsync(f => f.SetProperty(x => x.DeletingUntil, until), cancellation)
        );
        if (claimed == 0)
        {
            return;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience / 2);
        try
        {
            await store.DeleteAsync(hash, limit.Token);
        }
        catch (OperationCanceledException late) when (!cancellation.IsCancellationRequested)
        {
            throw new FileStoreException(
                "file.store.unreachable",
                [hash, late.Message],
                isLasting: false,
                late
            );
        }

        await OnceAsync(() =>
            mine.Where(f => f.DeletingUntil == until).ExecuteDeleteAsync(cancellation)
        );

        async Task<int> OnceAsync(Func<Task<int>> write)
        {
            using var turn = await db.Engine.EnterAsync(cancellation);
            return await write();
        }
    }

    /// <summary>The condition that no row of any table refers to a content; names of tables and columns, no values.</summary>
    private string Unused()
    {
        var files = db.Model.FindEntityType(typeof(StoredFile))!;
        return string.Join(
            " and ",
            files
                .GetReferencingForeignKeys()
                .Select(key =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"not exists (select 1 from {key.DeclaringEntityType.GetTableName()} r where r.{key.Properties.Single().GetColumnName()} = stored_files.hash)"
                    )
                )
        );
    }
}
