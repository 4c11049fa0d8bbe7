using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.Shared.History;

namespace ThuocDo.OneStop.Counter.Queue;

public enum TicketState
{
    Waiting,

    /// <summary>At a window, in the hands of one officer.</summary>
    Called,
    Served,
    NoShow,
}

/// <summary>
/// A number of the queue (số thứ tự) of an office on a day. It names nobody: who holds the paper holds the number.
/// </summary>
public sealed class QueueTicket : IChained
{
    public const int LabelMaxLength = 8;
    public const int GroupMaxLength = 4;
    public const int DeskMaxLength = 12;
    public const int ReferenceLength = 24;

    public static readonly ChainedFields<QueueTicket> Fields = new(
        "queue-ticket",
        ("unit", t => t.UnitId.ToString("D")),
        ("day", t => Canonical.Day(t.Day)),
        ("label", t => t.Label),
        ("group", t => t.Group),
        ("issued_at", t => Canonical.Instant(t.IssuedAt)),
        ("booked_for", t => Canonical.Instant(t.BookedFor)),
        ("appointment", t => t.AppointmentId?.ToString("D")),
        ("state", t => t.State.ToString()),
        ("waiting_since", t => Canonical.Instant(t.WaitingSince)),
        ("waited", t => t.WaitedSeconds.ToString(CultureInfo.InvariantCulture)),
        ("desk", t => t.Desk),
        ("officer", t => t.OfficerId?.ToString("D")),
        ("called_at", t => Canonical.Instant(t.CalledAt)),
        ("calls", t => t.Calls.ToString(CultureInfo.InvariantCulture)),
        ("ended_at", t => Canonical.Instant(t.EndedAt))
    );

    public required Guid Id { get; init; }
    public required Guid UnitId { get; init; }
    public required DateOnly Day { get; init; }

    /// <summary>What is printed and called, for instance A012; it stays when the ticket goes to another group.</summary>
    public required string Label { get; init; }

    /// <summary>Code of the <see cref="ServiceGroup"/> it waits for now.</summary>
    public required string Group { get; set; }

    /// <summary>The capability in the address under which the holder follows it.</summary>
    public required string Reference { get; init; }
    public required DateTime IssuedAt { get; init; }

    /// <summary>The beginning of the hour that was booked; none for whoever came without booking.</summary>
    public DateTime? BookedFor { get; init; }
    public Guid? AppointmentId { get; init; }
    public required TicketState State { get; set; }

    /// <summary>Since when it has been waiting for the next call.</summary>
    public required DateTime WaitingSince { get; set; }

    /// <summary>All its waiting up to the last call, also before it was passed on to another group.</summary>
    public int WaitedSeconds { get; set; }
    public string? Desk { get; set; }

    /// <summary>Who called it last.</summary>
    public Guid? OfficerId { get; set; }

    /// <summary>Whose hands it is in; the database lets nobody hold two.</summary>
    public Guid? HeldBy { get; set; }
    public DateTime? CalledAt { get; set; }
    public int Calls { get; set; }
    public DateTime? EndedAt { get; set; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }

    public static string NewReference() =>
        Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(ReferenceLength / 2));

    public void Call(Guid officer, string desk, DateTime at)
    {
        WaitedSeconds += (int)Math.Max(0, (at - WaitingSince).TotalSeconds);
        (State, Desk, OfficerId, HeldBy) = (TicketState.Called, desk, officer, officer);
        (CalledAt, Calls) = (at, Calls + 1);
    }

    public void End(TicketState state, DateTime at) => (State, HeldBy, EndedAt) = (state, null, at);

    /// <summary>Waits again, for the same or another group: behind nobody who came later, before nobody who came earlier.</summary>
    public void WaitAgain(string group, DateTime at) =>
        (State, Group, HeldBy, Desk, WaitingSince, EndedAt) = (
            TicketState.Waiting,
            group,
            null,
            null,
            at,
            null
        );
}

/// <summary>The dossiers that were taken in from the holder of a ticket, and how long he or she had waited.</summary>
public sealed class TicketDossier
{
    public required Guid DossierId { get; init; }
    public required Guid TicketId { get; init; }
    public required int WaitedSeconds { get; init; }
}

/// <summary>Who is next. Pure, so that the order can be explained and tested.</summary>
public static class QueueOrder
{
    /// <summary>
    /// Those who booked go first from the beginning of their hour until it is over with some grace; all others, and whoever
    /// comes too early or too late for a booking, in the order in which they took their numbers.
    /// </summary>
    public static IEnumerable<QueueTicket> Of(
        IEnumerable<QueueTicket> waiting,
        DateTime now,
        TimeSpan grace
    ) =>
        waiting
            .OrderBy(t => IsDue(t, now, grace) ? 0 : 1)
            .ThenBy(t => IsDue(t, now, grace) ? t.BookedFor : null)
            .ThenBy(t => t.IssuedAt)
            .ThenBy(t => t.Label, StringComparer.Ordinal);

    private static bool IsDue(QueueTicket ticket, DateTime now, TimeSpan grace) =>
        ticket.BookedFor is { } hour && hour <= now && ticket.IssuedAt <= hour.AddHours(1) + grace;
}

public sealed class QueueTicketMapping : IEntityTypeConfiguration<QueueTicket>
{
    public void Configure(EntityTypeBuilder<QueueTicket> builder)
    {
        builder.ToTable("onestop_queue_tickets");
        builder.HasChain();
        builder.Property(t => t.Label).HasMaxLength(QueueTicket.LabelMaxLength);
        builder.Property(t => t.Group).HasColumnName("service_group");
        builder.Property(t => t.Group).HasMaxLength(QueueTicket.GroupMaxLength);
        builder.Property(t => t.Reference).HasMaxLength(QueueTicket.ReferenceLength);
        builder.Property(t => t.Desk).HasMaxLength(QueueTicket.DeskMaxLength);
        builder.Property(t => t.State).HasMaxLength(10);
        builder.HasIndex(t => t.Reference).IsUnique();
        builder.HasIndex(t => t.HeldBy).IsUnique();
        builder.HasIndex(t => t.AppointmentId).IsUnique();
        builder
            .HasIndex(t => new
            {
                t.UnitId,
                t.Day,
                t.Label,
            })
            .IsUnique();
    }
}

public sealed class TicketDossierMapping : IEntityTypeConfiguration<TicketDossier>
{
    public void Configure(EntityTypeBuilder<TicketDossier> builder)
    {
        builder.ToTable("onestop_ticket_dossiers");
        builder.HasKey(t => t.DossierId);
        builder.Property(t => t.DossierId).ValueGeneratedNever();
        builder.HasIndex(t => t.TicketId);
    }
}
