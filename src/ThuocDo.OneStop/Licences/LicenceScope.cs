using ThuocDo.OneStop.Dossiers.Takeover;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Licences;

/// <summary>
/// Whose register somebody may read or keep: that of the units for which the permission is held, and that of agencies that
/// ended and whose successor one of them is. A licence outlives the agency that issued it.
/// </summary>
public sealed class LicenceScope(UnitDirectory directory, ICurrentUser user, Clock clock)
{
    public async Task<bool> AllowsAsync(
        string permission,
        Guid unitId,
        CancellationToken cancellation
    ) => Allows(permission, unitId, await directory.GetAsync(cancellation));

    /// <summary>Every unit whose register is open.</summary>
    public async Task<IReadOnlyList<Unit>> UnitsAsync(
        string permission,
        CancellationToken cancellation
    )
    {
        var tree = await directory.GetAsync(cancellation);
        return [.. tree.All.Where(u => Allows(permission, u.Id, tree))];
    }

    private bool Allows(string permission, Guid unitId, UnitTree tree) =>
        user.Can(permission, unitId)
        || tree.Find(unitId) is { ValidTo: { } end } ended
            && end <= clock.Today
            && TakeoverRules
                .SuccessorsOf(ended, tree)
                .Any(s => s.To.Id != unitId && Allows(permission, s.To.Id, tree));
}
