using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Reference;

namespace ThuocDo.Programmes.Plans;

/// <summary>What a body answers for.</summary>
/// <param name="Levels">The levels at which it has units of its own, none of them another body's.</param>
/// <param name="Reach">Whatever stands below it, units of other bodies included.</param>
public sealed record Territory(IReadOnlyList<Level> Levels, IReadOnlySet<Guid> Reach);

/// <summary>
/// Whose figures are a body's own, by level. A unit counts for the nearest body above it, so for one body at most: what a district's
/// committee answers for is not the province's too. A Party committee answers for the authority it leads
/// (<c>data/units/party_territories.csv</c>), an authority for itself; other bodies have no figures. Pure.
/// </summary>
public static class Territories
{
    private static readonly ILookup<string, string> OfParty = ShippedData
        .Rows("units/party_territories.csv")
        .ToLookup(row => row.Required("body"), row => row.Required("unit"));

    /// <summary>By the id of the body.</summary>
    /// <param name="rest">Takes what is left over; left out where nothing is.</param>
    public static IReadOnlyDictionary<Guid, Territory> Of(
        UnitTree tree,
        IEnumerable<Unit> bodies,
        Unit? rest = null
    )
    {
        var claimed = new HashSet<Guid>();
        var found = bodies
            .Select(body => (body, Units: UnitsOf(tree, body).ToHashSet()))
            .OrderBy(b => b.Units.Count)
            .ThenBy(b => b.body.Key, StringComparer.Ordinal)
            .ToDictionary(
                b => b.body.Id,
                b => new Territory(
                    [
                        .. b
                            .Units.Where(claimed.Add)
                            .Select(u => tree[u])
                            .Where(u => IsAuthority(u.Kind))
                            .Select(u => u.Level)
                            .Distinct()
                            .Order(),
                    ],
                    b.Units
                )
            );
        if (rest is not null && !found.ContainsKey(rest.Id))
        {
            var left = tree.Subtree(rest.Id)
                .Where(claimed.Add)
                .Select(u => tree[u])
                .Where(u => IsAuthority(u.Kind))
                .Select(u => u.Level)
                .Distinct()
                .Order()
                .ToList();
            if (left.Count > 0)
            {
                found[rest.Id] = new Territory(left, tree.Subtree(rest.Id));
            }
        }

        return found;
    }

    private static IEnumerable<Guid> UnitsOf(UnitTree tree, Unit body) =>
        (
            IsAuthority(body.Kind) ? [body] : OfParty[body.Key].Select(tree.Find).OfType<Unit>()
        ).SelectMany(u => tree.Subtree(u.Id));

    private static bool IsAuthority(UnitKind kind) =>
        kind
            is not (
                UnitKind.Area
                or UnitKind.PartyBody
                or UnitKind.PartyCommittee
                or UnitKind.MassOrganisation
            );
}
