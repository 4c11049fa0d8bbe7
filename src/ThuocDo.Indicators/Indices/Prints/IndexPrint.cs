using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Reference;

namespace ThuocDo.Indicators.Indices.Prints;

/// <summary>
/// One figure of an index as somebody printed it: a total with its place and group, or one of its parts. A print is never
/// changed; another print of the same figure stands beside it. One that was taken in by mistake is withdrawn and stays
/// readable.
/// </summary>
public sealed class IndexPrint : IChained
{
    public const int TextMaxLength = 300;
    public const int KeyMaxLength = 40;

    /// <summary>Decimals of a score.</summary>
    public const int Decimals = 6;

    public static readonly ChainedFields<IndexPrint> Fields = new(
        "index-print",
        ("index", p => p.Index),
        ("year", p => p.Year.ToString(CultureInfo.InvariantCulture)),
        ("province", p => p.Province),
        ("part", p => p.Part),
        ("score", p => Number(p.Score)),
        ("rank", p => p.Rank?.ToString(CultureInfo.InvariantCulture)),
        ("ranked", p => p.Ranked?.ToString(CultureInfo.InvariantCulture)),
        ("group", p => p.Group),
        ("publisher", p => p.Publisher),
        ("source", p => p.Source),
        ("published", p => Day(p.PublishedOn)),
        ("at", p => Canonical.Instant(p.ImportedAt)),
        ("by", p => p.ImportedBy?.ToString("D")),
        ("withdrawn", p => p.Withdrawn)
    );

    public required Guid Id { get; init; }
    public required string Index { get; init; }

    /// <summary>Year of measurement.</summary>
    public required int Year { get; init; }

    /// <summary>Code of the province.</summary>
    public required string Province { get; init; }

    /// <summary>None: it is the total.</summary>
    public string? Part { get; init; }
    public decimal? Score { get; init; }
    public int? Rank { get; init; }
    public int? Ranked { get; init; }

    /// <summary>Key of the group.</summary>
    public string? Group { get; init; }
    public required string Publisher { get; init; }

    /// <summary>Where it was read: an address or the name of a document.</summary>
    public required string Source { get; init; }
    public DateOnly? PublishedOn { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime ImportedAt { get; init; }
    public Guid? ImportedBy { get; init; }

    /// <summary>Why it does not count; none while it does.</summary>
    public string? Withdrawn { get; private set; }
    public int Events { get; set; }
    public byte[] ChainHash { get; set; } = new byte[32];
    public Guid Version { get; set; }

    /// <summary>The same print has the same key, so that taking it in again adds nothing.</summary>
    public static Guid IdOf(PrintLine line) =>
        StableId.From(
            string.Join(
                '\n',
                "index-print",
                line.Index,
                line.Year.ToString(CultureInfo.InvariantCulture),
                line.Province,
                line.Part,
                Number(line.Score),
                line.Rank?.ToString(CultureInfo.InvariantCulture),
                line.Ranked?.ToString(CultureInfo.InvariantCulture),
                line.Group,
                line.Publisher,
                line.Source,
                Day(line.PublishedOn)
            )
        );

    /// <exception cref="InvalidOperationException">It is withdrawn already.</exception>
    public void Withdraw(string reason)
    {
        if (Withdrawn is not null)
        {
            throw new InvalidOperationException($"Print {Id} is withdrawn.");
        }

        Withdrawn = reason;
    }

    private static string? Day(DateOnly? day) => day is { } known ? Canonical.Day(known) : null;

    private static string? Number(decimal? number) =>
        number?.ToString("0.######", CultureInfo.InvariantCulture);
}

public sealed class IndexPrintMapping : IEntityTypeConfiguration<IndexPrint>
{
    public void Configure(EntityTypeBuilder<IndexPrint> builder)
    {
        builder.ToTable("index_prints");
        builder.HasChain();
        builder.Property(p => p.Index).HasMaxLength(IndexPrint.KeyMaxLength);
        builder.Property(p => p.Province).HasMaxLength(IndexPrint.KeyMaxLength);
        builder.Property(p => p.Part).HasMaxLength(IndexPrint.KeyMaxLength);
        builder.Property(p => p.Group).HasMaxLength(IndexPrint.KeyMaxLength);
        builder.Property(p => p.Score).HasPrecision(18, IndexPrint.Decimals);
        builder.Property(p => p.Publisher).HasMaxLength(IndexPrint.TextMaxLength);
        builder.Property(p => p.Source).HasMaxLength(IndexPrint.TextMaxLength);
        builder.Property(p => p.Withdrawn).HasMaxLength(IndexPrint.TextMaxLength);
        builder.HasIndex(p => new
        {
            p.Index,
            p.Province,
            p.Year,
        });
    }
}
