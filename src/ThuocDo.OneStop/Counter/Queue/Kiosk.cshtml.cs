using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Web;

namespace ThuocDo.OneStop.Counter.Queue;

/// <summary>Gives out numbers to who stands in front of it. A device becomes a kiosk by the pass an officer opens there.</summary>
[PublicPage]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class KioskModel(QueueDesk desk, KioskPasses passes, UnitDirectory units, Texts texts)
    : PageModel
{
    [BindProperty(Name = CounterLinks.Pass, SupportsGet = true)]
    public string? Pass { get; set; }

    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public string? Group { get; set; }

    [BindProperty]
    public string? Booking { get; set; }

    public Unit? Office { get; private set; }

    public IReadOnlyList<ServiceGroup> Groups => ServiceGroup.Of(Office!);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        Key = Guid.CreateVersion7().ToString("N");
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        return Office is null
            ? Redirect(CounterLinks.Kiosk)
            : Answer(await desk.IssueAsync(Key ?? "-", Office.Id, Group ?? "", cancellation));
    }

    public async Task<IActionResult> OnPostBookedAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        return Office is null
            ? Redirect(CounterLinks.Kiosk)
            : Answer(await desk.ArriveAsync(Key ?? "-", Office.Id, Booking, cancellation));
    }

    private IActionResult Answer(Outcome<string> issued)
    {
        if (issued.Succeeded)
        {
            return Redirect(CounterLinks.TicketOf(issued.Value!, Pass));
        }

        this.Refuse(issued, texts);
        ModelState.Remove(nameof(Key));
        Key = Guid.CreateVersion7().ToString("N");
        return Page();
    }

    private async Task LoadAsync(CancellationToken cancellation) =>
        Office = passes.Open(Pass) is { } unit
            ? (await units.GetAsync(cancellation)).Find(unit)
            : null;
}
