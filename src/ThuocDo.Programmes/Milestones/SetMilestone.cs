using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Time;

namespace ThuocDo.Programmes.Milestones;

/// <summary>
/// A milestone that people set. The condition is named by its key, which amendments keep. What is only proposed is never stored: it
/// follows from the rule and the figures of the day.
/// </summary>
public sealed class SetMilestone : IChained
{
    public const int ReasonMaxLength = 500;
    public const int ConditionMaxLength = 10;

    public static readonly ChainedFields<SetMilestone> Fields = new(
        "milestone",
        ("programme", m => m.ProgrammeId.ToString("D")),
        ("condition", m => m.Condition),
        ("year", m => m.Year.ToString(CultureInfo.InvariantCulture)),
        ("value", m => m.Value.ToString("0.####", CultureInfo.InvariantCulture)),
        ("reason", m => m.Reason)
    );

    public required Guid Id { get; init; }
    public required Guid ProgrammeId { get; init; }
    public required string Condition { get; init; }
    public required int Year { get; init; }

    /// <summary>On the scale of <see cref="MilestoneRule"/>.</summary>
    public decimal Value { get; private set; }
    public string Reason { get; private set; } = "";
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }

    public void Set(decimal value, string reason) => (Value, Reason) = (value, reason);
}

public sealed class SetMilestoneMapping : IEntityTypeConfiguration<SetMilestone>
{
    public void Configure(EntityTypeBuilder<SetMilestone> builder)
    {
        builder.ToTable("programme_milestones");
        builder.HasChain();
        builder.Property(m => m.Condition).HasMaxLength(SetMilestone.ConditionMaxLength);
        builder.Property(m => m.Reason).HasMaxLength(SetMilestone.ReasonMaxLength);
        builder
            .HasIndex(m => new
            {
                m.ProgrammeId,
                m.Condition,
                m.Year,
            })
            .IsUnique();
        builder.PointsTo<SetMilestone, Programme>(nameof(SetMilestone.ProgrammeId));
    }
}

/// <summary>The milestones of the programme that leads, for those who judge figures by them.</summary>
public sealed class MilestoneSource(ThuocDoDb db, Clock clock) : IMilestoneSource
{
    public async Task<ILookup<string, Milestone>> SetAsync(CancellationToken cancellation)
    {
        var leading = db.Set<Programme>().Leading(clock.Today).Select(p => p.Id).Take(1);
        return (
            await db.Set<SetMilestone>()
                .AsNoTracking()
                .Where(m => leading.Contains(m.ProgrammeId))
                .ToListAsync(cancellation)
        ).ToLookup(m => m.Condition, m => new Milestone(m.Year, m.Value, true, m.Reason));
    }
}
