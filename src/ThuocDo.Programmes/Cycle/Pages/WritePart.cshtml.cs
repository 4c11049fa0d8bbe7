using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Web;

namespace ThuocDo.Programmes.Cycle.Pages;

/// <summary>One answer in the form.</summary>
public sealed class AnswerInput
{
    public string Field { get; set; } = "";
    public string? Text { get; set; }
}

/// <summary>Fills the form of an agency, keeps it, and sends it.</summary>
[Requires(Permissions.TaskReport)]
public sealed class WritePartModel(
    RoundShelf shelf,
    RoundDesk desk,
    UnitDirectory directory,
    Texts texts
) : PageModel
{
    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public Guid Version { get; set; }

    [BindProperty]
    public List<AnswerInput> Rows { get; set; } = [];

    /// <summary>Sends it; else it is only kept.</summary>
    [BindProperty]
    public bool Submit { get; set; }

    public Contribution Part { get; private set; } = null!;
    public ReportRound Round { get; private set; } = null!;
    public string Name { get; private set; } = "";
    public string Agency { get; private set; } = "";
    public IReadOnlyList<FormField> Questions { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid contribution, CancellationToken cancellation)
    {
        if (!await LoadAsync(contribution, cancellation))
        {
            return NotFound();
        }

        var answers = Part.AnswersByKey;
        Rows =
        [
            .. Questions.Select(q => new AnswerInput
            {
                Field = q.Key,
                Text = answers.GetValueOrDefault(q.Key),
            }),
        ];
        (Key, Version) = (Guid.CreateVersion7().ToString("N"), Part.Version);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid contribution, CancellationToken cancellation)
    {
        if (!await LoadAsync(contribution, cancellation) || string.IsNullOrEmpty(Key))
        {
            return NotFound();
        }

        var typed = Rows.GroupBy(r => r.Field).ToDictionary(g => g.Key, g => g.First().Text ?? "");
        Rows =
        [
            .. Questions.Select(q => new AnswerInput
            {
                Field = q.Key,
                Text = typed.GetValueOrDefault(q.Key),
            }),
        ];
        for (var i = 0; Submit && i < Rows.Count; i++)
        {
            if (Questions[i].IsRequired && string.IsNullOrWhiteSpace(Rows[i].Text))
            {
                ModelState.Wrong(
                    $"Rows[{i}].Text",
                    texts,
                    "cycle.refused.empty",
                    Questions[i].Label
                );
            }
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var outcome = await desk.WriteAsync(
            new ContributionKey(Key, contribution, Version),
            typed,
            Submit,
            cancellation
        );
        if (!outcome.Succeeded)
        {
            this.Refuse(outcome, texts);
            return Page();
        }

        this.Done(Submit ? "cycle.submitted.done" : "cycle.kept");
        return Redirect(RoundLinks.Part(contribution));
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken cancellation)
    {
        if (await shelf.PartAsync(id, Permissions.TaskReport, cancellation) is not { } found)
        {
            return false;
        }

        (Part, Round) = found;
        Name = shelf.NameOf(Round);
        Agency = (await directory.GetAsync(cancellation))[Part.UnitId]
            .NameIn(Texts.CurrentLanguage);
        Questions = [.. ContributionForm.On(Round.To).Where(f => !f.IsFigure)];
        return true;
    }
}
