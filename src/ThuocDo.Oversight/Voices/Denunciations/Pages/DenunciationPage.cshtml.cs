using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Files;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.Oversight.Voices.Denunciations.Pages;

/// <summary>
/// One denunciation, for those named; for everybody else there is nothing here. It is opened by the answer to the post that carries the
/// passphrase, and closed with that answer: nothing keeps it open.
/// </summary>
[Requires(Permissions.DenunciationHandle)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class DenunciationPageModel(
    DenunciationDesk desk,
    ICurrentUser user,
    Clock clock,
    Texts texts
) : VoicePageModel(texts)
{
    [BindProperty]
    public string? Passphrase { get; set; }

    [BindProperty]
    public string? NotePassphrase { get; set; }

    [BindProperty]
    public string? NamePassphrase { get; set; }

    [BindProperty]
    public string? LeavePassphrase { get; set; }

    [BindProperty]
    public string? MovePassphrase { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    [BindProperty]
    public Guid? Person { get; set; }

    [BindProperty]
    public int? FileNumber { get; set; }

    [BindProperty]
    public DenunciationState? To { get; set; }

    public DenunciationFolder Folder { get; private set; } = null!;
    public OpenedDenunciation? Opened { get; private set; }
    public DateOnly Today => clock.Today;
    public Guid? Me => user.UserId;
    public IReadOnlyList<SelectListItem> People =>
        [
            new(Words["voice.choose"], ""),
            .. Folder.Others.Select(o => new SelectListItem(o.DisplayName, o.Id.ToString("D"))),
        ];

    public string NameOf(Guid account) =>
        Folder.Named.FirstOrDefault(a => a.Id == account)?.DisplayName ?? "–";

    public async Task<IActionResult> OnGetAsync(
        Guid denunciation,
        CancellationToken cancellation
    ) => await LoadAsync(denunciation, cancellation) ? Page() : NotFound();

    /// <summary>Opens it, or gives one of its files out.</summary>
    public async Task<IActionResult> OnPostOpenAsync(
        Guid denunciation,
        CancellationToken cancellation
    )
    {
        if (!await LoadAsync(denunciation, cancellation))
        {
            return NotFound();
        }

        var opened = await desk.OpenAsync(denunciation, Passphrase, cancellation);
        if (!opened.Succeeded)
        {
            this.Refuse(opened, Words);
            return Page();
        }

        if (
            FileNumber is { } number
            && opened.Value!.Content.Files.ElementAtOrDefault(number - 1) is { } file
        )
        {
            return File(file.Content, FileKinds.MediaType(file.Kind), file.Name);
        }

        Opened = opened.Value;
        return Page();
    }

    public async Task<IActionResult> OnPostNoteAsync(
        Guid denunciation,
        CancellationToken cancellation
    ) =>
        await LoadAsync(denunciation, cancellation) && !string.IsNullOrEmpty(Key)
            ? Answer(
                await desk.NoteAsync(Key, denunciation, NotePassphrase, Note, cancellation),
                denunciation
            )
            : NotFound();

    public async Task<IActionResult> OnPostNameAsync(
        Guid denunciation,
        CancellationToken cancellation
    ) =>
        await LoadAsync(denunciation, cancellation) && !string.IsNullOrEmpty(Key)
            ? Answer(
                await desk.NameAsync(
                    new VoiceKey(Key, denunciation, Seen),
                    NamePassphrase,
                    Person ?? Guid.Empty,
                    cancellation
                ),
                denunciation
            )
            : NotFound();

    /// <summary>Gives the own seat up.</summary>
    public async Task<IActionResult> OnPostLeaveAsync(
        Guid denunciation,
        CancellationToken cancellation
    ) =>
        await LoadAsync(denunciation, cancellation) && !string.IsNullOrEmpty(Key)
            ? Told(
                await desk.LeaveAsync(
                    new VoiceKey(Key, denunciation, Seen),
                    LeavePassphrase,
                    cancellation
                ),
                "voice.done",
                VoiceLinks.Denunciations
            )
            : NotFound();

    public async Task<IActionResult> OnPostMoveAsync(
        Guid denunciation,
        CancellationToken cancellation
    ) =>
        await LoadAsync(denunciation, cancellation) && !string.IsNullOrEmpty(Key) && To is { } to
            ? Answer(
                await desk.MoveAsync(
                    new VoiceKey(Key, denunciation, Seen),
                    MovePassphrase,
                    to,
                    cancellation
                ),
                denunciation
            )
            : NotFound();

    private IActionResult Answer(Outcome outcome, Guid denunciation) =>
        Told(outcome, "voice.done", VoiceLinks.DenunciationOf(denunciation));

    private async Task<bool> LoadAsync(Guid id, CancellationToken cancellation)
    {
        if (await desk.FindAsync(id, cancellation) is not { } found)
        {
            return false;
        }

        Folder = found;
        return true;
    }
}
