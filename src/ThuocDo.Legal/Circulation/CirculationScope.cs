using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Time;

namespace ThuocDo.Legal.Circulation;

/// <summary>
/// Of which units somebody reads or keeps registers: where the right is held, and of ended units whose heir it is held for, so that what a
/// district left open on its last day is finished by whoever went on with it.
/// </summary>
public sealed class CirculationScope(UnitDirectory directory, ICurrentUser user, Clock clock)
{
    /// <returns>None: of every unit.</returns>
    public async Task<IReadOnlySet<Guid>?> UnitsAsync(
        string permission,
        CancellationToken cancellation
    )
    {
        if (user.UnitsFor(permission) is not { } held)
        {
            return null;
        }

        var (tree, today) = (await directory.GetAsync(cancellation), clock.Today);
        return tree
            .All.Where(u =>
                held.Contains(u.Id)
                || u.ValidTo <= today
                    && tree.HeirOf(u.Id, today) is { } heir
                    && held.Contains(heir.Id)
            )
            .Select(u => u.Id)
            .ToHashSet();
    }

    public async Task<bool> CanAsync(
        string permission,
        Guid unit,
        CancellationToken cancellation
    ) =>
        user.Can(permission, unit)
        || (await directory.GetAsync(cancellation)).HeirOf(unit, clock.Today) is { } heir
            && user.Can(permission, heir.Id);
}
