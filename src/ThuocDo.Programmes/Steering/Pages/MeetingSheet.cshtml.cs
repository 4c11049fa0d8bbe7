using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Shared.Access;

namespace ThuocDo.Programmes.Steering.Pages;

/// <summary>What lay before a meeting, as it was frozen, on paper.</summary>
[Requires(Permissions.BoardView)]
public sealed class MeetingSheetModel(MeetingShelf shelf) : PageModel
{
    public MeetingFolder Folder { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(
        string programme,
        Guid meeting,
        CancellationToken cancellation
    )
    {
        if (await shelf.FindAsync(programme, meeting, cancellation) is not { } folder)
        {
            return NotFound();
        }

        Folder = folder;
        return Page();
    }

    public static string PlanState(string state) => $"meeting.plan.{state.ToLowerInvariant()}";
}
