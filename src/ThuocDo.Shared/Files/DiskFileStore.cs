namespace ThuocDo.Shared.Files;

/// <summary>Contents as files of a folder, readable by the program's own account alone.</summary>
public sealed class DiskFileStore(string folder) : IFileStore
{
    private const string Incoming = "incoming";

    public Task CheckAsync(CancellationToken cancellation) =>
        ReachAsync(() => Task.FromResult(Folder(Incoming)));

    public async Task WriteAsync(
        string hash,
        ReadOnlyMemory<byte> content,
        CancellationToken cancellation
    )
    {
        var target = PathOf(hash);
        FileHash.Match(hash, content.Span);
        if (
            await ReadAsync(hash, cancellation) is not { } there
            || !content.Span.SequenceEqual(there)
        )
        {
            await ReachAsync(() => PutAsync(target, content, cancellation));
        }
    }

    public async Task<byte[]?> ReadAsync(string hash, CancellationToken cancellation)
    {
        var path = PathOf(hash);
        return await ReachAsync(async () =>
        {
            try
            {
                return await File.ReadAllBytesAsync(path, cancellation);
            }
            catch (Exception missing)
                when (missing is FileNotFoundException or DirectoryNotFoundException)
            {
                return null;
            }
        });
    }

    public Task<bool> HoldsAsync(string hash, CancellationToken cancellation) =>
        Task.FromResult(File.Exists(PathOf(hash)));

    public Task DeleteAsync(string hash, CancellationToken cancellation)
    {
        var path = PathOf(hash);
        return ReachAsync(() =>
        {
            if (File.Exists(path))
            {
                File.Delete(path);
            }

            return Task.FromResult(true);
        });
    }

    public IAsyncEnumerable<string> AllAsync(CancellationToken cancellation) =>
        Directory.Exists(folder)
            ? Directory
                .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Select(f => Path.GetFileName(f)!)
                .Where(FileHash.IsHash)
                .ToAsyncEnumerable()
            : AsyncEnumerable.Empty<string>();

    /// <summary>Nothing is visible under the hash until the whole content is on the disk.</summary>
    private async Task<bool> PutAsync(
        string target,
        ReadOnlyMemory<byte> content,
        CancellationToken cancellation
    )
    {
        var part = Path.Combine(Folder(Incoming), $"{Guid.CreateVersion7():N}.part");
        Folder(Path.GetRelativePath(folder, Path.GetDirectoryName(target)!));
        try
        {
            var options = new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                Options = FileOptions.Asynchronous,
            };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            await using (var stream = new FileStream(part, options))
            {
                await stream.WriteAsync(content, cancellation);
                await stream.FlushAsync(cancellation);
                // Renaming is worth nothing if the content has not reached the disk.
                stream.Flush(flushToDisk: true);
            }

            // Whoever comes second brings the same content.
            File.Move(part, target, overwrite: true);
            return true;
        }
        finally
        {
            File.Delete(part);
        }
    }

    private async Task<T> ReachAsync<T>(Func<Task<T>> act)
    {
        try
        {
            return await act();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new FileStoreException(
                "file.store.folder",
                [folder, fault.Message],
                isLasting: fault is UnauthorizedAccessException,
                fault
            );
        }
    }

    private string PathOf(string hash) => Path.Combine(folder, FileHash.PathOf(hash));

    private string Folder(string name)
    {
        var path = Path.Combine(folder, name);
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(
                path,
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            );
        }

        return path;
    }
}
