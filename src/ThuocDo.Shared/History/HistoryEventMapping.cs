using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ThuocDo.Shared.History;

public sealed class HistoryEventMapping : IEntityTypeConfiguration<HistoryEvent>
{
    public void Configure(EntityTypeBuilder<HistoryEvent> builder)
    {
        builder.ToTable("history_events");
        builder.HasKey(e => e.Id);
        builder.Property(e => e.Id).ValueGeneratedNever();
        builder.Property(e => e.Chain).HasMaxLength(HistoryEvent.ChainMaxLength);
        builder.Property(e => e.Type).HasMaxLength(HistoryEvent.TypeMaxLength);
        builder.HasIndex(e => new { e.SubjectId, e.Sequence }).IsUnique();
        builder.HasIndex(e => e.Position);
    }
}
