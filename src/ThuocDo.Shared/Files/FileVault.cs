using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.Shared.Files;

/// <summary>A file that is in the store and may be referred to.</summary>
/// <param name="Name">What people see, with the ending of its kind.</param>
public sealed record KeptFile(string Hash, FileKind Kind, long Length, string Name);

/// <summary>
/// Takes files in and gives them out. Before a byte reaches the store it is recognised, scanned and charged to the
/// quota, in this order; so nothing lies in the store that is not counted, whatever fails in between. A charge whose
/// write failed stays: sent again, the content is written and not charged a second time.
/// </summary>
public sealed partial class FileVault(
    ThuocDoDb db,
    IFileStore store,
    IAntivirus antivirus,
    FilePolicy policy,
    Clock clock,
    ILogger<FileVault> logger
)
{
    public FilePolicy Policy => policy;

    /// <summary>False: the pages say that nobody has looked for viruses.</summary>
    public bool IsScanned => antivirus.IsConfigured;

    /// <summary>For what people send: everything about it is doubted.</summary>
    public async Task<Outcome<KeptFile>> KeepAsync(
        string? sentName,
        Stream sent,
        CancellationToken cancellation
    )
    {
        var name = FileNames.Check(sentName);
        if (!name.Succeeded)
        {
            return Outcome<KeptFile>.From(name);
        }

        if (await ReadAsync(sent, cancellation) is not { } content)
        {
            return Outcome<KeptFile>.From(FileInspector.TooLarge(policy));
        }

        var kind = FileInspector.Inspect(content, policy);
        if (!kind.Succeeded)
        {
            return Outcome<KeptFile>.From(kind);
        }

        var verdict = await antivirus.ScanAsync(content, cancellation);
        return verdict switch
        {
            ScanVerdict.Infected => Outcome<KeptFile>.Refused("file.refused.infected"),
            ScanVerdict.Unreachable => Outcome<KeptFile>.Refused("file.refused.not-scanned"),
            _ => await StoreAsync(content, kind.Value, name.Value!, verdict, cancellation),
        };
    }

    /// <summary>For what the product itself has made.</summary>
    public Task<Outcome<KeptFile>> KeepOwnAsync(
        byte[] content,
        FileKind kind,
        string name,
        CancellationToken cancellation
    ) => StoreAsync(content, kind, name, ScanVerdict.NotScanned, cancellation);

    /// <summary>The content, if it is there and is still what it was.</summary>
    /// <exception cref="FileStoreException">The store does not answer: whether it is there is not known.</exception>
    public async Task<byte[]?> ReadAsync(string hash, CancellationToken cancellation) =>
        await store.ReadAsync(hash, cancellation) is { } content && FileHash.Of(content) == hash
            ? content
            : null;

    private async Task<Outcome<KeptFile>> StoreAsync(
        byte[] content,
        FileKind kind,
        string name,
        ScanVerdict verdict,
        CancellationToken cancellation
    )
    {
        var file = new StoredFile
        {
            Hash = FileHash.Of(content),
            Length = content.Length,
            Kind = kind,
            Scan = verdict,
            StoredAt = clock.Now,
        };
        switch (await ChargeAsync(file, cancellation))
        {
            case Charge.Full:
                return Outcome<KeptFile>.Refused("file.refused.full");
            case Charge.BeingDeleted:
                return Outcome<KeptFile>.Refused("file.refused.store");
            default:
                break;
        }

        try
        {
            // Also for a content that was charged before: that it is counted does not say that it arrived.
            await store.WriteAsync(file.Hash, content, cancellation);
        }
        catch (FileStoreException fault)
        {
            StoreFailed(logger, file.Hash, fault);
            return Outcome<KeptFile>.Refused("file.refused.store");
        }

        return Outcome<KeptFile>.Of(
            new KeptFile(file.Hash, kind, file.Length, FileNames.Complete(name, kind))
        );
    }

    private enum Charge
    {
        Made,
        Full,

        /// <summary>What was swept away is leaving the store at this moment: sent again a little later, it is taken.</summary>
        BeingDeleted,
    }

    /// <summary>Row and quota in one short transaction; a content that is known costs nothing.</summary>
    private async Task<Charge> ChargeAsync(StoredFile file, CancellationToken cancellation)
    {
        using var turn = await db.Engine.EnterAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var (kind, scan) = (file.Kind.ToString(), file.Scan.ToString());
        // Kept anew, a content that nothing refers to yet is not swept away before the act that will.
        await db.Database.ExecuteSqlAsync(
            $"update stored_files set stored_at = {file.StoredAt} where hash = {file.Hash}",
            cancellation
        );
        var isNew = await db.Database.ExecuteSqlAsync(
            $"""
            insert into stored_files (hash, length, kind, scan, stored_at)
            values ({file.Hash}, {file.Length}, {kind}, {scan}, {file.StoredAt})
            on conflict (hash) do nothing
            """,
            cancellation
        );
        if (isNew == 1)
        {
            // After the row, at which a sweep of the same content is waited for.
            await db.Database.ExecuteSqlAsync(
                $"""
                delete from swept_files
                where hash = {file.Hash} and (deleting_until is null or deleting_until < {file.StoredAt})
                """,
                cancellation
            );
            if (await db.Set<SweptFile>().AnyAsync(f => f.Hash == file.Hash, cancellation))
            {
                await transaction.RollbackAsync(cancellation);
                return Charge.BeingDeleted;
            }

            await db.Database.ExecuteSqlAsync(
                $"insert into file_usage (id, bytes) values ({FileUsage.OnlyRow}, 0) on conflict (id) do nothing",
                cancellation
            );
            var charged = await db.Database.ExecuteSqlAsync(
                $"""
                update file_usage set bytes = bytes + {file.Length}
                where id = {FileUsage.OnlyRow} and bytes + {file.Length} <= {policy.TotalBytes}
                """,
                cancellation
            );
            if (charged == 0)
            {
                await transaction.RollbackAsync(cancellation);
                return Charge.Full;
            }
        }

        await transaction.CommitAsync(cancellation);
        return Charge.Made;
    }

    private async Task<byte[]?> ReadAsync(Stream sent, CancellationToken cancellation)
    {
        using var content = new MemoryStream();
        var buffer = new byte[81920];
        for (int read; (read = await sent.ReadAsync(buffer, cancellation)) > 0; )
        {
            if (content.Length + read > policy.FileBytes)
            {
                return null;
            }

            content.Write(buffer, 0, read);
        }

        return content.ToArray();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The file store did not take {Hash}")]
    private static partial void StoreFailed(ILogger logger, string hash, Exception fault);
}
