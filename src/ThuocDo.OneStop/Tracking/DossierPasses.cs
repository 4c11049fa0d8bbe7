using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace ThuocDo.OneStop.Tracking;

/// <summary>Sealed, short-lived passes to one page about one dossier, for whoever has just shown a right to it.</summary>
public abstract class DossierPasses(IDataProtectionProvider protection, string purpose)
{
    private static readonly TimeSpan Life = TimeSpan.FromHours(1);

    private readonly ITimeLimitedDataProtector protector = protection
        .CreateProtector(purpose)
        .ToTimeLimitedDataProtector();

    public string For(Guid dossierId) => protector.Protect(dossierId.ToString("N"), Life);

    public Guid? Open(string? pass)
    {
        if (string.IsNullOrEmpty(pass))
        {
            return null;
        }

        try
        {
            return Guid.ParseExact(protector.Unprotect(pass), "N");
        }
        catch (Exception wrong) when (wrong is CryptographicException or FormatException)
        {
            return null;
        }
    }
}

/// <summary>
/// Who may have the proof that a dossier is counted: whoever was shown the dossier by an own account or by the tracking secret.
/// </summary>
public sealed class ProofPasses(IDataProtectionProvider protection)
    : DossierPasses(protection, "onestop.proof/1")
{
    /// <summary>The page of the proofs, with a pass.</summary>
    public string LinkOf(Guid dossierId) =>
        OneStopLinks.With(OneStopLinks.Proofs, (OneStopLinks.Pass, For(dossierId)));
}
