using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Web;

namespace ThuocDo.OneStop.Tracking;

/// <summary>
/// The sealed figures in which a dossier is counted, and the proof of each for its owner. Without a pass it says how one comes to it.
/// </summary>
[PublicPage]
[EnableRateLimiting(RateLimits.Attempts)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ProofsModel(ThuocDoDb db, ProofPasses passes, IInclusionProofs proofs)
    : PageModel
{
    [BindProperty(Name = OneStopLinks.Pass, SupportsGet = true)]
    public string? Pass { get; set; }

    /// <summary>The figure whose proof is asked for as a file.</summary>
    [BindProperty(Name = OneStopLinks.Figure, SupportsGet = true)]
    public string? Figure { get; set; }

    public string? Code { get; private set; }

    public IReadOnlyList<ProvableFigure> Figures { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (passes.Open(Pass) is not { } id)
        {
            return Page();
        }

        if (Figure is { } key)
        {
            return await proofs.ProveAsync(id, key, cancellation) is { } file
                ? File(file, "application/json", "chung-minh.json")
                : NotFound();
        }

        Code = await db.Set<Dossier>()
            .Where(d => d.Id == id)
            .Select(d => d.Code)
            .SingleOrDefaultAsync(cancellation);
        Figures = await proofs.FiguresOfAsync(id, cancellation);
        return Page();
    }
}
