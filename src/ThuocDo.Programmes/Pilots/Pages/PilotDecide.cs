using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Programmes.Steering;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.Programmes.Pilots.Pages;

/// <summary>A person judges a pilot, with the figures before the eyes.</summary>
[Requires(Permissions.ProgrammeManage)]
public sealed class PilotEvaluateModel(
    MeetingShelf programmes,
    PilotShelf shelf,
    PilotDesk desk,
    IUnitFigures figures,
    Texts texts
) : PageModel
{
    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public Guid Seen { get; set; }

    [BindProperty]
    public PilotVerdict? Verdict { get; set; }

    [BindProperty]
    public string? Grounds { get; set; }

    [BindProperty]
    public DateOnly? Until { get; set; }

    public Programme Programme { get; private set; } = null!;
    public Pilot Pilot { get; private set; } = null!;
    public ComparisonView? Comparison { get; private set; }

    public IReadOnlyList<SelectListItem> Verdicts =>
        [
            .. Enum.GetValues<PilotVerdict>()
                .Select(v => new SelectListItem(texts[PilotText.Of(v)], v.ToString())),
        ];

    public async Task<IActionResult> OnGetAsync(
        string programme,
        Guid pilot,
        CancellationToken cancellation
    )
    {
        if (!await LoadAsync(programme, pilot, cancellation))
        {
            return NotFound();
        }

        (Key, Seen) = (Guid.CreateVersion7().ToString("N"), Pilot.Version);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(
        string programme,
        Guid pilot,
        CancellationToken cancellation
    )
    {
        if (!await LoadAsync(programme, pilot, cancellation) || string.IsNullOrEmpty(Key))
        {
            return NotFound();
        }

        if (Verdict is null)
        {
            ModelState.Wrong(nameof(Verdict), texts, "pilot.verdict.missing");
        }

        if (string.IsNullOrWhiteSpace(Grounds))
        {
            ModelState.Wrong(nameof(Grounds), texts, "pilot.refused.grounds", Pilot.TextMaxLength);
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var outcome = await desk.EvaluateAsync(
            new PilotAct(Key, pilot, Seen),
            Verdict!.Value,
            Grounds!.Trim().Normalize(),
            Until,
            cancellation
        );
        if (!outcome.Succeeded)
        {
            this.Refuse(outcome, texts);
            return Page();
        }

        this.Done("pilot.judged");
        return Redirect(PilotLinks.Of(Programme.Key, pilot));
    }

    private async Task<bool> LoadAsync(string key, Guid id, CancellationToken cancellation)
    {
        if (
            await programmes.ProgrammeAsync(key, cancellation) is not { } programme
            || await shelf.FindAsync(programme.Id, id, cancellation) is not { } folder
            || folder.Line.Pilot.Origin != PilotOrigin.Own
        )
        {
            return false;
        }

        (Programme, Pilot) = (programme, folder.Line.Pilot);
        if (await shelf.CompareAsync(Pilot, cancellation) is { } comparison)
        {
            Comparison = new ComparisonView(
                comparison,
                (await figures.NamesAsync(cancellation))
                    .FirstOrDefault(n => n.Key == Pilot.Indicator)
                    ?.Name.ToString()
                    ?? Pilot.Indicator!
            );
        }

        return true;
    }
}

/// <summary>Says which bodies shall adopt a model until when.</summary>
[Requires(Permissions.ProgrammeManage)]
public sealed class PilotReplicateModel(
    MeetingShelf programmes,
    PilotShelf shelf,
    PilotChoices choices,
    PilotDesk desk,
    Clock clock,
    Texts texts
) : PageModel
{
    private const int ProposedDays = 90;

    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public Guid Seen { get; set; }

    [BindProperty]
    public List<string> Units { get; set; } = [];

    [BindProperty]
    public DateOnly? Due { get; set; }

    [BindProperty]
    public bool WithTasks { get; set; }

    public Programme Programme { get; private set; } = null!;
    public PilotLine Line { get; private set; } = null!;
    public bool IsDecided => PilotRules.MayReplicate(Line.Pilot, Line.Last);
    public IReadOnlyList<SelectListItem> UnitChoices { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(
        string programme,
        Guid pilot,
        CancellationToken cancellation
    )
    {
        if (!await LoadAsync(programme, pilot, cancellation))
        {
            return NotFound();
        }

        (Key, Seen) = (Guid.CreateVersion7().ToString("N"), Line.Pilot.Version);
        (Due, WithTasks) = (clock.Today.AddDays(ProposedDays), true);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(
        string programme,
        Guid pilot,
        CancellationToken cancellation
    )
    {
        if (!await LoadAsync(programme, pilot, cancellation) || string.IsNullOrEmpty(Key))
        {
            return NotFound();
        }

        if (Units.Count == 0)
        {
            ModelState.Wrong(
                nameof(Units),
                texts,
                "pilot.refused.bodies",
                Tasks.UnitList.MostUnits
            );
        }

        if (Due is null)
        {
            ModelState.Wrong(nameof(Due), texts, "pilot.day.missing");
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var outcome = await desk.ReplicateAsync(
            new PilotAct(Key, pilot, Seen),
            new Spreading([.. Units.Select(Unit.IdOf).Distinct()], Due!.Value, WithTasks),
            cancellation
        );
        if (!outcome.Succeeded)
        {
            this.Refuse(outcome, texts);
            return Page();
        }

        this.Done("pilot.spread");
        return Redirect(PilotLinks.Of(Programme.Key, pilot) + "#adoptions");
    }

    private async Task<bool> LoadAsync(string key, Guid id, CancellationToken cancellation)
    {
        if (
            await programmes.ProgrammeAsync(key, cancellation) is not { } programme
            || await shelf.FindAsync(programme.Id, id, cancellation) is not { } folder
        )
        {
            return false;
        }

        (Programme, Line) = (programme, folder.Line);
        UnitChoices = await choices.TodayAsync(cancellation);
        return true;
    }
}
