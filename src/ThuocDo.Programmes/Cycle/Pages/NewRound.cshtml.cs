using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.Programmes.Cycle.Pages;

/// <summary>Sends a request for reports to agencies.</summary>
[Requires(Permissions.ReportManage)]
public sealed class NewRoundModel(
    RoundShelf shelf,
    RoundDesk desk,
    UnitDirectory directory,
    INationalCalendar calendars,
    Clock clock,
    Texts texts
) : PageModel
{
    private const int Years = 3;

    [BindProperty(SupportsGet = true, Name = "don-vi")]
    public string? Unit { get; set; }

    /// <summary><c>2025/quarter-2</c>.</summary>
    [BindProperty]
    public string? Period { get; set; }

    [BindProperty]
    public List<string> Agencies { get; set; } = [];

    [BindProperty]
    public string? Key { get; set; }

    /// <summary>Whose report; none while it has to be chosen.</summary>
    public Unit? Owner { get; private set; }
    public IReadOnlyList<SelectListItem> Units { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Periods { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Choices { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        Agencies = [.. Choices.Select(c => c.Value)];
        Key = Guid.CreateVersion7().ToString("N");
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        if (Owner is null || string.IsNullOrEmpty(Key))
        {
            ModelState.Wrong("don-vi", texts, "cycle.unit.missing");
            return Page();
        }

        var (year, period) = Period?.Split('/') is [var y, var p]
            ? (
                int.TryParse(y, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0,
                p
            )
            : (0, "");
        if (Periods.All(c => c.Value != Period) || period.Length == 0)
        {
            ModelState.Wrong(nameof(Period), texts, "cycle.period.missing");
        }

        if (Agencies.Count == 0)
        {
            ModelState.Wrong(nameof(Agencies), texts, "cycle.refused.nobody");
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var outcome = await desk.SendAsync(
            new NewRound(
                Key,
                Owner.Id,
                period,
                year,
                [.. Agencies.Select(key => Organisation.Units.Unit.IdOf(key))]
            ),
            cancellation
        );
        if (!outcome.Succeeded)
        {
            this.Refuse(outcome, texts);
            return Page();
        }

        this.Done("cycle.sent");
        return Redirect(RoundLinks.Round(outcome.Value));
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        var tree = await directory.GetAsync(cancellation);
        var calendar = await calendars.NationalAsync(cancellation);
        var units = await shelf.UnitsAsync(clock.Today, cancellation);
        Owner = units.FirstOrDefault(u => u.Key == Unit) ?? (units.Count == 1 ? units[0] : null);
        Units =
        [
            new(texts["cycle.choose"], ""),
            .. units.Select(u => new SelectListItem(u.NameIn(Texts.CurrentLanguage), u.Key)),
        ];
        if (Owner is null)
        {
            return;
        }

        Unit = Owner.Key;
        Choices =
        [
            .. RoundShelf
                .AgenciesOf(tree, Owner, clock.Today)
                .Select(u => new SelectListItem(u.NameIn(Texts.CurrentLanguage), u.Key)),
        ];
        Periods =
        [
            new(texts["cycle.choose"], ""),
            .. Enumerable
                .Range(0, Years)
                .SelectMany(
                    i => ReportWindow.Periods,
                    (i, p) => ReportWindow.Of(p, clock.Today.Year + 1 - i, calendar)
                )
                .OfType<ReportWindow>()
                .Where(w => w.From <= clock.Today)
                .OrderByDescending(w => w.To)
                .Select(w => new SelectListItem(
                    texts[
                        "cycle.period.choice",
                        shelf.NameOf(w.Period, w.Year),
                        w.From,
                        w.To,
                        w.DueOn
                    ],
                    string.Create(CultureInfo.InvariantCulture, $"{w.Year}/{w.Period}")
                )),
        ];
    }
}
