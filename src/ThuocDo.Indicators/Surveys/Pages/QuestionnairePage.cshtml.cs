using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Web;

namespace ThuocDo.Indicators.Surveys.Pages;

/// <summary>One version of a questionnaire: built while it is a draft, then read.</summary>
[Requires(Permissions.SurveyManage)]
public sealed class QuestionnairePageModel(ThuocDoDb db, SurveyDesk desk, Texts texts) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "questionnaire")]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public Guid Seen { get; set; }

    [BindProperty]
    public QuestionKind Kind { get; set; }

    [BindProperty]
    public string? Vi { get; set; }

    [BindProperty]
    public string? En { get; set; }

    /// <summary>One for each line: Vietnamese, a bar, English.</summary>
    [BindProperty]
    public string? Options { get; set; }

    [BindProperty]
    public string? Part { get; set; }

    [BindProperty]
    public decimal? Weight { get; set; }

    [BindProperty]
    public bool IsNegative { get; set; }

    [BindProperty]
    public string? Question { get; set; }

    public Questionnaire One { get; private set; } = null!;

    public IEnumerable<SelectListItem> Kinds =>
        Enum.GetValues<QuestionKind>()
            .Select(k => new SelectListItem(texts[SurveyTexts.Of(k)], k.ToString()));

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) =>
        await LoadAsync(cancellation) ? Page() : NotFound();

    public Task<IActionResult> OnPostAddAsync(CancellationToken cancellation) =>
        ActAsync(
            act =>
                desk.AddAsync(
                    act,
                    new SurveyQuestion
                    {
                        Key = "",
                        Kind = Kind,
                        Vi = Vi?.Trim() ?? "",
                        En = En?.Trim() ?? "",
                        Options = Kind == QuestionKind.Choice ? Read(Options) : [],
                        Part =
                            Kind == QuestionKind.Scale && !string.IsNullOrWhiteSpace(Part)
                                ? Part.Trim()
                                : null,
                        Weight = Weight ?? 1,
                        IsNegative = IsNegative,
                    },
                    cancellation
                ),
            cancellation
        );

    public Task<IActionResult> OnPostRemoveAsync(CancellationToken cancellation) =>
        ActAsync(act => desk.RemoveAsync(act, Question ?? "", cancellation), cancellation);

    public Task<IActionResult> OnPostPublishAsync(CancellationToken cancellation) =>
        ActAsync(act => desk.PublishAsync(act, cancellation), cancellation);

    /// <summary>A further version begins with the questions of this one.</summary>
    public async Task<IActionResult> OnPostCopyAsync(CancellationToken cancellation)
    {
        var key = Key ?? "-";
        if (!await LoadAsync(cancellation))
        {
            return NotFound();
        }

        var outcome = await desk.StartAsync(key, One.Kind, "", "", One.Id, cancellation);
        if (!outcome.Succeeded)
        {
            this.Refuse(outcome, texts);
            return Page();
        }

        return Redirect(SurveyLinks.Questionnaire(outcome.Value));
    }

    private static List<Bilingual> Read(string? lines) =>
        [
            .. (lines ?? "")
                .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(l => l.Split('|', 2, StringSplitOptions.TrimEntries))
                .Select(p => new Bilingual(p[0], p.Length > 1 ? p[1] : "")),
        ];

    private async Task<IActionResult> ActAsync(
        Func<SurveyAct, Task<Outcome>> run,
        CancellationToken cancellation
    )
    {
        var outcome = await run(new SurveyAct(Key ?? "-", Id, Seen));
        if (outcome.Succeeded)
        {
            return Redirect(SurveyLinks.Questionnaire(Id));
        }

        if (!await LoadAsync(cancellation))
        {
            return NotFound();
        }

        this.Refuse(outcome, texts);
        return Page();
    }

    private async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        if (
            await db.Set<Questionnaire>()
                .AsNoTracking()
                .FirstOrDefaultAsync(q => q.Id == Id, cancellation)
            is not { } found
        )
        {
            return false;
        }

        (One, Seen, Key) = (found, found.Version, Guid.CreateVersion7().ToString("N"));
        ModelState.Remove(nameof(Key));
        ModelState.Remove(nameof(Seen));
        return true;
    }
}
