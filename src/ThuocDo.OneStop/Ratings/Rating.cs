using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.Shared.History;

namespace ThuocDo.OneStop.Ratings;

/// <summary>The three levels of Circular 32/2017/TT-BTTTT Art 12.</summary>
public enum Satisfaction
{
    VerySatisfied,
    Satisfied,
    NotSatisfied,
}

/// <summary>
/// What the applicant thinks of the handling of one dossier: one rating each, given by the applicant or the holder of
/// the tracking secret after the result. Nobody who stays silent is counted as content. It names no person (Decree
/// 61/2018 Art 27.3).
/// </summary>
public sealed class Rating
{
    public const int CommentMaxLength = 1000;
    public const int ReasonsMaxLength = 200;

    /// <summary>The key: so there is one for each dossier.</summary>
    public required Guid DossierId { get; init; }
    public required Satisfaction Level { get; init; }

    /// <summary>Codes of <c>data/onestop/rating-reasons.csv</c>, joined by commas.</summary>
    public required string Reasons { get; init; }
    public string? Comment { get; init; }
    public required DateTime At { get; init; }
    public required byte[] Salt { get; init; }

    public string Commitment() =>
        Canonical.Commitment(Salt, Level.ToString(), Reasons, Comment, Canonical.Instant(At));

    /// <summary>There is a result to judge.</summary>
    public static bool IsOpen(Dossier dossier) =>
        dossier.State is DossierState.Resolved or DossierState.Returned;
}

public sealed class RatingMapping : IEntityTypeConfiguration<Rating>
{
    public void Configure(EntityTypeBuilder<Rating> builder)
    {
        builder.ToTable("onestop_ratings");
        builder.HasKey(r => r.DossierId);
        builder.Property(r => r.DossierId).ValueGeneratedNever();
        builder.Property(r => r.Level).HasMaxLength(20);
        builder.Property(r => r.Reasons).HasMaxLength(Rating.ReasonsMaxLength);
        builder.Property(r => r.Comment).HasMaxLength(Rating.CommentMaxLength);
        builder.HasIndex(r => r.At);
    }
}
