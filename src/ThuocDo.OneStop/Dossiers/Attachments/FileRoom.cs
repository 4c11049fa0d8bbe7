using ThuocDo.Shared.Files;
using ThuocDo.Shared.Outcomes;

namespace ThuocDo.OneStop.Dossiers.Attachments;

/// <summary>How many papers of which size belong to one dossier, before and after its receipt.</summary>
public static class FileRoom
{
    /// <summary>Null while so many bytes more have room.</summary>
    public static Outcome? Refusal(
        FilePolicy policy,
        IReadOnlyCollection<long> lengths,
        long more
    ) =>
        lengths.Count >= policy.DossierFiles
            ? Outcome.Refused("attach.refused.too-many", policy.DossierFiles)
        : lengths.Sum() + more > policy.DossierBytes
            ? Outcome.Refused(
                "attach.refused.dossier-full",
                Math.Round(policy.DossierBytes / (decimal)(1 << 20), 1)
            )
        : null;
}
