using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Indicators.Board;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;

namespace ThuocDo.Indicators.Gaps;

/// <summary>What is missing to a target, who holds it back, and what would close it.</summary>
[Requires(Permissions.BoardView)]
public sealed class GapPageModel(GapDesk desk, ICurrentUser user) : PageModel
{
    /// <summary>Parts that are listed by name on the page; the file has all.</summary>
    public const int MostRows = 12;

    public GapQuestion Asked { get; private set; } = null!;
    public GapAnswer Answer { get; private set; } = null!;
    public GapSheet Sheet { get; private set; } = null!;
    public bool MayDrill { get; private set; }

    public async Task<IActionResult> OnGetAsync(GapQuestion asked, CancellationToken cancellation)
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

        (Asked, Answer, Sheet, MayDrill) = (
            asked,
            answer,
            answer.Sheet,
            user.Can(Permissions.BoardDrill)
        );
        return Page();
    }

    /// <summary>What a part holds back: records below the line and not above it; of a ceiling those above it.</summary>
    public (long Count, string? Address) Short(GapRow row)
    {
        var (share, isFloor) = (row.Contribution.Part.Share, Sheet.Gap.Target.Operator.IsFloor());
        var key = Answer.Indicator.Key;
        return (
            isFloor ? share.Denominator - share.Numerator : share.Numerator,
            !MayDrill || row.Place is null ? null
            : isFloor ? BoardLinks.Rest(key, row.Place)
            : BoardLinks.Records(key, row.Place, true)
        );
    }
}
