using ThuocDo.Shared.Access;

namespace ThuocDo.OneStop.Dossiers.Papers;

/// <summary>
/// Notice that the handling is stopped (Form 05 of the set of 2025). Its official fields were not seen: it says who, what,
/// from when, why, on which ground, and what becomes of fee and originals.
/// </summary>
[Requires(Permissions.DossierView)]
public sealed class StopSlipModel(PaperServices services) : PaperPage(services)
{
    public override FormKind Kind => FormKind.Stop;

    protected override string EventType => "stopped";
}
