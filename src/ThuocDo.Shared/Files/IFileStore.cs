using System.Security.Cryptography;

namespace ThuocDo.Shared.Files;

/// <summary>Where contents lie, by their SHA-256 in lower-case hexadecimal. A content is written once and never changed.</summary>
public interface IFileStore
{
    /// <summary>Nothing is visible under the hash until the whole content is on the disk.</summary>
    Task WriteAsync(string hash, ReadOnlyMemory<byte> content, CancellationToken cancellation);

    /// <summary>None if it is not there.</summary>
    Task<byte[]?> ReadAsync(string hash, CancellationToken cancellation);

    bool Holds(string hash);

    void Delete(string hash);

    /// <summary>Every content in the store.</summary>
    IEnumerable<string> All();
}

public static class FileHash
{
    public const int Length = 64;

    public static string Of(ReadOnlySpan<byte> content) =>
        Convert.ToHexStringLower(SHA256.HashData(content));

    public static bool IsHash(string text) =>
        text.Length == Length && text.All(char.IsAsciiHexDigitLower);
}

/// <summary>Contents as files of a folder, readable by the program's own account alone.</summary>
public sealed class DiskFileStore(FilesFolder folder) : IFileStore
{
    private const string Incoming = "incoming";

    public async Task WriteAsync(
        string hash,
        ReadOnlyMemory<byte> content,
        CancellationToken cancellation
    )
    {
        var target = PathOf(hash);
        if (File.Exists(target))
        {
            return;
        }

        var part = Path.Combine(Folder(Incoming), $"{Guid.CreateVersion7():N}.part");
        Folder(Path.GetRelativePath(folder.Path, Path.GetDirectoryName(target)!));
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
        }
        finally
        {
            File.Delete(part);
        }
    }

    public async Task<byte[]?> ReadAsync(string hash, CancellationToken cancellation)
    {
        try
        {
            return await File.ReadAllBytesAsync(PathOf(hash), cancellation);
        }
        catch (Exception missing)
            when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    public bool Holds(string hash) => File.Exists(PathOf(hash));

    public void Delete(string hash)
    {
        if (Holds(hash))
        {
            File.Delete(PathOf(hash));
        }
    }

    public IEnumerable<string> All() =>
        Directory.Exists(folder.Path)
            ? Directory
                .EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories)
                .Select(f => Path.GetFileName(f)!)
                .Where(FileHash.IsHash)
            : [];

    /// <exception cref="ArgumentException">The text is no hash: nothing else ever becomes a path.</exception>
    private string PathOf(string hash) =>
        FileHash.IsHash(hash)
            ? Path.Combine(folder.Path, hash[..2], hash[2..4], hash)
            : throw new ArgumentException("Not a SHA-256 in lower-case hexadecimal.", nameof(hash));

    private string Folder(string name)
    {
        var path = Path.Combine(folder.Path, name);
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
