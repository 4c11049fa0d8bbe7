using System.Collections.Concurrent;

namespace ThuocDo.Organisation.Units;

/// <summary>
/// All unit versions in memory: the tree of any day, subtrees, predecessors and successors. Immutable; a few hundred
/// rows for a province.
/// </summary>
public sealed class UnitTree
{
    private readonly Dictionary<Guid, Unit> byId;
    private readonly Dictionary<string, Unit> byKey;
    private readonly ILookup<Guid?, Unit> children;
    private readonly ILookup<Guid, Succession> successors;
    private readonly ILookup<Guid, Succession> predecessors;
    private readonly ConcurrentDictionary<Guid, IReadOnlySet<Guid>> subtrees = new();

    public UnitTree(IEnumerable<Unit> units, IEnumerable<Succession> successions)
    {
        var list = units.ToList();
        var edges = successions.ToList();
        byId = list.ToDictionary(u => u.Id);
        byKey = list.ToDictionary(u => u.Key);
        children = list.ToLookup(u => u.ParentId);
        successors = edges.ToLookup(e => e.FromUnitId);
        predecessors = edges.ToLookup(e => e.ToUnitId);
    }

    public IEnumerable<Unit> All => byId.Values;

    public Unit this[Guid id] => byId[id];

    public Unit? Find(Guid id) => byId.GetValueOrDefault(id);

    public Unit? Find(string? key) => key is null ? null : byKey.GetValueOrDefault(key);

    public IEnumerable<Unit> ChildrenOf(Guid unitId) => children[unitId];

    public IEnumerable<Unit> ChildrenOn(Guid unitId, DateOnly day) =>
        children[unitId].Where(u => u.IsValidOn(day));

    public IEnumerable<Unit> RootsOn(DateOnly day) => children[null].Where(u => u.IsValidOn(day));

    public IEnumerable<Succession> SuccessionsFrom(Guid unitId) => successors[unitId];

    public IEnumerable<Succession> SuccessionsTo(Guid unitId) => predecessors[unitId];

    /// <summary>
    /// The unit and everything below it, over all time. Because a unit version has one parent for its whole validity,
    /// the facts of a unit belong to this set exactly while the unit belonged to the tree.
    /// </summary>
    public IReadOnlySet<Guid> Subtree(Guid unitId) =>
        subtrees.GetOrAdd(
            unitId,
            id =>
            {
                var result = new HashSet<Guid>();
                var open = new Stack<Guid>([id]);
                while (open.TryPop(out var next))
                {
                    if (result.Add(next))
                    {
                        foreach (var child in children[next])
                        {
                            open.Push(child.Id);
                        }
                    }
                }

                return result;
            }
        );

    public bool IsWithin(Guid unitId, Guid ancestorId)
    {
        for (
            var unit = Find(unitId);
            unit is not null;
            unit = unit.ParentId is { } parent ? Find(parent) : null
        )
        {
            if (unit.Id == ancestorId)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Who answers on a day for what this unit was charged with: itself as long as it stands; then the unit of its level that
    /// went on with the greatest part of its work, or one of its kind at another level; where its level was abolished, the unit above.
    /// </summary>
    /// <returns>None if nobody went on.</returns>
    public Unit? HeirOf(Guid unitId, DateOnly day)
    {
        var seen = new HashSet<Guid>();
        for (var unit = Find(unitId); unit is not null && seen.Add(unit.Id); )
        {
            if (unit.ValidTo is not { } end || day < end)
            {
                return unit;
            }

            unit = GoneOnIn(unit, day) ?? (unit.ParentId is { } parent ? Find(parent) : null);
        }

        return null;
    }

    private Unit? GoneOnIn(Unit unit, DateOnly day) =>
        SuccessionsFrom(unit.Id)
            .Where(edge => edge.EffectiveOn <= day)
            .Select(edge => (edge.Share, Unit: Find(edge.ToUnitId)!))
            .Where(heir => heir.Unit.Level == unit.Level || heir.Unit.Kind == unit.Kind)
            // A reporting area has no authority.
            .Where(heir => heir.Unit.Kind != UnitKind.Area)
            .OrderByDescending(heir => heir.Unit.Level == unit.Level)
            .ThenByDescending(heir => heir.Share ?? 0)
            .ThenBy(heir => heir.Unit.Key, StringComparer.Ordinal)
            .Select(heir => heir.Unit)
            .FirstOrDefault();
}
