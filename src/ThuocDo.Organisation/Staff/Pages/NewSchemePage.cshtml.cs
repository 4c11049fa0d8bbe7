using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using ThuocDo.Organisation.ServiceUnits;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Web;

namespace ThuocDo.Organisation.Staff.Pages;

/// <summary>Begins a scheme of job positions for a body.</summary>
[Requires(Permissions.StaffManage)]
public sealed class NewSchemePageModel(
    ActShelf shelf,
    StaffSheets sheets,
    SchemeDesk desk,
    Texts texts
) : PageModel
{
    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public string? Body { get; set; }

    [BindProperty]
    public string? Positions { get; set; }

    public IReadOnlyList<SelectListItem> Bodies { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        Key = Guid.CreateVersion7().ToString("N");
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var book = await LoadAsync(cancellation);
        if (string.IsNullOrEmpty(Key))
        {
            return BadRequest();
        }

        if (BodyNames.Read(Body, book.Tree) is not { } body)
        {
            ModelState.Wrong(nameof(Body), texts, "staff.refused.body");
            return Page();
        }

        var outcome = await desk.DraftAsync(
            Key,
            body,
            (Positions ?? "").ReplaceLineEndings("\n").Trim().Normalize(),
            cancellation
        );
        if (!outcome.Succeeded)
        {
            this.Refuse(outcome, texts);
            return Page();
        }

        this.Done("staff.scheme.begun");
        return Redirect(StaffLinks.Scheme(outcome.Value));
    }

    private async Task<ActBook> LoadAsync(CancellationToken cancellation)
    {
        var book = await shelf.ReadAsync([], cancellation);
        Bodies =
        [
            new(texts["staff.choose"], ""),
            .. sheets
                .BodiesOn(book, sheets.Today, Permissions.StaffManage, Texts.CurrentLanguage)
                .Select(b => new SelectListItem(b.Name, BodyNames.Of(b.Body, book.Tree))),
        ];
        return book;
    }
}
