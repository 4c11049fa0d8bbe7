using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using ThuocDo.Shared.Access;

namespace ThuocDo.Oversight.Voices;

/// <summary>
/// The secret by which whoever sent something finds it again. Twelve characters without look-alikes are some 59 bits, so that guessing
/// is hopeless beside the limit of attempts. Only its hash is stored.
/// </summary>
public static class VoiceSecret
{
    private const string Alphabet = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
    public const int Length = 12;

    public static string New() => RandomNumberGenerator.GetString(Alphabet, Length);

    /// <summary>A code that tells neither how many there are nor when it was given.</summary>
    public static string NewCode(string prefix) =>
        $"{prefix}-{RandomNumberGenerator.GetString(Alphabet, 8)}";

    public static byte[] Hash(string secret) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(Normal(secret)));

    public static bool Matches(string typed, byte[] hash) =>
        CryptographicOperations.FixedTimeEquals(Hash(typed), hash);

    public static string Code(string typed) => typed.Trim().ToUpperInvariant();

    private static string Normal(string typed) =>
        typed
            .Replace(" ", "", StringComparison.Ordinal)
            .Replace("-", "", StringComparison.Ordinal)
            .ToUpperInvariant();
}

/// <summary>Carries a new secret inside the form that will use it, so that two clicks on it have one secret.</summary>
public sealed class VoiceSeal(IDataProtectionProvider protection)
    : SealedPasses(protection, "oversight.voice-secret/1", TimeSpan.FromHours(12))
{
    public string Close(string secret) => Seal(secret);

    public string? Open(string? pass) => Unseal(pass);
}
