using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.Organisation.Units;

namespace ThuocDo.Organisation.Posts;

/// <summary>
/// A post of a unit version. A unit may have several heads: the Party secretary and the chair of the People's
/// Committee answer for the same commune.
/// </summary>
public sealed class Post
{
    public const int TitleMaxLength = 160;

    public required Guid Id { get; init; }
    public required Guid UnitId { get; init; }
    public required string Title { get; init; }
    public required string TitleEn { get; init; }

    /// <summary>Answers for the results of the unit.</summary>
    public required bool IsHead { get; init; }

    /// <summary>Place in the list of the unit, from 1.</summary>
    public required int Rank { get; init; }

    public string TitleIn(string language) => language == "en" ? TitleEn : Title;
}

public sealed class PostMapping : IEntityTypeConfiguration<Post>
{
    public void Configure(EntityTypeBuilder<Post> builder)
    {
        builder.ToTable("organisation_posts");
        builder.HasKey(p => p.Id);
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.Title).HasMaxLength(Post.TitleMaxLength);
        builder.Property(p => p.TitleEn).HasMaxLength(Post.TitleMaxLength);
        builder.HasIndex(p => p.UnitId);
        builder
            .HasOne<Unit>()
            .WithMany()
            .HasForeignKey(p => p.UnitId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}
