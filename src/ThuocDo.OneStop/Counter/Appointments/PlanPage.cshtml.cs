using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.WorkingDays;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.OneStop.Counter.Appointments;

/// <summary>How many people an office receives by booking in each hour, from a day on.</summary>
[Requires(Permissions.CounterManage)]
public sealed class PlanPageModel(
    ThuocDoDb db,
    PlanBooking plan,
    CounterOffices offices,
    Calendars calendars,
    Clock clock,
    Texts texts
) : PageModel
{
    private const int Shown = 10;

    [BindProperty(Name = OneStopLinks.Unit, SupportsGet = true)]
    public string? UnitKey { get; set; }

    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public DateOnly? From { get; set; }

    [BindProperty]
    public Dictionary<string, string?> Places { get; set; } = [];

    public IReadOnlyList<Unit> Offices { get; private set; } = [];
    public Unit? Office { get; private set; }
    public IReadOnlyList<int> Hours { get; private set; } = [];
    public IReadOnlyList<BookingPlan> Plans { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        Key = Guid.CreateVersion7().ToString("N");
        From = clock.Today.AddDays(1);
        var now = Plans.Count > 0 ? Plans[0].ByHour : new Dictionary<int, int>();
        Places = Hours.ToDictionary(Name, h => (string?)$"{now.GetValueOrDefault(h)}");
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        if (Office is null)
        {
            return Forbid();
        }

        var byHour = new Dictionary<int, int>();
        foreach (var hour in Hours)
        {
            var typed = Places.GetValueOrDefault(Name(hour))?.Trim();
            if (string.IsNullOrEmpty(typed))
            {
                continue;
            }

            if (!int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var many))
            {
                ModelState.Wrong(
                    $"{nameof(Places)}[{Name(hour)}]",
                    texts,
                    "booking.refused.places",
                    BookingPlan.MostPlaces
                );
                continue;
            }

            byHour[hour] = many;
        }

        if (From is not { } from)
        {
            ModelState.Wrong(nameof(From), texts, "booking.refused.from", clock.Today.AddDays(1));
            return Page();
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var outcome = await plan.RunAsync(Key ?? "-", Office.Id, from, byHour, cancellation);
        if (outcome.Succeeded)
        {
            this.Done("booking.done", from);
            return Redirect(CounterLinks.BookingPlanOf(Office.Key));
        }

        this.Refuse(outcome, texts);
        ModelState.Remove(nameof(Key));
        Key = Guid.CreateVersion7().ToString("N");
        return Page();
    }

    public static string Name(int hour) => hour.ToString("00", CultureInfo.InvariantCulture);

    private async Task LoadAsync(CancellationToken cancellation)
    {
        Offices = await offices.OfAsync(Permissions.CounterManage, cancellation);
        Office = CounterOffices.Choose(Offices, UnitKey);
        if (Office is not { } office)
        {
            return;
        }

        var calendar = await calendars.ForAsync(office.Id, cancellation);
        Hours = Slot.HoursOf(calendar, calendar.OnOrAfter(clock.Today));
        Plans = await db.Set<BookingPlan>()
            .AsNoTracking()
            .Where(p => p.UnitId == office.Id)
            .OrderByDescending(p => p.ValidFrom)
            .Take(Shown)
            .ToListAsync(cancellation);
    }
}
