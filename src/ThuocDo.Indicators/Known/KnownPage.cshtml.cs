using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Indicators.Board;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;

namespace ThuocDo.Indicators.Known;

/// <summary>A figure as known on a day beside the same figure as known now, with the causes of the difference down to the records.</summary>
[Requires(Permissions.BoardView)]
public sealed class KnownPageModel(KnownDesk desk, IRecordSource records, ICurrentUser user)
    : PageModel
{
    /// <summary>Records that are listed; the file has all.</summary>
    public const int MostFacts = 100;

    public KnownAnswer Answer { get; private set; } = null!;

    /// <summary>Acts that are listed and one more if there are more; without the right to open records none.</summary>
    public IReadOnlyList<LateFact> Facts { get; private set; } = [];

    /// <summary>Without the right to open records none is named.</summary>
    public IReadOnlyDictionary<Guid, RecordLine> Records { get; private set; } =
        new Dictionary<Guid, RecordLine>();

    public async Task<IActionResult> OnGetAsync(
        IndicatorQuestion asked,
        [FromQuery(Name = KnownLinks.Day)] DateOnly? knownOn,
        CancellationToken cancellation
    )
    {
        var (isAllowed, answer) = await desk.FindAsync(asked, knownOn, cancellation);
        if (!isAllowed)
        {
            return Forbid();
        }

        if (answer is null)
        {
            return NotFound();
        }

        Answer = answer;
        Facts = await desk.FactsAsync(answer, MostFacts + 1).ToListAsync(cancellation);
        Records = (
            await records.DescribeAsync(
                [.. Facts.Take(MostFacts).Select(f => f.SubjectId).Distinct()],
                user,
                cancellation
            )
        ).ToDictionary(r => r.Id);
        return Page();
    }
}
