using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Outcomes;

namespace ThuocDo.Programmes.Tasks;

/// <summary>What a task that is given, and its last day, must fulfil.</summary>
public static class TaskRules
{
    /// <returns>None where it can be given.</returns>
    public static Outcome? FaultOf(
        TaskOrder order,
        AssignedTask? parent,
        UnitTree tree,
        DateOnly today
    ) =>
        string.IsNullOrWhiteSpace(order.Name) ? Outcome.Refused("task.refused.name")
        : order.Name.Length > AssignedTask.NameMaxLength
            ? Outcome.Refused("task.refused.long", AssignedTask.NameMaxLength)
        : tree.Find(order.UnitId) is not { } unit ? Outcome.Refused("task.refused.unit-missing")
        : !unit.IsValidOn(today) ? Outcome.Refused("task.refused.unit-over", unit.Name)
        : order.CoOperating.Count > UnitList.MostUnits
            ? Outcome.Refused("task.refused.units", UnitList.MostUnits)
        : order.CoOperating.Contains(order.UnitId)
            ? Outcome.Refused("task.refused.helps-itself", unit.Name)
        : parent is { IsOpen: false } ? Outcome.Refused("task.refused.parent-over")
        : order.Origin is TaskOrigin.Part or TaskOrigin.Direction && order.DueOn < today
            ? Outcome.Refused("task.refused.past", order.DueOn)
        : parent?.DueOn is { } last && (order.DueOn is not { } due || due > last)
            ? Outcome.Refused("task.refused.after-parent", last)
        : null;

    /// <param name="parts">Of the task.</param>
    public static Outcome? FaultOfDate(
        DateOnly due,
        AssignedTask task,
        AssignedTask? parent,
        IReadOnlyCollection<AssignedTask> parts,
        DateOnly today
    ) =>
        due == task.DueOn ? Outcome.Refused("task.refused.same-day", due)
        : due < today ? Outcome.Refused("task.refused.past", due)
        : parent?.DueOn is { } last && due > last
            ? Outcome.Refused("task.refused.after-parent", last)
        : parts.Where(p => p.IsOpen).Max(p => p.DueOn) is { } latest && latest > due
            ? Outcome.Refused("task.refused.before-parts", latest)
        : null;

    /// <summary>The unit above on a day, through the ends of units; none at the top.</summary>
    public static Guid? Above(UnitTree tree, Guid unit, DateOnly day) =>
        tree.HeirOf(unit, day)?.ParentId is { } parent ? tree.HeirOf(parent, day)?.Id : null;
}
