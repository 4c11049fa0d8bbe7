using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.Indicators.Surveys.Pages;

/// <summary>What is typed to plan a round; days are inclusive.</summary>
public sealed class RoundInput
{
    public Guid? Questionnaire { get; set; }
    public string? Name { get; set; }
    public DateOnly? From { get; set; }
    public DateOnly? Last { get; set; }
    public DateOnly? OpensOn { get; set; }
    public DateOnly? ClosesOn { get; set; }
    public SurveyStrata Strata { get; set; } = SurveyStrata.UnitField;
    public int SampleSize { get; set; } = 400;
    public decimal TargetPercent { get; set; } = SurveySettings.Target * 100;
    public AnchorPolicy Anchors { get; set; }
    public bool IsOpen { get; set; }
}

[Requires(Permissions.SurveyManage)]
public sealed class RoundNewModel(ThuocDoDb db, SurveyDesk desk, Clock clock, Texts texts)
    : PageModel
{
    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public RoundInput Input { get; set; } = new();

    public IReadOnlyList<SelectListItem> Questionnaires { get; private set; } = [];

    public IEnumerable<SelectListItem> Strata =>
        Enum.GetValues<SurveyStrata>()
            .Select(s => new SelectListItem(texts[SurveyTexts.Of(s)], s.ToString()));

    public IEnumerable<SelectListItem> Policies =>
        Enum.GetValues<AnchorPolicy>()
            .Select(s => new SelectListItem(texts[SurveyTexts.Of(s)], s.ToString()));

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        Key = Guid.CreateVersion7().ToString("N");
        var month = new DateOnly(clock.Today.Year, clock.Today.Month, 1);
        (Input.From, Input.Last) = (month.AddMonths(-3), month.AddDays(-1));
        (Input.OpensOn, Input.ClosesOn) = (clock.Today, clock.Today.AddDays(21));
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        if (
            !ModelState.IsValid
            || Input.Questionnaire is not { } questionnaire
            || Input.From is not { } from
            || Input.Last is not { } last
            || Input.OpensOn is not { } opens
            || Input.ClosesOn is not { } closes
        )
        {
            if (ModelState.IsValid)
            {
                ModelState.Wrong("", texts, "survey.refused.missing");
            }

            return Page();
        }

        var outcome = await desk.PlanAsync(
            Key ?? "-",
            new NewSurvey
            {
                QuestionnaireId = questionnaire,
                Name = Input.Name ?? "",
                From = from,
                To = last.AddDays(1),
                OpensOn = opens,
                ClosesOn = closes,
                Strata = Input.Strata,
                SampleSize = Input.SampleSize,
                Target = Input.TargetPercent / 100,
                Anchors = Input.Anchors,
                IsOpen = Input.IsOpen,
            },
            cancellation
        );
        if (!outcome.Succeeded)
        {
            this.Refuse(outcome, texts);
            return Page();
        }

        return Redirect(SurveyLinks.Run(outcome.Value));
    }

    private async Task LoadAsync(CancellationToken cancellation) =>
        Questionnaires = [
            new("", ""),
            .. (
                await db.Set<Questionnaire>()
                    .AsNoTracking()
                    .Where(q => q.PublishedOn != null)
                    .OrderBy(q => q.TitleVi)
                    .ThenByDescending(q => q.Number)
                    .ToListAsync(cancellation)
            ).Select(q => new SelectListItem(
                $"{q.TitleIn(Texts.CurrentLanguage)} · {texts["survey.version", q.Number]} · {texts[SurveyTexts.Of(q.Kind)]}",
                q.Id.ToString("D")
            )),
        ];
}
