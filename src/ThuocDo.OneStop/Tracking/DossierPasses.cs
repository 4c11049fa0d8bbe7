using Microsoft.AspNetCore.DataProtection;
using ThuocDo.Shared.Access;

namespace ThuocDo.OneStop.Tracking;

/// <summary>Short-lived passes to one page about one dossier, for whoever has just shown a right to it.</summary>
public abstract class DossierPasses(IDataProtectionProvider protection, string purpose)
    : IdPasses(protection, purpose, TimeSpan.FromHours(1));

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
