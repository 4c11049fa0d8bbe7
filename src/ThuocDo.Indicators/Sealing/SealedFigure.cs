using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.Shared.History;

namespace ThuocDo.Indicators.Sealing;

/// <summary>
/// A figure as it stood when its month was closed: of one reading of an indicator, for a unit with everything below
/// it. Months in which nothing falls under the indicator have none.
/// </summary>
public sealed class SealedFigure
{
    public const int CodeMaxLength = 40;

    public required Guid SealId { get; init; }
    public required string Indicator { get; init; }
    public required string Reading { get; init; }
    public required string DefinitionVersion { get; init; }

    /// <summary><see cref="Definitions.Definition.Hash"/> of that version as it was.</summary>
    public required byte[] DefinitionHash { get; init; }
    public required Guid UnitId { get; init; }
    public required DateOnly Month { get; init; }
    public required long Numerator { get; init; }
    public required long Denominator { get; init; }

    /// <summary>Merkle root over the records counted, in the order of their ids.</summary>
    public required byte[] RecordsRoot { get; init; }
    public required int RecordCount { get; init; }

    /// <summary>The text that is hashed into the leaf.</summary>
    public string Text() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Indicator}\n{Reading}\n{DefinitionVersion}\n{Convert.ToHexStringLower(DefinitionHash)}\n{UnitId:D}\n{Canonical.Day(Month)}\n{Numerator}\n{Denominator}\n{RecordCount}\n{Convert.ToHexStringLower(RecordsRoot)}"
        );

    /// <summary>The figure's leaf in <see cref="Seal.FigureRoot"/>.</summary>
    public byte[] Leaf() => Merkle.Leaf(Encoding.UTF8.GetBytes(Text()));

    /// <summary>The root over the figures of a seal, in the order of indicator, reading and unit.</summary>
    public static byte[] Root(IEnumerable<SealedFigure> figures) =>
        Merkle.Root([.. Ordered(figures).Select(f => f.Leaf())]);

    /// <summary>In the order of their leaves.</summary>
    public static IEnumerable<SealedFigure> Ordered(IEnumerable<SealedFigure> figures) =>
        figures
            .OrderBy(f => f.Indicator, StringComparer.Ordinal)
            .ThenBy(f => f.Reading, StringComparer.Ordinal)
            .ThenBy(f => f.UnitId);
}

public sealed class SealedFigureMapping : IEntityTypeConfiguration<SealedFigure>
{
    public void Configure(EntityTypeBuilder<SealedFigure> builder)
    {
        builder.ToTable("sealed_figures");
        builder.HasKey(f => new
        {
            f.SealId,
            f.Indicator,
            f.Reading,
            f.UnitId,
        });
        builder.Property(f => f.Indicator).HasMaxLength(SealedFigure.CodeMaxLength);
        builder.Property(f => f.Reading).HasMaxLength(SealedFigure.CodeMaxLength);
        builder.Property(f => f.DefinitionVersion).HasMaxLength(SealedFigure.CodeMaxLength);
        builder
            .HasOne<Seal>()
            .WithMany()
            .HasForeignKey(f => f.SealId)
            .OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(f => new { f.UnitId, f.Month });
    }
}
