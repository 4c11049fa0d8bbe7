using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ThuocDo.Shared.Facts;

public sealed class FactMapping : IEntityTypeConfiguration<Fact>
{
    public void Configure(EntityTypeBuilder<Fact> builder)
    {
        builder.ToTable("facts");
        builder.HasKey(f => f.Id);
        builder.Property(f => f.Kind).HasMaxLength(20);
        builder.Property(f => f.Channel).HasMaxLength(10);
        builder.HasIndex(f => new
        {
            f.UnitId,
            f.Kind,
            f.Day,
        });
        builder.HasIndex(f => f.SubjectId);
    }
}

public sealed class PendingFactMapping : IEntityTypeConfiguration<PendingFact>
{
    public void Configure(EntityTypeBuilder<PendingFact> builder)
    {
        builder.ToTable("fact_pending");
        builder.HasKey(f => f.Id);
        builder.Property(f => f.Kind).HasMaxLength(20);
        builder.Property(f => f.Channel).HasMaxLength(10);
    }
}

public sealed class CellMapping : IEntityTypeConfiguration<Cell>
{
    public void Configure(EntityTypeBuilder<Cell> builder)
    {
        builder.ToTable("cells");
        builder.Property(f => f.Kind).HasMaxLength(20);
        builder.Property(f => f.Channel).HasMaxLength(10);
        builder.HasKey(c => new
        {
            c.UnitId,
            c.Kind,
            c.Day,
            c.ProcedureId,
            c.Channel,
            c.Traits,
        });
    }
}

public sealed class PeriodCellMapping : IEntityTypeConfiguration<PeriodCell>
{
    public void Configure(EntityTypeBuilder<PeriodCell> builder)
    {
        builder.ToTable("period_cells");
        builder.Property(c => c.Grain).HasMaxLength(10);
        builder.Property(c => c.Measure).HasMaxLength(40);
        builder.HasKey(c => new
        {
            c.Grain,
            c.Measure,
            c.Period,
            c.UnitId,
        });
    }
}

/// <summary>The measures as a table, so that pending facts can be counted by measure in the same statement as cells.</summary>
public sealed class MeasureRow
{
    public required string Code { get; init; }
    public required FactKind Kind { get; init; }
    public required long Required { get; init; }
    public required long Excluded { get; init; }
}

public sealed class MeasureRowMapping : IEntityTypeConfiguration<MeasureRow>
{
    public void Configure(EntityTypeBuilder<MeasureRow> builder)
    {
        builder.ToTable("measures");
        builder.HasKey(m => m.Code);
        builder.Property(m => m.Code).HasMaxLength(40);
        builder.Property(m => m.Kind).HasMaxLength(20);
    }
}
