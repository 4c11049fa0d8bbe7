using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Dossiers.Absences;

/// <summary>Somebody in whose stead the present person acts today.</summary>
/// <param name="LastDay">The last day of the delegation.</param>
/// <param name="Permissions">What is lent.</param>
/// <param name="Units">The units of the principal's own post.</param>
public sealed record StoodFor(
    Guid AccountId,
    string Name,
    DateOnly LastDay,
    IReadOnlySet<string> Permissions,
    IReadOnlySet<Guid> Units
)
{
    /// <summary>What is lent belongs to the competent unit; the counter lends nothing.</summary>
    public bool Lends(string permission, Dossier dossier) =>
        Permissions.Contains(permission) && Units.Contains(dossier.UnitId);
}

/// <summary>By which right an act is done.</summary>
/// <param name="InsteadOf">None: by the own right.</param>
public sealed record ActRight(string Permission, StoodFor? InsteadOf = null);

/// <summary>
/// What somebody may do with dossiers today, by own posts and as a stand-in: the one place that says so, for buttons, pages
/// and posts alike.
/// </summary>
public sealed class Authority(ICurrentUser user, IReadOnlyList<StoodFor> principals)
{
    public IReadOnlyList<StoodFor> Principals => principals;

    /// <summary>
    /// The right to do it now; null if there is none, or if it cannot be done now. What a principal holds by name is done in
    /// his or her stead, also by somebody who might do it anyway.
    /// </summary>
    public ActRight? For(DossierAction action, DossierWork work)
    {
        var (permissions, dossier) = (action.Permissions(work), work.Dossier);
        return Lent(p => p.AccountId == dossier.AssigneeId)
            ?? permissions
                .Where(p => DossierScope.Allows(user, p, dossier))
                .Select(p => new ActRight(p))
                .FirstOrDefault()
            ?? Lent(_ => true);

        ActRight? Lent(Func<StoodFor, bool> of) =>
            permissions
                .SelectMany(p =>
                    principals
                        .Where(of)
                        .Where(x => x.Lends(p, dossier))
                        .Select(x => new ActRight(p, x))
                )
                .FirstOrDefault();
    }

    /// <summary>What can be done with the dossier now.</summary>
    public IEnumerable<DossierAction> Available(DossierWork work) =>
        DossierActions.All.Where(action => For(action, work) is not null);
}

/// <summary>Works out the authority of the person behind the request from posts and delegations of today.</summary>
public sealed class Authorities(
    ThuocDoDb db,
    UnitDirectory directory,
    ICurrentUser user,
    Clock clock
)
{
    /// <summary>The right to do an act now; null if there is none, or if it cannot be done now.</summary>
    public async Task<ActRight?> ForAsync(
        DossierAction action,
        DossierWork work,
        CancellationToken cancellation
    )
    {
        var own = new Authority(user, []).For(action, work);
        // Whoever has the right, and takes nothing out of another's hand, stands in for nobody: no need to ask.
        return
            own is not null && (work.Dossier.AssigneeId is not { } holder || holder == user.UserId)
            ? own
            : (await OfUserAsync(cancellation)).For(action, work);
    }

    /// <summary>
    /// Rights come from the principal's own post alone, so that nothing lent is lent again. An account that is locked may do
    /// nothing, nor may others in its name.
    /// </summary>
    public async Task<Authority> OfUserAsync(CancellationToken cancellation)
    {
        if (user.UserId is not { } me)
        {
            return new Authority(user, []);
        }

        var today = clock.Today;
        var roles = db.Set<RoleAssignment>();
        var delegations = await db.InEffect(today)
            .Where(d => d.StandInId == me)
            .Join(roles, d => d.PrincipalRoleId, r => r.Id, (d, r) => new { d, Principal = r })
            .Join(
                roles,
                x => x.d.StandInRoleId,
                r => r.Id,
                (x, r) =>
                    new
                    {
                        x.d,
                        x.Principal,
                        StandIn = r.Role,
                    }
            )
            .Join(
                db.Set<Account>(),
                x => x.d.PrincipalId,
                a => a.Id,
                (x, a) =>
                    new
                    {
                        x.d.PrincipalId,
                        a.DisplayName,
                        x.d.To,
                        x.Principal.Role,
                        x.Principal.UnitId,
                        x.StandIn,
                    }
            )
            .ToListAsync(cancellation);
        if (delegations.Count == 0)
        {
            return new Authority(user, []);
        }

        var tree = await directory.GetAsync(cancellation);
        return new Authority(
            user,
            [
                .. delegations.Select(d => new StoodFor(
                    d.PrincipalId,
                    d.DisplayName,
                    d.To.AddDays(-1),
                    StandInRules.Lent(d.Role, d.StandIn, today),
                    Grants.Area(tree, d.UnitId, today)
                )),
            ]
        );
    }
}
