using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.OneStop.WorkingDays;

/// <summary>The form of a decision on the calendar.</summary>
public sealed class DecisionInput
{
    /// <summary>Key of the office; empty for the national calendar.</summary>
    public string? Unit { get; set; }
    public CalendarDecisionKind Kind { get; set; }
    public DateOnly? From { get; set; }
    public DateOnly? To { get; set; }

    [StringLength(CalendarDecision.SessionsMaxLength)]
    public string? Sessions { get; set; }

    [StringLength(CalendarDecision.NameMaxLength)]
    public string? NameVi { get; set; }

    [StringLength(CalendarDecision.NameMaxLength)]
    public string? NameEn { get; set; }

    [StringLength(CalendarDecision.ActMaxLength)]
    public string? Act { get; set; }
}

/// <summary>The decisions on the calendar, and a new one: first what it does to open dossiers, then the decision.</summary>
[Requires(Permissions.CalendarManage)]
public sealed class DecisionsModel(
    ThuocDoDb db,
    DecideCalendar decide,
    CalendarEffects effects,
    Calendars calendars,
    UnitDirectory directory,
    ICurrentUser user,
    Clock clock,
    Texts texts
) : PageModel
{
    /// <summary>As many dossiers are shown by name; all are counted.</summary>
    public const int Shown = 50;

    [BindProperty]
    public DecisionInput Input { get; set; } = new();

    [BindProperty]
    public string? Key { get; set; }

    /// <summary>The last decision when the effects were shown; none before.</summary>
    [BindProperty]
    public int? SeenNumber { get; set; }

    public IReadOnlyList<CalendarDecision> Decisions { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Offices { get; private set; } = [];

    /// <summary>What the decision would do; none before it was asked for.</summary>
    public IReadOnlyList<TouchedDossier>? Touched { get; private set; }

    public string NameOf(Guid? unit) =>
        unit is { } id ? Tree[id].NameIn(Texts.CurrentLanguage) : texts["calendar.national"];

    private UnitTree Tree { get; set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        Key = Guid.CreateVersion7().ToString("N");
        Input.Sessions = string.Join(' ', OfficeHours.Default.Weekday);
    }

    /// <summary>Shows what the decision does before anything is decided.</summary>
    public async Task<IActionResult> OnPostShowAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        if (await RequestAsync(cancellation) is { } request)
        {
            await ShowAsync(request, cancellation);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        if (await RequestAsync(cancellation) is not { } request)
        {
            return Page();
        }

        // Nothing is decided whose effects were not seen.
        if (SeenNumber is null)
        {
            await ShowAsync(request, cancellation);
            return Page();
        }

        var outcome = await decide.RunAsync(request, cancellation);
        if (!outcome.Succeeded)
        {
            this.Refuse(outcome, texts);
            if (outcome.IsStale)
            {
                await ShowAsync(request, cancellation);
            }

            return Page();
        }

        this.Done("calendar.decided", outcome.Value);
        return Redirect(OneStopLinks.CalendarDecisions);
    }

    private async Task ShowAsync(DecideCalendarRequest request, CancellationToken cancellation)
    {
        calendars.Forget();
        var book = await calendars.GetAsync(cancellation);
        var number = book.Decisions.Count > 0 ? book.Decisions[^1].Number : 0;
        var draft = decide.DraftOf(request, number + 1);
        Touched = await effects.OfAsync(draft, book.With(draft), clock.Today, cancellation);
        SeenNumber = number;
        ModelState.Remove(nameof(SeenNumber));
    }

    /// <summary>What was typed as a request; none where something is wrong, and then each field says what.</summary>
    private async Task<DecideCalendarRequest?> RequestAsync(CancellationToken cancellation)
    {
        var unit = Tree.Find(Input.Unit);
        Need(Input.From is not null, nameof(Input.From), "calendar.from.missing");
        Need(
            !string.IsNullOrWhiteSpace(Input.NameVi),
            nameof(Input.NameVi),
            "calendar.name.missing"
        );
        Need(!string.IsNullOrWhiteSpace(Input.Act), nameof(Input.Act), "calendar.act.missing");
        Need(
            string.IsNullOrEmpty(Input.Unit) || unit is not null,
            nameof(Input.Unit),
            "calendar.unit.wrong"
        );
        if (!ModelState.IsValid || string.IsNullOrEmpty(Key))
        {
            return null;
        }

        var name = Input.NameVi!.Trim().Normalize();
        var request = new DecideCalendarRequest(
            Key,
            SeenNumber ?? -1,
            unit?.Id,
            Input.Kind,
            Input.From!.Value,
            Input.To ?? Input.From.Value,
            Input.Sessions?.Trim(),
            name,
            string.IsNullOrWhiteSpace(Input.NameEn) ? name : Input.NameEn.Trim().Normalize(),
            Input.Act!.Trim().Normalize()
        );
        if (await decide.RefusalAsync(request, cancellation) is { } refusal)
        {
            this.Refuse(refusal, texts);
            return null;
        }

        return request;

        void Need(bool holds, string field, string key)
        {
            if (!holds)
            {
                ModelState.Wrong($"{nameof(Input)}.{field}", texts, key);
            }
        }
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        Tree = await directory.GetAsync(cancellation);
        var language = Texts.CurrentLanguage;
        var national = Tree.RootsOn(clock.Today)
            .Any(r => user.Can(Permissions.CalendarManage, r.Id));
        Offices =
        [
            .. national ? new[] { new SelectListItem(texts["calendar.national"], "") } : [],
            .. Tree
                .All.Where(u =>
                    u.IsValidOn(clock.Today)
                    && u.Kind != UnitKind.Area
                    && user.Can(Permissions.CalendarManage, u.Id)
                )
                .OrderBy(u => u.Level)
                .ThenBy(u => u.NameIn(language), StringComparer.Create(Formats.Sorting, false))
                .Select(u => new SelectListItem(u.NameIn(language), u.Key)),
        ];
        Decisions = await db.Set<CalendarDecision>()
            .AsNoTracking()
            .OrderByDescending(d => d.Number)
            .ToListAsync(cancellation);
    }
}
