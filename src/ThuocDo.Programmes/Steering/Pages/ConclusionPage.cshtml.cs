using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Tasks;
using ThuocDo.Programmes.Tasks.Pages;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.Programmes.Steering.Pages;

/// <summary>A drafted conclusion beside the task it would become: correct and give it, or drop it with a reason.</summary>
[Requires(Permissions.ProgrammeManage)]
public sealed class ConclusionPageModel(
    ThuocDoDb db,
    MeetingShelf shelf,
    MeetingDesk desk,
    UnitDirectory directory,
    Clock clock,
    Texts texts
) : PageModel
{
    private UnitTree tree = null!;

    [BindProperty]
    public string? Key { get; set; }

    /// <summary>The version that the form shows.</summary>
    [BindProperty]
    public Guid Seen { get; set; }

    [BindProperty]
    public TaskInput Input { get; set; } = new();

    [BindProperty]
    public string? Reason { get; set; }

    public MeetingFolder Folder { get; private set; } = null!;
    public Conclusion Item { get; private set; } = null!;
    public IReadOnlyList<SelectListItem> Units { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Axes { get; private set; } = [];
    public string Back => SteeringLinks.Meeting(Folder.Programme.Key, Folder.Meeting.Id);

    /// <summary>The words of the notice as the name of the task.</summary>
    public static string NameOf(Conclusion item) =>
        item.Text.Length <= AssignedTask.NameMaxLength
            ? item.Text
            : item.Text[..AssignedTask.NameMaxLength];

    public async Task<IActionResult> OnGetAsync(
        string programme,
        Guid meeting,
        int number,
        CancellationToken cancellation
    )
    {
        if (!await LoadAsync(programme, meeting, number, cancellation))
        {
            return NotFound();
        }

        if (Item.State != ConclusionState.Open)
        {
            this.Tell("meeting.refused.settled");
            return Redirect(Back);
        }

        (Key, Seen) = (MeetingPageModel.NewKey(), Item.Version);
        Input = new TaskInput
        {
            Name = NameOf(Item),
            Unit = Item.UnitId is { } unit ? tree.Find(unit)?.Key : null,
            Due = Item.DueOn,
            Product = Item.Product,
        };
        return Page();
    }

    public async Task<IActionResult> OnPostGiveAsync(
        string programme,
        Guid meeting,
        int number,
        CancellationToken cancellation
    )
    {
        if (!await LoadAsync(programme, meeting, number, cancellation) || string.IsNullOrEmpty(Key))
        {
            return NotFound();
        }

        var unit = tree.Find(Input.Unit);
        if (string.IsNullOrWhiteSpace(Input.Name))
        {
            Wrong(nameof(Input.Name), "task.refused.name");
        }

        if (unit is null)
        {
            Wrong(nameof(Input.Unit), "task.refused.unit-missing");
        }

        if (Input.Product?.Length > AssignedTask.ProductMaxLength)
        {
            Wrong(nameof(Input.Product), "task.refused.long", AssignedTask.ProductMaxLength);
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        return Answer(
            await desk.GiveAsync(
                new MeetingAct(Key, Item.Id, Seen),
                new ConclusionOrder
                {
                    Name = Input.Name!.Trim().Normalize(),
                    UnitId = unit!.Id,
                    DueOn = Input.Due,
                    Axis = Input.Axis,
                    Product = string.IsNullOrWhiteSpace(Input.Product)
                        ? null
                        : Input.Product.Trim().Normalize(),
                },
                cancellation
            ),
            "meeting.accepted",
            unit.NameIn(Texts.CurrentLanguage)
        );
    }

    public async Task<IActionResult> OnPostDropAsync(
        string programme,
        Guid meeting,
        int number,
        CancellationToken cancellation
    )
    {
        if (!await LoadAsync(programme, meeting, number, cancellation) || string.IsNullOrEmpty(Key))
        {
            return NotFound();
        }

        var outcome = await desk.DropAsync(
            new MeetingAct(Key, Item.Id, Seen),
            Reason,
            cancellation
        );
        if (!outcome.Succeeded)
        {
            // The form of giving is shown too: as it was drafted.
            Input = new TaskInput
            {
                Name = NameOf(Item),
                Unit = Item.UnitId is { } id ? tree.Find(id)?.Key : null,
                Due = Item.DueOn,
                Product = Item.Product,
            };
        }

        return Answer(outcome, "meeting.dropped", Item.Number);
    }

    private IActionResult Answer(Outcome outcome, string done, object? argument)
    {
        if (outcome.Succeeded)
        {
            this.Done(done, argument);
            return Redirect(Back);
        }

        this.Refuse(outcome, texts);
        return Page();
    }

    private void Wrong(string field, string key, params object?[] arguments) =>
        ModelState.Wrong($"{nameof(Input)}.{field}", texts, key, arguments);

    private async Task<bool> LoadAsync(
        string programme,
        Guid meeting,
        int number,
        CancellationToken cancellation
    )
    {
        if (
            await shelf.FindAsync(programme, meeting, cancellation) is not { } folder
            || folder.Conclusions.FirstOrDefault(c => c.Number == number) is not { } item
        )
        {
            return false;
        }

        (Folder, Item) = (folder, item);
        tree = await directory.GetAsync(cancellation);
        Units = TaskChoices.Units(tree, clock.Today, texts);
        Axes = await TaskChoices.AxesAsync(db, folder.Programme.Id, texts, cancellation);
        return true;
    }
}
