using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using ThuocDo.OneStop.Dossiers.Results;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Web;

namespace ThuocDo.OneStop.Dossiers.Acts;

/// <summary>
/// The signed result is there: the clock ends. An electronic result is attached as a file, signed elsewhere or here; if
/// none is attached and the product can sign, it makes the notice of the result.
/// </summary>
[Requires(Permissions.DossierSign)]
public sealed class FinishModel(ActPageServices services, ResultFiles results, SiteIdentity site)
    : ActPage(services)
{
    private ReadyResult? ready;

    [BindProperty]
    [StringLength(Dossier.ResultNumberMaxLength)]
    public string? ResultNumber { get; set; }

    [BindProperty]
    public bool ElectronicResult { get; set; }

    [BindProperty]
    public IFormFile? ResultFile { get; set; }

    public bool CanSign => results.CanSign;

    public override DossierActionKind Kind => DossierActionKind.Finish;

    protected override void Suggest() => ElectronicResult = Folder.Work.Version.ElectronicResult;

    protected override async Task<Outcome> MakeReadyAsync(CancellationToken cancellation)
    {
        if (!IsOpen || SeenVersion != Folder.Dossier.Version)
        {
            return Outcome.Done;
        }

        Outcome<ReadyResult>? outcome = null;
        if (ResultFile is { Length: > 0 } file)
        {
            await using var content = file.OpenReadStream();
            outcome = await results.TakeAsync(Folder, file.FileName, content, cancellation);
        }
        else if (ElectronicResult && CanSign)
        {
            outcome = await results.MakeAsync(
                Folder,
                ResultNumber,
                VerifyAddress,
                InsteadOf?.Name,
                cancellation
            );
        }

        ready = outcome?.Value;
        return outcome ?? Outcome.Done;
    }

    protected override Outcome Perform(DossierWork work, ActContext act)
    {
        var outcome = Rehearse(work, act);
        if (outcome.Succeeded && ready is { } result)
        {
            results.Add(work, result, act);
        }

        return outcome;
    }

    protected override Outcome Rehearse(DossierWork work, ActContext act) =>
        work.Finish(ResultNumber?.Trim(), ElectronicResult, act, ready?.File.Hash);

    private string VerifyAddress(string reference) =>
        site.AddressOf(Request, OneStopLinks.VerifyResultOf(reference));
}
