using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ThuocDo.OneStop.Tracking;

/// <summary>Wrong attempts at tracking, counted for one code or one address.</summary>
public sealed class TrackingAttempt
{
    public const int SubjectMaxLength = 80;

    /// <summary><c>code:…</c> or <c>address:…</c> (a hash: an address is personal data).</summary>
    public required string Subject { get; init; }

    /// <summary>UTC: the first of the attempts counted.</summary>
    public required DateTime Since { get; init; }

    public required int Wrong { get; init; }

    /// <summary>UTC.</summary>
    public DateTime? LockedUntil { get; init; }
}

public sealed class TrackingAttemptMapping : IEntityTypeConfiguration<TrackingAttempt>
{
    public void Configure(EntityTypeBuilder<TrackingAttempt> builder)
    {
        builder.ToTable("onestop_tracking_attempts");
        builder.HasKey(a => a.Subject);
        builder.Property(a => a.Subject).HasMaxLength(TrackingAttempt.SubjectMaxLength);
        builder.HasIndex(a => a.Since);
    }
}
