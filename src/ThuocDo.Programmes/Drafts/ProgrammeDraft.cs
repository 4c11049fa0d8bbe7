using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Shared.History;

namespace ThuocDo.Programmes.Drafts;

public enum DraftState
{
    /// <summary>People read it, correct it and decide item by item.</summary>
    InReview,
    Adopted,

    /// <summary>Put aside; it stays readable.</summary>
    Dropped,
}

/// <summary>
/// The text of a resolution with what the compiler drafted from it, until somebody adopts it. The text is kept as it was read:
/// every item and every sentence points into it.
/// </summary>
public sealed class ProgrammeDraft : IChained
{
    public const int TitleMaxLength = 500;
    public const int FileNameMaxLength = 200;

    public static readonly ChainedFields<ProgrammeDraft> Fields = new(
        "programme-draft",
        ("title", d => d.Title),
        ("file", d => d.FileName),
        ("text", d => d.TextHash),
        ("amends", d => d.AmendsId?.ToString("D")),
        ("state", d => d.State.ToString())
    );

    public required Guid Id { get; init; }
    public required string Title { get; init; }
    public required string FileName { get; init; }

    /// <summary>What was read out of the file.</summary>
    public required string Text { get; init; }

    /// <summary>SHA-256 of the text, hexadecimal.</summary>
    public required string TextHash { get; init; }

    /// <summary>The year up to which the document reaches, as far as its title says so.</summary>
    public int? ReachYear { get; init; }

    /// <summary>The programme that the act amends or replaces; none: it makes one of its own.</summary>
    public Guid? AmendsId { get; init; }
    public required DateTime CreatedAt { get; init; }
    public DraftState State { get; set; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }
}

public sealed class ProgrammeDraftMapping : IEntityTypeConfiguration<ProgrammeDraft>
{
    public void Configure(EntityTypeBuilder<ProgrammeDraft> builder)
    {
        builder.ToTable("programme_drafts");
        builder.HasChain();
        builder.Property(d => d.Title).HasMaxLength(ProgrammeDraft.TitleMaxLength);
        builder.Property(d => d.FileName).HasMaxLength(ProgrammeDraft.FileNameMaxLength);
        builder.Property(d => d.TextHash).HasMaxLength(64);
        builder.Property(d => d.State).HasMaxLength(20);
        builder.PointsTo<ProgrammeDraft, Programme>(nameof(ProgrammeDraft.AmendsId));
    }
}
