using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Reports.Numbers;
using ThuocDo.Programmes.Reports.Text;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;

namespace ThuocDo.Programmes.Cycle.Pages;

/// <summary>What an agency sends: its figures, which nobody types, and its answers.</summary>
[Requires(Permissions.TaskView)]
public sealed class PartPageModel(
    RoundShelf shelf,
    RoundDesk desk,
    UnitDirectory directory,
    NumberWords words,
    ICurrentUser user,
    Clock clock
) : PageModel
{
    public Contribution Part { get; private set; } = null!;
    public ReportRound Round { get; private set; } = null!;
    public string Name { get; private set; } = "";
    public string Agency { get; private set; } = "";
    public NumberSheet Sheet { get; private set; } = null!;
    public IReadOnlyList<(FormField Field, ReportSentence Sentence)> Figures { get; private set; } =
    [];
    public IReadOnlyList<FormField> Questions { get; private set; } = [];
    public NumberWords Words => words;
    public DateOnly Today => clock.Today;

    /// <summary>Of figures that are not kept yet: the day to which they are shown, and would be kept.</summary>
    public DateOnly FiguresTo => RoundDesk.LastDay(Round, clock.Today);

    public bool MayWrite => Part.IsOpen && user.Can(Permissions.TaskReport, Part.UnitId);

    public bool MaySettle =>
        Part.State == ContributionState.Submitted
        && user.Can(Permissions.ReportManage, Round.UnitId);

    public async Task<IActionResult> OnGetAsync(Guid contribution, CancellationToken cancellation)
    {
        if (
            await shelf.PartAsync(contribution, Permissions.TaskView, cancellation) is not { } found
        )
        {
            return NotFound();
        }

        (Part, Round) = found;
        Name = shelf.NameOf(Round);
        Agency = (await directory.GetAsync(cancellation))[Part.UnitId]
            .NameIn(Texts.CurrentLanguage);
        Sheet = Part.Figures is { } kept
            ? NumberSheet.FromJson(kept)
            : await desk.FiguresAsync(Round, Part.UnitId, cancellation);
        var form = ContributionForm.On(Round.To);
        Figures =
        [
            .. form.Where(f => f.IsFigure)
                .Zip(ContributionForm.Figures(form).Sentences)
                .Select(x => (x.First, x.Second)),
        ];
        Questions = [.. form.Where(f => !f.IsFigure)];
        return Page();
    }
}
