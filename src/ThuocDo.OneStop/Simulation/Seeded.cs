using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ThuocDo.Shared.Reference;

namespace ThuocDo.OneStop.Simulation;

/// <summary>
/// Reproducible randomness. SplitMix64 is written out here because the records of a simulation, and so its root hash,
/// must not depend on the generator of a runtime version.
/// </summary>
public sealed class Seeded(ulong state)
{
    public static Seeded From(int seed, string purpose) =>
        new(
            BinaryPrimitives.ReadUInt64BigEndian(
                SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}/{purpose}"))
            )
        );

    public ulong Next()
    {
        state += 0x9E3779B97F4A7C15UL;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    /// <summary>0 ≤ result &lt; 1.</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    public bool Chance(double probability) => Unit() < probability;

    /// <summary>0 ≤ result &lt; <paramref name="bound"/>.</summary>
    public int Below(int bound) => (int)(Unit() * bound);

    public int Between(int lowest, int highest) => lowest + Below(highest - lowest + 1);

    public T Pick<T>(IReadOnlyList<T> list) => list[Below(list.Count)];

    /// <summary>Index of an entry of a running total, chosen by its weight.</summary>
    public int Weighted(double[] cumulative)
    {
        var index = Array.BinarySearch(cumulative, Unit() * cumulative[^1]);
        return Math.Min(index < 0 ? ~index : index + 1, cumulative.Length - 1);
    }

    public Guid Id(DateTime at) => StableId.At(at, Next(), Next());

    public byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        Span<byte> eight = stackalloc byte[8];
        for (var i = 0; i < count; i += 8)
        {
            BinaryPrimitives.WriteUInt64BigEndian(eight, Next());
            eight[..Math.Min(8, count - i)].CopyTo(bytes.AsSpan(i));
        }

        return bytes;
    }
}
