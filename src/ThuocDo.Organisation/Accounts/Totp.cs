using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ThuocDo.Organisation.Accounts;

/// <summary>
/// One-time codes by time (RFC 6238): SHA-1, six digits, steps of 30 seconds, which is what every authenticator
/// application understands. One step of drift is forgiven in each direction.
/// </summary>
public static class Totp
{
    public const int Digits = 6;
    private const int StepSeconds = 30;
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>160 bits, the length RFC 4226 recommends.</summary>
    public static string NewSecret() => Encode(RandomNumberGenerator.GetBytes(20));

    /// <summary>The step whose code this is, later than <paramref name="after"/>; null if the code is not right.</summary>
    public static long? FindStep(string secret, string code, DateTime now, long? after)
    {
        var key = Decode(secret);
        var entered = Encoding.ASCII.GetBytes(Clean(code));
        var present = StepAt(now);
        for (var step = present - 1; step <= present + 1; step++)
        {
            var expected = Encoding.ASCII.GetBytes(CodeOf(key, step));
            if (
                step > (after ?? long.MinValue)
                && CryptographicOperations.FixedTimeEquals(expected, entered)
            )
            {
                return step;
            }
        }

        return null;
    }

    /// <summary>People type the code as it is shown, often in two groups.</summary>
    public static string Clean(string code) =>
        new([.. code.Where(c => !char.IsWhiteSpace(c) && c != '-')]);

    /// <summary>The address an authenticator application reads from the QR code.</summary>
    public static string Address(string issuer, string account, string secret) =>
        $"otpauth://totp/{Uri.EscapeDataString(issuer)}:{Uri.EscapeDataString(account)}"
        + $"?secret={secret}&issuer={Uri.EscapeDataString(issuer)}&digits={Digits}&period={StepSeconds}";

    private static long StepAt(DateTime utc) =>
        (long)(utc - DateTime.UnixEpoch).TotalSeconds / StepSeconds;

    private static string CodeOf(byte[] key, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[20];
#pragma warning disable CA5350 // RFC 6238 as authenticator applications implement it; HMAC does not rest on collisions.
        HMACSHA1.HashData(key, counter, hash);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[19] & 0x0F)..]) & 0x7FFFFFFF;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    private static string Encode(byte[] bytes)
    {
        var text = new StringBuilder();
        var (buffer, bits) = (0, 0);
        foreach (var b in bytes)
        {
            buffer = ((buffer << 8) | b) & 0xFFFF;
            for (bits += 8; bits >= 5; bits -= 5)
            {
                text.Append(Base32[(buffer >> (bits - 5)) & 31]);
            }
        }

        return bits == 0
            ? text.ToString()
            : text.Append(Base32[(buffer << (5 - bits)) & 31]).ToString();
    }

    private static byte[] Decode(string text)
    {
        var bytes = new List<byte>();
        var (buffer, bits) = (0, 0);
        foreach (var c in text)
        {
            buffer = ((buffer << 5) | Base32.IndexOf(c, StringComparison.Ordinal)) & 0xFFFF;
            bits += 5;
            if (bits >= 8)
            {
                bits -= 8;
                bytes.Add((byte)(buffer >> bits));
            }
        }

        return [.. bytes];
    }
}
