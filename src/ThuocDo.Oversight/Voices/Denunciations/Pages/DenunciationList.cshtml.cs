using Microsoft.AspNetCore.Mvc;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;

namespace ThuocDo.Oversight.Voices.Denunciations.Pages;

/// <summary>The own key, and the denunciations one is named for. Whoever is named for none sees none.</summary>
[Requires(Permissions.DenunciationHandle)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class DenunciationListModel(DenunciationDesk desk, Clock clock, Texts texts)
    : VoicePageModel(texts)
{
    [BindProperty]
    public string? Passphrase { get; set; }

    [BindProperty]
    public string? Again { get; set; }

    [BindProperty]
    public bool Receives { get; set; }

    public DenunciationKey? Own { get; private set; }
    public IReadOnlyList<DenunciationFolder> Lines { get; private set; } = [];
    public DateOnly Today => clock.Today;

    public Task OnGetAsync(CancellationToken cancellation) => LoadAsync(cancellation);

    public async Task<IActionResult> OnPostKeyAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        Require(nameof(Again), Passphrase == Again, "denounce.key.again.wrong");
        if (!ModelState.IsValid || string.IsNullOrEmpty(Key))
        {
            return Page();
        }

        return Told(
            await desk.MakeKeyAsync(Key, Passphrase, cancellation),
            "denounce.key.made",
            VoiceLinks.Denunciations
        );
    }

    public async Task<IActionResult> OnPostReceiveAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        return string.IsNullOrEmpty(Key) || Own is not { } own
            ? NotFound()
            : Told(
                await desk.ReceiveAsync(new VoiceKey(Key, own.Id, Seen), Receives, cancellation),
                "voice.done",
                VoiceLinks.Denunciations
            );
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        Own = await desk.OwnKeyAsync(cancellation);
        Lines = await desk.MineAsync(cancellation);
    }
}
