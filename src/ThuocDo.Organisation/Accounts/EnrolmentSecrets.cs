using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace ThuocDo.Organisation.Accounts;

/// <summary>What a second factor consists of before its first right code: the secret and the codes for the day the telephone is lost.</summary>
public sealed record Enrolment(string Secret, IReadOnlyList<string> RecoveryCodes)
{
    private const int Codes = 10;
    private const string Alphabet = "23456789BCDFGHJKMNPQRTVWXY";

    public static Enrolment New() =>
        new(
            Totp.NewSecret(),
            [
                .. Enumerable
                    .Range(0, Codes)
                    .Select(_ =>
                        RandomNumberGenerator.GetString(Alphabet, 6)
                        + "-"
                        + RandomNumberGenerator.GetString(Alphabet, 6)
                    ),
            ]
        );
}

/// <summary>
/// Enrolments travel sealed in the form, for one account and half an hour, and are stored only when a code was right:
/// reading the page changes nothing, and the second of two clicks shows the same recovery codes as the first.
/// </summary>
public sealed class EnrolmentSecrets(IDataProtectionProvider protection)
{
    public string Seal(Guid accountId, Enrolment enrolment) =>
        Protector(accountId)
            .Protect(
                string.Join('\n', enrolment.RecoveryCodes.Prepend(enrolment.Secret)),
                TimeSpan.FromMinutes(30)
            );

    /// <summary>Null if the form is too old, was changed or is somebody else's.</summary>
    public Enrolment? Open(Guid accountId, string? text) =>
        Protector(accountId).Opened(text)?.Split('\n') is [var secret, .. var codes]
            ? new Enrolment(secret, codes)
            : null;

    private ITimeLimitedDataProtector Protector(Guid accountId) =>
        protection
            .CreateProtector("ThuocDo.SecondFactor", accountId.ToString("D"))
            .ToTimeLimitedDataProtector();
}
