using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.OneStop.Dossiers.Papers;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Files;

namespace ThuocDo.OneStop.Dossiers.Attachments;

public enum AttachmentRole
{
    /// <summary>A paper of the applicant, scanned or sent.</summary>
    Paper,

    /// <summary>A statutory form that the product has made.</summary>
    Form,

    /// <summary>The signed result.</summary>
    Result,
}

/// <summary>Why a scanned paper does not bear the signature it should.</summary>
public enum SignatureFault
{
    /// <summary>It came with a signature that does not hold: changed after signing, or of a certificate nobody here trusts.</summary>
    Broken,

    /// <summary>It is not built as we can put a signature under it.</summary>
    NotSigned,
}

public static class SignatureFaults
{
    public static string Of(SignatureFault fault) =>
        fault == SignatureFault.Broken ? "attach.signature.broken" : "attach.signature.not-signed";
}

/// <summary>A file of a dossier. The chain of the dossier carries its hash, so it cannot be exchanged unseen.</summary>
public sealed class Attachment
{
    public required Guid Id { get; init; }
    public required Guid DossierId { get; init; }
    public required AttachmentRole Role { get; init; }

    /// <summary>Which paper of the procedure version it is; none for another paper.</summary>
    public int? PaperNumber { get; init; }

    /// <summary>Which form it is.</summary>
    public FormKind? Form { get; init; }

    /// <summary>Counts the versions of one form, from 1.</summary>
    public int Version { get; init; } = 1;

    /// <summary>SHA-256 of what a form says: the same content is the same version, and its bytes are never made anew.</summary>
    public string? Source { get; init; }

    /// <summary>By which the public verifies a result; it cannot be guessed.</summary>
    public string? Reference { get; init; }
    public required string Hash { get; init; }
    public required FileKind Kind { get; init; }
    public required string Name { get; init; }
    public required long Length { get; init; }
    public required DateTime AddedAt { get; init; }
    public Guid? AddedBy { get; init; }

    /// <summary>What came from the scanner, where the file is the signed one made of it.</summary>
    public string? OriginalHash { get; init; }

    /// <summary>Who signed a paper, all of them, by the certificates. Only signatures that held when it was added are named.</summary>
    public string? SignedBy { get; init; }

    /// <summary>UTC.</summary>
    public DateTime? SignedAt { get; init; }

    /// <summary>What was wrong with the signature of a paper when it was added; told wherever the file is listed.</summary>
    public SignatureFault? SignatureFault { get; init; }
}

public sealed class AttachmentMapping : IEntityTypeConfiguration<Attachment>
{
    public const int ReferenceMaxLength = 32;

    /// <summary>Certificates made elsewhere may name several people at length.</summary>
    public const int SignedByMaxLength = 500;

    public void Configure(EntityTypeBuilder<Attachment> builder)
    {
        builder.ToTable("onestop_attachments");
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.Role).HasMaxLength(10);
        builder.Property(a => a.Form).HasMaxLength(20);
        builder.Property(a => a.Kind).HasMaxLength(10);
        builder.Property(a => a.Name).HasMaxLength(FileNames.MaxLength);
        builder.Property(a => a.Hash).HasMaxLength(FileHash.Length);
        builder.HasIndex(a => new { a.DossierId, a.AddedAt });
        builder.Property(a => a.Source).HasMaxLength(FileHash.Length);
        builder.Property(a => a.Reference).HasMaxLength(ReferenceMaxLength);
        builder.HasIndex(a => a.Reference).IsUnique();
        builder.HasIndex(a => a.Hash);
        builder
            .HasOne<StoredFile>()
            .WithMany()
            .HasForeignKey(a => a.Hash)
            .OnDelete(DeleteBehavior.Restrict);
        builder.Property(a => a.SignedBy).HasMaxLength(SignedByMaxLength);
        builder.Property(a => a.SignatureFault).HasMaxLength(20);
        builder.Property(a => a.OriginalHash).HasMaxLength(FileHash.Length);
        builder.HasIndex(a => a.OriginalHash);
        builder
            .HasOne<StoredFile>()
            .WithMany()
            .HasForeignKey(a => a.OriginalHash)
            .OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>Who opened a paper of which dossier is part of the access log.</summary>
public sealed class AttachmentWitness(AccessLog log) : IFileWitness
{
    /// <summary>The purpose of links to files of a dossier.</summary>
    public const string Purpose = "dossier";

    public Task OpenedAsync(FileGrant grant, CancellationToken cancellation) =>
        grant is { Purpose: Purpose, AccountId: { } account }
            ? log.WriteAsync(grant.SubjectId, account, AccessPlace.File, cancellation)
            : Task.CompletedTask;
}

/// <summary>A file of a dossier with the link that opens it for the person who reads the page.</summary>
/// <param name="OriginalLink">Opens what came from the scanner, where the file is the signed one made of it.</param>
public sealed record ShownFile(Attachment File, string Link, string? OriginalLink = null);

/// <summary>The files of a dossier, for those who may see its particulars.</summary>
public sealed class DossierFiles(
    ThuocDoDb db,
    FileCapabilities capabilities,
    Shared.Access.ICurrentUser user
)
{
    public async Task<IReadOnlyList<ShownFile>> OfAsync(
        Dossier dossier,
        CancellationToken cancellation
    )
    {
        var files = await db.Set<Attachment>()
            .AsNoTracking()
            .Where(a => a.DossierId == dossier.Id)
            .OrderBy(a => a.AddedAt)
            .ThenBy(a => a.Id)
            .ToListAsync(cancellation);
        var originals = files.Select(f => f.OriginalHash).OfType<string>().ToList();
        var kinds = await db.Set<StoredFile>()
            .Where(f => originals.Contains(f.Hash))
            .ToDictionaryAsync(f => f.Hash, f => f.Kind, cancellation);
        return
        [
            .. files.Select(f => new ShownFile(
                f,
                LinkOf(f),
                f.OriginalHash is { } original ? LinkOf(f, original, kinds[original]) : null
            )),
        ];
    }

    public string LinkOf(Attachment file) => LinkOf(file, file.Hash, file.Kind);

    private string LinkOf(Attachment file, string hash, FileKind kind) =>
        capabilities.Link(
            hash,
            kind,
            FileNames.Complete(Path.GetFileNameWithoutExtension(file.Name), kind),
            AttachmentWitness.Purpose,
            file.DossierId,
            user.UserId
        );
}
