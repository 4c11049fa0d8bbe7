using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.Organisation.People;

namespace ThuocDo.Organisation.Posts;

/// <summary>
/// A person in a post between two days. Results are put down to whoever held the post on the day, not to whoever
/// holds it now.
/// </summary>
public sealed class PostHolding
{
    public required Guid Id { get; init; }
    public required Guid PersonId { get; init; }
    public required Guid PostId { get; init; }
    public required DateOnly From { get; init; }

    /// <summary>The first day on which the person no longer holds it.</summary>
    public DateOnly? To { get; init; }

    public bool IsHeldOn(DateOnly day) => From <= day && (To is null || day < To);
}

public sealed class PostHoldingMapping : IEntityTypeConfiguration<PostHolding>
{
    public void Configure(EntityTypeBuilder<PostHolding> builder)
    {
        builder.ToTable("organisation_post_holdings");
        builder.HasKey(h => h.Id);
        builder.Property(h => h.Id).ValueGeneratedNever();
        builder.Property(h => h.From).HasColumnName("valid_from");
        builder.Property(h => h.To).HasColumnName("valid_to");
        builder.HasIndex(h => new { h.PostId, h.From });
        builder.HasIndex(h => h.PersonId);
        builder
            .HasOne<Person>()
            .WithMany()
            .HasForeignKey(h => h.PersonId)
            .OnDelete(DeleteBehavior.Restrict);
        builder
            .HasOne<Post>()
            .WithMany()
            .HasForeignKey(h => h.PostId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}
