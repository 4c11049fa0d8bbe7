using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.Shared.Data;

namespace ThuocDo.Shared.Outbox;

public enum OutboxState
{
    /// <summary>To be sent, or being sent: who holds the lease says which.</summary>
    Waiting,
    Sent,

    /// <summary>Given up: refused for good, or tried too often. An administrator replays it or sets it aside.</summary>
    Dead,

    /// <summary>An administrator decided that it is not sent any more; its lane goes on.</summary>
    SetAside,
}

/// <summary>
/// Something the world outside is owed because of an act. It is written in the transaction of the act, so that it exists
/// exactly if the act happened, and sent later by whoever holds its lease.
/// </summary>
public sealed class OutboxMessage : IVersioned
{
    public const int KindMaxLength = 40;
    public const int LaneMaxLength = 90;
    public const int SubjectMaxLength = 80;
    public const int WorkerMaxLength = 60;
    public const int ErrorMaxLength = 300;

    /// <summary>Also the idempotency key at the receiver.</summary>
    public required Guid Id { get; init; }

    /// <summary>Chooses the handler, for instance <c>notice.email</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Messages of one lane are sent one after the other; none: the order does not matter.</summary>
    public string? Lane { get; init; }

    /// <summary>The place in the lane; no two messages have the same.</summary>
    public long Order { get; init; }

    /// <summary>What it is about, for people: a dossier code.</summary>
    public string? Subject { get; init; }

    /// <summary>JSON; names records and holds no particulars of a person, which are read when it is sent.</summary>
    public required string Payload { get; init; }
    public OutboxState State { get; set; } = OutboxState.Waiting;

    /// <summary>Attempts since it was written or replayed.</summary>
    public int Attempts { get; set; }

    /// <summary>Attempts to which the receiver answered "not now"; these are what a message dies of.</summary>
    public int Failures { get; set; }

    /// <summary>UTC: not before this.</summary>
    public required DateTime DueAt { get; set; }
    public string? LeasedBy { get; set; }
    public DateTime? LeasedUntil { get; set; }

    /// <summary>Set just before the wire and taken away by the answer: if it stands, the message may have arrived.</summary>
    public DateTime? SendingSince { get; set; }

    /// <summary>How often nobody could say whether it had arrived.</summary>
    public int Doubts { get; set; }
    public required DateTime CreatedAt { get; init; }
    public DateTime? SettledAt { get; set; }

    /// <summary>The last refusal in the receiver's or the program's words.</summary>
    public string? LastError { get; set; }
    public Guid Version { get; set; }
}

public sealed class OutboxMessageMapping : IEntityTypeConfiguration<OutboxMessage>
{
    public void Configure(EntityTypeBuilder<OutboxMessage> builder)
    {
        builder.ToTable("outbox_messages");
        builder.HasKey(m => m.Id);
        builder.Property(m => m.Id).ValueGeneratedNever();
        builder.Property(m => m.Kind).HasMaxLength(OutboxMessage.KindMaxLength);
        builder.Property(m => m.Lane).HasMaxLength(OutboxMessage.LaneMaxLength);
        builder.Property(m => m.Order).HasColumnName("lane_order");
        builder.Property(m => m.Subject).HasMaxLength(OutboxMessage.SubjectMaxLength);
        builder.Property(m => m.State).HasMaxLength(12);
        builder.Property(m => m.LeasedBy).HasMaxLength(OutboxMessage.WorkerMaxLength);
        builder.Property(m => m.LastError).HasMaxLength(OutboxMessage.ErrorMaxLength);
        builder.HasIndex(m => new { m.State, m.DueAt });
        builder.HasIndex(m => new { m.Lane, m.Order }).IsUnique();
        builder.HasVersion();
    }
}
