using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ThuocDo.OneStop.Notices;

/// <summary>The ways to a person besides the pages of this product, in which every notice stands anyway.</summary>
public enum NoticeChannel
{
    Email,
    Sms,
}

public enum DeliveryState
{
    Waiting,
    Delivered,

    /// <summary>Given up; the next channel is tried if there is one.</summary>
    Failed,
}

/// <summary>
/// One message to one person about one event. The sentence is made from template and facts in the language it is read
/// in; particulars of the person are not part of it.
/// </summary>
public sealed class Notice
{
    public const int TemplateMaxLength = 40;
    public const int RecipientMaxLength = 50;

    public required Guid Id { get; init; }

    /// <summary>The event of the chain it tells of; a digest has a key made of person and day.</summary>
    public required Guid EventId { get; init; }

    /// <summary><c>applicant</c> or <c>account:…</c>. One notice for each event and person.</summary>
    public required string Recipient { get; init; }

    public Guid? DossierId { get; init; }

    /// <summary>What was filed online and is no dossier yet.</summary>
    public Guid? SubmissionId { get; init; }

    /// <summary>The account of a member of the staff.</summary>
    public Guid? AccountId { get; init; }

    /// <summary>Names the texts <c>notice.event.{template}.title</c> and <c>.body</c>.</summary>
    public required string Template { get; init; }

    /// <summary><see cref="NoticeFacts"/> as JSON.</summary>
    public required string Facts { get; init; }
    public required DateTime CreatedAt { get; init; }

    /// <summary>Opened in the product, UTC.</summary>
    public DateTime? ReadAt { get; set; }

    public const string Applicant = "applicant";

    public static string OfAccount(Guid id) => $"account:{id:N}";

    public NoticeFacts Read() => JsonSerializer.Deserialize<NoticeFacts>(Facts)!;
}

/// <summary>What a notice is made of. Days and instants are stored as such and printed when it is read.</summary>
public sealed record NoticeFacts
{
    public string? Code { get; init; }
    public Guid? Procedure { get; init; }
    public Guid? Version { get; init; }
    public Guid? Unit { get; init; }

    /// <summary>The due date at that moment, UTC.</summary>
    public DateTime? Due { get; init; }

    /// <summary>A reason of the list with its free words; see <see cref="Dossiers.Reasons"/>.</summary>
    public string? Reason { get; init; }

    /// <summary>Numbers of the papers asked for.</summary>
    public string? Papers { get; init; }

    /// <summary>A number from a register: of a bill, of a result.</summary>
    public string? Number { get; init; }

    /// <summary>Of a digest.</summary>
    public DigestCounts? Digest { get; init; }

    public string Write() => JsonSerializer.Serialize(this);
}

/// <summary>The way of a notice over one channel.</summary>
public sealed class NoticeDelivery
{
    /// <summary>That of the outbox message.</summary>
    public required Guid Id { get; init; }
    public required Guid NoticeId { get; init; }
    public required NoticeChannel Channel { get; init; }
    public DeliveryState State { get; set; }

    /// <summary>UTC: delivered or given up.</summary>
    public DateTime? At { get; set; }
}

public sealed class NoticeMapping
    : IEntityTypeConfiguration<Notice>,
        IEntityTypeConfiguration<NoticeDelivery>
{
    public void Configure(EntityTypeBuilder<Notice> builder)
    {
        builder.ToTable("onestop_notices");
        builder.HasKey(n => n.Id);
        builder.Property(n => n.Id).ValueGeneratedNever();
        builder.Property(n => n.Template).HasMaxLength(Notice.TemplateMaxLength);
        builder.Property(n => n.Recipient).HasMaxLength(Notice.RecipientMaxLength);
        builder.HasIndex(n => new { n.EventId, n.Recipient }).IsUnique();
        builder.HasIndex(n => n.DossierId);
        builder.HasIndex(n => n.SubmissionId);
        builder.HasIndex(n => new { n.AccountId, n.ReadAt });
    }

    public void Configure(EntityTypeBuilder<NoticeDelivery> builder)
    {
        builder.ToTable("onestop_notice_deliveries");
        builder.HasKey(d => d.Id);
        builder.Property(d => d.Id).ValueGeneratedNever();
        builder.Property(d => d.Channel).HasMaxLength(10);
        builder.Property(d => d.State).HasMaxLength(12);
        builder.HasIndex(d => d.NoticeId);
        builder
            .HasOne<Notice>()
            .WithMany()
            .HasForeignKey(d => d.NoticeId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}
