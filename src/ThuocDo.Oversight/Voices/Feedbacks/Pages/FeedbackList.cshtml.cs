using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Time;

namespace ThuocDo.Oversight.Voices.Feedbacks.Pages;

/// <summary>What the own bodies have to handle; who sent it is not in the list.</summary>
[Requires(Permissions.FeedbackHandle)]
public sealed class FeedbackListModel(FeedbackShelf shelf, VoiceUnits units, Clock clock)
    : PageModel
{
    public IReadOnlyList<FeedbackLine> Lines { get; private set; } = [];
    public VoiceUnits Units => units;
    public DateOnly Today => clock.Today;

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        await units.LoadAsync(cancellation);
        Lines = await shelf.MineAsync(cancellation);
    }
}
