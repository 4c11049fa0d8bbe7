namespace ThuocDo.Shared.Files;

/// <param name="Copied">Contents that were new in the target.</param>
/// <param name="Damaged">Hashes of contents that are no longer what they were; they are not copied.</param>
public sealed record FileCopyResult(int Copied, IReadOnlyList<string> Damaged);

/// <summary>
/// Back-ups of the file store: contents never change, so a copy only takes what is new, and merging two stores is safe.
/// Made after the copy of the database and within <see cref="SweepFiles.Rest"/>, it holds every content that copy refers to.
/// </summary>
public static class FileCopies
{
    /// <summary>The folder beside a back-up of the database, if no other place is named.</summary>
    public static string Beside(string backup) => backup + ".files";

    public static async Task<FileCopyResult> CopyAsync(
        IFileStore source,
        IFileStore target,
        CancellationToken cancellation
    )
    {
        await source.CheckAsync(cancellation);
        await target.CheckAsync(cancellation);
        // One list instead of a question for each content: a bucket answers a thousand at a time.
        var there = await target.AllAsync(cancellation).ToHashSetAsync(null, cancellation);
        var damaged = new List<string>();
        var copied = 0;
        await foreach (var hash in source.AllAsync(cancellation))
        {
            if (there.Contains(hash))
            {
                continue;
            }

            // Swept away since it was listed: nothing referred to it when the copy of the database was made.
            if (await source.ReadAsync(hash, cancellation) is not { } content)
            {
                continue;
            }

            if (FileHash.Of(content) != hash)
            {
                damaged.Add(hash);
                continue;
            }

            await target.WriteAsync(hash, content, cancellation);
            copied++;
        }

        return new FileCopyResult(copied, damaged);
    }
}
