using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using ThuocDo.Shared.Time;

namespace ThuocDo.Shared.Files;

/// <summary>What a link opens, for whom and until when.</summary>
/// <param name="Purpose">What the file was shown as; whoever keeps its record is told when it is opened.</param>
/// <param name="SubjectId">The record it belongs to.</param>
/// <param name="AccountId">The only account for which the link works; none for a link given to the public.</param>
/// <param name="Until">UTC.</param>
public sealed record FileGrant(
    string Hash,
    FileKind Kind,
    string Name,
    string Purpose,
    Guid SubjectId,
    Guid? AccountId,
    DateTime Until
);

/// <summary>
/// Links to files: encrypted and signed by the keys of the web, so that nobody can make one, change what it opens or
/// lengthen its life. There is no other way to a file.
/// </summary>
public sealed class FileCapabilities(IDataProtectionProvider protection, Clock clock)
{
    public const string Route = "/tep";

    public static readonly TimeSpan Life = TimeSpan.FromMinutes(15);

    private readonly IDataProtector protector = protection.CreateProtector("files.capability/1");

    public string Link(
        string hash,
        FileKind kind,
        string name,
        string purpose,
        Guid subjectId,
        Guid? accountId
    ) =>
        $"{Route}/{protector.Protect(JsonSerializer.Serialize(
            new FileGrant(hash, kind, name, purpose, subjectId, accountId, clock.Now + Life)
        ))}";

    /// <summary>None if the link is forged, changed, expired or somebody else's.</summary>
    public FileGrant? Open(string token, Guid? accountId)
    {
        try
        {
            var grant = JsonSerializer.Deserialize<FileGrant>(protector.Unprotect(token));
            return
                grant is not null
                && clock.Now < grant.Until
                && (grant.AccountId is null || grant.AccountId == accountId)
                ? grant
                : null;
        }
        catch (Exception wrong) when (wrong is CryptographicException or FormatException)
        {
            return null;
        }
    }
}

/// <summary>Told before a file is given out, for instance to write the access log.</summary>
public interface IFileWitness
{
    Task OpenedAsync(FileGrant grant, CancellationToken cancellation);
}
