using System.Security.Cryptography;
using System.Text;

namespace ThuocDo.Shared.Reference;

/// <summary>Keys of reference data: the same name gives the same key in every database.</summary>
public static class StableId
{
    public static Guid From(string name)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(name), hash);
        return Shape(hash[..16], 8);
    }

    /// <summary>
    /// A version 7 key whose time is <paramref name="at"/> and whose other bits come from the caller's own
    /// reproducible source, so that a simulation gives the same keys for the same seed.
    /// </summary>
    public static Guid At(DateTime at, ulong high, ulong low)
    {
        Span<byte> bytes = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes, high);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], low);
        var milliseconds = (ulong)new DateTimeOffset(at, TimeSpan.Zero).ToUnixTimeMilliseconds();
        for (var i = 0; i < 6; i++)
        {
            bytes[i] = (byte)(milliseconds >> (8 * (5 - i)));
        }

        return Shape(bytes, 7);
    }

    private static Guid Shape(Span<byte> bytes, int version)
    {
        bytes[6] = (byte)((bytes[6] & 0x0F) | (version << 4));
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
