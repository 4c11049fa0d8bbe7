using System.Collections.Frozen;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;

namespace ThuocDo.Organisation.Accounts;

/// <summary>
/// What somebody may do where, worked out from the roles held on a day. A role covers the unit and its subtree over all
/// time, and once the unit has ended also the units that went on with its work: otherwise nobody could finish what the
/// former Ninh Thuận had begun.
/// </summary>
public sealed class Grants
{
    public static readonly Grants None = new(FrozenDictionary<string, IReadOnlySet<Guid>?>.Empty);

    /// <summary>By permission the units for which it is held; null for all units.</summary>
    private readonly FrozenDictionary<string, IReadOnlySet<Guid>?> units;

    private Grants(FrozenDictionary<string, IReadOnlySet<Guid>?> units) => this.units = units;

    public bool Has(string permission) => units.ContainsKey(permission);

    public bool Has(string permission, Guid unitId) =>
        units.TryGetValue(permission, out var where) && (where is null || where.Contains(unitId));

    public IReadOnlySet<Guid>? UnitsFor(string permission) =>
        units.TryGetValue(permission, out var where) ? where : FrozenSet<Guid>.Empty;

    public static Grants Of(
        IEnumerable<(Role Role, Guid UnitId)> roles,
        UnitTree tree,
        DateOnly today
    )
    {
        var held = new Dictionary<string, HashSet<Guid>>();
        foreach (var (role, unitId) in roles)
        {
            var area = Area(tree, unitId, today);
            foreach (var permission in RolePermissions.Of(role))
            {
                if (!held.TryGetValue(permission, out var where))
                {
                    held[permission] = where = [];
                }

                where.UnionWith(area);
            }
        }

        foreach (var permission in RolePermissions.OfEverybody)
        {
            held.TryAdd(permission, []);
        }

        var all = tree.All.Count();
        return new Grants(
            held.ToFrozenDictionary(
                h => h.Key,
                h =>
                    RolePermissions.Everywhere.Contains(h.Key) || h.Value.Count == all
                        ? null
                        : (IReadOnlySet<Guid>?)h.Value
            )
        );
    }

    /// <summary>The units one role covers.</summary>
    public static IReadOnlySet<Guid> Area(UnitTree tree, Guid unitId, DateOnly today)
    {
        var area = new HashSet<Guid>();
        var seen = new HashSet<Guid>();
        var open = new Stack<Guid>([unitId]);
        while (open.TryPop(out var next))
        {
            if (!seen.Add(next) || tree.Find(next) is not { } unit)
            {
                continue;
            }

            area.UnionWith(tree.Subtree(next));
            if (unit.ValidTo is null || today < unit.ValidTo)
            {
                continue;
            }

            // Upwards no role follows: the end of a district committee makes none of its staff provincial.
            foreach (var edge in tree.SuccessionsFrom(next).Where(e => e.EffectiveOn <= today))
            {
                if (tree.Find(edge.ToUnitId) is { } successor && successor.Level >= unit.Level)
                {
                    open.Push(successor.Id);
                }
            }
        }

        return area;
    }
}
