using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Web;

namespace ThuocDo.OneStop.Tracking;

/// <summary>
/// Public tracking by code and secret. The answer is given to the post itself: a redirect would have to carry the secret
/// in an address, where histories and logs keep it.
/// </summary>
[PublicPage]
[EnableRateLimiting(RateLimits.Attempts)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class TrackModel(TrackDossier track, Ratings.RatingPasses passes, Texts texts)
    : PageModel
{
    [BindProperty(Name = OneStopLinks.DossierCode, SupportsGet = true)]
    [StringLength(Dossier.CodeMaxLength)]
    public string? Code { get; set; }

    [BindProperty]
    [StringLength(40)]
    public string? Secret { get; set; }

    public TrackedDossier? Found { get; private set; }

    /// <summary>Whoever holds code and secret may rate the handling once there is a result.</summary>
    public string? RatingLink =>
        Found is { } found && Ratings.Rating.IsOpen(found.Work.Dossier)
            ? Ratings.RatingLinks.With(passes.For(found.Work.Dossier.Id))
            : null;

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(Code))
        {
            ModelState.Wrong(OneStopLinks.DossierCode, texts, "tracking.code.missing");
        }

        if (string.IsNullOrWhiteSpace(Secret))
        {
            ModelState.Wrong(nameof(Secret), texts, "tracking.secret.missing");
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var (answer, found) = await track.RunAsync(
            Code!,
            Secret!,
            HttpContext.Connection.RemoteIpAddress?.ToString() ?? "",
            cancellation
        );
        Found = found;
        if (answer == TrackAnswer.Locked)
        {
            ModelState.Wrong("", texts, "tracking.locked", TrackingGuard.Minutes);
        }
        else if (answer == TrackAnswer.Wrong)
        {
            ModelState.Wrong("", texts, "tracking.wrong");
        }

        return Page();
    }
}
