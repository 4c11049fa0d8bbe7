using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.Shared.History;

namespace ThuocDo.Programmes.Year;

public enum YearMarkKind
{
    /// <summary>The province sets another last day for this year.</summary>
    Moved,

    /// <summary>It does not apply in this year.</summary>
    Dropped,

    /// <summary>Back to the calendar's own day.</summary>
    Restored,

    /// <summary>Done, by a document that the system does not hold otherwise.</summary>
    Done,

    /// <summary>What was recorded as done was not, or not so.</summary>
    TakenBack,
}

/// <summary>What the province decided about a duty of one year, or how it was done. Marks are added and never changed; the last counts.</summary>
public sealed class YearMark : IChained
{
    public const int DutyMaxLength = 40;
    public const int DocumentMaxLength = 120;
    public const int ReasonMaxLength = 1000;

    public static readonly ChainedFields<YearMark> Fields = new(
        "year-mark",
        ("year", m => m.Year.ToString(CultureInfo.InvariantCulture)),
        ("duty", m => m.Duty),
        ("number", m => m.Number.ToString(CultureInfo.InvariantCulture)),
        ("kind", m => m.Kind.ToString()),
        ("day", m => m.Day is { } day ? Canonical.Day(day) : null),
        ("document", m => m.Document),
        ("reason", m => m.Reason),
        ("at", m => Canonical.Instant(m.At)),
        ("account", m => m.AccountId?.ToString("D"))
    );

    public required Guid Id { get; init; }
    public required int Year { get; init; }

    /// <summary>Key of the <see cref="YearDuty"/>.</summary>
    public required string Duty { get; init; }

    /// <summary>From 1 within the duty of the year.</summary>
    public required int Number { get; init; }
    public required YearMarkKind Kind { get; init; }

    /// <summary>The new last day, or the day on which it was done.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>Number and day of what shows that it was done.</summary>
    public string? Document { get; init; }
    public string? Reason { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime At { get; init; }
    public Guid? AccountId { get; init; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }
}

public sealed class YearMarkMapping : IEntityTypeConfiguration<YearMark>
{
    public void Configure(EntityTypeBuilder<YearMark> builder)
    {
        builder.ToTable("programme_year_marks");
        builder.HasChain();
        builder.Property(m => m.Kind).HasMaxLength(20);
        builder.Property(m => m.Duty).HasMaxLength(YearMark.DutyMaxLength);
        builder.Property(m => m.Document).HasMaxLength(YearMark.DocumentMaxLength);
        builder
            .HasIndex(m => new
            {
                m.Year,
                m.Duty,
                m.Number,
            })
            .IsUnique();
    }
}
