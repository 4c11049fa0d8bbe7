using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.Organisation.Units;

namespace ThuocDo.Programmes.Resolution;

public sealed class ProgrammeMapping : IEntityTypeConfiguration<Programme>
{
    public void Configure(EntityTypeBuilder<Programme> builder)
    {
        builder.ToTable("programmes");
        builder.HasKey(p => p.Id);
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.Key).HasMaxLength(60);
        builder.HasIndex(p => p.Key).IsUnique();
        builder.PointsTo<Programme, Unit>(nameof(Programme.IssuerId));
        builder.PointsTo<Programme, Programme>(nameof(Programme.CarriesOutId));
    }
}

public sealed class AxisMapping : IEntityTypeConfiguration<Axis>
{
    public void Configure(EntityTypeBuilder<Axis> builder)
    {
        builder.ToTable("programme_axes");
        builder.HasKey(a => a.Id);
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.HasIndex(a => new { a.ProgrammeId, a.Number }).IsUnique();
        builder.PointsTo<Axis, Programme>(nameof(Axis.ProgrammeId));
        builder.PointsTo<Axis, Unit>(nameof(Axis.LeadId));
    }
}

public sealed class TargetMapping : IEntityTypeConfiguration<Target>
{
    public void Configure(EntityTypeBuilder<Target> builder)
    {
        builder.ToTable("programme_targets");
        builder.HasKey(t => t.Id);
        builder.Property(t => t.Id).ValueGeneratedNever();
        builder.Property(t => t.Line).HasMaxLength(10);
        builder
            .HasIndex(t => new
            {
                t.ProgrammeId,
                t.Line,
                t.FromVersion,
            })
            .IsUnique();
        builder.PointsTo<Target, Programme>(nameof(Target.ProgrammeId));
        builder.PointsTo<Target, Unit>(nameof(Target.OwnerId));
    }
}

public sealed class ConditionMapping : IEntityTypeConfiguration<Condition>
{
    public void Configure(EntityTypeBuilder<Condition> builder)
    {
        builder.ToTable("programme_conditions");
        builder.HasKey(c => c.Id);
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Key).HasMaxLength(10);
        builder.Property(c => c.Kind).HasMaxLength(20);
        builder.Property(c => c.Operator).HasMaxLength(10);
        builder
            .HasIndex(c => new
            {
                c.TargetId,
                c.Key,
                c.FromVersion,
            })
            .IsUnique();
        builder.PointsTo<Condition, Target>(nameof(Condition.TargetId));
    }
}

public sealed class ProgrammeTaskMapping : IEntityTypeConfiguration<ProgrammeTask>
{
    public void Configure(EntityTypeBuilder<ProgrammeTask> builder)
    {
        builder.ToTable("programme_tasks");
        builder.HasKey(t => t.Id);
        builder.Property(t => t.Id).ValueGeneratedNever();
        builder
            .HasIndex(t => new
            {
                t.ProgrammeId,
                t.Number,
                t.FromVersion,
            })
            .IsUnique();
        builder.PointsTo<ProgrammeTask, Programme>(nameof(ProgrammeTask.ProgrammeId));
        builder.PointsTo<ProgrammeTask, Unit>(nameof(ProgrammeTask.LeadId));
    }
}

public sealed class AddresseeMapping : IEntityTypeConfiguration<Addressee>
{
    public void Configure(EntityTypeBuilder<Addressee> builder)
    {
        builder.ToTable("programme_addressees");
        builder.HasKey(a => a.Id);
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.HasIndex(a => new { a.ProgrammeId, a.Number }).IsUnique();
        builder.PointsTo<Addressee, Programme>(nameof(Addressee.ProgrammeId));
    }
}

public sealed class AddresseeUnitMapping : IEntityTypeConfiguration<AddresseeUnit>
{
    public void Configure(EntityTypeBuilder<AddresseeUnit> builder)
    {
        builder.ToTable("programme_addressee_units");
        builder.HasKey(a => new { a.AddresseeId, a.UnitId });
        builder.PointsTo<AddresseeUnit, Addressee>(nameof(AddresseeUnit.AddresseeId));
        builder.PointsTo<AddresseeUnit, Unit>(nameof(AddresseeUnit.UnitId));
    }
}

public sealed class DutyMapping : IEntityTypeConfiguration<Duty>
{
    public void Configure(EntityTypeBuilder<Duty> builder)
    {
        builder.ToTable("programme_duties");
        builder.HasKey(d => d.Id);
        builder.Property(d => d.Id).ValueGeneratedNever();
        builder.Property(d => d.Rule).HasMaxLength(10);
        builder.Property(d => d.Kind).HasMaxLength(20);
        builder.PointsTo<Duty, Addressee>(nameof(Duty.AddresseeId));
    }
}

internal static class ProgrammeMappingExtensions
{
    /// <summary>A foreign key that nobody may break, without a navigation.</summary>
    public static void PointsTo<T, TOther>(this EntityTypeBuilder<T> builder, string property)
        where T : class
        where TOther : class =>
        builder
            .HasOne<TOther>()
            .WithMany()
            .HasForeignKey(property)
            .OnDelete(DeleteBehavior.Restrict);
}
