using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace ThuocDo.Tests.Shared.Files;

/// <summary>Small right files of each kind, and the pieces of wrong ones.</summary>
public static class SampleFiles
{
    public const string Document =
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";

    public static byte[] Pdf(string body = "", string trailer = "") =>
        Encoding.Latin1.GetBytes(
            $"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R{trailer}>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n"
                + body
                + "xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000058 00000 n \ntrailer\n<</Size 3/Root 1 0 R>>\nstartxref\n110\n%%EOF\n"
        );

    /// <summary>A packed stream object.</summary>
    public static string PdfStream(string dictionary, byte[] content)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            zlib.Write(content);
        }

        return $"9 0 obj\n<<{dictionary}/Filter/FlateDecode/Length {packed.Length}>>\nstream\n"
            + Encoding.Latin1.GetString(packed.ToArray())
            + "\nendstream\nendobj\n";
    }

    public static byte[] Png(uint width = 1, uint height = 1, byte[]? behind = null)
    {
        using var png = new MemoryStream();
        png.Write([0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10]);
        var header = new byte[13];
        BinaryPrimitives.WriteUInt32BigEndian(header, width);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 0);
        Chunk("IHDR"u8, header);
        using var data = new MemoryStream();
        using (var zlib = new ZLibStream(data, CompressionLevel.Fastest, leaveOpen: true))
        {
            zlib.Write([0, 0]);
        }

        Chunk("IDAT"u8, data.ToArray());
        Chunk("IEND"u8, []);
        png.Write(behind ?? []);
        return png.ToArray();

        void Chunk(ReadOnlySpan<byte> type, ReadOnlySpan<byte> body)
        {
            var number = new byte[4];
            BinaryPrimitives.WriteInt32BigEndian(number, body.Length);
            png.Write(number);
            png.Write(type);
            png.Write(body);
            BinaryPrimitives.WriteUInt32BigEndian(number, Crc([.. type, .. body]));
            png.Write(number);
        }
    }

    public static byte[] Jpeg(ushort width = 1, ushort height = 1) =>
        [
            0xFF,
            0xD8,
            0xFF,
            0xC0,
            0,
            11,
            8,
            (byte)(height >> 8),
            (byte)height,
            (byte)(width >> 8),
            (byte)width,
            1,
            1,
            0x11,
            0,
            0xFF,
            0xDA,
            0,
            8,
            1,
            1,
            0,
            0,
            63,
            0,
            0x5A,
            0xFF,
            0xD9,
        ];

    public static byte[] Docx(
        IEnumerable<(string Name, byte[] Content)>? more = null,
        string type = Document
    ) =>
        Zip([
            ("[Content_Types].xml", Types(type)),
            ("word/document.xml", "<document/>"u8.ToArray()),
            .. more ?? [],
        ]);

    public static byte[] Xlsx() =>
        Zip([
            ("[Content_Types].xml", Types("application/xml")),
            ("xl/workbook.xml", "<workbook/>"u8.ToArray()),
        ]);

    public static byte[] Types(string type) =>
        Encoding.UTF8.GetBytes(
            $"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override PartName=\"/p\" ContentType=\"{type}\"/></Types>"
        );

    public static byte[] Zip(IEnumerable<(string Name, byte[] Content)> parts)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in parts)
            {
                using var part = zip.CreateEntry(name, CompressionLevel.SmallestSize).Open();
                part.Write(content);
            }
        }

        return stream.ToArray();
    }

    private static uint Crc(byte[] bytes)
    {
        var crc = 0xFFFFFFFF;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
            }
        }

        return ~crc;
    }
}
