using ThuocDo.Organisation.Units;

namespace ThuocDo.Programmes.Bloc;

public enum BlocPart
{
    /// <summary>Committees and advisory bodies of the Party.</summary>
    Party,

    /// <summary>The Fatherland Front and mass organisations.</summary>
    Front,

    /// <summary>The People's Council with its office.</summary>
    Council,
}

/// <summary>Which bodies reform beside the State's agencies.</summary>
public static class PartyBloc
{
    /// <returns>None where the unit belongs to the State's agencies or to a territory.</returns>
    public static BlocPart? PartOf(Unit unit, UnitTree tree)
    {
        for (
            var found = unit;
            found is not null;
            found = found.ParentId is { } parent ? tree.Find(parent) : null
        )
        {
            switch (found.Kind)
            {
                case UnitKind.PartyCommittee or UnitKind.PartyBody:
                    return BlocPart.Party;
                case UnitKind.MassOrganisation:
                    return BlocPart.Front;
                case UnitKind.Council:
                    return BlocPart.Council;
            }
        }

        return null;
    }

    /// <summary>The bodies that stand on a day.</summary>
    public static IEnumerable<(Unit Unit, BlocPart Part)> On(UnitTree tree, DateOnly day) =>
        tree
            .All.Where(u => u.IsValidOn(day))
            .Select(u => (Unit: u, Part: PartOf(u, tree)))
            .Where(b => b.Part is not null)
            .Select(b => (b.Unit, b.Part!.Value));
}
