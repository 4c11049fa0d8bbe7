using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Indicators.Indices.Computing;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Reference;

namespace ThuocDo.Indicators.SelfScoring.Pages;

/// <summary>The ranking as a file, by the same rule about who sees it when.</summary>
[Requires(Permissions.ParIndexView)]
public sealed class RankingDataModel(ParShelf shelf) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid parround, CancellationToken cancellation)
    {
        if (await shelf.RoundAsync(parround, cancellation) is not { } folder)
        {
            return NotFound();
        }

        var text = new StringBuilder(CsvText.Line("rank", "body", "points", "group"));
        foreach (var place in await shelf.RankAsync(folder.Round, cancellation))
        {
            text.Append(
                CsvText.Line(
                    Numbers.Text(place.Rank),
                    place.Name,
                    Numbers.Text(place.Points),
                    place.Group?.Key ?? ""
                )
            );
        }

        return new CsvFile($"par-{folder.Round.Year}.csv", text.ToString());
    }
}
