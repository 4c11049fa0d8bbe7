using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Web;

namespace ThuocDo.Legal.Documents.Pages;

/// <summary>Rounds that look through the documents.</summary>
[Requires(Permissions.LegalView)]
public sealed class ReviewListModel(
    DocumentShelf shelf,
    DocumentDesk desk,
    DocumentChoices choices,
    UnitDirectory directory,
    ICurrentUser user,
    Texts texts
) : PageModel
{
    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public ReviewKind? Kind { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? UnitKey { get; set; }

    [BindProperty]
    public DateOnly? From { get; set; }

    [BindProperty]
    public DateOnly? Cut { get; set; }

    public IReadOnlyList<(ReviewRound Round, string Unit)> Rounds { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Kinds => choices.Of<ReviewKind>(DocumentWords.Of);
    public IReadOnlyList<SelectListItem> Units { get; private set; } = [];
    public bool MayManage => user.Can(Permissions.LegalManage);
    public bool IsAdding { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        Key = Guid.CreateVersion7().ToString("N");
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        if (string.IsNullOrEmpty(Key) || !MayManage)
        {
            return NotFound();
        }

        IsAdding = true;
        Require(Kind is null, nameof(Kind), "legal.kind.missing");
        Require(Words.Clean(Name) is null, nameof(Name), "legal.name.missing");
        Require(string.IsNullOrEmpty(UnitKey), nameof(UnitKey), "legal.unit.missing");
        Require(From is null, nameof(From), "legal.day.missing");
        Require(Cut is null, nameof(Cut), "legal.day.missing");
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var outcome = await desk.OpenReviewAsync(
            Key,
            Kind!.Value,
            Words.Clean(Name)!,
            Unit.IdOf(UnitKey!),
            From!.Value,
            Cut!.Value,
            cancellation
        );
        if (!outcome.Succeeded)
        {
            this.Refuse(outcome, texts);
            return Page();
        }

        this.Done("legal.review.added");
        return Redirect(DocumentLinks.Review(outcome.Value));
    }

    private void Require(bool fails, string field, string key)
    {
        if (fails && ModelState[field] is not { Errors.Count: > 0 })
        {
            ModelState.Wrong(field, texts, key);
        }
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        var tree = await directory.GetAsync(cancellation);
        Rounds =
        [
            .. (await shelf.ReviewsAsync(cancellation)).Select(r =>
                (r, tree.Find(r.UnitId)?.NameIn(Texts.CurrentLanguage) ?? "–")
            ),
        ];
        Units = await choices.UnitsAsync(cancellation);
    }
}

public sealed record ReviewLine(LegalDocument Document, ReviewFinding? Finding);

/// <summary>One round: what it looks through, what was found, the lists that it publishes.</summary>
[Requires(Permissions.LegalView)]
public sealed class ReviewPageModel(
    DocumentShelf shelf,
    DocumentDesk desk,
    UnitDirectory directory,
    ICurrentUser user,
    Texts texts
) : PageModel
{
    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public string? Paper { get; set; }

    public ReviewRound Round { get; private set; } = null!;
    public string UnitName { get; private set; } = "";
    public IReadOnlyList<ReviewLine> Lines { get; private set; } = [];

    public IEnumerable<(ReviewResult Result, int Count)> Counts =>
        Lines
            .Where(l => l.Finding is not null)
            .GroupBy(l => l.Finding!.Result)
            .OrderBy(g => g.Key)
            .Select(g => (g.Key, g.Count()));

    public bool MayManage =>
        Round.ClosedOn is null && user.Can(Permissions.LegalManage, Round.UnitId);

    public async Task<IActionResult> OnGetAsync(Guid review, CancellationToken cancellation)
    {
        if (!await LoadAsync(review, cancellation))
        {
            return NotFound();
        }

        Key = Guid.CreateVersion7().ToString("N");
        return Page();
    }

    public Task<IActionResult> OnPostFindAsync(
        Guid review,
        Guid seen,
        Guid on,
        ReviewResult result,
        string? text,
        CancellationToken cancellation
    ) =>
        ActAsync(
            review,
            () =>
                desk.FindAsync(
                    new RecordAct(Key!, review, seen),
                    on,
                    result,
                    Words.Clean(text),
                    cancellation
                ),
            cancellation
        );

    public Task<IActionResult> OnPostCloseAsync(
        Guid review,
        Guid seen,
        CancellationToken cancellation
    ) =>
        ActAsync(
            review,
            () =>
                desk.CloseReviewAsync(
                    new RecordAct(Key!, review, seen),
                    Words.Clean(Paper) ?? "",
                    cancellation
                ),
            cancellation
        );

    private async Task<IActionResult> ActAsync(
        Guid review,
        Func<Task<Outcome>> act,
        CancellationToken cancellation
    )
    {
        if (!await LoadAsync(review, cancellation) || string.IsNullOrEmpty(Key))
        {
            return NotFound();
        }

        ModelState.Clear();
        var outcome = await act();
        if (!outcome.Succeeded)
        {
            Key = Guid.CreateVersion7().ToString("N");
            this.Refuse(outcome, texts);
            return Page();
        }

        this.Done("legal.done");
        return Redirect(DocumentLinks.Review(review));
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken cancellation)
    {
        if (await shelf.ReviewAsync(id, cancellation) is not { } round)
        {
            return false;
        }

        Round = round;
        var tree = await directory.GetAsync(cancellation);
        UnitName = tree.Find(round.UnitId)?.NameIn(Texts.CurrentLanguage) ?? "–";
        var findings = (await shelf.FindingsAsync(id, cancellation)).ToDictionary(f =>
            f.DocumentId
        );
        Lines =
        [
            .. (await shelf.ToReviewAsync(round, tree, cancellation)).Select(d => new ReviewLine(
                d,
                findings.GetValueOrDefault(d.Id)
            )),
        ];
        return true;
    }
}
