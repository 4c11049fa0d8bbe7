using System.Text;

namespace ThuocDo.Programmes.Compiling.Reading;

/// <summary>
/// Finds the encoding of a text: a mark at its beginning, else UTF-16 by its zero bytes, else UTF-8; what is not valid
/// UTF-8 is read as Windows-1258, the Vietnamese code page.
/// </summary>
public static class TextDecoder
{
    private const int Vietnamese = 1258;
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public static string Decode(byte[] bytes)
    {
        var text = Choose(bytes);
        // Files of other kinds under the name of a text are full of zero bytes.
        return text.AsSpan().Count('\0') > text.Length / 20
            ? throw new UnreadableDocumentException()
            : text;
    }

    private static string Choose(byte[] bytes)
    {
        ReadOnlySpan<byte> span = bytes;
        if (span.StartsWith(Encoding.UTF8.Preamble))
        {
            return Encoding.UTF8.GetString(span[3..]);
        }

        if (span.StartsWith(Encoding.Unicode.Preamble) || LooksWide(span, 1))
        {
            return Encoding.Unicode.GetString(span).TrimStart('\ufeff');
        }

        if (span.StartsWith(Encoding.BigEndianUnicode.Preamble) || LooksWide(span, 0))
        {
            return Encoding.BigEndianUnicode.GetString(span).TrimStart('\ufeff');
        }

        try
        {
            return Strict.GetString(span);
        }
        catch (DecoderFallbackException)
        {
            return NotUtf8(bytes);
        }
    }

    /// <summary>A few wrong bytes in UTF-8 are damage; many mean that it is another encoding.</summary>
    private static string NotUtf8(byte[] bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        return text.AsSpan().Count('\ufffd') <= text.Length / 100
            ? text
            : CodePagesEncodingProvider.Instance.GetEncoding(Vietnamese)!.GetString(bytes);
    }

    /// <summary>Blanks and line ends have a zero byte beside them in UTF-16.</summary>
    private static bool LooksWide(ReadOnlySpan<byte> bytes, int zeroAt)
    {
        var (zeros, blanks) = (0, 0);
        var end = Math.Min(bytes.Length - 1, 4000);
        for (var i = 0; i < end; i += 2)
        {
            zeros += bytes[i + zeroAt] == 0 ? 1 : 0;
            blanks +=
                bytes[i + 1 - zeroAt] is (byte)' ' or (byte)'\n' && bytes[i + zeroAt] == 0 ? 1 : 0;
        }

        return blanks > 0 && zeros * 10 > end;
    }
}
