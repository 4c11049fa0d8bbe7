using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.Shared.History;

namespace ThuocDo.Indicators.Sealing;

/// <summary>
/// The inner nodes of a sealed figure with many records: for each eight of them, in their order, the id of the first and
/// the node above them. One record is then proved from its own eight and these nodes; figures with few records are counted
/// again instead. A wrong node proves nothing: it does not lead to the root that the seal signs.
/// </summary>
public sealed class SealedTree
{
    /// <summary>Records under one node: three levels of the tree.</summary>
    public const int BlockSize = 8;

    /// <summary>Up to so many records no nodes are kept.</summary>
    public const int FewRecords = 16;

    private const int IdBytes = 16;
    private const int HashBytes = 32;
    private const int Width = IdBytes + HashBytes;

    public required Guid SealId { get; init; }
    public required string Indicator { get; init; }
    public required string Reading { get; init; }
    public required Guid UnitId { get; init; }

    /// <summary>48 bytes for each block: id, big end first, and node.</summary>
    public required byte[] Blocks { get; init; }

    public int Count => Blocks.Length / Width;

    /// <returns>None where the figure has few records.</returns>
    public static SealedTree? Of(Guid sealId, CountedFigure figure, IReadOnlyList<byte[]> leaves)
    {
        if (leaves.Count <= FewRecords)
        {
            return null;
        }

        var blocks = new byte[(leaves.Count + BlockSize - 1) / BlockSize * Width];
        for (var i = 0; i < leaves.Count; i += BlockSize)
        {
            var at = blocks.AsSpan(i / BlockSize * Width, Width);
            figure.Records[i].SubjectId.TryWriteBytes(at, bigEndian: true, out _);
            Merkle.Root([.. leaves.Skip(i).Take(BlockSize)]).CopyTo(at[IdBytes..]);
        }

        return new SealedTree
        {
            SealId = sealId,
            Indicator = figure.Definition.Indicator,
            Reading = figure.Definition.Reading,
            UnitId = figure.UnitId,
            Blocks = blocks,
        };
    }

    public Guid First(int block) => new(At(block)[..IdBytes], bigEndian: true);

    public byte[] Node(int block) => At(block)[IdBytes..].ToArray();

    /// <summary>The block in which a record must lie, if it is counted; −1 before the first.</summary>
    public int BlockOf(Guid subjectId)
    {
        Span<byte> wanted = stackalloc byte[IdBytes];
        subjectId.TryWriteBytes(wanted, bigEndian: true, out _);
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (At(middle)[..IdBytes].SequenceCompareTo(wanted) <= 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low - 1;
    }

    private ReadOnlySpan<byte> At(int block) => Blocks.AsSpan(block * Width, Width);
}

public sealed class SealedTreeMapping : IEntityTypeConfiguration<SealedTree>
{
    public void Configure(EntityTypeBuilder<SealedTree> builder)
    {
        builder.ToTable("sealed_trees");
        builder.HasKey(t => new
        {
            t.SealId,
            t.Indicator,
            t.Reading,
            t.UnitId,
        });
        builder.Property(t => t.Indicator).HasMaxLength(SealedFigure.CodeMaxLength);
        builder.Property(t => t.Reading).HasMaxLength(SealedFigure.CodeMaxLength);
        builder.Ignore(t => t.Count);
        builder
            .HasOne<Seal>()
            .WithMany()
            .HasForeignKey(t => t.SealId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}
