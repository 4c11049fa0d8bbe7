using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace ThuocDo.OneStop.Dossiers.Receive;

/// <summary>Carries a new tracking secret inside the form that will use it, unreadable and unchangeable.</summary>
public sealed class SecretSeal(IDataProtectionProvider protection)
{
    /// <summary>A form left open longer than a working day is shown anew.</summary>
    private static readonly TimeSpan Life = TimeSpan.FromHours(12);

    private readonly ITimeLimitedDataProtector protector = protection
        .CreateProtector("onestop.tracking-secret")
        .ToTimeLimitedDataProtector();

    public string Close(string secret) => protector.Protect(secret, Life);

    public string? Open(string? closed)
    {
        if (string.IsNullOrEmpty(closed))
        {
            return null;
        }

        try
        {
            return protector.Unprotect(closed);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
