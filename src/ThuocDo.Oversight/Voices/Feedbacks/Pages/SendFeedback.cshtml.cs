using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.RateLimiting;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Files;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Web;

namespace ThuocDo.Oversight.Voices.Feedbacks.Pages;

/// <summary>The form of everybody, and that of an officer who writes down what was called in.</summary>
[RequestSizeLimit(MostBytes)]
[RequestFormLimits(MultipartBodyLengthLimit = MostBytes)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public abstract class SendFeedbackBase(
    FeedbackDesk desk,
    FileVault vault,
    VoiceSeal seal,
    VoiceUnits units,
    Texts texts
) : VoicePageModel(texts)
{
    private const long MostBytes = 24L << 20;

    /// <summary>The secret, sealed: two clicks on one form have one.</summary>
    [BindProperty]
    public string? Pass { get; set; }

    [BindProperty]
    public string? Unit { get; set; }

    [BindProperty]
    public FeedbackKind? Kind { get; set; }

    [BindProperty]
    public FeedbackChannel? Channel { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Contact { get; set; }

    [BindProperty]
    public string? Address { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public string? Dossier { get; set; }

    [BindProperty]
    public IFormFile? Document { get; set; }

    public bool IsForOfficer => this is HotlineModel;

    /// <summary>Once it is sent.</summary>
    public (string Code, string Secret)? Sent { get; private set; }

    public IReadOnlyList<SelectListItem> Units => units.Choices();
    public IReadOnlyList<SelectListItem> Kinds => units.Names<FeedbackKind>("voice.kind.");
    public IReadOnlyList<SelectListItem> Channels =>
        units.Names<FeedbackChannel>("voice.channel.", c => c != FeedbackChannel.Portal);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        await units.LoadAsync(cancellation);
        (Key, Pass) = (NewKey(), seal.Close(VoiceSecret.New()));
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await units.LoadAsync(cancellation);
        var unit = units.Tree.Find(Unit);
        var secret = seal.Open(Pass);
        Require(nameof(Unit), unit is not null, "voice.unit.wrong");
        Require(nameof(Kind), Kind is not null, "voice.kind.wrong");
        Require(nameof(Name), !string.IsNullOrWhiteSpace(Name), "voice.name.wrong");
        Require(nameof(Contact), !string.IsNullOrWhiteSpace(Contact), "voice.contact.wrong");
        Require(nameof(Text), !string.IsNullOrWhiteSpace(Text), "voice.text.wrong");
        Require("", secret is not null, "voice.form.old");
        if (IsForOfficer)
        {
            Require(
                nameof(Channel),
                Channel is not (null or FeedbackChannel.Portal),
                "voice.channel.wrong"
            );
        }

        KeptFile? file = null;
        if (ModelState.IsValid && Document is { Length: > 0 })
        {
            await using var content = Document.OpenReadStream();
            var kept = await vault.KeepAsync(Document.FileName, content, cancellation);
            file = kept.Value;
            if (!kept.Succeeded)
            {
                ModelState.AddModelError(nameof(Document), kept.InWords(Words));
            }
        }

        if (!ModelState.IsValid || string.IsNullOrEmpty(Key))
        {
            (Key, Pass) = (Key ?? NewKey(), secret is null ? seal.Close(VoiceSecret.New()) : Pass);
            ModelState.Remove(nameof(Pass));
            return Page();
        }

        var outcome = await desk.SendAsync(
            new NewFeedback(
                Key,
                secret!,
                unit!.Id,
                Kind!.Value,
                IsForOfficer ? Channel!.Value : FeedbackChannel.Portal,
                Name,
                Contact,
                Address,
                Text,
                Dossier,
                file
            ),
            cancellation
        );
        if (outcome.Succeeded)
        {
            Sent = (outcome.Value!, secret!);
        }
        else if (outcome.Key == VoiceActs.NotAllowed)
        {
            return Forbid();
        }
        else
        {
            this.Refuse(outcome, Words);
        }

        return Page();
    }
}

[PublicPage]
[EnableRateLimiting(RateLimits.Attempts)]
public sealed class SendFeedbackModel(
    FeedbackDesk desk,
    FileVault vault,
    VoiceSeal seal,
    VoiceUnits units,
    Texts texts
) : SendFeedbackBase(desk, vault, seal, units, texts);

[Requires(Permissions.FeedbackHandle)]
public sealed class HotlineModel(
    FeedbackDesk desk,
    FileVault vault,
    VoiceSeal seal,
    VoiceUnits units,
    Texts texts
) : SendFeedbackBase(desk, vault, seal, units, texts);
