using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Pictures;

namespace ThuocDo.Indicators.Handling;

/// <summary>How many working days results took, from taking in to result, with the records behind each bar.</summary>
[Requires(Permissions.BoardView)]
public sealed class HandlingPageModel(HandlingDesk desk) : PageModel
{
    /// <summary>Parts that are listed on the page.</summary>
    public const int MostRows = 100;

    public HandlingAnswer Answer { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(
        HandlingQuestion asked,
        PictureAsked picture,
        CancellationToken cancellation
    )
    {
        var (isAllowed, answer) = await desk.FindAsync(asked, cancellation);
        if (!isAllowed)
        {
            return Forbid();
        }

        if (answer is null)
        {
            return NotFound();
        }

        Answer = answer;
        return picture.Answer(answer.Pictures) ?? Page();
    }
}
