using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace ThuocDo.Organisation.Accounts;

/// <summary>
/// One-time passwords for new accounts. They travel sealed in the form that asks for them: the second of two clicks then
/// shows the same password as the first, and the database never holds it.
/// </summary>
public sealed class OneTimePasswords(IDataProtectionProvider protection)
{
    // Without characters that look alike on paper.
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";
    private const int GroupLength = 4;
    private const int Groups = 4;

    private readonly ITimeLimitedDataProtector protector = protection
        .CreateProtector("ThuocDo.OneTimePassword")
        .ToTimeLimitedDataProtector();

    public string NewSealed() =>
        protector.Protect(
            string.Join(
                '-',
                Enumerable
                    .Range(0, Groups)
                    .Select(_ => RandomNumberGenerator.GetString(Alphabet, GroupLength))
            ),
            TimeSpan.FromHours(2)
        );

    /// <summary>The password in the form; null if the form is too old or was changed.</summary>
    public string? Open(string? text) => protector.Opened(text);
}

internal static class Sealed
{
    public static string? Opened(this ITimeLimitedDataProtector protector, string? text)
    {
        try
        {
            return string.IsNullOrEmpty(text) ? null : protector.Unprotect(text);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
