using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Web;

namespace ThuocDo.Indicators.SelfScoring.Pages;

/// <summary>What an appraiser does with one sheet.</summary>
public enum DeskAct
{
    Return,
    Propose,
    Settle,
}

/// <summary>A round for whoever runs it: which sheets wait, where the points differ, protests; announcing and publishing.</summary>
[Requires(Permissions.ParIndexAppraise)]
public sealed class AppraisalDeskModel(
    ParShelf shelf,
    ParDesk desk,
    UnitDirectory directory,
    Texts texts
) : PageModel
{
    private UnitTree tree = null!;

    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public Guid Seen { get; set; }

    /// <summary>The sheet that is acted on: <c>id:version</c>.</summary>
    [BindProperty]
    public string? Chosen { get; set; }

    [BindProperty]
    public DeskAct Act { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public DateOnly? ProtestUntil { get; set; }

    public ParRound Round { get; private set; } = null!;
    public IReadOnlyList<ParBook> Books { get; private set; } = [];

    public string UnitName(Guid id) => tree[id].NameIn(Texts.CurrentLanguage);

    public async Task<IActionResult> OnGetAsync(Guid parround, CancellationToken cancellation)
    {
        if (!await LoadAsync(parround, cancellation))
        {
            return NotFound();
        }

        (Key, Seen) = (Guid.CreateVersion7().ToString("N"), Round.Version);
        return Page();
    }

    public async Task<IActionResult> OnPostSheetAsync(Guid parround, CancellationToken cancellation)
    {
        if (!await LoadAsync(parround, cancellation) || string.IsNullOrEmpty(Key))
        {
            return NotFound();
        }

        if (
            Chosen?.Split(':') is not [var first, var second]
            || !Guid.TryParse(first, out var id)
            || !Guid.TryParse(second, out var version)
            || Books.All(b => b.Sheet.Id != id)
        )
        {
            ModelState.Wrong(nameof(Chosen), texts, "par.chosen.missing");
            return Page();
        }

        if (Act == DeskAct.Return && string.IsNullOrWhiteSpace(Reason))
        {
            ModelState.Wrong(nameof(Reason), texts, "par.words.missing");
            return Page();
        }

        var key = new ParSheetKey(Key, id, version);
        return Answer(
            Act switch
            {
                DeskAct.Return => await desk.ReturnAsync(key, Reason, cancellation),
                DeskAct.Propose => await desk.MoveAsync(key, ParSheetState.Proposed, cancellation),
                _ => await desk.MoveAsync(key, ParSheetState.Final, cancellation),
            },
            "par.desk.done"
        );
    }

    public async Task<IActionResult> OnPostAnnounceAsync(
        Guid parround,
        CancellationToken cancellation
    )
    {
        if (!await LoadAsync(parround, cancellation) || string.IsNullOrEmpty(Key))
        {
            return NotFound();
        }

        if (ProtestUntil is null)
        {
            ModelState.Wrong(nameof(ProtestUntil), texts, "par.day.missing");
            return Page();
        }

        return Answer(
            await desk.AnnounceAsync(
                new ParSheetKey(Key, Round.Id, Seen),
                ProtestUntil.Value,
                cancellation
            ),
            "par.announced.done"
        );
    }

    public async Task<IActionResult> OnPostPublishAsync(
        Guid parround,
        CancellationToken cancellation
    ) =>
        !await LoadAsync(parround, cancellation) || string.IsNullOrEmpty(Key)
            ? NotFound()
            : Answer(
                await desk.PublishAsync(new ParSheetKey(Key, Round.Id, Seen), cancellation),
                "par.published.done"
            );

    private IActionResult Answer(Outcome outcome, string done)
    {
        if (outcome.Key == ParDesk.NotAllowed)
        {
            return Forbid();
        }

        if (!outcome.Succeeded)
        {
            this.Refuse(outcome, texts);
            ModelState.Remove(nameof(Seen));
            Seen = Round.Version;
            return Page();
        }

        this.Done(done);
        return Redirect(ParLinks.Desk(Round.Id));
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken cancellation)
    {
        if (await shelf.RoundAsync(id, cancellation) is not { IsAppraiser: true } folder)
        {
            return false;
        }

        tree = await directory.GetAsync(cancellation);
        Round = folder.Round;
        Books = await shelf.BooksAsync(folder.Round, folder.Sheets, cancellation);
        return true;
    }
}
