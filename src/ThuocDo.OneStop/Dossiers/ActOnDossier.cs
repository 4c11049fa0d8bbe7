using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Dossiers;

/// <summary>An act somebody wants to do on a dossier he or she has in view.</summary>
/// <param name="Key">Idempotency key of the form.</param>
/// <param name="Kind">Its line in <see cref="DossierActions"/>, which says who may do it when.</param>
/// <param name="SeenVersion">The version on which the decision was made.</param>
public sealed record DossierAct(
    string Key,
    DossierActionKind Kind,
    Guid DossierId,
    Guid SeenVersion
);

/// <summary>
/// Carries an act out once: version check, permission on the dossier's units, the rules, then row, event, clock and
/// facts in one transaction. Of two officers who act on the same version one wins and the other is told what changed.
/// </summary>
public sealed class ActOnDossier(
    ThuocDoDb db,
    UnitOfWork unitOfWork,
    DossierStore store,
    Cases.CaseLinks cases,
    Absences.Authorities authorities,
    ICurrentUser user,
    Clock clock
)
{
    /// <summary>The refusal for want of a permission.</summary>
    public const string NotAllowed = "dossier.refused.not-allowed";

    public Task<Outcome> RunAsync(
        DossierAct request,
        Func<DossierWork, ActContext, Outcome> act,
        CancellationToken cancellation
    ) => RunAsync(request, (work, context, _) => Task.FromResult(act(work, context)), cancellation);

    /// <summary>For an act that also reads or writes rows of its own in the same transaction.</summary>
    public Task<Outcome> RunAsync(
        DossierAct request,
        Func<DossierWork, ActContext, CancellationToken, Task<Outcome>> act,
        CancellationToken cancellation
    )
    {
        var action = DossierActions.Of(request.Kind);
        return unitOfWork.RunAsync(
            new ActionKey(request.Key, action.Name, user.UserId),
            token => OnceAsync(request, action, act, token),
            cancellation
        );
    }

    /// <summary>True if this very form was carried out before: a second click then only sees the result.</summary>
    public Task<bool> WasDoneAsync(
        string key,
        DossierActionKind kind,
        CancellationToken cancellation
    )
    {
        var (name, actor) = (DossierActions.Of(kind).Name, user.UserId);
        return db.Set<CompletedAction>()
            .AnyAsync(a => a.Key == key && a.Action == name && a.ActorId == actor, cancellation);
    }

    private async Task<Outcome> OnceAsync(
        DossierAct request,
        DossierAction action,
        Func<DossierWork, ActContext, CancellationToken, Task<Outcome>> act,
        CancellationToken cancellation
    )
    {
        var work = await store.LoadAsync(request.DossierId, cancellation);
        if (work is null || !DossierScope.Allows(user, Permissions.DossierView, work.Dossier))
        {
            return Outcome.Refused("dossier.refused.not-found");
        }

        if (work.Dossier.Version != request.SeenVersion)
        {
            return await StaleAsync(request, cancellation);
        }

        var permissions = action.Permissions(work);
        var right = await authorities.ForAsync(action, work, cancellation);
        if (permissions.Count > 0 && right is null)
        {
            return Outcome.Refused(NotAllowed);
        }

        var context = ActContext.Live(user.UserId, clock.Now);
        var outcome = await GuardedAsync(
            work,
            context with
            {
                OnBehalfOf = right?.InsteadOf?.AccountId,
            },
            act,
            cancellation
        );
        if (outcome.Succeeded)
        {
            if (permissions.Count == 0)
            {
                throw new InvalidOperationException(
                    $"{action.Name} passed the rules in a state in which nobody may do it."
                );
            }

            await cases.FollowAsync(work, context, cancellation);
            store.Save(work);
        }

        return outcome;
    }

    /// <summary>A limit that leads past the last known calendar is a refusal in words, not a fault of the program.</summary>
    private static async Task<Outcome> GuardedAsync(
        DossierWork work,
        ActContext context,
        Func<DossierWork, ActContext, CancellationToken, Task<Outcome>> act,
        CancellationToken cancellation
    )
    {
        try
        {
            return await act(work, context, cancellation);
        }
        catch (CalendarRangeException outside)
        {
            return Outcome.Refused(outside.Why.Key, outside.Why.Arguments);
        }
    }

    private async Task<Outcome> StaleAsync(DossierAct request, CancellationToken cancellation)
    {
        var last = await db.Set<HistoryEvent>()
            .AsNoTracking()
            .Where(e => e.SubjectId == request.DossierId && e.Chain == DossierWork.Chain)
            .OrderByDescending(e => e.Sequence)
            .FirstAsync(cancellation);
        var name = await db.Set<Account>()
            .Where(a => a.Id == last.ActorId)
            .Select(a => a.DisplayName)
            .FirstOrDefaultAsync(cancellation);
        return Outcome.Stale(
            "dossier.stale",
            DossierEvents.InWords(last.Type),
            name ?? (object)new Explanation("dossier.actor.unknown"),
            last.At
        );
    }
}
