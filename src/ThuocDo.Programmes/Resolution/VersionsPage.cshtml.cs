using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Web;

namespace ThuocDo.Programmes.Resolution;

/// <summary>The versions of a programme, the newest first, with what each act changed.</summary>
[Requires(Permissions.CatalogueView)]
public sealed class VersionsModel(ThuocDoDb db, LeadDesk desk, ICurrentUser user, Texts texts)
    : PageModel
{
    [BindProperty]
    public string? Key { get; set; }

    /// <summary>The last version that the form shows.</summary>
    [BindProperty]
    public Guid Seen { get; set; }

    /// <summary>What the button does: it is to lead; else it leads and is to do so no longer.</summary>
    [BindProperty]
    public bool Leads { get; set; }

    public bool MayLead => Programme.CarriesOutId is null && user.Can(Permissions.ProgrammeManage);
    public Programme Programme { get; private set; } = null!;
    public VersionHistory History { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string programme, CancellationToken cancellation)
    {
        var found = await db.Set<Programme>()
            .AsNoTracking()
            .FirstOrDefaultAsync(p => p.Key == programme, cancellation);
        if (found is null)
        {
            return NotFound();
        }

        await ShowAsync(found, cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string programme, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(Key))
        {
            return NotFound();
        }

        var outcome = await desk.SetAsync(
            new LeadRequest(Key, programme, Seen, Leads),
            cancellation
        );
        if (outcome.Succeeded)
        {
            this.Done(Leads ? "programme.first.done" : "programme.first.over");
            return Redirect(ProgrammeLinks.Versions(programme));
        }

        if (outcome.Key == "draft.refused.not-allowed")
        {
            return Forbid();
        }

        this.Refuse(outcome, texts);
        return await OnGetAsync(programme, cancellation);
    }

    private async Task ShowAsync(Programme found, CancellationToken cancellation)
    {
        Programme = found;
        History = await VersionHistory.ReadAsync(db, found.Id, cancellation);
        foreach (var shown in (string[])[nameof(Key), nameof(Seen), nameof(Leads)])
        {
            ModelState.Remove(shown);
        }

        (Key, Seen, Leads) = (
            Guid.CreateVersion7().ToString("N"),
            History.Versions[^1].Version,
            !await desk.LeadsAsync(found, cancellation)
        );
    }
}
