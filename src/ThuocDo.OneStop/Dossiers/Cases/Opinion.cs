using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ThuocDo.OneStop.Dossiers;

/// <summary>
/// An opinion asked of another body, as its work-list finds it. What counts stands in the dossier's chain; <c>verify</c>
/// compares the two.
/// </summary>
public sealed class Opinion
{
    public const int QuestionMaxLength = 1000;

    public required Guid Id { get; init; }
    public required Guid DossierId { get; init; }

    /// <summary>Its place in the process, or a number of its own.</summary>
    public required string Code { get; init; }

    /// <summary>The body asked; moves on where that body ends.</summary>
    public required Guid UnitId { get; set; }
    public required string Question { get; init; }
    public required DateTime AskedAt { get; init; }
    public required DateTime DueAt { get; init; }
    public DateTime? ClosedAt { get; set; }

    /// <summary>One of <see cref="Processes.KnownFacts.Answers"/>.</summary>
    public string? Answer { get; set; }
    public string? Note { get; set; }
    public Guid? AnsweredBy { get; set; }
}

public sealed class OpinionMapping : IEntityTypeConfiguration<Opinion>
{
    public void Configure(EntityTypeBuilder<Opinion> builder)
    {
        builder.ToTable("onestop_opinions");
        builder.Property(o => o.Id).ValueGeneratedNever();
        builder.Property(o => o.Code).HasMaxLength(Processes.ProcessDefinition.CodeMaxLength);
        builder.Property(o => o.Question).HasMaxLength(Opinion.QuestionMaxLength);
        builder.Property(o => o.Answer).HasMaxLength(30);
        builder.Property(o => o.Note).HasMaxLength(Reasons.TextMaxLength);
        builder.HasIndex(o => new { o.UnitId, o.ClosedAt });
        builder.HasIndex(o => o.DossierId);
        builder.HasIndex(o => new { o.ClosedAt, o.DueAt });
    }
}
