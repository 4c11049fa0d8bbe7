using ThuocDo.Shared.Access;

namespace ThuocDo.OneStop.Dossiers.Papers;

/// <summary>Refusal in writing with its reasons (Decree 61/2018 Art 19.8).</summary>
[Requires(Permissions.DossierView)]
public sealed class RefusalSlipModel(PaperServices services) : PaperPage(services)
{
    public override FormKind Kind => FormKind.Refusal;

    protected override string EventType => "refused";
}
