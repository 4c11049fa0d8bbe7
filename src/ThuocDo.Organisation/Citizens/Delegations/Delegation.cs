using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.Shared.Data;

namespace ThuocDo.Organisation.Citizens.Delegations;

/// <summary>What somebody may do for an owner.</summary>
[Flags]
public enum DelegatedActs
{
    None = 0,

    /// <summary>File and answer supplement requests.</summary>
    File = 1,

    /// <summary>Follow the clock and read what was written.</summary>
    Follow = 2,

    /// <summary>Take the result.</summary>
    Collect = 4,
}

/// <summary>
/// A written authorisation (Civil Code 2015, articles 562–569): who acts for whom, for which acts, until when, by which document.
/// It holds only once the delegate has accepted it with an identity that the provider vouches for.
/// </summary>
public sealed class Delegation : IVersioned
{
    public const int ProofMaxLength = 200;

    public required Guid Id { get; init; }
    public required Guid OwnerId { get; init; }

    /// <summary>The identity number that the owner wrote; it names whom to ask and opens nothing by itself.</summary>
    public required string DelegateNumber { get; init; }

    /// <summary>Who accepted.</summary>
    public Guid? DelegateId { get; set; }
    public required DelegatedActs Acts { get; init; }
    public required DateOnly From { get; init; }

    /// <summary>The last day.</summary>
    public required DateOnly Until { get; init; }

    /// <summary>Number, day and place of the written authorisation.</summary>
    public required string Proof { get; init; }
    public required DateTime GivenAt { get; init; }
    public DateTime? AcceptedAt { get; set; }
    public DateTime? EndedAt { get; set; }
    public Guid Version { get; set; }

    public bool Holds(DateOnly day) =>
        AcceptedAt is not null && EndedAt is null && From <= day && day <= Until;

    /// <summary>Neither ended nor over.</summary>
    public bool IsOpen(DateOnly day) => EndedAt is null && day <= Until;
}

public sealed class DelegationMapping : IEntityTypeConfiguration<Delegation>
{
    public void Configure(EntityTypeBuilder<Delegation> builder)
    {
        builder.ToTable("organisation_delegations");
        builder.Property(d => d.Id).ValueGeneratedNever();
        builder.Property(d => d.DelegateNumber).HasMaxLength(Citizen.IdentityMaxLength);
        builder.Property(d => d.Proof).HasMaxLength(Delegation.ProofMaxLength);
        builder.Property(d => d.Acts).HasMaxLength(40);
        builder.HasIndex(d => d.OwnerId);
        builder.HasIndex(d => d.DelegateId);
        builder.HasIndex(d => d.DelegateNumber);
        builder.HasVersion();
        builder
            .HasOne<Citizen>()
            .WithMany()
            .HasForeignKey(d => d.OwnerId)
            .OnDelete(DeleteBehavior.Restrict);
        builder
            .HasOne<Citizen>()
            .WithMany()
            .HasForeignKey(d => d.DelegateId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}
