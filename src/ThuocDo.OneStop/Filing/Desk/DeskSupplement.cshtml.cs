using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Web;

namespace ThuocDo.OneStop.Filing.Desk;

/// <summary>Asks, before receipt, for everything that is missing: once and fully (Decree 61/2018 Art 15.3, 17.2.a).</summary>
[Requires(Permissions.DossierReceive)]
public sealed class DeskSupplementModel(DeskServices services) : DeskPage(services)
{
    [BindProperty]
    public int[] Papers { get; set; } = [];

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    [Required]
    [StringLength(Reasons.TextMaxLength)]
    public string? Details { get; set; }

    public IEnumerable<SelectListItem> PaperItems =>
        Folder.Version.Papers.Select(p => new SelectListItem(
            p.NameIn(Texts.CurrentLanguage),
            p.Number.ToString(CultureInfo.InvariantCulture)
        ));

    public IEnumerable<SelectListItem> Choices => Chosen.Items(ReasonKind.MissingPaper, Words);

    protected override void Check()
    {
        if (Papers.Length == 0 || Papers.Any(n => Folder.Version.Papers.All(p => p.Number != n)))
        {
            ModelState.Wrong(nameof(Papers), Words, "act.supplement.papers.none");
        }

        if (Reasons.Of(ReasonKind.MissingPaper).All(r => r.Code != Reason))
        {
            ModelState.Wrong(nameof(Reason), Words, "act.reason.none");
        }
    }

    protected override async Task<(Outcome Outcome, string Next)> PerformAsync(
        CancellationToken cancellation
    )
    {
        var outcome = await Services.Desk.RequestSupplementAsync(
            Act,
            Reasons.Write(Reason!, Details),
            string.Join(",", Papers.Order()),
            cancellation
        );
        if (outcome.Succeeded)
        {
            this.Done("inbox.supplement.done", Folder.Submission.Reference);
        }

        return (outcome, FilingLinks.Desk(Id));
    }
}

/// <summary>The list of reasons of a kind, after an empty choice.</summary>
internal static class Chosen
{
    public static IEnumerable<SelectListItem> Items(ReasonKind kind, Texts texts) =>
        Reasons
            .Of(kind)
            .Select(r => new SelectListItem(r.Name.In(Texts.CurrentLanguage), r.Code))
            .Prepend(new SelectListItem(texts["act.choose"], ""));
}
