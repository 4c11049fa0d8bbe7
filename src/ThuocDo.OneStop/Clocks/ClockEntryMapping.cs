using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ThuocDo.OneStop.Clocks;

public sealed class ClockEntryMapping : IEntityTypeConfiguration<ClockEntry>
{
    public void Configure(EntityTypeBuilder<ClockEntry> builder)
    {
        builder.ToTable("onestop_clock_entries");
        builder.HasKey(e => e.Id);
        builder.Property(e => e.Id).ValueGeneratedNever();
        builder.Property(e => e.Kind).HasMaxLength(12);
        builder.Property(e => e.Ground).HasMaxLength(ClockEntry.GroundMaxLength);
        builder.Property(e => e.Article).HasMaxLength(ClockEntry.ArticleMaxLength);
        builder.Property(e => e.Limit).HasMaxLength(ClockEntry.LimitMaxLength);
        builder.Property(e => e.CalendarVersion).HasMaxLength(ClockEntry.CalendarVersionMaxLength);
        builder
            .HasIndex(e => new { e.DossierId, e.Sequence })
            .IsUnique()
            .HasDatabaseName("ux_onestop_clock_entries_dossier_sequence");
    }
}
