using System.Security.Cryptography;

namespace ThuocDo.Shared.History;

/// <summary>
/// Merkle trees with the leaf and node prefixes of RFC 6962, so that a leaf can never be passed off as a node.
/// The root commits to the leaves and to their order; a proof shows one leaf without showing the others.
/// </summary>
public static class Merkle
{
    public static byte[] Leaf(ReadOnlySpan<byte> data) => Hash(0, data, []);

    /// <summary>The root over leaf hashes; over none, the hash of the empty string.</summary>
    public static byte[] Root(IReadOnlyList<byte[]> leaves)
    {
        if (leaves.Count == 0)
        {
            return SHA256.HashData([]);
        }

        var level = leaves;
        while (level.Count > 1)
        {
            level = Above(level);
        }

        return level[0];
    }

    /// <summary>The sibling hashes from leaf <paramref name="index"/> up to the root; null where there is no sibling.</summary>
    public static IReadOnlyList<byte[]?> Proof(IReadOnlyList<byte[]> leaves, int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, leaves.Count);
        var proof = new List<byte[]?>();
        var level = leaves;
        while (level.Count > 1)
        {
            var sibling = index ^ 1;
            proof.Add(sibling < level.Count ? level[sibling] : null);
            level = Above(level);
            index /= 2;
        }

        return proof;
    }

    public static bool Includes(byte[] root, byte[] leaf, int index, IReadOnlyList<byte[]?> proof)
    {
        var hash = leaf;
        foreach (var sibling in proof)
        {
            if (sibling is not null)
            {
                hash = index % 2 == 0 ? Hash(1, hash, sibling) : Hash(1, sibling, hash);
            }

            index /= 2;
        }

        return index == 0 && hash.AsSpan().SequenceEqual(root);
    }

    private static List<byte[]> Above(IReadOnlyList<byte[]> level)
    {
        var above = new List<byte[]>((level.Count + 1) / 2);
        for (var i = 0; i < level.Count; i += 2)
        {
            above.Add(i + 1 < level.Count ? Hash(1, level[i], level[i + 1]) : level[i]);
        }

        return above;
    }

    private static byte[] Hash(byte prefix, ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        Span<byte> data =
            a.Length + b.Length < 512
                ? stackalloc byte[1 + a.Length + b.Length]
                : new byte[1 + a.Length + b.Length];
        data[0] = prefix;
        a.CopyTo(data[1..]);
        b.CopyTo(data[(1 + a.Length)..]);
        return SHA256.HashData(data);
    }
}
