using ThuocDo.Shared.Outcomes;

namespace ThuocDo.OneStop.Dossiers;

/// <summary>What becomes of the applicant's particulars when they need no longer be kept.</summary>
public sealed partial class DossierWork
{
    /// <summary>The type of the event after which no particulars may be there.</summary>
    public const string ParticularsErased = "particulars-erased";

    /// <summary>
    /// Notes that the particulars and their salt are gone. The commitment stays in the chain, where it fits nothing any more; the
    /// figures are untouched.
    /// </summary>
    public Outcome EraseParticulars(ActContext act) =>
        Dossier.ClosedOn is null ? NotNow() : Record(ParticularsErased, act);
}
