using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Web;

namespace ThuocDo.Oversight.Voices.Denunciations.Pages;

/// <summary>How a denunciation stands, by code and secret, and nothing of what is in it.</summary>
[PublicPage]
[EnableRateLimiting(RateLimits.Attempts)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class TrackDenunciationModel(DenunciationDesk desk, Texts texts)
    : VoicePageModel(texts)
{
    [BindProperty]
    public string? Code { get; set; }

    [BindProperty]
    public string? Secret { get; set; }

    public Denunciation? Found { get; private set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        Found = await desk.TrackAsync(Code, Secret, cancellation);
        Require("", Found is not null, "voice.track.wrong");
        return Page();
    }
}
