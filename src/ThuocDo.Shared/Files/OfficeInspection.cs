using System.Buffers.Binary;
using System.IO.Compression;
using System.Xml;
using ThuocDo.Shared.Outcomes;

namespace ThuocDo.Shared.Files;

/// <summary>
/// A packed office document (ECMA-376 part 2): its parts are counted and unpacked into nothing, because what a header
/// says about sizes is only a claim. Macros, embedded programs and paths that lead out of the package are refused.
/// </summary>
internal static class OfficeInspection
{
    private const string ContentTypes = "[Content_Types].xml";
    private const int EndRecord = 22;
    private const int DirectoryEntry = 46;
    private const int LocalHeader = 30;
    private const long SmallEnough = 1 << 20;

    public static Outcome<FileKind> Check(ReadOnlyMemory<byte> content, FilePolicy policy)
    {
        var entries = EntryCount(content.Span);
        if (entries < 0)
        {
            return FileInspector.Damaged();
        }

        if (entries > policy.Entries)
        {
            return FileInspector.Bomb();
        }

        using var stream = new MemoryStream(content.ToArray(), writable: false);
        using var archive = new ZipArchive(stream, ZipArchiveMode.Read);
        if (archive.Entries.Count != entries)
        {
            return FileInspector.Damaged();
        }

        var names = archive.Entries.Select(e => e.FullName).ToList();
        if (
            names.Any(LeadsOut)
            || names.Distinct(StringComparer.OrdinalIgnoreCase).Count() != names.Count
        )
        {
            return FileInspector.Damaged();
        }

        if (Unpacked(content, policy, entries) is not { } unpacked)
        {
            return FileInspector.Bomb();
        }

        if (!unpacked)
        {
            return FileInspector.Damaged();
        }

        FileKind? kind =
            !names.Contains(ContentTypes) ? null
            : names.Contains("word/document.xml") ? FileKind.Docx
            : names.Contains("xl/workbook.xml") ? FileKind.Xlsx
            : null;
        return kind is null ? Outcome<FileKind>.Refused("file.refused.kind", FileKinds.Listed)
            : names.Any(IsActive) || DeclaresMacros(archive) ? FileInspector.Active()
            : Outcome<FileKind>.Of(kind.Value);
    }

    /// <summary>From the end record, before anything is read that its number could make large; −1 if there is none.</summary>
    private static int EntryCount(ReadOnlySpan<byte> bytes)
    {
        var from = Math.Max(0, bytes.Length - EndRecord - ushort.MaxValue);
        var at = bytes[from..].LastIndexOf("PK\u0005\u0006"u8);
        return at < 0 || bytes.Length - from - at < EndRecord
            ? -1
            : BinaryPrimitives.ReadUInt16LittleEndian(bytes[(from + at + 10)..]);
    }

    private static bool LeadsOut(string name) =>
        name.Length == 0
        || name[0] == '/'
        || name.AsSpan().IndexOfAny('\\', ':', '\0') >= 0
        || name.Split('/').Contains("..");

    private static bool IsActive(string name) =>
        name.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase)
        || name.Contains("/activeX/", StringComparison.OrdinalIgnoreCase)
        || name.Contains("/embeddings/", StringComparison.OrdinalIgnoreCase)
        || name.Contains("/macrosheets/", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Null for too much, false for a part that does not unpack to what the package says. Walks through the directory
    /// itself: a reader that believes a stated size stops there, and the next program does not.
    /// </summary>
    private static bool? Unpacked(ReadOnlyMemory<byte> content, FilePolicy policy, int count)
    {
        var bytes = content.Span;
        var end = bytes.LastIndexOf("PK\u0005\u0006"u8);
        var at = (long)BinaryPrimitives.ReadUInt32LittleEndian(bytes[(end + 16)..]);
        long total = 0;
        for (var i = 0; i < count; i++)
        {
            if (at < 0 || at + DirectoryEntry > end)
            {
                return false;
            }

            var entry = bytes[(int)at..];
            var packed = BinaryPrimitives.ReadUInt32LittleEndian(entry[20..]);
            var stated = BinaryPrimitives.ReadUInt32LittleEndian(entry[24..]);
            var header = BinaryPrimitives.ReadUInt32LittleEndian(entry[42..]);
            var isLocked = (entry[8] & 1) != 0;
            var method = BinaryPrimitives.ReadUInt16LittleEndian(entry[10..]);
            if (isLocked || method is not (0 or 8) || header + (long)LocalHeader > bytes.Length)
            {
                return false;
            }

            var local = bytes[(int)header..];
            var data =
                header
                + LocalHeader
                + BinaryPrimitives.ReadUInt16LittleEndian(local[26..])
                + (long)BinaryPrimitives.ReadUInt16LittleEndian(local[28..]);
            if (data + packed > bytes.Length)
            {
                return false;
            }

            var room = Math.Min(
                policy.UnpackedBytes,
                Math.Max(SmallEnough, (long)content.Length * policy.Ratio)
            );
            var own =
                method == 0
                    ? packed
                    : Inflated(content.Slice((int)data, (int)packed), room - total + 1);
            total += own;
            if (total > room)
            {
                return null;
            }

            if (own != stated)
            {
                return false;
            }

            at +=
                DirectoryEntry
                + BinaryPrimitives.ReadUInt16LittleEndian(entry[28..])
                + BinaryPrimitives.ReadUInt16LittleEndian(entry[30..])
                + BinaryPrimitives.ReadUInt16LittleEndian(entry[32..]);
        }

        return true;
    }

    /// <summary>How much comes out, counted no further than needed.</summary>
    private static long Inflated(ReadOnlyMemory<byte> packed, long most)
    {
        using var stream = new MemoryStream(packed.ToArray(), writable: false);
        using var inflate = new DeflateStream(stream, CompressionMode.Decompress);
        var buffer = new byte[81920];
        long size = 0;
        for (int read; size < most && (read = inflate.Read(buffer)) > 0; )
        {
            size += read;
        }

        return size;
    }

    private static bool DeclaresMacros(ZipArchive archive)
    {
        using var part = archive.GetEntry(ContentTypes)!.Open();
        // Entities that grow when they are resolved are no part of a package: a document type is refused.
        using var reader = XmlReader.Create(
            part,
            new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null }
        );
        while (reader.Read())
        {
            if (
                reader.NodeType == XmlNodeType.Element
                && reader.GetAttribute("ContentType") is { } type
                && (
                    type.Contains("macroEnabled", StringComparison.OrdinalIgnoreCase)
                    || type.Contains("vbaProject", StringComparison.OrdinalIgnoreCase)
                )
            )
            {
                return true;
            }
        }

        return false;
    }
}
