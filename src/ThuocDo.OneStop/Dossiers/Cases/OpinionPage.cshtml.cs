using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Procedures;
using ThuocDo.OneStop.Processes;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Web;

namespace ThuocDo.OneStop.Dossiers.Cases;

/// <summary>
/// A request for an opinion, for the body that was asked: the question and what it is about, never the applicant.
/// </summary>
[Requires(Permissions.DossierView)]
public sealed class OpinionPageModel(
    ThuocDoDb db,
    AnswerOpinion answer,
    CatalogueDirectory catalogues,
    UnitDirectory units,
    ICurrentUser user,
    Texts texts
) : PageModel
{
    [FromRoute(Name = "opinion")]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public string? Answer { get; set; }

    [BindProperty]
    [StringLength(Reasons.TextMaxLength)]
    public string? Note { get; set; }

    public Opinion Asked { get; private set; } = null!;
    public string AskedBy { get; private set; } = "";
    public string UnitName { get; private set; } = "";
    public string Subject { get; private set; } = "";
    public Procedure Procedure { get; private set; } = null!;
    public bool MayAnswer { get; private set; }

    public IEnumerable<SelectListItem> Answers =>
        KnownFacts
            .Answers.Where(a => a != KnownFacts.Silent)
            .Select(a => new SelectListItem(texts[$"process.value.{a}"], a));

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation))
        {
            return NotFound();
        }

        Key = Guid.CreateVersion7().ToString("N");
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation))
        {
            return NotFound();
        }

        if (!MayAnswer)
        {
            return Forbid();
        }

        if (Asked.ClosedAt is null)
        {
            if (Answers.All(a => a.Value != Answer))
            {
                ModelState.Wrong(nameof(Answer), texts, "process.opinion.answer.none");
            }
            else if (Answer != "agree" && string.IsNullOrWhiteSpace(Note))
            {
                ModelState.Wrong(nameof(Note), texts, "process.opinion.note.none");
            }
        }

        if (!ModelState.IsValid || string.IsNullOrEmpty(Key))
        {
            Key ??= Guid.CreateVersion7().ToString("N");
            return Page();
        }

        var outcome = await answer.RunAsync(
            new OpinionReply(Key, Id, Answer ?? "", Note?.Trim()),
            cancellation
        );
        if (!outcome.Succeeded)
        {
            this.Refuse(outcome, texts);
            return Page();
        }

        this.Done("process.opinion.done");
        return Redirect(OneStopLinks.Opinions);
    }

    private async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        if (
            await db.Set<Opinion>()
                .AsNoTracking()
                .FirstOrDefaultAsync(o => o.Id == Id, cancellation)
                is not { } opinion
            || !user.Can(Permissions.DossierView, opinion.UnitId)
        )
        {
            return false;
        }

        var dossier = await db.Set<Dossier>()
            .AsNoTracking()
            .FirstAsync(d => d.Id == opinion.DossierId, cancellation);
        var tree = await units.GetAsync(cancellation);
        var language = Texts.CurrentLanguage;
        Asked = opinion;
        AskedBy = tree[dossier.UnitId].NameIn(language);
        UnitName = tree[opinion.UnitId].NameIn(language);
        Subject = dossier.Subject;
        Procedure = (await catalogues.GetAsync(cancellation))[dossier.ProcedureId];
        MayAnswer = AnswerOpinion.MayAnswer(user, opinion.UnitId);
        return true;
    }
}
