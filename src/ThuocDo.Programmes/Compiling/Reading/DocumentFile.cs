using ThuocDo.Shared.Time;

namespace ThuocDo.Programmes.Compiling.Reading;

/// <summary>
/// Takes the text out of a file: .txt and .md in any usual encoding, .docx, .pdf with a text layer. What cannot be read
/// is refused with a reason, never with a crash.
/// </summary>
public static class DocumentFile
{
    /// <summary>Far above any resolution; keeps a wrong file from filling the memory.</summary>
    public const int LargestBytes = 64 << 20;

    public static (string? Text, Explanation? Refusal) Read(string name, byte[] bytes)
    {
        if (bytes.Length > LargestBytes)
        {
            return (null, new("compiling.error.too-large", name, LargestBytes >> 20));
        }

        try
        {
            var text = Path.GetExtension(name).ToUpperInvariant() switch
            {
                ".DOCX" => WordReader.Read(bytes),
                ".PDF" => PdfReader.Read(bytes),
                ".TXT" or ".MD" or "" => TextDecoder.Decode(bytes),
                _ => null,
            };
            return text is null ? (null, new("compiling.error.kind", name))
                : text.AsSpan().Trim().IsEmpty ? (null, new("compiling.error.empty", name))
                : (text, null);
        }
        catch (UnreadableDocumentException)
        {
            return (null, new("compiling.error.unreadable", name));
        }
    }
}

/// <summary>A file is not what its name says.</summary>
public sealed class UnreadableDocumentException : Exception
{
    public UnreadableDocumentException() { }

    public UnreadableDocumentException(string message)
        : base(message) { }

    public UnreadableDocumentException(string message, Exception inner)
        : base(message, inner) { }
}
