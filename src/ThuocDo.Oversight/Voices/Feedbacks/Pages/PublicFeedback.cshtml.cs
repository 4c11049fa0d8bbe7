using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Shared.Access;

namespace ThuocDo.Oversight.Voices.Feedbacks.Pages;

/// <summary>Where to send feedback, how to find it again, and what was answered to others.</summary>
[PublicPage]
public sealed class PublicFeedbackModel(FeedbackShelf shelf, VoiceUnits units, ICurrentUser user)
    : PageModel
{
    public IReadOnlyList<PublicAnswer> Answers { get; private set; } = [];
    public VoiceUnits Units => units;
    public bool MayWork => user.Can(Permissions.FeedbackHandle);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        await units.LoadAsync(cancellation);
        Answers = await shelf.PublishedAsync(cancellation);
    }
}
