using ThuocDo.Organisation.Units;

namespace ThuocDo.Indicators.Figures;

/// <summary>
/// Whose figures are read: a unit with all below it, and what goes on for it. Facts carry the unit of their day, so the
/// union of all versions is the series; nothing is counted twice because a version counts only while it lives.
/// </summary>
/// <param name="Roots">Unit versions whose subtrees are meant, the oldest first.</param>
/// <param name="Units">The roots and all units below them.</param>
/// <param name="IsJoined">True where the figures of predecessors are read as those of the present unit.</param>
public sealed record Scope(
    string Key,
    IReadOnlyList<Unit> Roots,
    IReadOnlyList<Unit> Units,
    bool IsJoined,
    IReadOnlyList<Unit> LeftOut
)
{
    public Unit Head => Roots[0];

    public bool HasLevel(Level level) =>
        Units.Any(u => u.Level == level && u.Kind != UnitKind.Area);

    /// <summary>
    /// The last day of a level within the scope, if it has ended: districts on 30/6/2025. None where the level still
    /// exists on the day or never existed.
    /// </summary>
    public DateOnly? ClosedOn(Level? level, DateOnly day)
    {
        var units = Units
            .Where(u => u.Kind != UnitKind.Area && (level is null || u.Level == level))
            .ToList();
        return units.Count == 0 || units.Any(u => u.IsValidOn(day) || u.ValidFrom > day)
            ? null
            : units.Max(u => u.ValidTo)?.AddDays(-1);
    }

    /// <summary>How the series is called on a day: the former province is an area after its end.</summary>
    public Unit On(DateOnly day) =>
        IsJoined ? Roots[0] : Roots.LastOrDefault(u => u.ValidFrom <= day) ?? Roots[0];
}

/// <summary>Finds scopes and what can be chosen below them.</summary>
public sealed class ScopeFinder(UnitTree tree)
{
    /// <summary>
    /// The scope of a unit. A province that ended goes on as its reporting area. With <paramref name="joined"/> the
    /// predecessors that went over as a whole are read with the unit ("as now"); those that were split are left out
    /// and named, because their records cannot be told apart.
    /// </summary>
    public Scope? Find(string? key, bool joined = false)
    {
        if (tree.Find(key) is not { } unit)
        {
            return null;
        }

        if (!joined)
        {
            return Of(unit.Key, [unit, .. AreasAfter(unit)], false, []);
        }

        var roots = new List<Unit> { unit };
        var leftOut = new List<Unit>();
        for (var i = 0; i < roots.Count; i++)
        {
            foreach (var edge in tree.SuccessionsTo(roots[i].Id))
            {
                var before = tree[edge.FromUnitId];
                if (before.Level != unit.Level)
                {
                    continue;
                }

                var whole = edge.Share == 1 && edge.Kind != SuccessionKind.Split;
                var list = whole ? roots : leftOut;
                if (!list.Contains(before))
                {
                    list.Add(before);
                }
            }
        }

        return Of(unit.Key, roots, true, leftOut);
    }

    /// <summary>Exactly these units with all below them.</summary>
    public Scope Below(string key, IReadOnlyList<Unit> roots) => Of(key, roots, false, []);

    /// <summary>The province with which the board opens: the oldest one that goes on as an area, else the first root.</summary>
    public Unit Home(DateOnly day) =>
        tree.All.Where(u => u.Kind == UnitKind.Province)
            .OrderBy(u => AreasAfter(u).Any() ? 0 : 1)
            .ThenBy(u => u.ValidFrom)
            .ThenBy(u => u.Key, StringComparer.Ordinal)
            .FirstOrDefault()
        ?? tree.RootsOn(day).OrderBy(u => u.Key, StringComparer.Ordinal).First();

    private Scope Of(
        string key,
        IReadOnlyList<Unit> roots,
        bool isJoined,
        IReadOnlyList<Unit> leftOut
    ) =>
        new(
            key,
            roots,
            [.. roots.SelectMany(root => tree.Subtree(root.Id)).Distinct().Select(id => tree[id])],
            isJoined,
            leftOut
        );

    private IEnumerable<Unit> AreasAfter(Unit unit) =>
        tree.SuccessionsFrom(unit.Id)
            .Where(s => s.Kind == SuccessionKind.TakenOver)
            .Select(s => tree[s.ToUnitId])
            .Where(u => u.Kind == UnitKind.Area);
}
