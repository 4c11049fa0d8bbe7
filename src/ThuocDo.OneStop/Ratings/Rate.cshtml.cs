using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Procedures;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Web;

namespace ThuocDo.OneStop.Ratings;

/// <summary>Rates the handling of one dossier. Without a pass it says how one comes to it.</summary>
[PublicPage]
[EnableRateLimiting(RateLimits.Attempts)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class RateModel(
    ThuocDoDb db,
    RatingPasses passes,
    RateDossier rate,
    CatalogueDirectory catalogues,
    Texts texts
) : PageModel
{
    [BindProperty(Name = RatingLinks.Pass, SupportsGet = true)]
    public string? Pass { get; set; }

    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public Satisfaction? Level { get; set; }

    [BindProperty]
    public string[] Chosen { get; set; } = [];

    [BindProperty]
    [StringLength(Rating.CommentMaxLength)]
    public string? Comment { get; set; }

    public string? Code { get; private set; }

    public string Procedure { get; private set; } = "";

    public IEnumerable<SelectListItem> Levels =>
        Enum.GetValues<Satisfaction>()
            .Select(l => new SelectListItem(texts[RatingTexts.Of(l)], l.ToString()));

    public static IEnumerable<SelectListItem> ReasonItems =>
        RatingReasons.All.Select(r => new SelectListItem(r.Name.In(Texts.CurrentLanguage), r.Code));

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        Key = Guid.CreateVersion7().ToString("N");
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (await LoadAsync(cancellation) is not { } dossierId)
        {
            return Redirect(RatingLinks.Page);
        }

        if (Level is not { } level)
        {
            ModelState.Wrong(nameof(Level), texts, "rating.level.missing");
            return Page();
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var outcome = await rate.RunAsync(
            Key ?? "-",
            dossierId,
            level,
            Chosen,
            Comment,
            cancellation
        );
        if (!outcome.Succeeded)
        {
            this.Refuse(outcome, texts);
            return Page();
        }

        this.Done("rating.done");
        return Redirect(RatingLinks.Page);
    }

    private async Task<Guid?> LoadAsync(CancellationToken cancellation)
    {
        if (
            passes.Open(Pass) is not { } id
            || await db.Set<Dossier>()
                .AsNoTracking()
                .FirstOrDefaultAsync(d => d.Id == id, cancellation)
                is not { } dossier
        )
        {
            return null;
        }

        Code = dossier.Code;
        Procedure = (await catalogues.GetAsync(cancellation))[dossier.ProcedureId]
            .NameIn(Texts.CurrentLanguage);
        return id;
    }
}

public static class RatingTexts
{
    public static string Of(Satisfaction level) =>
        level switch
        {
            Satisfaction.VerySatisfied => "rating.level.very",
            Satisfaction.Satisfied => "rating.level.satisfied",
            _ => "rating.level.not",
        };
}
