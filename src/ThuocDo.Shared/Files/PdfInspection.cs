using System.Globalization;
using System.IO.Compression;
using System.Text;
using ThuocDo.Shared.Outcomes;

namespace ThuocDo.Shared.Files;

/// <summary>
/// A PDF (ISO 32000) is let in if it ends as one, is not locked, starts nothing by itself and its packed parts stay
/// within measure. Names are read as a viewer reads them, <c>#4a</c> for J, in the file and in its packed objects.
/// </summary>
internal static class PdfInspection
{
    private const int Tail = 1024;

    private static readonly HashSet<string> Active =
    [
        "JavaScript",
        "JS",
        "Launch",
        "EmbeddedFile",
        "EmbeddedFiles",
        "RichMedia",
        "XFA",
        "SubmitForm",
        "ImportData",
    ];

    public static Outcome<FileKind> Check(ReadOnlySpan<byte> bytes, FilePolicy policy)
    {
        var tail = bytes[Math.Max(0, bytes.Length - Tail)..];
        if (
            bytes.Length < 16
            || bytes[5] is not ((byte)'1' or (byte)'2')
            || tail.LastIndexOf("%%EOF"u8) < 0
            || tail.LastIndexOf("startxref"u8) < 0
        )
        {
            return FileInspector.Damaged();
        }

        long unpacked = 0;
        var at = 0;
        while (at < bytes.Length)
        {
            var start = bytes[at..].IndexOf("stream"u8);
            var body = start < 0 ? -1 : BodyAfter(bytes, at + start + 6);
            var plain = start < 0 ? bytes[at..] : bytes.Slice(at, start);
            if (Refusal(plain) is { } refused)
            {
                return refused;
            }

            if (start < 0)
            {
                break;
            }

            if (body < 0)
            {
                at += start + 6;
                continue;
            }

            var end = bytes[body..].IndexOf("endstream"u8);
            if (end < 0)
            {
                return FileInspector.Damaged();
            }

            var dictionary = Dictionary(plain);
            if (Has(dictionary, "FlateDecode") || Has(dictionary, "Fl"))
            {
                var isObjects = Has(dictionary, "ObjStm");
                var (size, inner) = Inflate(
                    bytes.Slice(body, end),
                    policy.UnpackedBytes - unpacked,
                    isObjects
                );
                unpacked += size;
                if (unpacked >= policy.UnpackedBytes)
                {
                    return FileInspector.Bomb();
                }

                if (isObjects && Refusal(inner) is { } hidden)
                {
                    return hidden;
                }
            }

            at = body + end + 9;
        }

        return Outcome<FileKind>.Of(FileKind.Pdf);
    }

    /// <summary>The first byte after the keyword's line break; −1 if this is no keyword.</summary>
    private static int BodyAfter(ReadOnlySpan<byte> bytes, int at) =>
        at < bytes.Length && bytes[at] == '\n' ? at + 1
        : at + 1 < bytes.Length && bytes[at] == '\r' && bytes[at + 1] == '\n' ? at + 2
        : -1;

    private static ReadOnlySpan<byte> Dictionary(ReadOnlySpan<byte> plain)
    {
        var start = plain.LastIndexOf(" obj"u8);
        return start < 0 ? plain : plain[start..];
    }

    private static bool Has(ReadOnlySpan<byte> dictionary, string name)
    {
        foreach (var found in Names(dictionary))
        {
            if (found == name)
            {
                return true;
            }
        }

        return false;
    }

    private static Outcome<FileKind>? Refusal(ReadOnlySpan<byte> plain)
    {
        foreach (var name in Names(plain))
        {
            if (name == "Encrypt")
            {
                return Outcome<FileKind>.Refused("file.refused.locked");
            }

            if (Active.Contains(name))
            {
                return FileInspector.Active();
            }
        }

        return null;
    }

    private static List<string> Names(ReadOnlySpan<byte> plain)
    {
        var names = new List<string>();
        for (var at = plain.IndexOf((byte)'/'); at >= 0 && at < plain.Length; )
        {
            var end = at + 1;
            while (end < plain.Length && !IsDelimiter(plain[end]))
            {
                end++;
            }

            names.Add(Decoded(plain[(at + 1)..end]));
            var next = plain[end..].IndexOf((byte)'/');
            at = next < 0 ? -1 : end + next;
        }

        return names;
    }

    private static bool IsDelimiter(byte b) =>
        b <= 32
        || b
            is (byte)'/'
                or (byte)'('
                or (byte)')'
                or (byte)'<'
                or (byte)'>'
                or (byte)'['
                or (byte)']'
                or (byte)'{'
                or (byte)'}'
                or (byte)'%';

    private static string Decoded(ReadOnlySpan<byte> name)
    {
        var text = Encoding.Latin1.GetString(name);
        if (!text.Contains('#', StringComparison.Ordinal))
        {
            return text;
        }

        var plain = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (
                text[i] == '#'
                && i + 2 < text.Length
                && byte.TryParse(
                    text.AsSpan(i + 1, 2),
                    NumberStyles.AllowHexSpecifier,
                    CultureInfo.InvariantCulture,
                    out var code
                )
            )
            {
                plain.Append((char)code);
                i += 2;
            }
            else
            {
                plain.Append(text[i]);
            }
        }

        return plain.ToString();
    }

    /// <summary>A part that does not unpack is a viewer's matter: it counts with what came out before the fault.</summary>
    private static (long Size, byte[] Inner) Inflate(ReadOnlySpan<byte> body, long most, bool keep)
    {
        using var packed = new MemoryStream(body.ToArray(), writable: false);
        using var zlib = new ZLibStream(packed, CompressionMode.Decompress);
        using var inner = new MemoryStream();
        var buffer = new byte[81920];
        long size = 0;
        try
        {
            for (int read; size < most && (read = zlib.Read(buffer)) > 0; )
            {
                size += read;
                if (keep)
                {
                    inner.Write(buffer, 0, read);
                }
            }
        }
        catch (InvalidDataException)
        {
            // Counted so far.
        }

        return (Math.Min(size, most), inner.ToArray());
    }
}
