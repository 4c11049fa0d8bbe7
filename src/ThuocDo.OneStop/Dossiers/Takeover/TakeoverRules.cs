using ThuocDo.Organisation.Units;

namespace ThuocDo.OneStop.Dossiers.Takeover;

/// <summary>Who takes over the open dossiers of an agency that ends. The page and the simulator ask here.</summary>
public static class TakeoverRules
{
    /// <summary>
    /// The successors by the legal act that are agencies on the day of the end, in the order of their keys. A reporting area
    /// such as the former province takes nothing over.
    /// </summary>
    public static IReadOnlyList<(Unit To, string Act)> SuccessorsOf(Unit unit, UnitTree tree) =>
        unit.ValidTo is { } ends
            ?
            [
                .. tree.SuccessionsFrom(unit.Id)
                    .Where(e =>
                        tree[e.ToUnitId].IsValidOn(ends) && tree[e.ToUnitId].Kind != UnitKind.Area
                    )
                    .OrderBy(e => e.ToUnitId)
                    .Select(e => (tree[e.ToUnitId], e.Act ?? unit.Act ?? "")),
            ]
            : [];
}
