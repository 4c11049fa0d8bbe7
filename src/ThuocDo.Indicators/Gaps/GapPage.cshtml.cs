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

    public GapAnswer Answer { get; private set; } = null!;
    public GapSheet Sheet { get; private set; } = null!;
    public bool MayDrill { get; private set; }

    public async Task<IActionResult> OnGetAsync(
        string condition,
        [FromQuery(Name = "ngay")] DateOnly? day,
        [FromQuery(Name = "don-vi")] string? unit,
        [FromQuery(Name = "gop")] bool joined,
        [FromQuery(Name = "cach")] string? reading,
        [FromQuery(Name = "nam")] int? year,
        [FromQuery(Name = "thang")] string? month,
        CancellationToken cancellation
    )
    {
        var (isAllowed, answer) = await desk.FindAsync(
            new(condition, day, unit, joined, reading, year, month),
            cancellation
        );
        if (!isAllowed)
        {
            return Forbid();
        }

        if (answer is null)
        {
            return NotFound();
        }

        (Answer, Sheet, MayDrill) = (answer, answer.Sheet, user.Can(Permissions.BoardDrill));
        return Page();
    }

    /// <summary>What a part holds back: records below the line and not above it; of a ceiling those above it.</summary>
    public (long Count, string? Address) Short(GapSplit split, GapRow row)
    {
        var (share, isFloor) = (row.Contribution.Part.Share, Sheet.Gap.Target.Operator.IsFloor());
        var key = Answer.Indicator.Key;
        return (
            isFloor ? share.Denominator - share.Numerator : share.Numerator,
            !MayDrill || row.Place is null ? null
            : isFloor ? BoardLinks.Rest(key, Own(split, row))
            : BoardLinks.Records(key, Own(split, row), true)
        );
    }

    /// <summary>A unit's part is its own records; those of the units below it are parts of their own.</summary>
    private static BoardPlace Own(GapSplit split, GapRow row) =>
        row.Place! with
        {
            Alone = split.By == SplitBy.Unit,
        };
}
