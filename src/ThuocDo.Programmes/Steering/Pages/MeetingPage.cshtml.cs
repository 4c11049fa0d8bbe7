using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Tasks;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.Programmes.Steering.Pages;

/// <summary>A meeting: its frozen pack, the notice of conclusions, and what was drafted from it.</summary>
[Requires(Permissions.BoardView)]
public sealed class MeetingPageModel(
    MeetingShelf shelf,
    MeetingDesk desk,
    UnitDirectory directory,
    INationalCalendar calendars,
    ICurrentUser user,
    Clock clock,
    Texts texts
) : PageModel
{
    private UnitTree tree = null!;
    private WorkCalendar calendar = null!;

    [BindProperty]
    public string? Key { get; set; }

    /// <summary>The version that the form shows.</summary>
    [BindProperty]
    public Guid Seen { get; set; }

    [BindProperty]
    public string? Document { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    public MeetingFolder Folder { get; private set; } = null!;
    public bool MayManage => user.Can(Permissions.ProgrammeManage);
    public bool HasGiven => Folder.Conclusions.Any(c => c.State == ConclusionState.Given);

    public bool MayTask(AssignedTask task) => user.Can(Permissions.TaskView, task.UnitId);

    public static string NewKey() => Guid.CreateVersion7().ToString("N");

    public async Task<IActionResult> OnGetAsync(
        string programme,
        Guid meeting,
        CancellationToken cancellation
    )
    {
        if (!await LoadAsync(programme, meeting, cancellation))
        {
            return NotFound();
        }

        (Key, Seen) = (NewKey(), Folder.Meeting.Version);
        (Document, Text) = (Folder.Meeting.Document, Folder.Meeting.Conclusions);
        return Page();
    }

    public Task<IActionResult> OnPostConcludeAsync(
        string programme,
        Guid meeting,
        CancellationToken cancellation
    ) =>
        ActAsync(
            programme,
            meeting,
            async () =>
            {
                var outcome = await desk.ConcludeAsync(
                    new MeetingAct(Key!, meeting, Seen),
                    Document,
                    Text,
                    cancellation
                );
                if (outcome.Succeeded)
                {
                    this.Done("meeting.concluded", outcome.Value);
                }

                return outcome;
            },
            cancellation
        );

    public Task<IActionResult> OnPostAddAsync(
        string programme,
        Guid meeting,
        string? words,
        CancellationToken cancellation
    ) =>
        ActAsync(
            programme,
            meeting,
            () => desk.AddAsync(new MeetingAct(Key!, meeting, Seen), words, cancellation),
            cancellation
        );

    public Task<IActionResult> OnPostCancelAsync(
        string programme,
        Guid meeting,
        string? reason,
        CancellationToken cancellation
    ) =>
        ActAsync(
            programme,
            meeting,
            () => desk.CancelAsync(new MeetingAct(Key!, meeting, Seen), reason, cancellation),
            cancellation
        );

    /// <summary>Accepts a conclusion as it was drafted.</summary>
    public Task<IActionResult> OnPostGiveAsync(
        string programme,
        Guid meeting,
        int number,
        CancellationToken cancellation
    ) =>
        ActAsync(
            programme,
            meeting,
            async () =>
            {
                if (
                    Folder.Conclusions.FirstOrDefault(c => c.Number == number)
                    is not { UnitId: { } unit } item
                )
                {
                    return Outcome.Refused("meeting.refused.unit");
                }

                var outcome = await desk.GiveAsync(
                    new MeetingAct(Key!, item.Id, Seen),
                    new ConclusionOrder
                    {
                        Name = ConclusionPageModel.NameOf(item),
                        UnitId = unit,
                        DueOn = item.DueOn,
                        Product = item.Product,
                    },
                    cancellation
                );
                if (outcome.Succeeded)
                {
                    this.Done("meeting.accepted", UnitName(unit));
                }

                return outcome;
            },
            cancellation
        );

    /// <summary>Nothing is missing that a task needs; that its day has not passed, too.</summary>
    public bool IsReady(Conclusion item) =>
        item.UnitId is { } unit
        && tree.Find(unit)?.IsValidOn(clock.Today) == true
        && !(item.DueOn < clock.Today)
        && item.Text.Length <= AssignedTask.NameMaxLength;

    public string? UnitName(Guid? id) =>
        id is { } unit ? tree.Find(unit)?.NameIn(Texts.CurrentLanguage) : null;

    public TaskLook Look(AssignedTask task) => TaskTexts.Look(task, clock.Today, calendar);

    private async Task<IActionResult> ActAsync(
        string programme,
        Guid meeting,
        Func<Task<Outcome>> act,
        CancellationToken cancellation
    )
    {
        if (!await LoadAsync(programme, meeting, cancellation))
        {
            return NotFound();
        }

        if (!MayManage || string.IsNullOrEmpty(Key))
        {
            return Forbid();
        }

        var outcome = await act();
        if (!outcome.Succeeded)
        {
            this.Refuse(outcome, texts);
            await LoadAsync(programme, meeting, cancellation);
            if (outcome.IsStale)
            {
                ModelState.Remove(nameof(Seen));
                Seen = Folder.Meeting.Version;
            }

            return Page();
        }

        return Redirect(SteeringLinks.Meeting(programme, meeting));
    }

    private async Task<bool> LoadAsync(
        string programme,
        Guid meeting,
        CancellationToken cancellation
    )
    {
        if (await shelf.FindAsync(programme, meeting, cancellation) is not { } folder)
        {
            return false;
        }

        Folder = folder;
        tree = await directory.GetAsync(cancellation);
        calendar = await calendars.NationalAsync(cancellation);
        return true;
    }
}
