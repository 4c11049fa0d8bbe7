using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.Oversight.Inspections.Pages;

/// <summary>A table of findings, and the day by which they are late or not.</summary>
public sealed record FindingTable(
    IReadOnlyList<FindingLine> Lines,
    DateOnly Today,
    bool IsClosed = false
);

/// <summary>Findings of all rounds with what shall be done until when.</summary>
[Requires(Permissions.InspectionView)]
public sealed class FindingsModel(InspectionShelf shelf, Clock clock) : PageModel
{
    /// <summary>Those that nobody has closed.</summary>
    public FindingTable Open { get; private set; } = null!;
    public FindingTable Closed { get; private set; } = null!;

    public int Overdue => Open.Lines.Count(l => l.Finding.IsOverdue(clock.Today));

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var lines = (await shelf.FindingsAsync(null, null, cancellation)).ToLookup(l =>
            l.Finding.State == FindingState.Closed
        );
        (Open, Closed) = (
            new([.. lines[false]], clock.Today),
            new([.. lines[true]], clock.Today, IsClosed: true)
        );
    }
}

/// <summary>One finding: the unit tells what it has done, the team looks again.</summary>
[Requires(Permissions.InspectionView)]
public sealed class FindingPageModel(
    InspectionShelf shelf,
    VisitDesk desk,
    ICurrentUser user,
    Clock clock,
    Texts texts
) : PageModel
{
    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public Guid Seen { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    public FindingLine Line { get; private set; } = null!;
    public DateOnly Today => clock.Today;

    public bool MayCheck =>
        Line.Finding.State != FindingState.Closed
        && user.Can(Permissions.InspectionVisit, Line.Finding.UnitId);

    public bool MayReport =>
        Line.Finding.State == FindingState.Open
        && (
            user.Can(Permissions.TaskLead, Line.Finding.UnitId)
            || user.Can(Permissions.InspectionVisit, Line.Finding.UnitId)
        );

    public async Task<IActionResult> OnGetAsync(Guid finding, CancellationToken cancellation)
    {
        if (!await LoadAsync(finding, cancellation))
        {
            return NotFound();
        }

        (Key, Seen) = (Guid.CreateVersion7().ToString("N"), Line.Finding.Version);
        return Page();
    }

    public Task<IActionResult> OnPostReportAsync(Guid finding, CancellationToken cancellation) =>
        ActAsync(
            finding,
            () => MayReport,
            act => desk.ReportAsync(act, Words ?? "", cancellation),
            "inspection.finding.reported",
            cancellation
        );

    public Task<IActionResult> OnPostCheckAsync(
        Guid finding,
        bool inOrder,
        CancellationToken cancellation
    ) =>
        ActAsync(
            finding,
            () => MayCheck,
            act => desk.CheckAsync(act, Words ?? "", inOrder, cancellation),
            "inspection.finding.checked",
            cancellation
        );

    private async Task<IActionResult> ActAsync(
        Guid id,
        Func<bool> may,
        Func<InspectionAct, Task<Outcome>> run,
        string done,
        CancellationToken cancellation
    )
    {
        if (!await LoadAsync(id, cancellation) || string.IsNullOrEmpty(Key) || !may())
        {
            return NotFound();
        }

        var outcome = await run(new InspectionAct(Key, id, Seen));
        if (!outcome.Succeeded)
        {
            this.Refuse(outcome, texts);
            return Page();
        }

        this.Done(done);
        return Redirect(InspectionLinks.Finding(id));
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken cancellation)
    {
        if ((await shelf.FindingsAsync(null, id, cancellation)) is not [var found])
        {
            return false;
        }

        Line = found;
        return true;
    }
}
