using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Organisation.Units;
using ThuocDo.Oversight.Inspections.Draw;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;

namespace ThuocDo.Oversight.Inspections.Pages;

/// <summary>Commitments of all draws, before and after: for everybody, so that anybody can copy them down.</summary>
[PublicPage]
public sealed class DrawsModel(InspectionShelf shelf) : PageModel
{
    public IReadOnlyList<DrawLine> Draws { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation) =>
        Draws = await shelf.DrawsAsync(null, cancellation);
}

/// <summary>An item of a revealed frame with its chance.</summary>
/// <param name="Chance">From 0 to 1; none of a frame too long to work it out for a page.</param>
public sealed record DrawnItem(DrawItem Item, double? Chance, int? Place);

/// <summary>One draw: hashes before; seed, frame, weights, chances and list after.</summary>
[PublicPage]
public sealed class DrawPageModel(InspectionShelf shelf, UnitDirectory directory) : PageModel
{
    /// <summary>Seed, frame and list are shown, to this reader.</summary>
    public bool IsShown { get; private set; }
    public IReadOnlyList<PlaceLine> NotVisited { get; private set; } = [];
    public DrawLine Line { get; private set; } = null!;
    public IReadOnlyList<DrawnItem> Items { get; private set; } = [];
    public IReadOnlyList<DrawCheck> Checks { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid draw, CancellationToken cancellation)
    {
        if (await shelf.DrawAsync(draw, cancellation) is not { } line)
        {
            return NotFound();
        }

        Line = line;
        IsShown = shelf.MayOpen(line);
        if (!IsShown)
        {
            return Page();
        }

        if (!line.Inspection.IsOpen)
        {
            var tree = await directory.GetAsync(cancellation);
            NotVisited = [.. line.NotVisited.Select(p => new PlaceLine(p, tree[p.UnitId]))];
        }

        DrawFile file;
        try
        {
            file = DrawNames.File(line.Draw, line.Inspection, "");
        }
        catch (FormatException)
        {
            // Edited beyond reading: the page says that it was changed, and verify names the row.
            return Page();
        }

        Checks = DrawRules.Check(file, null);
        var chances =
            file.Frame.Count <= Inclusion.MostItems
                ? Inclusion.Of([.. file.Frame.Select(i => i.Weight)], file.Sample)
                : null;
        Items =
        [
            .. file
                .Frame.Select(
                    (item, i) =>
                        new DrawnItem(
                            item,
                            chances?[i],
                            file.List.ToList().IndexOf(item.Id) is >= 0 and var at ? at + 1 : null
                        )
                )
                .OrderBy(i => i.Place ?? int.MaxValue),
        ];
        return Page();
    }
}

/// <summary>The draw as a file that anybody runs again.</summary>
[PublicPage]
public sealed class DrawDataModel(InspectionShelf shelf, Texts texts) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid draw, CancellationToken cancellation) =>
        await shelf.DrawAsync(draw, cancellation) is { } line
        && shelf.MayOpen(line)
        && DrawNames.IsWhole(line.Draw, line.Inspection)
            ? File(
                Encoding.UTF8.GetBytes(
                    DrawNames
                        .File(
                            line.Draw,
                            line.Inspection,
                            texts[
                                "radar.draw.formula",
                                DrawWeights.Base,
                                DrawWeights.PerSign,
                                DrawWeights.MostSigns,
                                DrawWeights.LongUnseen,
                                DrawWeights.LongYears
                            ]
                        )
                        .ToJson()
                ),
                "application/json; charset=utf-8",
                $"boc-tham-{line.Inspection.Code}-{line.Draw.Number}.json"
            )
            : NotFound();
}
