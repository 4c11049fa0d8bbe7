using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Procedures;

/// <summary>One procedure through time: limits, fee, papers, process and the act behind each version.</summary>
[PublicPage]
public sealed class ProcedurePageModel(
    CatalogueDirectory catalogues,
    UnitDirectory directory,
    Clock clock
) : PageModel
{
    [BindProperty(Name = "phien-ban", SupportsGet = true)]
    public int? Number { get; set; }

    public Procedure Procedure { get; private set; } = null!;

    /// <summary>Newest first.</summary>
    public IReadOnlyList<ProcedureVersion> Versions { get; private set; } = [];

    /// <summary>The one asked for, else the one in force today, else the last.</summary>
    public ProcedureVersion Shown { get; private set; } = null!;

    public Unit? Competent { get; private set; }

    /// <summary>It can be filed online today.</summary>
    public bool IsOnlineNow => Shown.IsOnline(clock.Today);

    public bool IsInForce => Shown.IsValidOn(clock.Today);

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken cancellation)
    {
        var catalogue = await catalogues.GetAsync(cancellation);
        if (catalogue.Find(code) is not { } procedure)
        {
            return NotFound();
        }

        Procedure = procedure;
        Versions = [.. catalogue.VersionsOf(procedure.Id).Reverse()];
        Shown =
            Versions.FirstOrDefault(v => v.Number == Number)
            ?? catalogue.VersionOn(procedure.Id, clock.Today)
            ?? Versions[0];
        var tree = await directory.GetAsync(cancellation);
        Competent = Shown.CompetentUnitId is { } unit ? tree.Find(unit) : null;
        return Page();
    }
}
