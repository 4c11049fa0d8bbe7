namespace ThuocDo.Shared.Files;

/// <param name="Copied">Contents that were new in the target.</param>
/// <param name="Damaged">Hashes of contents that are no longer what they were; they are not copied.</param>
public sealed record FileCopyResult(int Copied, IReadOnlyList<string> Damaged);

/// <summary>
/// Back-ups of the file store: contents never change, so a copy only takes what is new, and merging two stores is safe.
/// Made after the copy of the database, it holds every content that copy refers to.
/// </summary>
public static class FileCopies
{
    /// <summary>The folder beside a back-up of the database.</summary>
    public static string Beside(string backup) => backup + ".files";

    public static async Task<FileCopyResult> CopyAsync(
        string from,
        string to,
        CancellationToken cancellation
    )
    {
        var source = new DiskFileStore(new FilesFolder(from));
        var target = new DiskFileStore(new FilesFolder(to));
        var damaged = new List<string>();
        var copied = 0;
        foreach (var hash in source.All())
        {
            if (target.Holds(hash))
            {
                continue;
            }

            if (
                await source.ReadAsync(hash, cancellation) is not { } content
                || FileHash.Of(content) != hash
            )
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
