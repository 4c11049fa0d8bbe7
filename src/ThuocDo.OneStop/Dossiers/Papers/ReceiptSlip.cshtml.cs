using ThuocDo.Shared.Access;

namespace ThuocDo.OneStop.Dossiers.Papers;

/// <summary>Receipt and appointment slip (Decree 61/2018 Art 17.1.c, 17.3): in two copies, A5.</summary>
[Requires(Permissions.DossierView)]
public sealed class ReceiptSlipModel(PaperServices services) : PaperPage(services)
{
    public override FormKind Kind => FormKind.Receipt;

    protected override string EventType => "received";

    /// <summary>Known only right after receipt or renewal; a reprint says where to get a new one.</summary>
    public string? Secret { get; private set; }

    protected override void Prepare() => Secret = ShownSecret.Take(TempData, Folder.Dossier.Code);
}
