using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Web;

namespace ThuocDo.Oversight.Inspections.Pages;

/// <summary>Lists of questions in their versions. A version in use is never changed.</summary>
[Requires(Permissions.InspectionManage)]
public sealed class ChecklistsModel(InspectionShelf shelf, InspectionDesk desk, Texts texts)
    : PageModel
{
    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Items { get; set; }

    public IReadOnlyList<Checklist> All { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        All = await shelf.ChecklistsAsync(cancellation);
        Key = Guid.CreateVersion7().ToString("N");
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(Key))
        {
            return NotFound();
        }

        var outcome = await desk.IssueChecklistAsync(Key, Name ?? "", Items ?? "", cancellation);
        if (!outcome.Succeeded)
        {
            this.Refuse(outcome, texts);
            All = await shelf.ChecklistsAsync(cancellation);
            return Page();
        }

        this.Done("inspection.checklist.issued");
        return Redirect(InspectionLinks.Checklists);
    }
}
