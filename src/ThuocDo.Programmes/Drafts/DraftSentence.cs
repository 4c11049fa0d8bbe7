using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.Programmes.Compiling;
using ThuocDo.Programmes.Resolution;

namespace ThuocDo.Programmes.Drafts;

/// <summary>
/// A sentence of the document and what became of it. What the compiler did not understand is settled by a person: an item is made
/// of it, or it is said to be no more than context.
/// </summary>
public sealed class DraftSentence
{
    public required Guid Id { get; init; }
    public required Guid DraftId { get; init; }

    /// <summary>From 1, in the order of the text.</summary>
    public required int Number { get; init; }

    /// <summary>Where it begins in the text.</summary>
    public required int Start { get; init; }

    /// <summary>The first character after it.</summary>
    public required int End { get; init; }

    /// <summary>As cleaned for reading: without the breaks of lines and pages.</summary>
    public required string Text { get; init; }
    public SentenceState State { get; set; }
}

public sealed class DraftSentenceMapping : IEntityTypeConfiguration<DraftSentence>
{
    public void Configure(EntityTypeBuilder<DraftSentence> builder)
    {
        builder.ToTable("programme_draft_sentences");
        builder.HasKey(s => s.Id);
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.State).HasMaxLength(20);
        builder.HasIndex(s => new { s.DraftId, s.Number }).IsUnique();
        builder.PointsTo<DraftSentence, ProgrammeDraft>(nameof(DraftSentence.DraftId));
    }
}
