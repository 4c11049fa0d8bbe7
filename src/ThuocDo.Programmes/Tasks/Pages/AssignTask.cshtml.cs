using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;
using ThuocDo.Shared.Web;

namespace ThuocDo.Programmes.Tasks.Pages;

public sealed class TaskInput
{
    public string? Name { get; set; }
    public string? Unit { get; set; }
    public List<string> Helping { get; set; } = [];
    public int? Axis { get; set; }
    public string? Product { get; set; }
    public string? Basis { get; set; }
    public DateOnly? Due { get; set; }
}

/// <summary>What the pages that give a task need.</summary>
public sealed record AssignServices(
    ThuocDoDb Db,
    TaskShelf Shelf,
    TaskDesk Desk,
    UnitDirectory Directory,
    ICurrentUser User,
    Clock Clock,
    Texts Texts
);

/// <summary>Gives a new task of a programme: the one named, else the leading one.</summary>
[Requires(Permissions.ProgrammeManage)]
public sealed class AssignTaskModel(AssignServices services) : AssignModel(services)
{
    [FromQuery(Name = TaskLinks.ProgrammeField)]
    public string? ProgrammeKey { get; set; }

    protected override async Task<bool> FindAsync(CancellationToken cancellation)
    {
        var programmes = await Services
            .Db.Set<Programme>()
            .AsNoTracking()
            .Leading(Services.Clock.Today)
            .ToListAsync(cancellation);
        Programme = programmes.FirstOrDefault(p => ProgrammeKey is null || p.Key == ProgrammeKey)!;
        return Programme is not null;
    }
}

/// <summary>Gives a part of a task.</summary>
[Requires(Permissions.TaskLead)]
public sealed class AssignPartModel(AssignServices services) : AssignModel(services)
{
    [FromRoute(Name = "programme")]
    public string ProgrammeKey { get; set; } = "";

    [FromRoute(Name = "task")]
    public int ParentNumber { get; set; }

    protected override async Task<bool> FindAsync(CancellationToken cancellation)
    {
        var folder = await Services.Shelf.FindAsync(ProgrammeKey, ParentNumber, cancellation);
        (Programme, Parent) = (folder?.Programme!, folder?.Task);
        return folder is not null;
    }
}

/// <summary>The form of a task that is given; the pages say in what.</summary>
public abstract class AssignModel(AssignServices services) : PageModel
{
    protected AssignServices Services => services;

    [BindProperty]
    public string? Key { get; set; }

    [BindProperty]
    public TaskInput Input { get; set; } = new();

    public Programme Programme { get; protected set; } = null!;
    public AssignedTask? Parent { get; protected set; }
    public IReadOnlyList<SelectListItem> Units { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Helpers => [.. Units.Skip(1)];
    public IReadOnlyList<SelectListItem> Axes { get; private set; } = [];
    public string Back =>
        Parent is { } parent ? TaskLinks.Task(Programme.Key, parent.Number) : TaskLinks.List;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (await LoadAsync(cancellation) is { } other)
        {
            return other;
        }

        Key = Guid.CreateVersion7().ToString("N");
        Input.Due = Parent?.DueOn;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (await LoadAsync(cancellation) is { } other)
        {
            return other;
        }

        if (string.IsNullOrEmpty(Key))
        {
            return NotFound();
        }

        var tree = await services.Directory.GetAsync(cancellation);
        var unit = tree.Find(Input.Unit);
        Require(nameof(Input.Name), !string.IsNullOrWhiteSpace(Input.Name), "task.refused.name");
        Require(nameof(Input.Unit), unit is not null, "task.refused.unit-missing");
        Fits(nameof(Input.Name), Input.Name, AssignedTask.NameMaxLength);
        Fits(nameof(Input.Product), Input.Product, AssignedTask.ProductMaxLength);
        Fits(nameof(Input.Basis), Input.Basis, AssignedTask.BasisMaxLength);
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var outcome = await services.Desk.AssignAsync(
            Key,
            [
                new TaskOrder
                {
                    ProgrammeId = Programme.Id,
                    ParentId = Parent?.Id,
                    Origin = Parent is null ? TaskOrigin.Direction : TaskOrigin.Part,
                    Axis = Parent?.Axis ?? Input.Axis,
                    Name = Input.Name!.Trim().Normalize(),
                    Product = Clean(Input.Product),
                    Basis = Clean(Input.Basis),
                    UnitId = unit!.Id,
                    CoOperating =
                    [
                        .. Input
                            .Helping.Select(key => tree.Find(key))
                            .OfType<Unit>()
                            .Select(u => u.Id)
                            .Distinct(),
                    ],
                    DueOn = Input.Due,
                },
            ],
            cancellation
        );
        if (!outcome.Succeeded)
        {
            this.Refuse(outcome, services.Texts);
            return Page();
        }

        this.Done("task.assigned", unit.NameIn(Texts.CurrentLanguage));
        return Redirect(Back);
    }

    private void Require(string field, bool holds, string key)
    {
        if (!holds)
        {
            ModelState.Wrong($"{nameof(Input)}.{field}", services.Texts, key);
        }
    }

    private void Fits(string field, string? text, int most)
    {
        if (text?.Length > most)
        {
            ModelState.Wrong($"{nameof(Input)}.{field}", services.Texts, "task.refused.long", most);
        }
    }

    private static string? Clean(string? text) =>
        string.IsNullOrWhiteSpace(text) ? null : text.Trim().Normalize();

    /// <summary>Sets the programme, and the task it is a part of; false: there is none for this person.</summary>
    protected abstract Task<bool> FindAsync(CancellationToken cancellation);

    private async Task<IActionResult?> LoadAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation))
        {
            return NotFound();
        }

        if (!TaskActs.MayManage(services.User, Parent))
        {
            return Forbid();
        }

        var tree = await services.Directory.GetAsync(cancellation);
        Units =
        [
            new SelectListItem(services.Texts["task.choose"], ""),
            .. tree
                .All.Where(u => u.IsValidOn(services.Clock.Today) && u.Kind != UnitKind.Area)
                .Where(u =>
                    Parent is null
                    || TaskRules.MayTakePart(u.Id, Parent, tree, services.Clock.Today)
                )
                .OrderBy(u => u.Level)
                .ThenBy(u => u.Name, StringComparer.Create(Formats.Sorting, false))
                .Select(u => new SelectListItem(u.NameIn(Texts.CurrentLanguage), u.Key)),
        ];
        Axes =
        [
            new SelectListItem(services.Texts["programme.axis.all"], ""),
            .. (
                await services
                    .Db.Set<Axis>()
                    .AsNoTracking()
                    .Where(a => a.ProgrammeId == Programme.Id)
                    .OrderBy(a => a.Number)
                    .ToListAsync(cancellation)
            ).Select(a => new SelectListItem(
                new Bilingual(a.NameVi, a.NameEn).ToString(),
                Formats.Number(a.Number)
            )),
        ];
        return null;
    }
}
