using Microsoft.AspNetCore.Mvc;
using ThuocDo.OneStop.Dossiers.Papers;
using ThuocDo.OneStop.Dossiers.Receive;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Outcomes;

namespace ThuocDo.OneStop.Dossiers.Acts;

/// <summary>Puts a new tracking secret in the place of a lost one, and shows it on the slip once.</summary>
[Requires(Permissions.DossierReceive)]
public sealed class IssueSecretModel(ActPageServices services, SecretSeal seal) : ActPage(services)
{
    private string? secret;

    [BindProperty]
    public bool Checked { get; set; }

    /// <summary>The new secret under seal, so that a second click shows the same one.</summary>
    [BindProperty]
    public string? Sealed { get; set; }

    public override DossierActionKind Kind => DossierActionKind.IssueSecret;

    protected override void Suggest() => Sealed = seal.Close(TrackingSecret.New());

    protected override void Check()
    {
        if (!Checked)
        {
            Wrong(nameof(Checked), "act.issue-secret.checked.missing");
        }

        secret = seal.Open(Sealed);
        if (secret is null)
        {
            ModelState.Remove(nameof(Sealed));
            Suggest();
            Wrong("", "receive.form-too-old");
        }
    }

    protected override Outcome Perform(DossierWork work, ActContext act) =>
        work.IssueSecret(TrackingSecret.Hash(secret ?? ""), act);

    protected override string Destination()
    {
        ShownSecret.Keep(TempData, Folder.Dossier.Code, secret!);
        return OneStopLinks.ReceiptSlip(Folder.Dossier.Code);
    }
}
