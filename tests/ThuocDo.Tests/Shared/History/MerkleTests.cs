using System.Security.Cryptography;
using CsCheck;
using Shouldly;
using ThuocDo.Shared.History;
using Xunit;

namespace ThuocDo.Tests.Shared.History;

public sealed class MerkleTests
{
    private static readonly Gen<byte[][]> Leaves = Gen
        .Byte.Array[0, 12]
        .Select(data => Merkle.Leaf(data))
        .Array[1, 70];

    private static readonly Gen<(byte[][] Leaves, int Index)> LeavesAndIndex =
        from leaves in Leaves
        from index in Gen.Int[0, leaves.Length - 1]
        select (leaves, index);

    [Fact]
    public void Root_OfNone_IsTheHashOfNothing() => Merkle.Root([]).ShouldBe(SHA256.HashData([]));

    /// <summary>RFC 6962: a leaf is hashed after a byte 0, a node after a byte 1.</summary>
    [Fact]
    public void Root_OfThree_IsWhatTheRfcSays()
    {
        var (a, b, c) = (Merkle.Leaf([1]), Merkle.Leaf([2]), Merkle.Leaf([3]));
        a.ShouldBe(SHA256.HashData([0, 1]));

        var left = SHA256.HashData([1, .. a, .. b]);

        Merkle.Root([a, b, c]).ShouldBe(SHA256.HashData([1, .. left, .. c]));
    }

    [Fact]
    public void Proof_OfAnyLeaf_LeadsToTheRoot() =>
        LeavesAndIndex.Sample(x =>
            Merkle.Includes(
                Merkle.Root(x.Leaves),
                x.Leaves[x.Index],
                x.Index,
                Merkle.Proof(x.Leaves, x.Index)
            )
        );

    [Fact]
    public void Proof_OfAnotherLeaf_LeadsElsewhere() =>
        LeavesAndIndex.Sample(x =>
            !Merkle.Includes(
                Merkle.Root(x.Leaves),
                Merkle.Leaf([.. x.Leaves[x.Index], 7]),
                x.Index,
                Merkle.Proof(x.Leaves, x.Index)
            )
        );

    [Fact]
    public void Proof_WithOneSiblingChanged_LeadsElsewhere() =>
        LeavesAndIndex.Sample(x =>
        {
            var proof = Merkle.Proof(x.Leaves, x.Index);
            var changed = proof
                .Select(s => s is null ? null : (byte[])[.. s.Select(b => (byte)~b)])
                .ToList();
            return proof.All(s => s is null)
                || !Merkle.Includes(Merkle.Root(x.Leaves), x.Leaves[x.Index], x.Index, changed);
        });

    [Fact]
    public void Root_WithOneLeafChangedOrAddedOrSwapped_IsAnother() =>
        LeavesAndIndex.Sample(x =>
        {
            var root = Convert.ToHexString(Merkle.Root(x.Leaves));
            var changed = x.Leaves.ToArray();
            changed[x.Index] = Merkle.Leaf([.. changed[x.Index], 1]);
            var swapped = x.Leaves.ToArray();
            (swapped[0], swapped[x.Index]) = (swapped[x.Index], swapped[0]);
            return Convert.ToHexString(Merkle.Root(changed)) != root
                && Convert.ToHexString(Merkle.Root([.. x.Leaves, x.Leaves[^1]])) != root
                && (
                    swapped[0].AsSpan().SequenceEqual(x.Leaves[0])
                    || Convert.ToHexString(Merkle.Root(swapped)) != root
                );
        });
}
