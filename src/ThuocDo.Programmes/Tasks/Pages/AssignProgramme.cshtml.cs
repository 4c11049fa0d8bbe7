using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.Programmes.Tasks.Pages;

/// <summary>Gives what a programme gives: its tasks to their leads, its duties to every body of an addressee. What was given is not shown again.</summary>
[Requires(Permissions.ProgrammeManage)]
public sealed class AssignProgrammeModel(
    ThuocDoDb db,
    TaskDesk desk,
    UnitDirectory directory,
    Clock clock,
    Texts texts
) : PageModel
{
    [BindProperty]
    public string? Key { get; set; }

    /// <summary>Slugs of what is to be given.</summary>
    [BindProperty]
    public List<string> Chosen { get; set; } = [];

    /// <summary>The last days by slug, where they were changed.</summary>
    [BindProperty]
    public Dictionary<string, DateOnly?> Due { get; set; } = [];

    public Programme Programme { get; private set; } = null!;
    public IReadOnlyList<ProposedTask> Proposed { get; private set; } = [];

    public DateOnly? DueOf(ProposedTask task) =>
        Due.TryGetValue(task.Slug, out var day) ? day : task.DueOn;

    public async Task<IActionResult> OnGetAsync(string programme, CancellationToken cancellation)
    {
        if (!await LoadAsync(programme, cancellation))
        {
            return NotFound();
        }

        Key = Guid.CreateVersion7().ToString("N");
        Chosen =
        [
            .. Proposed
                .Where(p => !p.IsWithoutLead && p.Rule != Resolution.DueRule.Yearly)
                .Select(p => p.Slug),
        ];
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string programme, CancellationToken cancellation)
    {
        if (!await LoadAsync(programme, cancellation) || string.IsNullOrEmpty(Key))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var orders = Proposed
            .Where(p => Chosen.Contains(p.Slug))
            .SelectMany(p => p.Orders(Programme.Id, DueOf(p)))
            .ToList();
        if (orders.Count == 0 && Chosen.Count == 0)
        {
            ModelState.Wrong("", texts, "task.assign.none");
            return Page();
        }

        foreach (
            var task in Proposed.Where(p =>
                p.Rule == Resolution.DueRule.Yearly && Chosen.Contains(p.Slug) && DueOf(p) is null
            )
        )
        {
            ModelState.Wrong($"Due[{task.Slug}]", texts, "task.refused.yearly");
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        // A second click finds everything given and meets the first answer by its key.
        var outcome = await desk.AssignAsync(Key, orders, cancellation);
        if (!outcome.Succeeded)
        {
            this.Refuse(outcome, texts);
            return Page();
        }

        this.Done("task.assigned.many", outcome.Value);
        return Redirect(TaskLinks.ListOf(TaskView.Open, Programme.Key, null));
    }

    private async Task<bool> LoadAsync(string key, CancellationToken cancellation)
    {
        if (
            await db.Set<Programme>()
                .AsNoTracking()
                .FirstOrDefaultAsync(p => p.Key == key, cancellation)
            is not { } programme
        )
        {
            return false;
        }

        Programme = programme;
        Proposed = await ProgrammeOrders.ReadAsync(
            db,
            programme.Id,
            await directory.GetAsync(cancellation),
            clock.Today,
            cancellation
        );
        return true;
    }
}
