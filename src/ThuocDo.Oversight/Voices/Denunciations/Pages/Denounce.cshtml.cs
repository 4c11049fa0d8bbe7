using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.RateLimiting;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Files;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.Oversight.Voices.Denunciations.Pages;

/// <summary>
/// Sends a denunciation. First the body is chosen: the form then says for whose eyes the text will be sealed. Files stay in memory, also
/// while the form is read, and never reach the file store, which keeps them open.
/// </summary>
[PublicPage]
[EnableRateLimiting(RateLimits.Attempts)]
[RequestSizeLimit(MostBytes)]
[RequestFormLimits(
    MultipartBodyLengthLimit = MostBytes,
    MemoryBufferThreshold = MostBytes,
    BufferBody = false
)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class DenounceModel(
    DenunciationDesk desk,
    FilePolicy policy,
    VoiceSeal seal,
    VoiceUnits units,
    Clock clock,
    Texts texts
) : VoicePageModel(texts)
{
    private const int MostBytes = 8 << 20;
    private const int MostFiles = 3;

    [BindProperty]
    public string? Unit { get; set; }

    /// <summary>Who the form said would read it, sealed so that it is what was shown.</summary>
    [BindProperty]
    public string? Shown { get; set; }

    [BindProperty]
    public string? Pass { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Contact { get; set; }

    [BindProperty]
    public string? About { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public List<IFormFile> Documents { get; set; } = [];

    public (string Code, string Secret)? Sent { get; private set; }
    public Organisation.Units.Unit? Body { get; private set; }
    public IReadOnlyList<Account> Receivers { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Units => units.Choices();
    public bool TakesAnonymous => VoiceRules.TakesAnonymous(clock.Today);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        (Key, Pass) = (NewKey(), seal.Close(VoiceSecret.New()));
    }

    /// <summary>By post: neither an address nor a log tells which body somebody thought of.</summary>
    public async Task<IActionResult> OnPostChooseAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        Require(nameof(Unit), Body is not null, "voice.unit.wrong");
        (Key, Pass) = (NewKey(), seal.Close(VoiceSecret.New()));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var shown = seal.Open(Shown);
        await LoadAsync(cancellation);
        var secret = seal.Open(Pass);
        Require(nameof(Unit), Body is not null, "voice.unit.wrong");
        Require(nameof(About), !string.IsNullOrWhiteSpace(About), "denounce.about.wrong");
        Require(nameof(Text), !string.IsNullOrWhiteSpace(Text), "voice.text.wrong");
        Require("", secret is not null && shown is not null, "voice.form.old");
        Require(nameof(Documents), Documents.Count <= MostFiles, "denounce.files.many");
        var files = new List<DenunciationFile>();
        foreach (var document in Documents.Where(d => d.Length > 0).Take(MostFiles))
        {
            var bytes = new byte[document.Length];
            await using var stream = document.OpenReadStream();
            await stream.ReadExactlyAsync(bytes, cancellation);
            var name = FileNames.Check(document.FileName);
            var kind = FileInspector.Inspect(bytes, policy);
            if (!name.Succeeded || !kind.Succeeded)
            {
                ModelState.AddModelError(
                    nameof(Documents),
                    (name.Succeeded ? (Shared.Outcomes.Outcome)kind : name).InWords(Words)
                );
                continue;
            }

            files.Add(
                new DenunciationFile(FileNames.Complete(name.Value!, kind.Value), kind.Value, bytes)
            );
        }

        if (!ModelState.IsValid || string.IsNullOrEmpty(Key))
        {
            (Key, Pass) = (Key ?? NewKey(), secret is null ? seal.Close(VoiceSecret.New()) : Pass);
            ModelState.Remove(nameof(Pass));
            return Page();
        }

        var outcome = await desk.SendAsync(
            new NewDenunciation(Key, secret!, Body!.Id, Name, Contact, About, Text, files, shown),
            cancellation
        );
        if (outcome.Succeeded)
        {
            Sent = (outcome.Value!, secret!);
        }
        else
        {
            this.Refuse(outcome, Words);
        }

        return Page();
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        await units.LoadAsync(cancellation);
        Body = units.Tree.Find(Unit);
        Receivers = Body is { } body ? await desk.ReceiversAsync(body.Id, cancellation) : [];
        Shown = seal.Close(Denunciation.Join(Receivers.Select(r => r.Id)));
        ModelState.Remove(nameof(Shown));
    }
}
