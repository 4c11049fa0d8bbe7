using ThuocDo.Shared.Time;

namespace ThuocDo.Programmes.Tasks;

/// <summary>How a state is shown: tone and drawing of the badge, and the words.</summary>
public sealed record TaskLook(string Tone, string Icon, Explanation Words);

/// <summary>Keys of the sentences about tasks.</summary>
public static class TaskTexts
{
    /// <summary>The views offered: how work stands now, or what became of the tasks of some days.</summary>
    public static IReadOnlyList<TaskView> Views(TaskFilter filter) =>
        filter.Due is null
            ?
            [
                TaskView.Open,
                TaskView.Overdue,
                TaskView.Reported,
                TaskView.Hindered,
                TaskView.Done,
                TaskView.All,
            ]
            : [TaskView.All, TaskView.InTime, TaskView.Late];

    public static string Of(TaskView view) => $"task.view.{Lower(view)}";

    public static string Of(TaskOrigin origin) => $"task.origin.{Lower(origin)}";

    public static string Of(ProgressState state) => $"task.progress.{Lower(state)}";

    public static string Of(ObstacleState state) => $"task.obstacle.{Lower(state)}";

    public static string Title(TaskAct act) => $"task.act.{Lower(act)}";

    public static string Lead(TaskAct act) => $"task.act.{Lower(act)}.lead";

    /// <summary>The label of the words that go with an act.</summary>
    public static string Words(TaskAct act) => $"task.act.{Lower(act)}.words";

    public static string Done(TaskAct act) => $"task.act.{Lower(act)}.done";

    /// <summary>An event of the chain of a task.</summary>
    public static string Event(string type) => $"task.event.{type}";

    public static TaskLook Look(AssignedTask task, DateOnly today, WorkCalendar calendar)
    {
        switch (task.State)
        {
            case TaskState.Done:
                return task.WasLate
                    ? new TaskLook(
                        "warn",
                        "check",
                        new Explanation("task.look.done-late", task.DoneOn!)
                    )
                    : new TaskLook(
                        "good",
                        "check",
                        new Explanation("task.look.done", task.DoneOn!)
                    );
            case TaskState.Withdrawn:
                return new TaskLook("neutral", "dash", new Explanation("task.look.withdrawn"));
            default:
                break;
        }

        if (task.IsOverdue(today))
        {
            var late = TaskLadder.LateOn(task.DueOn!.Value, today, calendar);
            // Over a weekend no working day has passed yet.
            return new TaskLook(
                "bad",
                "warning",
                late == 0 ? new("task.look.overdue-now") : new("task.look.overdue", late)
            );
        }

        return task switch
        {
            { State: TaskState.Reported } => new("info", "clock", new("task.look.reported")),
            { DueOn: null } => new("neutral", "dash", new("task.look.ongoing")),
            { DueOn: { } due } when due <= TaskLadder.Horizon(today, calendar) => new(
                "warn",
                "clock",
                TaskLadder.LateOn(due, today, calendar) is < 0 and var left
                    ? new("task.look.soon", -left)
                    : new("task.look.due", due)
            ),
            _ => new("open", "clock", new("task.look.open")),
        };
    }

    private static string Lower<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
