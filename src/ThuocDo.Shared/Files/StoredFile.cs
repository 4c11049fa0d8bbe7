using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ThuocDo.Shared.Files;

/// <summary>A content of the store. Who may open it is said by the records that refer to it, never by this row.</summary>
public sealed class StoredFile
{
    /// <summary>SHA-256 in lower-case hexadecimal.</summary>
    public required string Hash { get; init; }

    /// <summary>In bytes.</summary>
    public required long Length { get; init; }
    public required FileKind Kind { get; init; }
    public required ScanVerdict Scan { get; init; }

    /// <summary>UTC; when it was last taken in.</summary>
    public required DateTime StoredAt { get; init; }
}

/// <summary>
/// A content whose row and charge are gone and whose bytes are still to be deleted. The row outlives a process that is
/// killed; whoever sends the content once more takes the row away, and the bytes stay.
/// </summary>
public sealed class SweptFile
{
    public required string Hash { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime SweptAt { get; init; }

    /// <summary>UTC; so long its bytes are being deleted by somebody. After that, whoever it was has been broken off.</summary>
    public DateTime? DeletingUntil { get; init; }
}

/// <summary>The bytes of all contents together, in one row: the quota is checked and charged in one statement.</summary>
public sealed class FileUsage
{
    public const int OnlyRow = 1;

    public required int Id { get; init; }
    public required long Bytes { get; init; }
}

public sealed class StoredFileMapping : IEntityTypeConfiguration<StoredFile>
{
    public void Configure(EntityTypeBuilder<StoredFile> builder)
    {
        builder.ToTable("stored_files");
        builder.HasKey(f => f.Hash);
        builder.Property(f => f.Hash).HasMaxLength(FileHash.Length);
        builder.Property(f => f.Kind).HasMaxLength(10);
        builder.Property(f => f.Scan).HasMaxLength(20);
    }
}

public sealed class SweptFileMapping : IEntityTypeConfiguration<SweptFile>
{
    public void Configure(EntityTypeBuilder<SweptFile> builder)
    {
        builder.ToTable("swept_files");
        builder.HasKey(f => f.Hash);
        builder.Property(f => f.Hash).HasMaxLength(FileHash.Length);
    }
}

public sealed class FileUsageMapping : IEntityTypeConfiguration<FileUsage>
{
    public void Configure(EntityTypeBuilder<FileUsage> builder)
    {
        builder.ToTable("file_usage");
        builder.Property(u => u.Id).ValueGeneratedNever();
    }
}
