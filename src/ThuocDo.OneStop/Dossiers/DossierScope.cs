using System.Linq.Expressions;
using ThuocDo.Shared.Access;

namespace ThuocDo.OneStop.Dossiers;

/// <summary>
/// Which dossiers somebody may read and act on: the one place that says so. The counter that received a dossier follows
/// it, takes in the supplement and returns the result; processing, assigning and signing belong to the competent unit
/// alone.
/// </summary>
public static class DossierScope
{
    private static readonly string[] Work =
    [
        Permissions.DossierReceive,
        Permissions.DossierProcess,
        Permissions.DossierAssign,
        Permissions.DossierSign,
        Permissions.DossierReturn,
    ];

    public static bool Allows(ICurrentUser user, string permission, Dossier dossier) =>
        Allows(user, permission, dossier.UnitId, dossier.ReceivingUnitId);

    public static bool Allows(
        ICurrentUser user,
        string permission,
        Guid unitId,
        Guid receivingUnitId
    ) =>
        user.Can(permission, unitId)
        || IsOfTheCounter(permission) && user.Can(permission, receivingUnitId);

    /// <summary>
    /// Names and identity papers are for those who work on the dossier; whoever only looks on sees them masked
    /// (Decree 61/2018 Art 5.1.d).
    /// </summary>
    public static bool ShowsParticulars(ICurrentUser user, Guid unitId, Guid receivingUnitId) =>
        Work.Any(permission => Allows(user, permission, unitId, receivingUnitId));

    /// <summary>The dossiers somebody may read.</summary>
    public static IQueryable<Dossier> VisibleTo(
        this IQueryable<Dossier> dossiers,
        ICurrentUser user
    ) => dossiers.Where(Visible(user));

    /// <summary>The dossiers whose particulars somebody may see; the same rule as <see cref="ShowsParticulars"/>.</summary>
    public static IQueryable<Dossier> WithParticularsFor(
        this IQueryable<Dossier> dossiers,
        ICurrentUser user
    ) => dossiers.AllowedTo(user, Work);

    /// <summary>The dossiers for which somebody holds any of the permissions; the same rule as <see cref="Allows(ICurrentUser, string, Dossier)"/>.</summary>
    public static IQueryable<Dossier> AllowedTo(
        this IQueryable<Dossier> dossiers,
        ICurrentUser user,
        IReadOnlyCollection<string> permissions
    )
    {
        var unit = UnitsFor(user, permissions);
        var counter = UnitsFor(user, permissions.Where(IsOfTheCounter));
        return unit is null ? dossiers
            : counter is null ? dossiers
            : dossiers.Where(d => unit.Contains(d.UnitId) || counter.Contains(d.ReceivingUnitId));
    }

    /// <summary>The units whose dossiers show their particulars to somebody, as competent unit or as counter; null for all.</summary>
    public static IReadOnlySet<Guid>? UnitsWithParticulars(ICurrentUser user) =>
        UnitsFor(user, Work);

    /// <summary>The units for which any of the permissions is held; null for all.</summary>
    private static HashSet<Guid>? UnitsFor(ICurrentUser user, IEnumerable<string> permissions)
    {
        var all = new HashSet<Guid>();
        foreach (var permission in permissions)
        {
            if (user.UnitsFor(permission) is not { } units)
            {
                return null;
            }

            all.UnionWith(units);
        }

        return all;
    }

    private static Expression<Func<Dossier, bool>> Visible(ICurrentUser user) =>
        user.UnitsFor(Permissions.DossierView) is { } units
            ? d => units.Contains(d.UnitId) || units.Contains(d.ReceivingUnitId)
            : _ => true;

    private static bool IsOfTheCounter(string permission) =>
        permission
            is Permissions.DossierView
                or Permissions.DossierReceive
                or Permissions.DossierReturn;
}
