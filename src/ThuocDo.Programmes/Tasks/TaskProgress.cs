using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Shared.Files;
using ThuocDo.Shared.History;

namespace ThuocDo.Programmes.Tasks;

public enum ProgressState
{
    Waiting,
    Approved,
    Returned,

    /// <summary>A later report took its place before anybody looked at it.</summary>
    Replaced,
}

/// <summary>How far a task is, in the words of who works at it, with the papers that show it.</summary>
public sealed class TaskProgress : IChained
{
    public const int TextMaxLength = 4000;

    public static readonly ChainedFields<TaskProgress> Fields = new(
        "task-progress",
        ("task", p => p.TaskId.ToString("D")),
        ("number", p => p.Number.ToString(CultureInfo.InvariantCulture)),
        ("percent", p => p.Percent.ToString(CultureInfo.InvariantCulture)),
        ("text", p => p.Text),
        ("reported", p => Canonical.Instant(p.ReportedAt)),
        ("reported-by", p => p.ReportedBy?.ToString("D")),
        ("state", p => p.State.ToString()),
        ("remark", p => p.Remark),
        ("settled", p => Canonical.Instant(p.SettledAt)),
        ("settled-by", p => p.SettledBy?.ToString("D"))
    );

    public required Guid Id { get; init; }
    public required Guid TaskId { get; init; }

    /// <summary>From 1 within the task.</summary>
    public required int Number { get; init; }

    /// <summary>0 to 100; with 100 the task is reported as done.</summary>
    public required int Percent { get; init; }
    public required string Text { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime ReportedAt { get; init; }
    public Guid? ReportedBy { get; init; }
    public ProgressState State { get; private set; }

    /// <summary>Of the head: why it was returned, or a word with the approval.</summary>
    public string? Remark { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime? SettledAt { get; private set; }
    public Guid? SettledBy { get; private set; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }

    /// <exception cref="InvalidOperationException">It was settled before.</exception>
    public void Settle(ProgressState state, string? remark, DateTime at, Guid? by)
    {
        if (State != ProgressState.Waiting)
        {
            throw new InvalidOperationException($"Progress {Id} is {State}.");
        }

        (State, Remark, SettledAt, SettledBy) = (state, remark, at, by);
    }
}

/// <summary>A paper that shows what a report says.</summary>
public sealed class TaskEvidence : IChained
{
    public const int NameMaxLength = 200;

    /// <summary>Files of one report.</summary>
    public const int MostFiles = 5;

    public static readonly ChainedFields<TaskEvidence> Fields = new(
        "task-evidence",
        ("progress", e => e.ProgressId.ToString("D")),
        ("hash", e => e.Hash),
        ("kind", e => e.Kind.ToString()),
        ("name", e => e.Name),
        ("length", e => e.Length.ToString(CultureInfo.InvariantCulture))
    );

    public required Guid Id { get; init; }
    public required Guid ProgressId { get; init; }

    /// <summary>Of the content, SHA-256.</summary>
    public required string Hash { get; init; }
    public required FileKind Kind { get; init; }
    public required string Name { get; init; }

    /// <summary>In bytes.</summary>
    public required long Length { get; init; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }
}

public sealed class TaskProgressMapping
    : IEntityTypeConfiguration<TaskProgress>,
        IEntityTypeConfiguration<TaskEvidence>
{
    public void Configure(EntityTypeBuilder<TaskProgress> builder)
    {
        builder.ToTable("task_progress");
        builder.HasChain();
        builder.Property(p => p.State).HasMaxLength(20);
        builder.HasIndex(p => new { p.TaskId, p.Number }).IsUnique();
        builder.PointsTo<TaskProgress, AssignedTask>(nameof(TaskProgress.TaskId));
    }

    public void Configure(EntityTypeBuilder<TaskEvidence> builder)
    {
        builder.ToTable("task_evidence");
        builder.HasChain();
        builder.Property(e => e.Kind).HasMaxLength(10);
        builder.Property(e => e.Hash).HasMaxLength(FileHash.Length);
        builder.Property(e => e.Name).HasMaxLength(TaskEvidence.NameMaxLength);
        builder.HasIndex(e => e.ProgressId);
        builder.PointsTo<TaskEvidence, TaskProgress>(nameof(TaskEvidence.ProgressId));
        builder.PointsTo<TaskEvidence, StoredFile>(nameof(TaskEvidence.Hash));
    }
}
