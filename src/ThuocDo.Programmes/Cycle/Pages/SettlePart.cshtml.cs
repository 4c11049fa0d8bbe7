using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Web;

namespace ThuocDo.Programmes.Cycle.Pages;

/// <summary>Accepts what an agency sent, or sends it back with a reason.</summary>
[Requires(Permissions.ReportManage)]
public sealed class SettlePartModel(
    RoundShelf shelf,
    RoundDesk desk,
    UnitDirectory directory,
    Texts texts
) : PageModel
{
    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public Guid Version { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public bool Accept { get; set; }

    public Contribution Part { get; private set; } = null!;
    public ReportRound Round { get; private set; } = null!;
    public string Name { get; private set; } = "";
    public string Agency { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(Guid contribution, CancellationToken cancellation)
    {
        if (!await LoadAsync(contribution, cancellation))
        {
            return NotFound();
        }

        (Key, Version) = (Guid.CreateVersion7().ToString("N"), Part.Version);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid contribution, CancellationToken cancellation)
    {
        if (!await LoadAsync(contribution, cancellation) || string.IsNullOrEmpty(Key))
        {
            return NotFound();
        }

        var act = new ContributionKey(Key, contribution, Version);
        if (!Accept && string.IsNullOrWhiteSpace(Reason))
        {
            ModelState.Wrong(nameof(Reason), texts, "cycle.reason.missing");
            return Page();
        }

        var outcome = Accept
            ? await desk.AcceptAsync(act, cancellation)
            : await desk.ReturnAsync(act, Reason, cancellation);
        if (!outcome.Succeeded)
        {
            this.Refuse(outcome, texts);
            return Page();
        }

        this.Done(Accept ? "cycle.accepted" : "cycle.returned");
        return Redirect(RoundLinks.Round(Round.Id));
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken cancellation)
    {
        if (await shelf.PartAsync(id, Permissions.ReportManage, cancellation) is not { } found)
        {
            return false;
        }

        (Part, Round) = found;
        Name = shelf.NameOf(Round);
        Agency = (await directory.GetAsync(cancellation))[Part.UnitId]
            .NameIn(Texts.CurrentLanguage);
        return true;
    }
}
