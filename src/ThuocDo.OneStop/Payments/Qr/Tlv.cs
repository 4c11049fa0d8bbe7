using System.Globalization;
using System.Text;

namespace ThuocDo.OneStop.Payments.Qr;

/// <summary>One field of an EMVCo code: two digits of tag, two digits of length, then the value.</summary>
public readonly record struct TlvField(string Tag, string Value);

/// <summary>Tag–length–value texts of the EMVCo QR specification for merchant-presented codes, section 3.2.</summary>
public static class Tlv
{
    /// <summary>Two digits of length.</summary>
    public const int MostCharacters = 99;

    public static string Write(params IEnumerable<TlvField> fields)
    {
        var text = new StringBuilder();
        foreach (var (tag, value) in fields)
        {
            if (value.Length is 0 or > MostCharacters)
            {
                throw new ArgumentException(
                    $"Field {tag} has {value.Length} characters; 1 to {MostCharacters} can be written.",
                    nameof(fields)
                );
            }

            text.Append(tag)
                .Append(value.Length.ToString("00", CultureInfo.InvariantCulture))
                .Append(value);
        }

        return text.ToString();
    }

    /// <summary>The fields in their order; none if the text is not exactly a row of fields.</summary>
    public static IReadOnlyList<TlvField>? Read(string text)
    {
        var fields = new List<TlvField>();
        for (var at = 0; at < text.Length; )
        {
            if (
                at + 4 > text.Length
                || !IsDigits(text.AsSpan(at, 4))
                || int.Parse(text.AsSpan(at + 2, 2), CultureInfo.InvariantCulture) is var length
                    && (length == 0 || at + 4 + length > text.Length)
            )
            {
                return null;
            }

            fields.Add(new(text.Substring(at, 2), text.Substring(at + 4, length)));
            at += 4 + length;
        }

        return fields;
    }

    private static bool IsDigits(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c))
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>CRC-16/CCITT-FALSE: polynomial 1021, start FFFF, not reflected, no final change.</summary>
public static class Crc16
{
    public static string Of(string text)
    {
        var crc = 0xFFFF;
        foreach (var octet in Encoding.ASCII.GetBytes(text))
        {
            crc ^= octet << 8;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 0x8000) == 0 ? crc << 1 : (crc << 1) ^ 0x1021;
            }
        }

        return (crc & 0xFFFF).ToString("X4", CultureInfo.InvariantCulture);
    }
}
