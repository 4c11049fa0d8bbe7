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
        : tree.Find(order.UnitId) is not { } unit || unit.Kind == UnitKind.Area
            ? Outcome.Refused("task.refused.unit-missing")
        : !unit.IsValidOn(today) ? Outcome.Refused("task.refused.unit-over", unit.Name)
        : order.CoOperating.Count > UnitList.MostUnits
            ? Outcome.Refused("task.refused.units", UnitList.MostUnits)
        : order.CoOperating.Contains(order.UnitId)
            ? Outcome.Refused("task.refused.helps-itself", unit.Name)
        : order.IsYearly && order.DueOn is null ? Outcome.Refused("task.refused.yearly")
        : parent is not null && !MayTakePart(unit.Id, parent, tree, today)
            ? Outcome.Refused("task.refused.not-below", unit.Name)
        : parent is { IsOpen: false } ? Outcome.Refused("task.refused.parent-over")
        : order.Origin is TaskOrigin.Part or TaskOrigin.Direction && order.DueOn < today
            ? Outcome.Refused("task.refused.past", order.DueOn)
        : parent?.DueOn is { } last && (order.DueOn is not { } due || due > last)
            ? Outcome.Refused("task.refused.after-parent", last)
        : null;

    /// <summary>A part goes to what is below the lead body, or to a body that helps with the whole.</summary>
    public static bool MayTakePart(Guid unit, AssignedTask parent, UnitTree tree, DateOnly today) =>
        tree.IsWithin(unit, parent.UnitId)
        || UnitList
            .Read(parent.CoOperating)
            .Any(helper => tree.HeirOf(helper, today) is { } now && tree.IsWithin(unit, now.Id));

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
        : parts.Any(p => p.IsOpen && p.DueOn is null)
            ? Outcome.Refused("task.refused.parts-undated")
        : parts.Where(p => p.IsOpen).Max(p => p.DueOn) is { } latest && latest > due
            ? Outcome.Refused("task.refused.before-parts", latest)
        : null;

    /// <summary>The unit with authority above on a day, through the ends of units; none at the top.</summary>
    public static Guid? Above(UnitTree tree, Guid unit, DateOnly day)
    {
        for (
            var above = tree.HeirOf(unit, day)?.ParentId;
            above is { } id && tree.HeirOf(id, day) is { } found;
            above = found.ParentId
        )
        {
            if (found.Kind != UnitKind.Area)
            {
                return found.Id;
            }
        }

        return null;
    }
}
