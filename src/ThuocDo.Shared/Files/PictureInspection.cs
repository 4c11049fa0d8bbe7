using System.Buffers.Binary;
using ThuocDo.Shared.Outcomes;

namespace ThuocDo.Shared.Files;

/// <summary>Walks through the segments of a picture; its pixels are never unpacked.</summary>
internal static class PictureInspection
{
    private static ReadOnlySpan<byte> End => [0xFF, 0xD9];

    public static Outcome<FileKind> Png(ReadOnlySpan<byte> bytes, FilePolicy policy)
    {
        var at = 8;
        var hasData = false;
        for (var chunk = 0; ; chunk++)
        {
            if (bytes.Length - at < 12)
            {
                return FileInspector.Damaged();
            }

            var length = BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
            var type = bytes.Slice(at + 4, 4);
            if (length > bytes.Length - at - 12)
            {
                return FileInspector.Damaged();
            }

            if (chunk == 0)
            {
                if (!type.SequenceEqual("IHDR"u8) || length != 13)
                {
                    return FileInspector.Damaged();
                }

                var refused = Size(
                    BinaryPrimitives.ReadUInt32BigEndian(bytes[(at + 8)..]),
                    BinaryPrimitives.ReadUInt32BigEndian(bytes[(at + 12)..]),
                    policy
                );
                if (refused is not null)
                {
                    return refused;
                }
            }

            hasData |= type.SequenceEqual("IDAT"u8);
            at += 12 + (int)length;
            if (type.SequenceEqual("IEND"u8))
            {
                // Something behind the end is a second file in the same bytes.
                return hasData && at == bytes.Length
                    ? Outcome<FileKind>.Of(FileKind.Png)
                    : FileInspector.Damaged();
            }
        }
    }

    public static Outcome<FileKind> Jpeg(ReadOnlySpan<byte> bytes, FilePolicy policy)
    {
        var at = 2;
        var hasSize = false;
        while (true)
        {
            if (bytes.Length - at < 4 || bytes[at] != 0xFF)
            {
                return FileInspector.Damaged();
            }

            var marker = bytes[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
            if (length < 2 || length > bytes.Length - at - 2)
            {
                return FileInspector.Damaged();
            }

            if (IsStartOfFrame(marker))
            {
                if (length < 8)
                {
                    return FileInspector.Damaged();
                }

                var refused = Size(
                    BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 7)..]),
                    BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 5)..]),
                    policy
                );
                if (refused is not null)
                {
                    return refused;
                }

                hasSize = true;
            }

            at += 2 + length;
            if (marker == 0xDA)
            {
                // The compressed picture: cameras write more behind its end, so the end only has to be there.
                return hasSize && bytes[at..].LastIndexOf(End) >= 0
                    ? Outcome<FileKind>.Of(FileKind.Jpeg)
                    : FileInspector.Damaged();
            }
        }
    }

    private static bool IsStartOfFrame(byte marker) =>
        marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    private static Outcome<FileKind>? Size(uint width, uint height, FilePolicy policy) =>
        width == 0 || height == 0 ? FileInspector.Damaged()
        : (ulong)width * height > (ulong)policy.Pixels
            ? Outcome<FileKind>.Refused("file.refused.pixels", policy.Pixels / 1_000_000)
        : null;
}
