using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Programmes.Tasks;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Reference;

namespace ThuocDo.Programmes.Funding;

public enum FundingKind
{
    /// <summary>Assigned for a year by a decision.</summary>
    Planned,

    /// <summary>A later decision adds to what was assigned or takes from it: the amount bears a sign.</summary>
    Adjusted,
    Spent,

    /// <summary>Spent and given back; it can be spent again.</summary>
    Returned,
}

/// <summary>
/// One document about money of the reform. The ledger is append-only: an entry is never changed and never deleted; a wrong one is cancelled by a
/// counter-entry. What is planned, spent and left are sums, kept nowhere.
/// </summary>
public sealed class FundingEntry : IChained
{
    public const int ProductMaxLength = 300;
    public const int DocumentMaxLength = 100;
    public const int ReasonMaxLength = 500;
    public const int SourceMaxLength = 40;

    /// <summary>Above this it is a slip: ten thousand billion đồng. The column holds fourteen digits before the point.</summary>
    public const decimal MostAmount = 10_000_000_000_000m;

    public static readonly ChainedFields<FundingEntry> Fields = new(
        "funding-entry",
        ("programme", e => e.ProgrammeId.ToString("D")),
        ("number", e => Text(e.Number)),
        ("year", e => Text(e.Year)),
        ("kind", e => e.Kind.ToString()),
        ("unit", e => e.UnitId.ToString("D")),
        ("task", e => e.TaskId?.ToString("D")),
        ("product", e => e.Product),
        ("axis", e => e.Axis is { } axis ? Text(axis) : null),
        ("source", e => e.Source),
        ("amount", e => e.Amount.ToString("0", CultureInfo.InvariantCulture)),
        ("document", e => e.Document),
        ("document-on", e => Canonical.Day(e.DocumentOn)),
        ("reason", e => e.Reason),
        ("counter-of", e => e.CounterOf?.ToString("D"))
    );

    public required Guid Id { get; init; }
    public required Guid ProgrammeId { get; init; }

    /// <summary>From 1 within the programme, without a gap.</summary>
    public required int Number { get; init; }

    /// <summary>The budget year, which need not be that of the document.</summary>
    public required int Year { get; init; }
    public required FundingKind Kind { get; init; }

    /// <summary>The body whose money it is, as it was on the day of the document; sums are read by its heirs.</summary>
    public required Guid UnitId { get; init; }

    /// <summary>The task it is for.</summary>
    public Guid? TaskId { get; init; }

    /// <summary>What is to be had for it, in the words of the document: an allotment against a product.</summary>
    public string? Product { get; init; }

    /// <summary>Of money without a task; the axis of a task is the task's own.</summary>
    public int? Axis { get; init; }

    /// <summary>Code of <see cref="FundingSources"/>.</summary>
    public required string Source { get; init; }

    /// <summary>In whole đồng; positive but for adjustments downwards and counter-entries.</summary>
    public required decimal Amount { get; init; }

    /// <summary>Number of the decision or voucher.</summary>
    public required string Document { get; init; }
    public required DateOnly DocumentOn { get; init; }

    /// <summary>Why more is spent than planned, or why the entry it cancels was wrong.</summary>
    public string? Reason { get; init; }

    /// <summary>The entry it cancels.</summary>
    public Guid? CounterOf { get; init; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

public sealed class FundingEntryMapping : IEntityTypeConfiguration<FundingEntry>
{
    public void Configure(EntityTypeBuilder<FundingEntry> builder)
    {
        builder.ToTable("funding_entries");
        builder.HasChain();
        builder.Property(e => e.Kind).HasMaxLength(20);
        builder.Property(e => e.Source).HasMaxLength(FundingEntry.SourceMaxLength);
        builder.Property(e => e.Product).HasMaxLength(FundingEntry.ProductMaxLength);
        builder.Property(e => e.Document).HasMaxLength(FundingEntry.DocumentMaxLength);
        builder.Property(e => e.Reason).HasMaxLength(FundingEntry.ReasonMaxLength);
        // Two officers at once: the second runs again and sees the sums the first has left.
        builder.HasIndex(e => new { e.ProgrammeId, e.Number }).IsUnique();
        builder.HasIndex(e => e.CounterOf).IsUnique();
        builder.HasIndex(e => new { e.ProgrammeId, e.Year });
        builder.PointsTo<FundingEntry, Programme>(nameof(FundingEntry.ProgrammeId));
        builder.PointsTo<FundingEntry, Unit>(nameof(FundingEntry.UnitId));
        builder.PointsTo<FundingEntry, AssignedTask>(nameof(FundingEntry.TaskId));
        builder.PointsTo<FundingEntry, FundingEntry>(nameof(FundingEntry.CounterOf));
    }
}

/// <summary>Where money comes from, in the years in which the heading stands.</summary>
/// <param name="To">The first day on which it no longer stands.</param>
public sealed record FundingSource(
    string Code,
    Bilingual Name,
    DateOnly From,
    DateOnly? To,
    bool IsConfirmed
)
{
    public bool StandsIn(int year) =>
        From.Year <= year && (To is not { } end || new DateOnly(year, 1, 1) < end);
}

/// <summary>The sources that ship in <c>data/funding/sources.csv</c>; those that no act was seen for are marked.</summary>
public static class FundingSources
{
    public static IReadOnlyList<FundingSource> All { get; } =
    [
        .. ShippedData
            .Rows("funding/sources.csv")
            .Select(row => new FundingSource(
                row.Required("code"),
                new Bilingual(row.Required("name_vi"), row["name_en"]),
                row.Date("valid_from"),
                row.OptionalDate("valid_to"),
                row.Required("confidence") == "confirmed"
            )),
    ];

    public static FundingSource? Find(string code) => All.FirstOrDefault(s => s.Code == code);

    /// <summary>Its name, or the code where this build does not know it.</summary>
    public static string NameOf(string code) => Find(code)?.Name.ToString() ?? code;
}
