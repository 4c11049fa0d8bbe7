using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Shared.History;

namespace ThuocDo.Programmes.Tasks;

public enum ObstacleState
{
    /// <summary>Waits for the head of <see cref="Obstacle.AtUnitId"/>.</summary>
    Open,
    Decided,

    /// <summary>Taken back by who named it: it is no obstacle any more.</summary>
    TakenBack,
}

/// <summary>What hinders a task, with what its body proposes. It travels up until somebody decides, and comes back with the decision.</summary>
public sealed class Obstacle : IChained
{
    public const int TextMaxLength = 2000;

    public static readonly ChainedFields<Obstacle> Fields = new(
        "task-obstacle",
        ("task", o => o.TaskId.ToString("D")),
        ("number", o => o.Number.ToString(CultureInfo.InvariantCulture)),
        ("text", o => o.Text),
        ("proposal", o => o.Proposal),
        ("raised", o => Canonical.Instant(o.RaisedAt)),
        ("raised-by", o => o.RaisedBy?.ToString("D")),
        ("at", o => o.AtUnitId.ToString("D")),
        ("since", o => Canonical.Day(o.Since)),
        ("passed-up", o => o.PassedUp.ToString(CultureInfo.InvariantCulture)),
        ("state", o => o.State.ToString()),
        ("answer", o => o.Answer),
        ("settled", o => Canonical.Instant(o.SettledAt)),
        ("settled-by", o => o.SettledBy?.ToString("D"))
    );

    public required Guid Id { get; init; }
    public required Guid TaskId { get; init; }

    /// <summary>From 1 within the task.</summary>
    public required int Number { get; init; }
    public required string Text { get; init; }
    public required string Proposal { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime RaisedAt { get; init; }
    public Guid? RaisedBy { get; init; }

    /// <summary>Whose head has to decide.</summary>
    public Guid AtUnitId { get; set; }

    /// <summary>The day it came there.</summary>
    public DateOnly Since { get; set; }

    /// <summary>How often it was passed up.</summary>
    public int PassedUp { get; set; }
    public ObstacleState State { get; private set; }

    /// <summary>The decision, or why it was taken back.</summary>
    public string? Answer { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime? SettledAt { get; private set; }
    public Guid? SettledBy { get; private set; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }

    /// <exception cref="InvalidOperationException">It is settled.</exception>
    public void PassTo(Guid unit, DateOnly day)
    {
        Demand();
        (AtUnitId, Since, PassedUp) = (unit, day, PassedUp + 1);
    }

    /// <exception cref="InvalidOperationException">It is settled.</exception>
    public void Settle(ObstacleState state, string answer, DateTime at, Guid? by)
    {
        Demand();
        (State, Answer, SettledAt, SettledBy) = (state, answer, at, by);
    }

    private void Demand()
    {
        if (State != ObstacleState.Open)
        {
            throw new InvalidOperationException($"Obstacle {Id} is {State}.");
        }
    }
}

public sealed class ObstacleMapping : IEntityTypeConfiguration<Obstacle>
{
    public void Configure(EntityTypeBuilder<Obstacle> builder)
    {
        builder.ToTable("task_obstacles");
        builder.HasChain();
        builder.Property(o => o.State).HasMaxLength(20);
        builder.HasIndex(o => new { o.TaskId, o.Number }).IsUnique();
        builder.HasIndex(o => new { o.State, o.AtUnitId });
        builder.PointsTo<Obstacle, AssignedTask>(nameof(Obstacle.TaskId));
        builder.PointsTo<Obstacle, Unit>(nameof(Obstacle.AtUnitId));
    }
}
