using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.Oversight.Voices.Complaints.Pages;

/// <summary>One complaint with its clocks; for those named and the head. Opening it is written down.</summary>
[Requires(Permissions.ComplaintHandle)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ComplaintPageModel(
    ComplaintDesk desk,
    VoiceActs acts,
    VoiceUnits units,
    Clock clock,
    Texts texts
) : VoicePageModel(texts)
{
    private IReadOnlyList<Account> holders = [];

    [BindProperty]
    public string? Act { get; set; }

    [BindProperty]
    public bool IsComplex { get; set; }

    [BindProperty]
    public string? Why { get; set; }

    [BindProperty]
    public string? Back { get; set; }

    [BindProperty]
    public ComplaintResult? Result { get; set; }

    [BindProperty]
    public string? Decision { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? Again { get; set; }

    [BindProperty]
    public Guid? Person { get; set; }

    public Complaint Matter { get; private set; } = null!;
    public VoiceUnits Units => units;
    public DateOnly Today => clock.Today;
    public DateOnly RightUntil => ComplaintClock.RightUntil(Matter.KnownOn, Matter.ObstacleDays);
    public bool MayGoOn =>
        Matter.Round == 1
        && (
            Matter.State == ComplaintState.Settled
            || Matter.State == ComplaintState.Accepted && Matter.DueOn < Today
        );
    public IReadOnlyList<SelectListItem> Results =>
        units.Names<ComplaintResult>("complaint.result.");
    public string Named =>
        string.Join(
            ", ",
            holders.Where(h => Matter.IsNamed(h.Id)).Select(h => h.DisplayName).DefaultIfEmpty("–")
        );
    public IReadOnlyList<SelectListItem> People =>
        [
            new(Words["voice.choose"], ""),
            .. holders
                .Where(h => !Matter.IsNamed(h.Id))
                .Select(h => new SelectListItem(h.DisplayName, h.Id.ToString("D"))),
        ];

    public async Task<IActionResult> OnGetAsync(Guid complaint, CancellationToken cancellation) =>
        await LoadAsync(complaint, cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid complaint, CancellationToken cancellation)
    {
        if (!await LoadAsync(complaint, cancellation) || string.IsNullOrEmpty(Key))
        {
            return NotFound();
        }

        var key = new VoiceKey(Key, complaint, Seen);
        Outcome outcome = Act switch
        {
            "accept" => await desk.AcceptAsync(key, IsComplex, cancellation),
            "reject" => await desk.RejectAsync(key, Why, cancellation),
            "take-back" => await desk.TakeBackAsync(key, Back, cancellation),
            "settle" when Result is { } result => await desk.SettleAsync(
                key,
                result,
                Decision,
                Reason,
                cancellation
            ),
            "name" => await desk.NameAsync(key, Person ?? Guid.Empty, cancellation),
            "again" => await desk.AgainAsync(Key, complaint, Again, cancellation),
            "settle" => Outcome.Refused("complaint.result.wrong"),
            _ => Outcome.Refused(VoiceActs.State),
        };
        return Told(outcome, "voice.done", VoiceLinks.ComplaintOf(complaint));
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken cancellation)
    {
        await units.LoadAsync(cancellation);
        if (await desk.FindAsync(id, cancellation) is not { } found)
        {
            return false;
        }

        Matter = found;
        holders = await acts.HoldersAsync(
            Permissions.ComplaintHandle,
            (units.Tree.HeirOf(found.UnitId, Today) ?? units.Tree[found.UnitId]).Id,
            cancellation
        );
        await acts.OpenedAsync(Complaint.Chain, id, cancellation);
        return true;
    }
}
