using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Shared.History;

namespace ThuocDo.Programmes.Tasks;

/// <summary>
/// A last day that had passed when it was moved: the task was late up to then, whatever its new day is. It stays with the body that led the
/// task on that day, with the reason of the move.
/// </summary>
public sealed class MissedDay : IChained
{
    public static readonly ChainedFields<MissedDay> Fields = new(
        "task-missed-day",
        ("task", m => m.TaskId.ToString("D")),
        ("unit", m => m.UnitId.ToString("D")),
        ("due", m => Canonical.Day(m.DueOn)),
        ("moved", m => Canonical.Day(m.MovedOn)),
        ("reason", m => m.Reason)
    );

    public required Guid Id { get; init; }
    public required Guid TaskId { get; init; }

    /// <summary>Who led the task on the day.</summary>
    public required Guid UnitId { get; init; }
    public required DateOnly DueOn { get; init; }

    /// <summary>Until then it was late.</summary>
    public required DateOnly MovedOn { get; init; }
    public required string Reason { get; init; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }

    /// <summary>Calendar days.</summary>
    public int LateBy => MovedOn.DayNumber - DueOn.DayNumber;
}

public sealed class MissedDayMapping : IEntityTypeConfiguration<MissedDay>
{
    public void Configure(EntityTypeBuilder<MissedDay> builder)
    {
        builder.ToTable("task_missed_days");
        builder.HasChain();
        builder.Property(m => m.Reason).HasMaxLength(AssignedTask.ReasonMaxLength);
        builder.HasIndex(m => m.TaskId);
        builder.HasIndex(m => new { m.UnitId, m.DueOn });
        builder.PointsTo<MissedDay, AssignedTask>(nameof(MissedDay.TaskId));
        builder.PointsTo<MissedDay, Unit>(nameof(MissedDay.UnitId));
    }
}
