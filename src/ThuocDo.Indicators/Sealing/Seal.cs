using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ThuocDo.Shared.History;

namespace ThuocDo.Indicators.Sealing;

/// <summary>
/// A closed month. It commits to the figures of the month and to the head of every chain of events that was unsealed
/// below the commit horizon; it carries the hash of the seal before it and is signed with a key that is not in the
/// database. What happened after the last seal is not protected yet.
/// </summary>
public sealed class Seal
{
    public required Guid Id { get; init; }

    /// <summary>1, 2, 3 … without gaps; months are closed in their order.</summary>
    public required int Number { get; init; }

    /// <summary>First day of the month.</summary>
    public required DateOnly Month { get; init; }
    public required DateTime SealedAt { get; init; }

    /// <summary>
    /// Events below this position count; every one of them is committed or never will be. Clock time and the order of
    /// keys could not say that.
    /// </summary>
    public required long Horizon { get; init; }

    /// <summary>Merkle root over the heads of the chains with events between the last horizon and this one.</summary>
    public required byte[] ChainRoot { get; init; }

    /// <summary>Merkle root over the figures of the month.</summary>
    public required byte[] FigureRoot { get; init; }
    public required int FigureCount { get; init; }

    /// <summary>The hash of the seal before; 32 zero bytes for the first.</summary>
    public required byte[] PreviousHash { get; init; }
    public required byte[] Hash { get; init; }

    /// <summary>ECDSA on P-256 over <see cref="Hash"/>, in IEEE P1363 form.</summary>
    public required byte[] Signature { get; init; }
    public required string KeyId { get; init; }

    /// <summary>
    /// SubjectPublicKeyInfo, so that anybody can check the signature. Whether the key is the province's is told by the
    /// keys folder and by its publication, never by the database.
    /// </summary>
    public required byte[] PublicKey { get; init; }
    public required bool IsDemonstration { get; init; }

    public byte[] ComputeHash() =>
        HashOf(
            Number,
            Month,
            SealedAt,
            Horizon,
            ChainRoot,
            FigureRoot,
            FigureCount,
            KeyId,
            IsDemonstration,
            PreviousHash
        );

    public static byte[] HashOf(
        int number,
        DateOnly month,
        DateTime sealedAt,
        long horizon,
        byte[] chainRoot,
        byte[] figureRoot,
        int figureCount,
        string keyId,
        bool isDemonstration,
        byte[] previousHash
    ) =>
        SHA256.HashData(
            Encoding.UTF8.GetBytes(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"seal\n{number}\n{Canonical.Day(month)}\n{Canonical.Instant(sealedAt)}\n{horizon}\n{Hex(chainRoot)}\n{Hex(figureRoot)}\n{figureCount}\n{keyId}\n{(isDemonstration ? "demonstration" : "real")}\n{Hex(previousHash)}"
                )
            )
        );

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}

public sealed class SealMapping : IEntityTypeConfiguration<Seal>
{
    public void Configure(EntityTypeBuilder<Seal> builder)
    {
        builder.ToTable("seals");
        builder.HasKey(s => s.Id);
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.KeyId).HasMaxLength(40);
        builder.HasIndex(s => s.Number).IsUnique();
        builder.HasIndex(s => s.Month).IsUnique();
    }
}
