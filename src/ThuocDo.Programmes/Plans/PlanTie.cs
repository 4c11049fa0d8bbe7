using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Shared.History;

namespace ThuocDo.Programmes.Plans;

public enum TieKind
{
    Task,
    Condition,
}

/// <summary>
/// What an item of an action plan serves in the programme. Both sides are named by number or key, which outlive amendments; an
/// item without a tie serves nothing, one whose task or condition was dropped neither.
/// </summary>
public sealed class PlanTie : IChained
{
    public const int ItemMaxLength = 12;

    public static readonly ChainedFields<PlanTie> Fields = new(
        "plan-tie",
        ("plan", t => t.PlanId.ToString("D")),
        ("kind", t => t.Kind.ToString()),
        ("item", t => t.Item),
        ("tied-to", t => t.TiedTo),
        ("decided", t => t.IsDecided ? "true" : null)
    );

    public required Guid Id { get; init; }
    public required Guid PlanId { get; init; }
    public required TieKind Kind { get; init; }

    /// <summary>Number of the plan's task or key of its condition.</summary>
    public required string Item { get; init; }

    /// <summary>Number of the programme's task or key of its condition; none: it serves nothing.</summary>
    public string? TiedTo { get; set; }

    /// <summary>A person has looked at it; else it was proposed by likeness of words.</summary>
    public bool IsDecided { get; set; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }
}

public sealed class PlanTieMapping : IEntityTypeConfiguration<PlanTie>
{
    public void Configure(EntityTypeBuilder<PlanTie> builder)
    {
        builder.ToTable("programme_plan_ties");
        builder.HasChain();
        builder.Property(t => t.Kind).HasMaxLength(10);
        builder.Property(t => t.Item).HasMaxLength(PlanTie.ItemMaxLength);
        builder.Property(t => t.TiedTo).HasMaxLength(PlanTie.ItemMaxLength);
        builder
            .HasIndex(t => new
            {
                t.PlanId,
                t.Kind,
                t.Item,
            })
            .IsUnique();
        builder.PointsTo<PlanTie, Programme>(nameof(PlanTie.PlanId));
    }
}
