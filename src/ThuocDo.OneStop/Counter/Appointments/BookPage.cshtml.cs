using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.OneStop.Counter.Appointments;

/// <summary>Books an hour at a counter, and shows and cancels what was booked.</summary>
[CitizenPage]
public sealed class BookPageModel(
    ThuocDoDb db,
    BookAppointment book,
    CounterOffices offices,
    UnitDirectory directory,
    ICurrentCitizen citizen,
    Clock clock,
    Texts texts
) : PageModel
{
    [BindProperty(Name = OneStopLinks.Unit, SupportsGet = true)]
    public string? UnitKey { get; set; }

    [BindProperty(Name = CounterLinks.Day, SupportsGet = true)]
    public DateOnly? Day { get; set; }

    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public string? Group { get; set; }

    [BindProperty]
    public int? Hour { get; set; }

    [BindProperty]
    public Guid Booking { get; set; }

    public IReadOnlyList<Unit> Offices { get; private set; } = [];
    public Unit? Office { get; private set; }
    public IReadOnlyList<DateOnly> Days { get; private set; } = [];
    public IReadOnlyList<Slot> Slots { get; private set; } = [];
    public IReadOnlyList<(Appointment Booking, Unit Office)> Mine { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        Key = Guid.CreateVersion7().ToString("N");
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        if (Office is null || Day is not { } day)
        {
            return Redirect(CounterLinks.Book);
        }

        if (Hour is not { } hour)
        {
            ModelState.Wrong(nameof(Hour), texts, "book.hour.missing");
        }
        else
        {
            var outcome = await book.RunAsync(
                new BookRequest(Key ?? "-", Office.Id, Group ?? "", day, hour),
                cancellation
            );
            if (outcome.Succeeded)
            {
                this.Done("book.done", outcome.Value, hour, day);
                return Redirect(CounterLinks.Book);
            }

            this.Refuse(outcome, texts);
            await LoadAsync(cancellation);
        }

        ModelState.Remove(nameof(Key));
        Key = Guid.CreateVersion7().ToString("N");
        return Page();
    }

    public async Task<IActionResult> OnPostCancelAsync(CancellationToken cancellation)
    {
        var outcome = await book.CancelAsync(Key ?? "-", Booking, cancellation);
        if (outcome.Succeeded)
        {
            this.Done("book.cancelled");
            return Redirect(CounterLinks.Book);
        }

        this.Refuse(outcome, texts);
        await LoadAsync(cancellation);
        ModelState.Remove(nameof(Key));
        Key = Guid.CreateVersion7().ToString("N");
        return Page();
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        var today = clock.Today;
        var tree = await directory.GetAsync(cancellation);
        Offices = await offices.AllAsync(cancellation);
        Office = Offices.FirstOrDefault(o => o.Key == UnitKey);
        Mine =
        [
            .. (
                await db.Set<Appointment>()
                    .AsNoTracking()
                    .Where(a =>
                        a.CitizenId == citizen.CitizenId
                        && a.State == AppointmentState.Booked
                        && a.Day >= today
                    )
                    .OrderBy(a => a.Day)
                    .ThenBy(a => a.Hour)
                    .ToListAsync(cancellation)
            ).Select(a => (a, tree[a.UnitId])),
        ];
        if (Office is not { } office)
        {
            return;
        }

        Days = await book.DaysAsync(office.Id, cancellation);
        if (Day is { } day && Days.Contains(day))
        {
            Slots = await book.SlotsAsync(office.Id, day, cancellation);
        }
    }
}
