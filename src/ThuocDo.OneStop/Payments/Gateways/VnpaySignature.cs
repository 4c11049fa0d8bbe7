using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ThuocDo.OneStop.Payments.Gateways;

/// <summary>
/// The checksum of the VNPAY protocol 2.1.0: HMAC-SHA512 over the parameters in the order of their names, written as a
/// form (letters, digits and <c>* - . _</c> as they are, blank as plus, all else as percent and two digits).
/// </summary>
public static class VnpaySignature
{
    public const string Field = "vnp_SecureHash";
    public const string TypeField = "vnp_SecureHashType";

    private const string Plain = "*-._";

    /// <summary>The text that is signed; also the query of the address.</summary>
    public static string Text(IEnumerable<KeyValuePair<string, string>> fields) =>
        string.Join(
            '&',
            fields
                .Where(f =>
                    f.Key.StartsWith("vnp_", StringComparison.Ordinal)
                    && f.Key is not (Field or TypeField)
                    && f.Value.Length > 0
                )
                .OrderBy(f => f.Key, StringComparer.Ordinal)
                .Select(f => $"{Encode(f.Key)}={Encode(f.Value)}")
        );

    public static string Sign(string secret, string text) =>
        Convert.ToHexStringLower(
            HMACSHA512.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(text))
        );

    /// <summary>Compares in a time that does not tell how much was right.</summary>
    public static bool Holds(string secret, string text, string? claimed) =>
        CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(Sign(secret, text)),
            Encoding.ASCII.GetBytes((claimed ?? "").ToLowerInvariant())
        );

    public static string Encode(string value)
    {
        var text = new StringBuilder(value.Length);
        foreach (var octet in Encoding.UTF8.GetBytes(value))
        {
            var c = (char)octet;
            if (char.IsAsciiLetterOrDigit(c) || Plain.Contains(c, StringComparison.Ordinal))
            {
                text.Append(c);
            }
            else if (c == ' ')
            {
                text.Append('+');
            }
            else
            {
                text.Append(CultureInfo.InvariantCulture, $"%{octet:X2}");
            }
        }

        return text.ToString();
    }

    /// <summary>The text signed by requests and answers of its interface for merchants: values joined by bars.</summary>
    public static string Joined(params IEnumerable<string?> values) => string.Join('|', values);
}
