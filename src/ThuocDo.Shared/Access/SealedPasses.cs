using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace ThuocDo.Shared.Access;

/// <summary>
/// What an address carries so that a later request may rely on it: sealed with the keys of the installation for one purpose, readable
/// to nobody and worth nothing after its life.
/// </summary>
public abstract class SealedPasses(
    IDataProtectionProvider protection,
    string purpose,
    TimeSpan life
)
{
    private readonly ITimeLimitedDataProtector protector = protection
        .CreateProtector(purpose)
        .ToTimeLimitedDataProtector();

    protected string Seal(string text) => protector.Protect(text, life);

    /// <returns>None where it is missing, forged or out of life.</returns>
    protected string? Unseal(string? pass)
    {
        if (string.IsNullOrEmpty(pass))
        {
            return null;
        }

        try
        {
            return protector.Unprotect(pass);
        }
        catch (Exception wrong) when (wrong is CryptographicException or FormatException)
        {
            return null;
        }
    }
}

/// <summary>Passes to something that has an id.</summary>
public abstract class IdPasses(IDataProtectionProvider protection, string purpose, TimeSpan life)
    : SealedPasses(protection, purpose, life)
{
    public string For(Guid id) => Seal(id.ToString("N"));

    public Guid? Open(string? pass) =>
        Guid.TryParseExact(Unseal(pass), "N", out var id) ? id : null;
}
