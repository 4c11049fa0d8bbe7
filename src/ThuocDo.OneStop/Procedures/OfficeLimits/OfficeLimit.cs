using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Procedures.OfficeLimits;

/// <summary>
/// An office promises less than the province does, from a day on and by an act of its own. It may never promise more: the
/// province's limit stays the yardstick beside it.
/// </summary>
public sealed class OfficeLimit : IChained
{
    public const int ActMaxLength = 300;

    public static readonly ChainedFields<OfficeLimit> Fields = new(
        "office-limit",
        ("procedure", l => l.ProcedureId.ToString("D")),
        ("unit", l => l.UnitId.ToString("D")),
        ("from", l => Canonical.Day(l.ValidFrom)),
        ("to", l => l.ValidTo is { } to ? Canonical.Day(to) : null),
        ("limit", l => l.Limit.ToString()),
        ("act", l => l.Act)
    );

    public required Guid Id { get; init; }
    public required Guid ProcedureId { get; init; }

    /// <summary>The unit that decides.</summary>
    public required Guid UnitId { get; init; }
    public required DateOnly ValidFrom { get; init; }

    /// <summary>The first day without it.</summary>
    public DateOnly? ValidTo { get; set; }
    public required Limit Limit { get; init; }

    /// <summary>The office's decision or announcement.</summary>
    public required string Act { get; init; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }

    /// <summary>It has days left from a day on that could be taken from it.</summary>
    public bool CanEndOn(DateOnly day) => ValidTo is not { } end || day < end && ValidFrom < end;

    public bool IsValidOn(DateOnly day) => ValidFrom <= day && (ValidTo is null || day < ValidTo);
}

public sealed class OfficeLimitMapping : IEntityTypeConfiguration<OfficeLimit>
{
    public void Configure(EntityTypeBuilder<OfficeLimit> builder)
    {
        builder.ToTable("onestop_office_limits");
        builder.HasChain();
        builder
            .Property(l => l.Limit)
            .HasConversion(l => l.ToString(), t => Limit.Parse(t, null))
            .HasMaxLength(10);
        builder.Property(l => l.Act).HasMaxLength(OfficeLimit.ActMaxLength);
        // Not unique: one that was dropped before it began leaves its day to the next.
        builder.HasIndex(l => new { l.ProcedureId, l.UnitId });
        builder
            .HasOne<Procedure>()
            .WithMany()
            .HasForeignKey(l => l.ProcedureId)
            .OnDelete(DeleteBehavior.Restrict);
        builder
            .HasOne<Unit>()
            .WithMany()
            .HasForeignKey(l => l.UnitId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}
