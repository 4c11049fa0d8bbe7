using Microsoft.AspNetCore.Mvc.Rendering;
using ThuocDo.OneStop.Processes;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Language;

namespace ThuocDo.OneStop.Dossiers.Cases;

/// <summary>Which units a place of the process means for one dossier on one day.</summary>
public static class UnitChoices
{
    /// <summary>The unit meant first, the others the officer may take instead after it.</summary>
    public static IReadOnlyList<Unit> Of(
        UnitChoice choice,
        Dossier dossier,
        UnitTree tree,
        DateOnly day
    )
    {
        var meant = choice.Place switch
        {
            UnitPlace.Competent => tree.Find(dossier.UnitId),
            UnitPlace.Receiving => tree.Find(dossier.ReceivingUnitId),
            UnitPlace.Commune => Above(tree, dossier.FirstUnitId, Level.Commune),
            UnitPlace.District => Above(tree, dossier.FirstUnitId, Level.District),
            UnitPlace.Named => tree.Find(choice.Key),
            _ => null,
        };
        var now = meant is null ? null : Successor(tree, meant, dossier.UnitId, day);
        var others = tree
            .All.Where(u => u.IsValidOn(day) && u.Identifier is not null && u.Kind != UnitKind.Area)
            .OrderBy(u => Rank(choice, u))
            .ThenBy(u => u.Level)
            .ThenBy(u => u.Name, StringComparer.Create(Formats.Sorting, false));
        return [.. others.OrderBy(u => u.Id == now?.Id ? 0 : 1)];
    }

    public static IReadOnlyList<SelectListItem> Items(
        IEnumerable<Unit> units,
        string language,
        string? choose
    ) =>
        [
            .. (choose is null ? [] : new[] { new SelectListItem(choose, "") }).Concat(
                units.Select(u => new SelectListItem(u.NameIn(language), u.Id.ToString("D")))
            ),
        ];

    /// <summary>
    /// A unit that is no more means the one that took its work over; of several, the one that has the dossier in hand.
    /// </summary>
    public static Unit? Successor(UnitTree tree, Unit unit, Guid inHand, DateOnly day)
    {
        if (unit.IsValidOn(day))
        {
            return unit;
        }

        var next = tree.SuccessionsFrom(unit.Id)
            .Select(s => tree[s.ToUnitId])
            .Where(u => u.Kind != UnitKind.Area)
            .OrderBy(u => u.Id == inHand ? 0 : 1)
            .ThenBy(u => u.Level == unit.Level ? 0 : 1)
            .ThenBy(u => u.Key, StringComparer.Ordinal)
            .FirstOrDefault();
        return next is null ? null : Successor(tree, next, inHand, day);
    }

    private static int Rank(UnitChoice choice, Unit unit) =>
        choice.Place switch
        {
            UnitPlace.Department => unit.Kind is UnitKind.Department ? 0 : 1,
            UnitPlace.District => unit.Level == Level.District ? 0 : 1,
            UnitPlace.Commune => unit.Level == Level.Commune ? 0 : 1,
            _ => 0,
        };

    private static Unit? Above(UnitTree tree, Guid unitId, Level level)
    {
        for (
            var unit = tree.Find(unitId);
            unit is not null;
            unit = unit.ParentId is { } parent ? tree.Find(parent) : null
        )
        {
            if (unit.Level == level)
            {
                return unit;
            }
        }

        // A commune of today has no district above it; the one its predecessor belonged to is meant.
        return level == Level.District
            ? tree.SuccessionsTo(unitId)
                .Select(s => tree.Find(s.FromUnitId))
                .FirstOrDefault(u => u?.Level == Level.District)
            : null;
    }
}
