using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Bloc;
using ThuocDo.Programmes.GrassRoots;
using ThuocDo.Programmes.Pilots;
using ThuocDo.Programmes.Steering;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Files;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;

namespace ThuocDo.Programmes.Tasks.Pages;

/// <summary>An act that the person may do now, and on which obstacle.</summary>
public sealed record OfferedAct(TaskAct Act, int? Obstacle);

/// <summary>A task: what is asked, how far it is, what hinders it, what was done with it and by whom.</summary>
[Requires(Permissions.TaskView)]
public sealed class TaskPageModel(
    TaskShelf shelf,
    UnitDirectory directory,
    INationalCalendar calendars,
    FileCapabilities links,
    ICurrentUser user,
    Clock clock,
    Texts texts
) : PageModel
{
    public const string FilePurpose = "task-evidence";

    private UnitTree tree = null!;
    private WorkCalendar calendar = null!;

    public TaskFolder Folder { get; private set; } = null!;
    public AssignedTask Task => Folder.Task;

    public bool MayPart => Task.IsOpen && TaskActs.MayManage(user, Task);

    public async Task<IActionResult> OnGetAsync(
        string programme,
        [FromRoute(Name = "task")] int number,
        CancellationToken cancellation
    )
    {
        if (await shelf.FindAsync(programme, number, cancellation) is not { } folder)
        {
            return NotFound();
        }

        Folder = folder;
        tree = await directory.GetAsync(cancellation);
        calendar = await calendars.NationalAsync(cancellation);
        return Page();
    }

    /// <summary>About the task itself, or about one of its obstacles.</summary>
    public IEnumerable<OfferedAct> Acts(Obstacle? obstacle) =>
        Enum.GetValues<TaskAct>()
            .Where(a =>
                a is TaskAct.PassUp or TaskAct.Decide or TaskAct.TakeBack == obstacle is not null
            )
            .Where(a =>
                TaskActs.Allows(a, user, Task, Folder.Parent, obstacle)
                && TaskActs.Fits(a, Task, Folder.Waiting, obstacle)
                && (
                    a != TaskAct.PassUp
                    || TaskRules.Above(tree, obstacle!.AtUnitId, clock.Today) is not null
                )
            )
            .Select(a => new OfferedAct(a, obstacle?.Number));

    public string Address(OfferedAct act) =>
        TaskLinks.Act(Folder.Programme.Key, Task.Number, act.Act, act.Obstacle);

    public TaskTable Parts =>
        new(
            texts["task.parts"],
            [
                .. Folder.Parts.Select(p => new TaskRow(
                    TaskLinks.Task(Folder.Programme.Key, p.Number),
                    p,
                    UnitName(p.UnitId),
                    Look(p)
                )),
            ]
        );

    public TaskLook Look(AssignedTask task) => TaskTexts.Look(task, clock.Today, calendar);

    public string UnitName(Guid id) => tree.Find(id)?.NameIn(Texts.CurrentLanguage) ?? "–";

    /// <summary>The page of what gave rise to the task, and its name.</summary>
    public (string Address, string Key)? Source =>
        (Task.Source, Task.SourceId) switch
        {
            (TaskSource.Meeting, { } meeting) => (
                SteeringLinks.Meeting(Folder.Programme.Key, meeting),
                "meeting.source"
            ),
            (TaskSource.Remedy, not null) => (
                GrassRootsLinks.Communes(Folder.Programme.Key),
                "local.source"
            ),
            (TaskSource.Pilot, { } pilot) => (
                PilotLinks.Of(Folder.Programme.Key, pilot),
                "pilot.source-page"
            ),
            (TaskSource.Supervision or TaskSource.Policy, { } body)
                when user.Can(Permissions.BlocView, body) && tree.Find(body) is { } council => (
                BlocLinks.Body(Folder.Programme.Key, council.Key),
                "bloc.source"
            ),
            _ => null,
        };

    /// <summary>None: it was the product itself, by the calendar.</summary>
    public string? Person(Guid? account) =>
        account is { } id ? Folder.People.GetValueOrDefault(id) : null;

    public string Link(TaskEvidence file) =>
        links.Link(file.Hash, file.Kind, file.Name, FilePurpose, Task.Id, user.UserId);

    /// <summary>What the act said in words: a reason, a decision, to whom it was passed up.</summary>
    public IEnumerable<string> Particulars(HistoryEvent happened)
    {
        var payload = EventPayload.Read(happened.Payload);
        var said = payload.Particulars;
        if (happened.Type == TaskLadderJob.Inherited)
        {
            yield return UnitName(Guid.Parse(payload.Set["unit"]!));
            yield break;
        }

        if (happened.Type == TaskLadderJob.Escalated)
        {
            var days = int.Parse(said[TaskLadderJob.Days]!, CultureInfo.InvariantCulture);
            yield return texts[
                days > 0 ? "task.escalated.late" : "task.escalated.early",
                Math.Abs(days),
                string.Join(
                    ", ",
                    said[TaskLadderJob.To]!.Split(' ').Select(to => texts[$"task.escalated.{to}"])
                )
            ];
            yield break;
        }

        foreach (var words in said.Where(p => p.Key != TaskDesk.PercentOf).Select(p => p.Value))
        {
            yield return words!;
        }
    }
}
