using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;

namespace ThuocDo.Oversight.Voices.Complaints.Pages;

/// <summary>Enters a complaint that was handed in; whoever enters it is named for it.</summary>
[Requires(Permissions.ComplaintHandle)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class EnterComplaintModel(
    ComplaintDesk desk,
    VoiceUnits units,
    ICurrentUser user,
    Clock clock,
    Texts texts
) : VoicePageModel(texts)
{
    [BindProperty]
    public string? Unit { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Contact { get; set; }

    [BindProperty]
    public string? About { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public DateOnly? KnownOn { get; set; }

    [BindProperty]
    public int? ObstacleDays { get; set; }

    [BindProperty]
    public DateOnly? ReceivedOn { get; set; }

    [BindProperty]
    public bool IsRemote { get; set; }

    public IReadOnlyList<SelectListItem> Units =>
        units.Choices(u => VoiceUnits.IsOfState(u) && user.Can(Permissions.ComplaintHandle, u.Id));

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        await units.LoadAsync(cancellation);
        (Key, ReceivedOn) = (NewKey(), clock.Today);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await units.LoadAsync(cancellation);
        var unit = units.Tree.Find(Unit);
        Require(nameof(Unit), unit is not null, "voice.unit.wrong");
        Require(nameof(KnownOn), KnownOn is not null, "complaint.known.wrong");
        Require(nameof(ReceivedOn), ReceivedOn is not null, "complaint.received.wrong");
        if (!ModelState.IsValid || string.IsNullOrEmpty(Key))
        {
            Key ??= NewKey();
            return Page();
        }

        var outcome = await desk.EnterAsync(
            new NewComplaint(
                Key,
                unit!.Id,
                Name,
                Contact,
                About,
                Text,
                KnownOn!.Value,
                ObstacleDays ?? 0,
                ReceivedOn!.Value,
                IsRemote
            ),
            cancellation
        );
        return Told(outcome, "complaint.entered", VoiceLinks.ComplaintOf(outcome.Value));
    }
}
