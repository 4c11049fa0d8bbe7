using ThuocDo.Shared.Outcomes;

namespace ThuocDo.Shared.Files;

/// <summary>
/// Says from its content what a file is, and refuses what is none of the allowed kinds, is damaged, carries a program
/// or would grow beyond all measure when opened. Nothing of the file is executed, rendered or resolved.
/// </summary>
public static class FileInspector
{
    public static Outcome<FileKind> Inspect(ReadOnlyMemory<byte> content, FilePolicy policy)
    {
        var bytes = content.Span;
        if (bytes.IsEmpty)
        {
            return Outcome<FileKind>.Refused("file.refused.empty");
        }

        if (bytes.Length > policy.FileBytes)
        {
            return TooLarge(policy);
        }

        try
        {
            return bytes switch
            {
                [(byte)'%', (byte)'P', (byte)'D', (byte)'F', (byte)'-', ..] => PdfInspection.Check(
                    bytes,
                    policy
                ),
                [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, ..] =>
                    PictureInspection.Png(bytes, policy),
                [0xFF, 0xD8, 0xFF, ..] => PictureInspection.Jpeg(bytes, policy),
                [(byte)'P', (byte)'K', 3, 4, ..] => OfficeInspection.Check(content, policy),
                _ => Outcome<FileKind>.Refused(
                    LooksLikeProgram(bytes) ? "file.refused.program" : "file.refused.kind",
                    FileKinds.Listed
                ),
            };
        }
        catch (Exception fault)
            when (fault is InvalidDataException or EndOfStreamException or System.Xml.XmlException)
        {
            return Damaged();
        }
    }

    public static Outcome<FileKind> TooLarge(FilePolicy policy) =>
        Outcome<FileKind>.Refused(
            "file.refused.too-large",
            Math.Round(policy.FileBytes / (decimal)(1 << 20), 1)
        );

    internal static Outcome<FileKind> Damaged() =>
        Outcome<FileKind>.Refused("file.refused.damaged");

    internal static Outcome<FileKind> Bomb() => Outcome<FileKind>.Refused("file.refused.bomb");

    internal static Outcome<FileKind> Active() => Outcome<FileKind>.Refused("file.refused.active");

    /// <summary>Only for the choice of the sentence: whatever is not recognised is refused anyhow.</summary>
    private static bool LooksLikeProgram(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith(System.Text.Encoding.UTF8.Preamble))
        {
            bytes = bytes[3..];
        }

        return bytes.StartsWith("#!"u8)
            || bytes.StartsWith("MZ"u8)
            || bytes.StartsWith("\u007fELF"u8)
            || bytes.TrimStart(" \t\r\n"u8).StartsWith("<"u8);
    }
}
