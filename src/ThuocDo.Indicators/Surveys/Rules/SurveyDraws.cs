using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ThuocDo.Indicators.Surveys.Rules;

/// <summary>
/// Draws that anybody can repeat: SplitMix64, begun with the first eight bytes of the SHA-256 of a text. It is written out because
/// published figures must not depend on the generator of a runtime version.
/// </summary>
public sealed class SurveyDraws(ulong state)
{
    public static SurveyDraws From(string text) =>
        new(BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text))));

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

    /// <summary>0 ≤ result &lt; <paramref name="bound"/>.</summary>
    public int Below(int bound) => (int)(Unit() * bound);
}
