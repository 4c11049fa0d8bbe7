using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Shared.History;

namespace ThuocDo.Programmes.Dissemination;

/// <summary>One round of study (quán triệt) of a programme: what is studied, by when.</summary>
public sealed class StudyRound : IChained
{
    public const int NameMaxLength = 300;

    public static readonly ChainedFields<StudyRound> Fields = new(
        "study-round",
        ("programme", r => r.ProgrammeId.ToString("D")),
        ("number", r => r.Number.ToString(CultureInfo.InvariantCulture)),
        ("name", r => r.Name),
        ("due", r => Canonical.Day(r.DueOn))
    );

    public required Guid Id { get; init; }
    public required Guid ProgrammeId { get; init; }

    /// <summary>From 1 within the programme.</summary>
    public required int Number { get; init; }
    public required string Name { get; init; }

    /// <summary>The last day in time.</summary>
    public required DateOnly DueOn { get; init; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }
}

/// <summary>What a body, or a Party cell below it, owes to a round: to have studied, and to say so.</summary>
public sealed class StudyPart : IChained
{
    public const int CellMaxLength = 200;
    public const int NoteMaxLength = 1000;
    public const int MostParticipants = 100_000;

    public static readonly ChainedFields<StudyPart> Fields = new(
        "study-part",
        ("round", p => p.RoundId.ToString("D")),
        ("unit", p => p.UnitId.ToString("D")),
        ("cell", p => p.Cell),
        ("held", p => p.HeldOn is { } day ? Canonical.Day(day) : null),
        ("participants", p => p.Participants?.ToString(CultureInfo.InvariantCulture)),
        ("note", p => p.Note),
        ("at", p => Canonical.Instant(p.AcknowledgedAt)),
        ("by", p => p.AcknowledgedBy?.ToString("D"))
    );

    public required Guid Id { get; init; }
    public required Guid RoundId { get; init; }

    /// <summary>The body; of a cell the body under which it is.</summary>
    public Guid UnitId { get; private set; }

    /// <summary>Name of the Party cell; empty: the body itself.</summary>
    public string Cell { get; init; } = "";

    /// <summary>The day of the session.</summary>
    public DateOnly? HeldOn { get; private set; }
    public int? Participants { get; private set; }
    public string? Note { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime? AcknowledgedAt { get; private set; }
    public Guid? AcknowledgedBy { get; private set; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }

    public bool IsDone => AcknowledgedAt is not null;

    /// <summary>Held after the day, or not held and the day is past.</summary>
    public bool IsLate(DateOnly due, DateOnly today) => (HeldOn ?? today) > due;

    public static StudyPart Ask(Guid id, Guid round, Guid unit, string cell = "") =>
        new()
        {
            Id = id,
            RoundId = round,
            UnitId = unit,
            Cell = cell,
        };

    /// <exception cref="InvalidOperationException">It was acknowledged before.</exception>
    public void Acknowledge(DateOnly held, int participants, string? note, DateTime at, Guid? by)
    {
        if (IsDone)
        {
            throw new InvalidOperationException($"Study part {Id} is acknowledged.");
        }

        (HeldOn, Participants, Note, AcknowledgedAt, AcknowledgedBy) = (
            held,
            participants,
            note,
            at,
            by
        );
    }

    /// <summary>
    /// How many took part: who sat in a Party cell of a body may be among those the body counts, so that of the two the greater number
    /// stands for each body.
    /// </summary>
    public static int ParticipantsOf(IEnumerable<StudyPart> parts) =>
        parts
            .GroupBy(p => (p.RoundId, p.UnitId))
            .Sum(g =>
                Math.Max(
                    g.Where(p => p.Cell.Length == 0).Sum(p => p.Participants ?? 0),
                    g.Where(p => p.Cell.Length > 0).Sum(p => p.Participants ?? 0)
                )
            );

    /// <summary>The body ended before it was done; its heir owes it.</summary>
    public void PassTo(Guid heir) => UnitId = heir;
}

public sealed class StudyMapping
    : IEntityTypeConfiguration<StudyRound>,
        IEntityTypeConfiguration<StudyPart>
{
    public void Configure(EntityTypeBuilder<StudyRound> builder)
    {
        builder.ToTable("study_rounds");
        builder.HasChain();
        builder.Property(r => r.Name).HasMaxLength(StudyRound.NameMaxLength);
        builder.HasIndex(r => new { r.ProgrammeId, r.Number }).IsUnique();
        builder.PointsTo<StudyRound, Programme>(nameof(StudyRound.ProgrammeId));
    }

    public void Configure(EntityTypeBuilder<StudyPart> builder)
    {
        builder.ToTable("study_parts");
        builder.HasChain();
        builder.Property(p => p.Cell).HasMaxLength(StudyPart.CellMaxLength);
        builder.Property(p => p.Note).HasMaxLength(StudyPart.NoteMaxLength);
        builder.HasIndex(p => new { p.RoundId, p.UnitId });
        builder.HasIndex(p => new { p.UnitId, p.AcknowledgedAt });
        builder.PointsTo<StudyPart, StudyRound>(nameof(StudyPart.RoundId));
        builder.PointsTo<StudyPart, Unit>(nameof(StudyPart.UnitId));
    }
}
