using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Dossiers.Absences;

/// <param name="Key">Idempotency key of the form.</param>
/// <param name="PrincipalRoleId">The own post whose rights are lent.</param>
/// <param name="StandInRoleId">The post of the stand-in.</param>
public sealed record DelegationRequest(
    string Key,
    Guid PrincipalRoleId,
    Guid StandInRoleId,
    DateOnly From,
    DateOnly LastDay
);

/// <summary>One who may be named for one of the own posts.</summary>
public sealed record StandInChoice(
    RoleAssignment Principal,
    RoleAssignment StandIn,
    string Name,
    IReadOnlySet<string> Permissions
);

/// <summary>Names stand-ins and ends their time. Only the holder of a post lends its rights.</summary>
public sealed class DelegationDesk(
    ThuocDoDb db,
    UnitOfWork unitOfWork,
    ICurrentUser user,
    Clock clock
)
{
    public Task<Outcome> NameAsync(DelegationRequest request, CancellationToken cancellation) =>
        unitOfWork.RunAsync(
            new ActionKey(request.Key, "delegation.name", user.UserId),
            token => OnceAsync(request, token),
            cancellation
        );

    /// <summary>Either of the two may end it; what was done stays done.</summary>
    public Task<Outcome> EndAsync(string key, Guid id, CancellationToken cancellation) =>
        unitOfWork.RunAsync(
            new ActionKey(key, "delegation.end", user.UserId),
            async token =>
            {
                var delegation = await db.Set<StandingDelegation>()
                    .FirstOrDefaultAsync(d => d.Id == id, token);
                if (
                    delegation is null
                    || user.UserId is not { } me
                    || (delegation.PrincipalId != me && delegation.StandInId != me)
                )
                {
                    return Outcome.Refused(ActOnDossier.NotAllowed);
                }

                if (delegation.To <= clock.Today || delegation.To <= delegation.From)
                {
                    return Outcome.Refused("absence.refused.over");
                }

                var history = new ChainedRow<StandingDelegation>(
                    StandingDelegation.Fields,
                    delegation
                );
                delegation.End(clock.Today);
                db.Add(history.Record("ended", clock.Now, me));
                return Outcome.Done;
            },
            cancellation
        );

    /// <summary>
    /// For each own post those of the same unit who hold, by their own posts, what may be lent to them; never the person
    /// himself or herself.
    /// </summary>
    public async Task<IReadOnlyList<StandInChoice>> ChoicesAsync(CancellationToken cancellation)
    {
        var today = clock.Today;
        var me = user.UserId;
        var held = db.Set<RoleAssignment>()
            .AsNoTracking()
            .Where(r => r.From <= today && (r.To == null || today < r.To));
        var pairs = await held.Where(r => r.AccountId == me)
            .Join(
                held.Where(r => r.AccountId != me),
                mine => mine.UnitId,
                other => other.UnitId,
                (mine, other) => new { Mine = mine, Other = other }
            )
            .Join(
                db.Set<Account>().Where(a => !a.IsLocked),
                p => p.Other.AccountId,
                a => a.Id,
                (p, a) =>
                    new
                    {
                        p.Mine,
                        p.Other,
                        a.DisplayName,
                    }
            )
            .ToListAsync(cancellation);
        return
        [
            .. pairs
                .Select(p => new StandInChoice(
                    p.Mine,
                    p.Other,
                    p.DisplayName,
                    StandInRules.Lent(p.Mine.Role, p.Other.Role, today)
                ))
                .Where(c => c.Permissions.Count > 0)
                .OrderBy(c => c.Principal.Role)
                .ThenBy(c => c.Name, StringComparer.Create(Shared.Language.Formats.Sorting, false)),
        ];
    }

    private async Task<Outcome> OnceAsync(DelegationRequest request, CancellationToken cancellation)
    {
        if (user.UserId is not { } me || !user.Can(Permissions.DossierSign))
        {
            return Outcome.Refused(ActOnDossier.NotAllowed);
        }

        if (
            (await ChoicesAsync(cancellation)).FirstOrDefault(c =>
                c.Principal.Id == request.PrincipalRoleId && c.StandIn.Id == request.StandInRoleId
            )
            is not { } choice
        )
        {
            return Outcome.Refused("absence.refused.stand-in");
        }

        if (Periods.Check(request.From, request.LastDay) is { Succeeded: false } wrong)
        {
            return wrong;
        }

        if (request.From < clock.Today)
        {
            return Outcome.Refused("absence.refused.begin", clock.Today);
        }

        var to = request.LastDay.AddDays(1);
        await db.Engine.LockAsync(db, $"delegation:{request.PrincipalRoleId:N}", cancellation);
        if (
            await db.Set<StandingDelegation>()
                .AsNoTracking()
                .Where(d =>
                    d.PrincipalRoleId == request.PrincipalRoleId
                    && d.From < to
                    && request.From < d.To
                    && d.From < d.To
                )
                .OrderBy(d => d.From)
                .FirstOrDefaultAsync(cancellation) is
            { } other
        )
        {
            return Outcome.Refused("absence.refused.delegated", other.From, other.LastDay);
        }

        var delegation = new StandingDelegation
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(clock.Now, TimeSpan.Zero)),
            PrincipalId = me,
            PrincipalRoleId = choice.Principal.Id,
            StandInId = choice.StandIn.AccountId,
            StandInRoleId = choice.StandIn.Id,
            UnitId = choice.Principal.UnitId,
            From = request.From,
            To = to,
        };
        db.Add(delegation);
        db.Add(
            new ChainedRow<StandingDelegation>(StandingDelegation.Fields, delegation).Record(
                "named",
                clock.Now,
                me
            )
        );
        return Outcome.Done;
    }
}
