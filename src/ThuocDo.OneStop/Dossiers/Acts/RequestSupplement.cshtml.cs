using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Outcomes;

namespace ThuocDo.OneStop.Dossiers.Acts;

/// <summary>Asks, through the one-stop unit, for everything that is missing: once and fully (Decree 61/2018 Art 19.4).</summary>
[Requires(Permissions.DossierProcess)]
public sealed class RequestSupplementModel(ActPageServices services) : ActPage(services)
{
    [BindProperty]
    public int[] Papers { get; set; } = [];

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    [Required]
    [StringLength(Reasons.TextMaxLength)]
    public string? Details { get; set; }

    [BindProperty]
    [StringLength(Clocks.ClockEntry.ArticleMaxLength)]
    public string? SectorLaw { get; set; }

    public override DossierActionKind Kind => DossierActionKind.RequestSupplement;

    public IEnumerable<SelectListItem> Choices => ReasonItems(ReasonKind.MissingPaper);

    public IEnumerable<SelectListItem> PaperItems =>
        Folder.Work.Version.Papers.Select(p => new SelectListItem(
            p.NameIn(Shared.Language.Texts.CurrentLanguage),
            p.Number.ToString(CultureInfo.InvariantCulture)
        ));

    protected override void Check()
    {
        if (
            Papers.Length == 0
            || Papers.Any(n => Folder.Work.Version.Papers.All(p => p.Number != n))
        )
        {
            Wrong(nameof(Papers), "act.supplement.papers.none");
        }

        if (Reasons.Of(ReasonKind.MissingPaper).All(r => r.Code != Reason))
        {
            Wrong(nameof(Reason), "act.reason.none");
        }
    }

    protected override Outcome Perform(DossierWork work, ActContext act) =>
        work.RequestSupplement(
            Reasons.Write(Reason!, Details),
            SectorLaw?.Trim(),
            act,
            string.Join(",", Papers.Order())
        );

    /// <summary>A late request is still possible where a sector law is named, so the form must open.</summary>
    protected override Outcome Rehearse(DossierWork work, ActContext act)
    {
        var late = work.RequestSupplement("", SectorLaw, act);
        if (late.Succeeded || late.Key != "dossier.refused.supplement-too-late")
        {
            return late;
        }

        ModelState.AddModelError("", late.InWords(Words));
        return work.RequestSupplement("", "-", act);
    }
}
