using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.Organisation.ServiceUnits;
using ThuocDo.Organisation.ServiceUnits.Rules;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.History;

namespace ThuocDo.Organisation.Staff;

public enum SchemeState
{
    /// <summary>Written by the body.</summary>
    Drafted,

    /// <summary>Sent to Home Affairs.</summary>
    Submitted,

    /// <summary>Given back with what must be mended.</summary>
    Returned,

    /// <summary>Found in order by Home Affairs; the competent authority has not yet decided.</summary>
    Appraised,

    /// <summary>Decided. The rank structure may come with another decision and later.</summary>
    Approved,
}

/// <summary>
/// The scheme of job positions of a body with its rank structure. It counts for T13 while both are in force; the next scheme of the body ends it.
/// </summary>
public sealed class JobScheme : IChained
{
    public const int DocumentMaxLength = 100;
    public const int NoteMaxLength = 1000;

    public static readonly ChainedFields<JobScheme> Fields = new(
        "job-scheme",
        ("number", s => s.Number.ToString(CultureInfo.InvariantCulture)),
        ("service-unit", s => s.ServiceUnitId?.ToString("D")),
        ("unit", s => s.UnitId.ToString("D")),
        ("state", s => s.State.ToString()),
        ("positions", s => s.Positions),
        ("note", s => s.Note),
        ("document", s => s.Document),
        ("from", s => s.From is { } day ? Canonical.Day(day) : null),
        ("rank-document", s => s.RankDocument),
        ("rank-from", s => s.RankFrom is { } day ? Canonical.Day(day) : null),
        ("ended-on", s => s.EndedOn is { } day ? Canonical.Day(day) : null)
    );

    public required Guid Id { get; init; }

    /// <summary>From 1, without a gap.</summary>
    public required int Number { get; init; }
    public Guid? ServiceUnitId { get; init; }

    /// <summary>The agency; of a service unit its place when the scheme was begun.</summary>
    public required Guid UnitId { get; init; }
    public SchemeState State { get; set; }

    /// <summary>Lines of <see cref="Rules.JobPosition"/>, as they are typed.</summary>
    public string Positions { get; set; } = "";

    /// <summary>What the appraisal says.</summary>
    public string? Note { get; set; }
    public string? Document { get; set; }

    /// <summary>The first day of the approved scheme.</summary>
    public DateOnly? From { get; set; }
    public string? RankDocument { get; set; }

    /// <summary>The first day of the rank structure.</summary>
    public DateOnly? RankFrom { get; set; }

    /// <summary>The first day on which the next scheme of the body stands.</summary>
    public DateOnly? EndedOn { get; set; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }

    public BodyKey Body =>
        ServiceUnitId is { } id ? BodyKey.OfServiceUnit(id) : BodyKey.OfUnit(UnitId);

    /// <summary>Scheme and rank structure are both in force.</summary>
    public bool CountsOn(DateOnly day) =>
        From <= day && RankFrom <= day && (EndedOn is null || day < EndedOn);
}

public sealed class JobSchemeMapping : IEntityTypeConfiguration<JobScheme>
{
    public void Configure(EntityTypeBuilder<JobScheme> builder)
    {
        builder.ToTable("job_schemes");
        builder.HasChain();
        builder.Ignore(s => s.Body);
        builder.Property(s => s.State).HasMaxLength(20);
        builder.Property(s => s.Note).HasMaxLength(JobScheme.NoteMaxLength);
        builder.Property(s => s.Document).HasMaxLength(JobScheme.DocumentMaxLength);
        builder.Property(s => s.RankDocument).HasMaxLength(JobScheme.DocumentMaxLength);
        builder.Property(s => s.From).HasColumnName("valid_from");
        builder.HasIndex(s => s.Number).IsUnique();
        builder.HasIndex(s => s.UnitId);
        builder
            .HasOne<ServiceUnit>()
            .WithMany()
            .HasForeignKey(s => s.ServiceUnitId)
            .OnDelete(DeleteBehavior.Restrict);
        builder
            .HasOne<Unit>()
            .WithMany()
            .HasForeignKey(s => s.UnitId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}
