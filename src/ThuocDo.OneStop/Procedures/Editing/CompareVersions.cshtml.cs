using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;

namespace ThuocDo.OneStop.Procedures.Editing;

/// <summary>Two versions of a procedure beside each other: what was changed, field by field.</summary>
[PublicPage]
public sealed class CompareVersionsModel(
    CatalogueDirectory catalogues,
    UnitDirectory directory,
    Texts texts
) : PageModel
{
    [BindProperty(Name = CatalogueLinks.From, SupportsGet = true)]
    public int? From { get; set; }

    [BindProperty(Name = CatalogueLinks.To, SupportsGet = true)]
    public int? To { get; set; }

    public Procedure Procedure { get; private set; } = null!;
    public IReadOnlyList<ProcedureVersion> Versions { get; private set; } = [];
    public ProcedureVersion Before { get; private set; } = null!;
    public ProcedureVersion After { get; private set; } = null!;
    public IReadOnlyList<VersionChange> Changes { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken cancellation)
    {
        var catalogue = await catalogues.GetAsync(cancellation);
        if (catalogue.Find(code) is not { } procedure)
        {
            return NotFound();
        }

        Procedure = procedure;
        Versions = [.. catalogue.VersionsOf(procedure.Id)];
        After = Versions.FirstOrDefault(v => v.Number == To) ?? Versions[^1];
        Before =
            Versions.FirstOrDefault(v => v.Number == From)
            ?? Versions[Math.Max(0, Versions.Count - 2)];
        var tree = await directory.GetAsync(cancellation);
        Changes = VersionDiff.Between(Before, After, tree, texts);
        return Page();
    }
}
