using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.Programmes.Milestones;

/// <summary>Addresses of milestones.</summary>
public static class MilestoneLinks
{
    public const string All = "/nghi-quyet/moc";

    public static string Set(string condition) => $"{All}/{condition}";
}

/// <summary>One year in the form.</summary>
public sealed class MilestoneInput
{
    public int Year { get; set; }
    public decimal? Value { get; set; }

    /// <summary>Version of what was set; empty: it was only proposed.</summary>
    public Guid Seen { get; set; }
}

/// <summary>Sets the milestones of the years of a condition that are not over, with the reason.</summary>
[Requires(Permissions.ProgrammeManage)]
public sealed class SetMilestonesModel(
    ThuocDoDb db,
    IConditionSource conditions,
    IConditionSeries series,
    MilestoneDesk desk,
    Clock clock,
    Texts texts
) : PageModel
{
    private IReadOnlyList<Milestone> proposed = [];

    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public List<MilestoneInput> Rows { get; set; } = [];

    public ConditionInfo Info { get; private set; } = null!;
    public IReadOnlyList<SeriesYear> Series { get; private set; } = [];

    public string HintOf(MilestoneInput row) =>
        texts["milestone.proposed", proposed.FirstOrDefault(m => m.Year == row.Year)?.Value];

    public async Task<IActionResult> OnGetAsync(string condition, CancellationToken cancellation)
    {
        if (!await LoadAsync(condition, cancellation))
        {
            return NotFound();
        }

        Key = Guid.CreateVersion7().ToString("N");
        var programme = await db.Set<Programme>()
            .Leading(clock.Today)
            .Select(p => p.Id)
            .FirstAsync(cancellation);
        var set = await db.Set<SetMilestone>()
            .AsNoTracking()
            .Where(m => m.ProgrammeId == programme && m.Condition == Info.Key)
            .ToListAsync(cancellation);
        Rows =
        [
            .. proposed
                .Where(m => m.Year >= clock.Today.Year)
                .Select(m => (Proposed: m, Row: set.FirstOrDefault(s => s.Year == m.Year)))
                .Select(m => new MilestoneInput
                {
                    Year = m.Proposed.Year,
                    Value = m.Row?.Value ?? m.Proposed.Value,
                    Seen = m.Row?.Version ?? Guid.Empty,
                }),
        ];
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string condition, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(Key) || !await LoadAsync(condition, cancellation))
        {
            return NotFound();
        }

        for (var i = 0; i < Rows.Count; i++)
        {
            if (
                Rows[i].Value is null
                && ModelState[$"Rows[{i}].Value"] is not { Errors.Count: > 0 }
            )
            {
                ModelState.Wrong($"Rows[{i}].Value", texts, "milestone.value.missing");
            }
        }

        if (string.IsNullOrWhiteSpace(Reason))
        {
            ModelState.Wrong(nameof(Reason), texts, "milestone.reason.missing");
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var outcome = await desk.SetAsync(
            new MilestoneRequest(
                Key,
                Info.Key,
                Reason,
                [.. Rows.Select(r => new MilestoneChoice(r.Year, r.Value!.Value, r.Seen))]
            ),
            cancellation
        );
        if (!outcome.Succeeded)
        {
            this.Refuse(outcome, texts);
            return Page();
        }

        this.Done("milestone.saved", Info.Key);
        return Redirect(MilestoneLinks.All);
    }

    private async Task<bool> LoadAsync(string key, CancellationToken cancellation)
    {
        if (
            (await conditions.ConditionsAsync(cancellation)).FirstOrDefault(c => c.Key == key)
            is not { } info
        )
        {
            return false;
        }

        Info = info;
        Series = (await series.OfHomeAsync(cancellation)).GetValueOrDefault(key, []);
        proposed = MilestoneRule.Propose(info, Series);
        return true;
    }
}
