using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.Programmes.Steering.Pages;

/// <summary>The briefings and reviews of a programme; whoever manages it holds the next one here.</summary>
[Requires(Permissions.BoardView)]
public sealed class MeetingsModel(
    MeetingShelf shelf,
    MeetingDesk desk,
    UnitDirectory directory,
    ICurrentUser user,
    Clock clock,
    Texts texts
) : PageModel
{
    private UnitTree tree = null!;
    private IReadOnlyList<Unit> units = [];

    [FromQuery(Name = SteeringUnits.Field)]
    public string? UnitKey { get; set; }

    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public MeetingKind? Kind { get; set; }

    [BindProperty]
    public string? Unit { get; set; }

    [BindProperty]
    public DateOnly? HeldOn { get; set; }

    public Programme Programme { get; private set; } = null!;
    public IReadOnlyList<MeetingLine> Meetings { get; private set; } = [];
    public bool MayHold => user.Can(Permissions.ProgrammeManage) && units.Count > 0;

    public IReadOnlyList<SelectListItem> Kinds =>
        [
            new(texts["meeting.choose"], ""),
            .. Enum.GetValues<MeetingKind>()
                .Select(k => new SelectListItem(texts[PackWords.Of(k)], k.ToString())),
        ];

    public IReadOnlyList<SelectListItem> UnitChoices =>
        [
            new(texts["meeting.choose"], ""),
            .. units.Select(u => new SelectListItem(u.NameIn(Texts.CurrentLanguage), u.Key)),
        ];

    public async Task<IActionResult> OnGetAsync(string programme, CancellationToken cancellation)
    {
        if (!await LoadAsync(programme, cancellation))
        {
            return NotFound();
        }

        (Key, HeldOn) = (Guid.CreateVersion7().ToString("N"), clock.Today);
        (Kind, Unit) = (
            MeetingKind.Briefing,
            UnitKey ?? (units is [var first, ..] ? first.Key : null)
        );
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string programme, CancellationToken cancellation)
    {
        if (!await LoadAsync(programme, cancellation))
        {
            return NotFound();
        }

        if (!MayHold)
        {
            return Forbid();
        }

        var unit = units.FirstOrDefault(u => u.Key == Unit);
        if (Kind is null)
        {
            ModelState.Wrong(nameof(Kind), texts, "meeting.kind.wrong");
        }

        if (unit is null)
        {
            ModelState.Wrong(nameof(Unit), texts, "meeting.unit.wrong");
        }

        if (HeldOn is null)
        {
            ModelState.Wrong(nameof(HeldOn), texts, "meeting.held-on.wrong");
        }

        if (!ModelState.IsValid || string.IsNullOrEmpty(Key))
        {
            Key ??= Guid.CreateVersion7().ToString("N");
            return Page();
        }

        var outcome = await desk.HoldAsync(
            new NewMeeting(Key, Programme.Id, unit!.Id, Kind!.Value, HeldOn!.Value),
            cancellation
        );
        if (!outcome.Succeeded)
        {
            this.Refuse(outcome, texts);
            return Page();
        }

        this.Done("meeting.held");
        return Redirect(SteeringLinks.Meeting(Programme.Key, outcome.Value));
    }

    public string UnitName(Guid id) => tree.Find(id)?.NameIn(Texts.CurrentLanguage) ?? "–";

    private async Task<bool> LoadAsync(string key, CancellationToken cancellation)
    {
        if (await shelf.ProgrammeAsync(key, cancellation) is not { } programme)
        {
            return false;
        }

        tree = await directory.GetAsync(cancellation);
        (Programme, units) = (programme, SteeringUnits.Of(programme, tree, user, clock.Today));
        Meetings = await shelf.ListAsync(programme.Id, cancellation);
        return true;
    }
}
