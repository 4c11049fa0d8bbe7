using System.Security.Cryptography;
using System.Text;

namespace ThuocDo.OneStop.Dossiers;

/// <summary>
/// The secret printed on the slip beside the code. Eight characters from an alphabet without look-alikes are some
/// 40 bits: enough beside the lock-out, short enough to type. Only its hash is stored.
/// </summary>
public static class TrackingSecret
{
    private const string Alphabet = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

    public static string New() => RandomNumberGenerator.GetString(Alphabet, 8);

    public static string FromSeed(ReadOnlySpan<byte> random)
    {
        Span<char> text = stackalloc char[8];
        for (var i = 0; i < text.Length; i++)
        {
            text[i] = Alphabet[random[i] % Alphabet.Length];
        }

        return new string(text);
    }

    public static byte[] Hash(string secret) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(Normal(secret)));

    public static bool Matches(string typed, byte[] hash) =>
        CryptographicOperations.FixedTimeEquals(Hash(typed), hash);

    private static string Normal(string typed) =>
        typed
            .Replace(" ", "", StringComparison.Ordinal)
            .Replace("-", "", StringComparison.Ordinal)
            .ToUpperInvariant();
}
