using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Language;

namespace ThuocDo.Programmes.Steering;

/// <summary>Whose results a page of the steering committee looks at: the province, or a district or commune with what is below it.</summary>
public static class SteeringUnits
{
    public const string Field = "don-vi";

    /// <summary>The units that a person may look at, the province of the programme first.</summary>
    public static IReadOnlyList<Unit> Of(
        Programme programme,
        UnitTree tree,
        ICurrentUser user,
        DateOnly today
    )
    {
        var province = ProvinceOf(programme, tree);
        return
        [
            .. tree
                .All.Where(u =>
                    IsTerritory(u)
                    && (u.IsValidOn(today) || u.Id == province?.Id)
                    && user.Can(Permissions.BoardView, u.Id)
                )
                .OrderBy(u => u.Id == province?.Id ? 0 : 1)
                .ThenBy(u => u.Level)
                .ThenBy(u => u.Name, StringComparer.Create(Formats.Sorting, false))
                .ThenBy(u => u.Key, StringComparer.Ordinal),
        ];
    }

    /// <summary>The province of the body that issued the programme, ended or not; none where nobody is named.</summary>
    public static Unit? ProvinceOf(Programme programme, UnitTree tree)
    {
        for (
            var unit = programme.IssuerId is { } id ? tree.Find(id) : null;
            unit is not null;
            unit = unit.ParentId is { } parent ? tree.Find(parent) : null
        )
        {
            if (unit.Kind == UnitKind.Province)
            {
                return unit;
            }
        }

        return null;
    }

    /// <summary>
    /// Whose tasks belong to the results of a unit: for a province every body that is charged by the programme, for another unit
    /// itself and what is below it, through its heirs.
    /// </summary>
    /// <returns>None: all.</returns>
    public static IReadOnlySet<Guid>? TasksOf(Unit unit, UnitTree tree, DateOnly today)
    {
        if (unit.Level == Level.Province && unit.Kind is UnitKind.Province or UnitKind.Area)
        {
            return null;
        }

        var within = tree.Subtree(unit.Id).ToHashSet();
        if (tree.HeirOf(unit.Id, today) is { } heir && heir.Id != unit.Id)
        {
            within.UnionWith(tree.Subtree(heir.Id));
        }

        return within;
    }

    public static bool IsTerritory(Unit unit) =>
        unit.Kind is UnitKind.Province or UnitKind.District || IsCommune(unit);

    public static bool IsCommune(Unit unit) =>
        unit.Kind is UnitKind.Commune or UnitKind.Ward or UnitKind.Township or UnitKind.SpecialZone;
}
