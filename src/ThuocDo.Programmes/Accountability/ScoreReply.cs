using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.Organisation.Posts;
using ThuocDo.Shared.History;

namespace ThuocDo.Programmes.Accountability;

/// <summary>
/// What a head answered to one line of the own card, with the line as it then was. A later answer follows it and replaces
/// nothing.
/// </summary>
public sealed class ScoreReply : IChained
{
    public const int TextMaxLength = 4_000;
    public const int LineMaxLength = 40;

    public static readonly ChainedFields<ScoreReply> Fields = new(
        "head-reply",
        ("holding", r => r.HoldingId.ToString("D")),
        ("from", r => Canonical.Day(r.From)),
        ("to", r => Canonical.Day(r.To)),
        ("line", r => r.Line),
        ("figure", r => r.Figure),
        ("text", r => r.Text),
        ("account", r => r.AccountId.ToString("D")),
        ("at", r => Canonical.Instant(r.At))
    );

    public required Guid Id { get; init; }
    public required Guid HoldingId { get; init; }

    /// <summary>The days of the card, half-open.</summary>
    public required DateOnly From { get; init; }
    public required DateOnly To { get; init; }
    public required string Line { get; init; }

    /// <summary>The line as it was answered, see <see cref="FrozenLine"/>.</summary>
    public required string Figure { get; init; }
    public required string Text { get; init; }
    public required Guid AccountId { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime At { get; init; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }
}

public sealed class ScoreReplyMapping : IEntityTypeConfiguration<ScoreReply>
{
    public void Configure(EntityTypeBuilder<ScoreReply> builder)
    {
        builder.ToTable("programme_score_replies");
        builder.HasChain();
        builder.Property(r => r.From).HasColumnName("first_day");
        builder.Property(r => r.To).HasColumnName("day_after");
        builder.Property(r => r.Line).HasMaxLength(ScoreReply.LineMaxLength);
        builder.Property(r => r.Text).HasMaxLength(ScoreReply.TextMaxLength);
        builder.HasIndex(r => new { r.HoldingId, r.From });
        builder
            .HasOne<PostHolding>()
            .WithMany()
            .HasForeignKey(r => r.HoldingId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}
