using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;

namespace ThuocDo.Programmes.Tasks;

/// <summary>What can be done with a task that was given.</summary>
public enum TaskAct
{
    Report,
    Approve,
    Return,
    Reopen,
    MoveDate,
    Withdraw,
    RaiseObstacle,
    PassUp,
    Decide,
    TakeBack,
}

/// <summary>Who may do what with a task in which state: the pages show these acts, the desk asks the same.</summary>
public static class TaskActs
{
    /// <summary>Gives a part of a task, moves its day, takes it back: who gave it. Tasks of the programme were given by whoever manages it.</summary>
    /// <param name="parent">The task it is a part of.</param>
    public static bool MayManage(ICurrentUser user, AssignedTask? parent) =>
        parent is null
            ? user.Can(Permissions.ProgrammeManage)
            : user.Can(Permissions.TaskLead, parent.UnitId);

    public static bool MayReport(ICurrentUser user, AssignedTask task) =>
        user.Can(Permissions.TaskReport, task.UnitId);

    public static bool MayLead(ICurrentUser user, AssignedTask task) =>
        user.Can(Permissions.TaskLead, task.UnitId);

    /// <summary>At the head of the lead body itself, and not of a unit above it.</summary>
    public static bool IsOwnHead(
        ICurrentUser user,
        AssignedTask task,
        UnitTree tree,
        DateOnly today
    ) =>
        MayLead(user, task)
        && !(
            TaskRules.Above(tree, task.UnitId, today) is { } above
            && user.Can(Permissions.TaskLead, above)
        );

    public static bool MayDecide(ICurrentUser user, Obstacle obstacle) =>
        user.Can(Permissions.TaskLead, obstacle.AtUnitId);

    public static bool Allows(
        TaskAct act,
        ICurrentUser user,
        AssignedTask task,
        AssignedTask? parent,
        Obstacle? obstacle
    ) =>
        act switch
        {
            TaskAct.Report or TaskAct.RaiseObstacle => MayReport(user, task),
            TaskAct.Approve or TaskAct.Return => MayLead(user, task),
            TaskAct.Reopen or TaskAct.MoveDate or TaskAct.Withdraw => MayManage(user, parent),
            TaskAct.PassUp or TaskAct.Decide => obstacle is not null && MayDecide(user, obstacle),
            _ => obstacle is not null && MayReport(user, task),
        };

    /// <summary>Whether the task, its waiting report or the obstacle is in a state in which the act makes sense.</summary>
    public static bool Fits(
        TaskAct act,
        AssignedTask task,
        TaskProgress? waiting,
        Obstacle? obstacle
    ) =>
        act switch
        {
            TaskAct.Report or TaskAct.RaiseObstacle or TaskAct.MoveDate or TaskAct.Withdraw =>
                task.IsOpen,
            TaskAct.Approve or TaskAct.Return => task.IsOpen && waiting is not null,
            TaskAct.Reopen => task.State == TaskState.Done,
            _ => obstacle is { State: ObstacleState.Open },
        };
}
