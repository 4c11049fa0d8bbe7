using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.Shared.History;

namespace ThuocDo.Programmes.Resolution;

/// <summary>
/// What one act made of a programme: the resolution itself is the first version, each act that amends or replaces it the next.
/// Its chain holds a digest of all that stands in the version, so that a condition changed in the database is named.
/// </summary>
public sealed class ProgrammeVersion : IChained
{
    public const int ActMaxLength = 500;
    public const int NumberMaxLength = 60;

    public static readonly ChainedFields<ProgrammeVersion> Fields = new(
        "programme-version",
        ("programme", v => v.ProgrammeId.ToString("D")),
        ("number", v => v.Number.ToString(CultureInfo.InvariantCulture)),
        ("act", v => v.Act),
        ("act-number", v => v.ActNumber),
        ("adopted-on", v => v.AdoptedOn is { } day ? Canonical.Day(day) : null),
        ("term-end", v => Canonical.Day(v.TermEnd)),
        ("draft", v => v.DraftId?.ToString("D")),
        ("digest", v => v.Digest)
    );

    public required Guid Id { get; init; }
    public required Guid ProgrammeId { get; init; }

    /// <summary>From 1.</summary>
    public required int Number { get; init; }

    /// <summary>What the act calls itself.</summary>
    public required string Act { get; init; }
    public string? ActNumber { get; init; }

    /// <summary>None where the copy at hand bears no date.</summary>
    public DateOnly? AdoptedOn { get; init; }

    /// <summary>Last day of the term as this act sets it.</summary>
    public required DateOnly TermEnd { get; init; }

    /// <summary>The draft it was adopted from; none: it ships with the product.</summary>
    public Guid? DraftId { get; init; }

    /// <summary>SHA-256 over the lines of <see cref="VersionDigest"/>, hexadecimal.</summary>
    public required string Digest { get; init; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }
}

public sealed class ProgrammeVersionMapping : IEntityTypeConfiguration<ProgrammeVersion>
{
    public void Configure(EntityTypeBuilder<ProgrammeVersion> builder)
    {
        builder.ToTable("programme_versions");
        builder.HasChain();
        builder.Property(v => v.Act).HasMaxLength(ProgrammeVersion.ActMaxLength);
        builder.Property(v => v.ActNumber).HasMaxLength(ProgrammeVersion.NumberMaxLength);
        builder.Property(v => v.Digest).HasMaxLength(64);
        builder.HasIndex(v => new { v.ProgrammeId, v.Number }).IsUnique();
        builder.PointsTo<ProgrammeVersion, Programme>(nameof(ProgrammeVersion.ProgrammeId));
    }
}
