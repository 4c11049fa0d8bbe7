using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ThuocDo.OneStop.Dossiers.Many;

/// <summary>
/// Several dossiers of one procedure taken in by one act: a group that one person hands in, or a list from a file. Each
/// line is a dossier of its own, received wholly or not at all.
/// </summary>
public sealed class IntakeBatch
{
    public required Guid Id { get; init; }
    public required Guid UnitId { get; init; }
    public required Guid ProcedureId { get; init; }

    /// <summary>Who hands the group in; printed on the one receipt.</summary>
    public string? HandedInBy { get; init; }
    public required DateTime At { get; init; }
    public required Guid AccountId { get; init; }
}

/// <summary>What became of one line. It holds no particulars: those are with the dossier, or nowhere.</summary>
public sealed class IntakeBatchLine
{
    public const int ErrorMaxLength = 400;

    public required Guid BatchId { get; init; }
    public required int Line { get; init; }
    public Guid? DossierId { get; init; }

    /// <summary>Why it was not received, in the language of the officer.</summary>
    public string? Error { get; init; }
}

public sealed class IntakeBatchMapping : IEntityTypeConfiguration<IntakeBatch>
{
    public void Configure(EntityTypeBuilder<IntakeBatch> builder)
    {
        builder.ToTable("onestop_intake_batches");
        builder.Property(b => b.Id).ValueGeneratedNever();
        builder.Property(b => b.HandedInBy).HasMaxLength(Applicant.NameMaxLength);
    }
}

public sealed class IntakeBatchLineMapping : IEntityTypeConfiguration<IntakeBatchLine>
{
    public void Configure(EntityTypeBuilder<IntakeBatchLine> builder)
    {
        builder.ToTable("onestop_intake_batch_lines");
        builder.HasKey(l => new { l.BatchId, l.Line });
        builder.Property(l => l.Error).HasMaxLength(IntakeBatchLine.ErrorMaxLength);
        builder.HasIndex(l => l.DossierId);
    }
}
