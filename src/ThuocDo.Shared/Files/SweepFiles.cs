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
public sealed class SweepFiles(ThuocDoDb db, IFileStore store, Clock clock) : IPeriodicJob
{
    /// <summary>So long a content may wait for the act that refers to it.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromDays(1);

    public string Name => "sweep-files";

    public DateTime NextAfter(DateTime? lastFinished, DateTime now) =>
        lastFinished?.AddDays(1) ?? now;

    Task IPeriodicJob.RunAsync(CancellationToken cancellation) => RunAsync(cancellation);

    /// <returns>How many were removed.</returns>
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

        return removed;
    }

    /// <summary>
    /// Row, charge and content. Whoever sends the same content meanwhile waits at its row and then writes it anew; what is
    /// broken off between the content and the end of the transaction is found again the next day.
    /// </summary>
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
            $"update file_usage set bytes = bytes - {length} where id = {FileUsage.OnlyRow}",
            cancellation
        );
        await store.DeleteAsync(hash, cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
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
