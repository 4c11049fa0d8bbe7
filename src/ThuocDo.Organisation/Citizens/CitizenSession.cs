using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ThuocDo.Organisation.Citizens;

/// <summary>
/// One sign-in of a citizen in one browser. The cookie names it; a row that has ended opens nothing, whatever the cookie says.
/// </summary>
public sealed class CitizenSession
{
    public const int DeviceMaxLength = 200;

    /// <summary>However active a browser is, after this time the provider is asked again.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    /// <summary>Without a click the session ends.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromHours(2);

    /// <summary>How exactly the last click is remembered: a write on each request would be dear.</summary>
    public static readonly TimeSpan Grain = TimeSpan.FromMinutes(10);

    public required Guid Id { get; init; }
    public required Guid CitizenId { get; init; }
    public required DateTime StartedAt { get; init; }
    public required DateTime SeenAt { get; set; }
    public DateTime? EndedAt { get; set; }

    /// <summary>What the browser calls itself, shown to its owner alone.</summary>
    public string? Device { get; init; }

    /// <summary>Who signed in for the business.</summary>
    public string? ActingPerson { get; init; }

    public bool IsOpen(DateTime now) => EndedAt is null && now - StartedAt < Longest;
}

public sealed class CitizenSessionMapping : IEntityTypeConfiguration<CitizenSession>
{
    public void Configure(EntityTypeBuilder<CitizenSession> builder)
    {
        builder.ToTable("organisation_citizen_sessions");
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.Device).HasMaxLength(CitizenSession.DeviceMaxLength);
        builder.Property(s => s.ActingPerson).HasMaxLength(Citizen.NameMaxLength);
        builder.HasIndex(s => new { s.CitizenId, s.StartedAt });
        builder
            .HasOne<Citizen>()
            .WithMany()
            .HasForeignKey(s => s.CitizenId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}
