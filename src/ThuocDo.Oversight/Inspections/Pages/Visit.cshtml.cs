using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Files;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.Oversight.Inspections.Pages;

/// <summary>
/// The page of a team at a place, made for a phone. It works as plain forms; with script it keeps what is entered on the phone
/// and sends it when there is a network.
/// </summary>
[Requires(Permissions.InspectionVisit)]
public sealed class VisitModel(
    InspectionShelf shelf,
    VisitDesk desk,
    FileVault vault,
    FileCapabilities links,
    ICurrentUser user,
    Clock clock,
    Texts texts
) : PageModel
{
    public const string PhotoField = "photo";

    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public Guid Seen { get; set; }

    [BindProperty]
    public string? Kind { get; set; }

    [BindProperty]
    public int? Item { get; set; }

    [BindProperty]
    public CheckAnswer? Answer { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    [BindProperty]
    public Guid? SeenEntry { get; set; }

    /// <summary>When it was entered, by the clock of the phone: milliseconds since 1970.</summary>
    [BindProperty]
    public long? At { get; set; }

    /// <summary>Whoever entered it; nobody else's session sends it.</summary>
    [BindProperty]
    public Guid? Account { get; set; }

    [BindProperty]
    public Severity Severity { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    [BindProperty]
    public string? Remedy { get; set; }

    [BindProperty]
    public DateOnly? Due { get; set; }

    [BindProperty]
    public DateOnly? Day { get; set; }

    [BindProperty]
    public string? Summary { get; set; }

    public VisitFolder Folder { get; private set; } = null!;
    public bool IsOpen => Folder.Inspection.State == InspectionState.Decided;
    public DateOnly Today => clock.Today;
    public string Limits => texts["inspection.photo.hint", vault.Policy.FileBytes >> 20];
    public long MostBytes => vault.Policy.FileBytes;
    public Guid? Me => user.UserId;
    public string MyName => user.DisplayName;
    public bool MayChoose =>
        Folder.Inspection.State is InspectionState.Decided or InspectionState.Concluded;

    /// <summary>As it was sent, where the page comes back with a refusal: nothing typed is lost.</summary>
    public bool IsChosen(CheckLine line, CheckAnswer answer) =>
        Sent($"a-{line.Item}") is { } sent
            ? sent == answer.ToString()
            : line.Current?.Answer == answer && Sent($"n-{line.Item}") is null;

    public string? NoteOf(CheckLine line) => Sent($"n-{line.Item}") ?? line.Current?.Note;

    public string? SeenOf(CheckLine line) =>
        Sent($"seen-{line.Item}") ?? line.Current?.Id.ToString("D");

    public IReadOnlyList<SelectListItem> Severities =>
        [
            .. Enum.GetValues<Severity>()
                .Select(s => new SelectListItem(texts[InspectionText.Of(s)], s.ToString())),
        ];

    public string Link(InspectionPhoto photo) =>
        links.Link(
            photo.Hash,
            photo.Kind,
            photo.Name,
            "inspection-photo",
            photo.PlaceId,
            user.UserId
        );

    public string NameOf(CheckEntry entry) => Folder.Names.GetValueOrDefault(entry.By) ?? "–";

    public async Task<IActionResult> OnGetAsync(Guid place, CancellationToken cancellation)
    {
        if (!await LoadAsync(place, cancellation))
        {
            return NotFound();
        }

        Fill();
        return Page();
    }

    /// <summary>All answers of the list at once, without script.</summary>
    public async Task<IActionResult> OnPostAsync(Guid place, CancellationToken cancellation)
    {
        if (!await LoadAsync(place, cancellation) || string.IsNullOrEmpty(Key))
        {
            return NotFound();
        }

        // All or nothing: a note without an answer would be dropped without a word.
        if (Folder.Lines.FirstOrDefault(IsHalf) is { } half)
        {
            return await RefusedAsync(
                Outcome.Refused("inspection.refused.half", half.Item),
                place,
                cancellation
            );
        }

        var rivals = false;
        foreach (var line in Folder.Lines)
        {
            if (
                !Enum.TryParse<CheckAnswer>(Request.Form[$"a-{line.Item}"], out var answer)
                || !Enum.IsDefined(answer)
            )
            {
                continue;
            }

            var outcome = await desk.AnswerAsync(
                new NewEntry(
                    $"{Key}-{line.Item}",
                    place,
                    line.Item,
                    answer,
                    Request.Form[$"n-{line.Item}"].ToString(),
                    Guid.TryParse(Request.Form[$"seen-{line.Item}"], out var seen) ? seen : null,
                    null
                ),
                cancellation
            );
            if (!outcome.Succeeded)
            {
                return await RefusedAsync(outcome, place, cancellation);
            }

            rivals |= outcome.Value == EntryFate.Rival;
        }

        this.Done(rivals ? "inspection.visit.saved-rivals" : "inspection.visit.saved");
        return Redirect(InspectionLinks.Visit(place));
    }

    public async Task<IActionResult> OnPostPhotoAsync(Guid place, CancellationToken cancellation) =>
        await AfterAsync(
            place,
            () => PhotoAsync(place, cancellation),
            "inspection.visit.photo-saved",
            cancellation
        );

    public async Task<IActionResult> OnPostFindingAsync(
        Guid place,
        CancellationToken cancellation
    ) =>
        await AfterAsync(
            place,
            () => FindingAsync(place, cancellation),
            "inspection.visit.finding-saved",
            cancellation
        );

    public async Task<IActionResult> OnPostChooseAsync(
        Guid place,
        Guid rival,
        bool take,
        CancellationToken cancellation
    ) =>
        await AfterAsync(
            place,
            () => desk.ChooseAsync(Key!, place, rival, take, cancellation),
            "inspection.visit.chosen",
            cancellation
        );

    public async Task<IActionResult> OnPostCloseAsync(Guid place, CancellationToken cancellation) =>
        await AfterAsync(
            place,
            () =>
                desk.CloseVisitAsync(
                    new InspectionAct(Key!, place, Seen),
                    Day ?? clock.Today,
                    Summary ?? "",
                    cancellation
                ),
            "inspection.visit.closed",
            cancellation
        );

    /// <summary>One thing from the queue of a phone. A repeated key is answered as the first time.</summary>
    public async Task<IActionResult> OnPostSyncAsync(Guid place, CancellationToken cancellation)
    {
        if (!await LoadAsync(place, cancellation) || string.IsNullOrEmpty(Key))
        {
            return NotFound();
        }

        if (Account != user.UserId)
        {
            return new JsonResult(new { state = "other", words = "" });
        }

        var state = "saved";
        Outcome outcome;
        switch (Kind)
        {
            case "answer" when Item is { } item && Answer is { } answer:
                var entered = await desk.AnswerAsync(
                    new NewEntry(Key, place, item, answer, Note ?? "", SeenEntry, EnteredAt),
                    cancellation
                );
                state = entered is { Succeeded: true, Value: EntryFate.Rival } ? "rival" : state;
                outcome = entered;
                break;
            case "photo":
                outcome = await PhotoAsync(place, cancellation);
                break;
            case "finding":
                outcome = await FindingAsync(place, cancellation);
                break;
            default:
                outcome = Outcome.Refused("inspection.refused.item");
                break;
        }

        return new JsonResult(
            outcome.Succeeded
                ? new { state, words = "" }
                : new { state = "refused", words = outcome.InWords(texts) }
        );
    }

    private async Task<Outcome> PhotoAsync(Guid place, CancellationToken cancellation)
    {
        if (Request.Form.Files.GetFile(PhotoField) is not { Length: > 0 } file)
        {
            return Outcome.Refused("inspection.refused.photo");
        }

        await using var content = file.OpenReadStream();
        var kept = await vault.KeepAsync(file.FileName, content, cancellation);
        return kept.Succeeded
            ? await desk.PhotoAsync(Key!, place, Item, kept.Value!, EnteredAt, cancellation)
            : kept;
    }

    private async Task<Outcome> FindingAsync(Guid place, CancellationToken cancellation) =>
        await desk.FindAsync(
            new NewFinding(
                Key!,
                place,
                Severity,
                Words ?? "",
                Remedy ?? "",
                Due ?? DateOnly.MinValue,
                EnteredAt
            ),
            cancellation
        );

    private async Task<IActionResult> AfterAsync(
        Guid place,
        Func<Task<Outcome>> act,
        string done,
        CancellationToken cancellation
    )
    {
        if (!await LoadAsync(place, cancellation) || string.IsNullOrEmpty(Key))
        {
            return NotFound();
        }

        var outcome = await act();
        if (!outcome.Succeeded)
        {
            return await RefusedAsync(outcome, place, cancellation);
        }

        this.Done(done);
        return Redirect(InspectionLinks.Visit(place));
    }

    private async Task<IActionResult> RefusedAsync(
        Outcome outcome,
        Guid place,
        CancellationToken cancellation
    )
    {
        this.Refuse(outcome, texts);
        await LoadAsync(place, cancellation);

        // Parts may have been saved under the old key; what is sent next is another act.
        ModelState.Remove(nameof(Key));
        Key = Guid.CreateVersion7().ToString("N");
        return Page();
    }

    private DateTime? EnteredAt =>
        At is >= 0 and < 253_402_300_800_000 and var at
            ? DateTimeOffset.FromUnixTimeMilliseconds(at).UtcDateTime
            : null;

    private bool IsHalf(CheckLine line) =>
        string.IsNullOrEmpty(Sent($"a-{line.Item}"))
        && !string.IsNullOrWhiteSpace(Sent($"n-{line.Item}"));

    private string? Sent(string field) =>
        Request.HasFormContentType && Request.Form.TryGetValue(field, out var value)
            ? value.ToString()
            : null;

    private async Task<bool> LoadAsync(Guid place, CancellationToken cancellation)
    {
        if (await shelf.VisitAsync(place, cancellation) is not { } folder)
        {
            return false;
        }

        Folder = folder;
        return true;
    }

    private void Fill()
    {
        Key = Guid.CreateVersion7().ToString("N");
        Day = Folder.Place.VisitedOn ?? clock.Today;
        Summary = Folder.Place.Words;
        Seen = Folder.Place.Version;
    }
}

/// <summary>The service worker, from an address whose folder is all it may rule over. It holds nothing of anybody.</summary>
[PublicPage]
public sealed class VisitWorkerModel(IWebHostEnvironment environment) : PageModel
{
    public IActionResult OnGet()
    {
        var file = environment.WebRootFileProvider.GetFileInfo(
            "_content/ThuocDo.Oversight/visit-worker.js"
        );
        if (!file.Exists)
        {
            return NotFound();
        }

        Response.Headers.CacheControl = "no-cache";
        return File(file.CreateReadStream(), "text/javascript; charset=utf-8");
    }
}
