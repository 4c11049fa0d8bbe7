using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Web;

namespace ThuocDo.Oversight.Voices.Feedbacks.Pages;

/// <summary>
/// By code and secret: how it stands, the answer, and what the sender says to it. The answer is given to the post itself, because a
/// redirect would have to carry the secret in an address.
/// </summary>
[PublicPage]
[EnableRateLimiting(RateLimits.Attempts)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class TrackFeedbackModel(FeedbackDesk desk, VoiceUnits units, Texts texts)
    : VoicePageModel(texts)
{
    [BindProperty]
    public string? Code { get; set; }

    [BindProperty]
    public string? Secret { get; set; }

    [BindProperty]
    public string? More { get; set; }

    public Feedback? Found { get; private set; }

    /// <summary>What was just done.</summary>
    public string? DoneKey { get; private set; }
    public VoiceUnits Units => units;

    public Task<IActionResult> OnPostAsync(CancellationToken cancellation) =>
        ActAsync(null, "", cancellation);

    public Task<IActionResult> OnPostAddAsync(CancellationToken cancellation) =>
        ActAsync(
            key => desk.SupplementAsync(key, Secret!, More, cancellation),
            "voice.track.added",
            cancellation
        );

    public Task<IActionResult> OnPostLikeAsync(CancellationToken cancellation) =>
        ActAsync(
            key => desk.RateAsync(key, Secret!, true, cancellation),
            "voice.track.rated",
            cancellation
        );

    public Task<IActionResult> OnPostDislikeAsync(CancellationToken cancellation) =>
        ActAsync(
            key => desk.RateAsync(key, Secret!, false, cancellation),
            "voice.track.rated",
            cancellation
        );

    public Task<IActionResult> OnPostReopenAsync(CancellationToken cancellation) =>
        ActAsync(
            key => desk.ReopenAsync(key, Secret!, More, cancellation),
            "voice.track.reopened",
            cancellation
        );

    private async Task<IActionResult> ActAsync(
        Func<VoiceKey, Task<Outcome>>? act,
        string done,
        CancellationToken cancellation
    )
    {
        await units.LoadAsync(cancellation);
        if (await desk.TrackAsync(Code, Secret, cancellation) is not { } found)
        {
            ModelState.Wrong("", Words, "voice.track.wrong");
            return Page();
        }

        if (act is not null)
        {
            var outcome = await act(new VoiceKey(Key ?? "-", found.Id, Seen));
            if (outcome.Succeeded)
            {
                DoneKey = done;
                ModelState.Remove(nameof(More));
                More = null;
            }
            else
            {
                this.Refuse(outcome, Words);
            }
        }

        Found = await desk.TrackAsync(Code, Secret, cancellation);
        return Page();
    }
}
