using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Web;

namespace ThuocDo.Indicators.SelfScoring.Pages;

/// <summary>A sheet: the table with points, what can still be won and what is lost, the duties to come, the weak criteria.</summary>
[Requires(Permissions.ParIndexView)]
public sealed class SheetPageModel(
    ParShelf shelf,
    ParDesk desk,
    UnitDirectory directory,
    Texts texts
) : PageModel
{
    /// <summary>Weak criteria that are shown.</summary>
    public const int MostWeak = 5;

    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public Guid Seen { get; set; }

    public ParBook Book { get; private set; } = null!;
    public string Body { get; private set; } = "";
    public bool MayScore => Book.Standing.IsScorer;
    public bool MayAppraise => Book.Standing.IsAppraiser;

    public async Task<IActionResult> OnGetAsync(Guid scoresheet, CancellationToken cancellation)
    {
        if (!await LoadAsync(scoresheet, cancellation))
        {
            return NotFound();
        }

        (Key, Seen) = (Guid.CreateVersion7().ToString("N"), Book.Sheet.Version);
        return Page();
    }

    public Task<IActionResult> OnPostSubmitAsync(Guid scoresheet, CancellationToken cancellation) =>
        ActAsync(scoresheet, "par.submitted.done", desk.SubmitAsync, cancellation);

    public Task<IActionResult> OnPostExplainedAsync(
        Guid scoresheet,
        CancellationToken cancellation
    ) =>
        ActAsync(
            scoresheet,
            "par.explained.done",
            (key, token) => desk.MoveAsync(key, ParSheetState.Explained, token),
            cancellation
        );

    private async Task<IActionResult> ActAsync(
        Guid id,
        string done,
        Func<ParSheetKey, CancellationToken, Task<Outcome>> act,
        CancellationToken cancellation
    )
    {
        if (!await LoadAsync(id, cancellation) || string.IsNullOrEmpty(Key))
        {
            return NotFound();
        }

        var outcome = await act(new ParSheetKey(Key, id, Seen), cancellation);
        if (outcome.Key == ParDesk.NotAllowed)
        {
            return Forbid();
        }

        if (!outcome.Succeeded)
        {
            this.Refuse(outcome, texts);
            ModelState.Remove(nameof(Seen));
            Seen = Book.Sheet.Version;
            return Page();
        }

        this.Done(done);
        return Redirect(ParLinks.Sheet(id));
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken cancellation)
    {
        if (await shelf.BookAsync(id, cancellation) is not { } book)
        {
            return false;
        }

        Book = book;
        Body = (await directory.GetAsync(cancellation))[book.Sheet.UnitId]
            .NameIn(Texts.CurrentLanguage);
        return true;
    }
}
