using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Shared.Access;

namespace ThuocDo.Indicators.SelfScoring.Pages;

/// <summary>Bodies of a round by points; before it is published only for whoever runs it.</summary>
[Requires(Permissions.ParIndexView)]
public sealed class RankingPageModel(ParShelf shelf) : PageModel
{
    public ParRound Round { get; private set; } = null!;
    public IReadOnlyList<ParPlace> Places { get; private set; } = [];

    /// <summary>Sheets that this person may open.</summary>
    public IReadOnlySet<Guid> Open { get; private set; } = new HashSet<Guid>();

    public async Task<IActionResult> OnGetAsync(Guid parround, CancellationToken cancellation)
    {
        if (await shelf.RoundAsync(parround, cancellation) is not { } folder)
        {
            return NotFound();
        }

        Round = folder.Round;
        Open = folder.Sheets.Select(s => s.Id).ToHashSet();
        Places = await shelf.RankAsync(folder.Round, cancellation);
        return Page();
    }
}
