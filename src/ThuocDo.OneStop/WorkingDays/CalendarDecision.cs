using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.WorkingDays;

/// <summary>What a decision makes of the days it names.</summary>
public enum CalendarDecisionKind
{
    /// <summary>Nobody works.</summary>
    Closed,

    /// <summary>The working days among them have these hours: a half day, summer hours, the office's own hours.</summary>
    Hours,

    /// <summary>All of them are worked in these hours, weekends too: a make-up day, a Saturday morning.</summary>
    Worked,
}

/// <summary>
/// A change of the calendar that ships: of the national one, or of one office. Never edited; another decision takes its place.
/// A promise made before <see cref="KnownOn"/> is not moved by it.
/// </summary>
public sealed class CalendarDecision : IChained
{
    public const int NameMaxLength = 120;
    public const int ActMaxLength = 200;
    public const int SessionsMaxLength = 80;

    /// <summary>The most days of one decision: a year of own hours.</summary>
    public const int MostDays = 366;

    public static readonly ChainedFields<CalendarDecision> Fields = new(
        "calendar",
        ("number", d => d.Number.ToString(CultureInfo.InvariantCulture)),
        ("unit", d => d.UnitId?.ToString("D")),
        ("kind", d => d.Kind.ToString()),
        ("from", d => Canonical.Day(d.From)),
        ("to", d => Canonical.Day(d.To)),
        ("sessions", d => d.Sessions),
        ("name_vi", d => d.NameVi),
        ("name_en", d => d.NameEn),
        ("act", d => d.Act),
        ("known_on", d => Canonical.Day(d.KnownOn)),
        ("decided_at", d => Canonical.Instant(d.DecidedAt)),
        ("decided_by", d => d.DecidedBy?.ToString("D")),
        ("applied_at", d => Canonical.Instant(d.AppliedAt)),
        ("moved", d => d.AppliedAt is null ? null : d.Moved.ToString(CultureInfo.InvariantCulture))
    );

    public required Guid Id { get; init; }

    /// <summary>Counts all decisions, from 1; the later one holds.</summary>
    public required int Number { get; init; }

    /// <summary>The office; none for the national calendar.</summary>
    public Guid? UnitId { get; init; }
    public required CalendarDecisionKind Kind { get; init; }
    public required DateOnly From { get; init; }

    /// <summary>The last day, included.</summary>
    public required DateOnly To { get; init; }

    /// <summary>As <c>07:00-11:30 13:30-17:00</c>; none where nobody works.</summary>
    public string? Sessions { get; init; }
    public required string NameVi { get; init; }
    public required string NameEn { get; init; }

    /// <summary>The decision's number and date, or the announcement.</summary>
    public required string Act { get; init; }

    /// <summary>The day on which it was entered: offices could not promise by it before.</summary>
    public required DateOnly KnownOn { get; init; }
    public required DateTime DecidedAt { get; init; }
    public Guid? DecidedBy { get; init; }

    /// <summary>UTC; none as long as open dossiers are still being derived anew.</summary>
    public DateTime? AppliedAt { get; set; }

    /// <summary>How many open dossiers got another date by it.</summary>
    public int Moved { get; set; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }

    public Named Name => new(NameVi, NameEn);

    public IReadOnlyList<Session> WorkedSessions =>
        [
            .. (Sessions ?? "")
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(Session.Parse),
        ];

    /// <summary>The days it names, in order.</summary>
    public IEnumerable<DateOnly> Days() =>
        Enumerable.Range(0, To.DayNumber - From.DayNumber + 1).Select(From.AddDays);
}

public sealed class CalendarDecisionMapping : IEntityTypeConfiguration<CalendarDecision>
{
    public void Configure(EntityTypeBuilder<CalendarDecision> builder)
    {
        builder.ToTable("onestop_calendar_decisions");
        builder.HasChain();
        builder.Property(d => d.Kind).HasMaxLength(10);
        builder.Property(d => d.Sessions).HasMaxLength(CalendarDecision.SessionsMaxLength);
        builder.Property(d => d.NameVi).HasMaxLength(CalendarDecision.NameMaxLength);
        builder.Property(d => d.NameEn).HasMaxLength(CalendarDecision.NameMaxLength);
        builder.Property(d => d.Act).HasMaxLength(CalendarDecision.ActMaxLength);
        builder.HasIndex(d => d.Number).IsUnique();
        builder
            .HasOne<Unit>()
            .WithMany()
            .HasForeignKey(d => d.UnitId)
            .OnDelete(DeleteBehavior.Restrict);
        builder.Ignore(d => d.Name);
        builder.Ignore(d => d.WorkedSessions);
    }
}
