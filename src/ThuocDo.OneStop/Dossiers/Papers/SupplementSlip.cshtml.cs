using ThuocDo.Shared.Access;

namespace ThuocDo.OneStop.Dossiers.Papers;

/// <summary>What the applicant must complete, once and fully (Decree 61/2018 Art 15.3, 19.4).</summary>
[Requires(Permissions.DossierView)]
public sealed class SupplementSlipModel(PaperServices services) : PaperPage(services)
{
    public override FormKind Kind => FormKind.Supplement;

    protected override string EventType => "supplement-requested";
}
