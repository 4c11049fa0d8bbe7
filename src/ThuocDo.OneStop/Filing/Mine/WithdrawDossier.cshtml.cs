using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Web;

namespace ThuocDo.OneStop.Filing.Mine;

/// <summary>The applicant takes an own dossier back; possible until it is resolved.</summary>
[CitizenPage]
public sealed class WithdrawDossierModel(HolderActs holder, Texts texts) : PageModel
{
    [FromRoute]
    public string Code { get; set; } = "";

    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public Guid Seen { get; set; }

    [BindProperty]
    [StringLength(Reasons.TextMaxLength)]
    public string? Details { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (await holder.FindAsync(Code, cancellation) is not { } work)
        {
            return NotFound();
        }

        if (!work.Dossier.IsOpen)
        {
            return Redirect(FilingLinks.MyDossier(Code));
        }

        (Key, Seen) = (Guid.CreateVersion7().ToString("N"), work.Dossier.Version);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (await holder.FindAsync(Code, cancellation) is not { } work)
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var outcome = await holder.WithdrawAsync(
            new FilingAct(Key ?? "-", work.Dossier.Id, Seen),
            Details?.Trim(),
            cancellation
        );
        if (outcome.Succeeded)
        {
            this.Done("filing.withdrawn", Code);
            return Redirect(FilingLinks.MyDossier(Code));
        }

        this.Refuse(outcome, texts);
        return Page();
    }
}
