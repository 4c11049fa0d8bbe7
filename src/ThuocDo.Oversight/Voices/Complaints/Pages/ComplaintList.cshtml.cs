using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Time;

namespace ThuocDo.Oversight.Voices.Complaints.Pages;

/// <summary>The complaints one is named for or whose settling body one heads, without who made them.</summary>
[Requires(Permissions.ComplaintHandle)]
public sealed class ComplaintListModel(ComplaintDesk desk, VoiceUnits units, Clock clock)
    : PageModel
{
    public IReadOnlyList<Complaint> Lines { get; private set; } = [];
    public VoiceUnits Units => units;
    public DateOnly Today => clock.Today;

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        await units.LoadAsync(cancellation);
        Lines = await desk.MineAsync(cancellation);
    }
}
