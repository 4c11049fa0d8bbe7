using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.ServiceUnits;
using ThuocDo.Organisation.Staff.Rules;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Web;

namespace ThuocDo.Organisation.Staff.Pages;

/// <summary>One scheme: its positions, rank structure and the step that is next.</summary>
[Requires(Permissions.StaffView)]
public sealed class SchemePageModel(
    ThuocDoDb db,
    ActShelf shelf,
    StaffSheets sheets,
    SchemeDesk desk,
    ICurrentUser user,
    Texts texts
) : PageModel
{
    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public Guid Version { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    [BindProperty]
    public string? Document { get; set; }

    [BindProperty]
    public DateOnly? From { get; set; }

    /// <summary>What the pressed button does.</summary>
    [BindProperty]
    public string? Step { get; set; }

    public JobScheme Scheme { get; private set; } = null!;
    public string Body { get; private set; } = "";
    public Unit Place { get; private set; } = null!;
    public IReadOnlyList<JobPosition> Positions { get; private set; } = [];
    public bool MayManage => user.Can(Permissions.StaffManage, Place.Id);
    public bool MayApprove => user.Can(Permissions.StaffApprove, Place.Id);

    public async Task<IActionResult> OnGetAsync(Guid jobscheme, CancellationToken cancellation)
    {
        var shown = await ShowAsync(jobscheme, cancellation);
        if (shown is PageResult)
        {
            Fill();
            (Text, From) = (Scheme.Positions, sheets.Today);
        }

        return shown;
    }

    public async Task<IActionResult> OnPostAsync(Guid jobscheme, CancellationToken cancellation)
    {
        var shown = await ShowAsync(jobscheme, cancellation);
        if (shown is not PageResult)
        {
            return shown;
        }

        if (string.IsNullOrEmpty(Key))
        {
            return BadRequest();
        }

        var key = new SchemeKey(Key, jobscheme, Version);
        var text = (Text ?? "").ReplaceLineEndings("\n").Trim().Normalize();
        var decision = new SchemeDecision(Document?.Normalize() ?? "", From ?? default);
        Outcome? outcome = Step switch
        {
            "write" => await desk.WriteAsync(key, text, false, cancellation),
            "submit" => await desk.WriteAsync(key, text, true, cancellation),
            "appraise" => await desk.AppraiseAsync(key, true, Note, cancellation),
            "return" => await desk.AppraiseAsync(key, false, Note, cancellation),
            "approve" => await desk.ApproveAsync(key, decision, cancellation),
            "rank" => await desk.RankAsync(key, decision, cancellation),
            _ => null,
        };
        if (outcome is null)
        {
            return BadRequest();
        }

        if (!outcome.Succeeded)
        {
            // Whoever was too late sees the new state and decides anew.
            ModelState.Remove(nameof(Version));
            ModelState.Remove(nameof(Key));
            await ShowAsync(jobscheme, cancellation);
            Fill();
            this.Refuse(outcome, texts);
            return Page();
        }

        this.Done("staff.scheme.done");
        return Redirect(StaffLinks.Scheme(jobscheme));
    }

    private void Fill() => (Key, Version) = (Guid.CreateVersion7().ToString("N"), Scheme.Version);

    private async Task<IActionResult> ShowAsync(Guid id, CancellationToken cancellation)
    {
        if (
            await db.Set<JobScheme>()
                .AsNoTracking()
                .FirstOrDefaultAsync(s => s.Id == id, cancellation)
            is not { } scheme
        )
        {
            return NotFound();
        }

        var book = await shelf.ReadAsync([], cancellation);
        Place = StaffSheets.PlaceOf(book, scheme.Body, sheets.Today) ?? book.Tree[scheme.UnitId];
        if (!user.Can(Permissions.StaffView, Place.Id))
        {
            return Forbid();
        }

        Scheme = scheme;
        Body = StaffSheets.NameOf(book, scheme.Body, Texts.CurrentLanguage);
        Positions = JobPositions.Read(scheme.Positions);
        return Page();
    }
}
