using ThuocDo.Shared.Access;

namespace ThuocDo.OneStop.Dossiers.Papers;

/// <summary>Who had the dossier from when to when, and how it ended.</summary>
[Requires(Permissions.DossierView)]
public sealed class ControlSlipModel(PaperServices services) : PaperPage(services)
{
    public override FormKind Kind => FormKind.Control;

    protected override string EventType => "received";
}
