using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Web;

namespace ThuocDo.Indicators.Surveys.Pages;

/// <summary>All versions of all questionnaires, and the start of another one.</summary>
[Requires(Permissions.SurveyManage)]
public sealed class QuestionnaireListModel(ThuocDoDb db, SurveyDesk desk, Texts texts) : PageModel
{
    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public SurveyKind Kind { get; set; }

    [BindProperty]
    public string? TitleVi { get; set; }

    [BindProperty]
    public string? TitleEn { get; set; }

    public IReadOnlyList<Questionnaire> All { get; private set; } = [];

    public IEnumerable<SelectListItem> Kinds =>
        Enum.GetValues<SurveyKind>()
            .Select(k => new SelectListItem(texts[SurveyTexts.Of(k)], k.ToString()));

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        Key = Guid.CreateVersion7().ToString("N");
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        var outcome = await desk.StartAsync(
            Key ?? "-",
            Kind,
            TitleVi ?? "",
            TitleEn ?? "",
            null,
            cancellation
        );
        if (!outcome.Succeeded)
        {
            this.Refuse(outcome, texts);
            return Page();
        }

        return Redirect(SurveyLinks.Questionnaire(outcome.Value));
    }

    private async Task LoadAsync(CancellationToken cancellation) =>
        All = await db.Set<Questionnaire>()
            .AsNoTracking()
            .OrderBy(q => q.TitleVi)
            .ThenByDescending(q => q.Number)
            .ToListAsync(cancellation);
}
