using System.Security.Cryptography;

namespace ThuocDo.Shared.Files;

/// <summary>
/// Where contents lie, by their SHA-256 in lower-case hexadecimal. A content is written once and never changed: what lies
/// under a hash is either the content of that hash or damaged, and only damage is ever written over.
/// </summary>
/// <remarks>Every method throws <see cref="FileStoreException"/> when the store does not answer or does not let us in.</remarks>
public interface IFileStore
{
    /// <summary>Says at start, before anybody's file depends on it, what is wrong with the place.</summary>
    Task CheckAsync(CancellationToken cancellation);

    /// <summary>When it returns, the whole content lies under its hash.</summary>
    /// <exception cref="ArgumentException">The hash is not that of the content.</exception>
    Task WriteAsync(string hash, ReadOnlyMemory<byte> content, CancellationToken cancellation);

    /// <summary>None if it is not there.</summary>
    Task<byte[]?> ReadAsync(string hash, CancellationToken cancellation);

    Task<bool> HoldsAsync(string hash, CancellationToken cancellation);

    Task DeleteAsync(string hash, CancellationToken cancellation);

    /// <summary>Every content in the store.</summary>
    IAsyncEnumerable<string> AllAsync(CancellationToken cancellation);
}

/// <summary>The store did not do what it was asked; nothing of the content can be relied on.</summary>
/// <param name="key">The sentence for whoever runs the place.</param>
/// <param name="isLasting">True if waiting does not help: the place itself is set up wrongly.</param>
public sealed class FileStoreException(
    string key,
    IReadOnlyList<object> arguments,
    bool isLasting,
    Exception? cause = null
) : Exception($"{key}: {string.Join(" · ", arguments)}", cause)
{
    public string Key => key;

    public IReadOnlyList<object> Arguments => arguments;

    public bool IsLasting => isLasting;
}

public static class FileHash
{
    public const int Length = 64;

    public static string Of(ReadOnlySpan<byte> content) =>
        Convert.ToHexStringLower(SHA256.HashData(content));

    public static bool IsHash(string text) =>
        text.Length == Length && text.All(char.IsAsciiHexDigitLower);

    /// <summary>Where a content lies in its store: the same in a folder and in a bucket, so that one may become the other.</summary>
    /// <exception cref="ArgumentException">The text is no hash: nothing else ever becomes a path.</exception>
    public static string PathOf(string hash) =>
        IsHash(hash)
            ? $"{hash[..2]}/{hash[2..4]}/{hash}"
            : throw new ArgumentException("Not a SHA-256 in lower-case hexadecimal.", nameof(hash));

    /// <exception cref="ArgumentException">The content has another hash.</exception>
    public static void Match(string hash, ReadOnlySpan<byte> content)
    {
        if (Of(content) != hash)
        {
            throw new ArgumentException("Not the SHA-256 of the content.", nameof(hash));
        }
    }
}
