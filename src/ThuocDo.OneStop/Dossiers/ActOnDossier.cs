using Microsoft.EntityFrameworkCore;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Dossiers;

/// <summary>An act somebody wants to do on a dossier he or she has in view.</summary>
/// <param name="Key">Idempotency key of the form.</param>
/// <param name="Name">The act, for instance <c>dossier.extend</c>.</param>
/// <param name="Permission">Asked with the competent or the receiving unit of the dossier.</param>
/// <param name="SeenVersion">The version on which the decision was made.</param>
public sealed record DossierAct(
    string Key,
    string Name,
    string Permission,
    Guid DossierId,
    Guid SeenVersion
);

/// <summary>
/// Carries an act out once: permission on the dossier's units, version check, the rules, then row, event, clock and
/// facts in one transaction. Of two officers who act on the same version one wins and the other is told what changed.
/// </summary>
public sealed class ActOnDossier(
    ThuocDoDb db,
    UnitOfWork unitOfWork,
    DossierStore store,
    ICurrentUser user,
    Clock clock
)
{
    public Task<Outcome> RunAsync(
        DossierAct request,
        Func<DossierWork, ActContext, Outcome> act,
        CancellationToken cancellation
    ) =>
        unitOfWork.RunAsync(
            new ActionKey(request.Key, request.Name, user.UserId),
            async token =>
            {
                var work = await store.LoadAsync(request.DossierId, token);
                if (work is null || !IsAllowed(work.Dossier, request.Permission))
                {
                    return Outcome.Refused("dossier.refused.not-found");
                }

                if (work.Dossier.Version != request.SeenVersion)
                {
                    return await StaleAsync(request, token);
                }

                var outcome = act(work, ActContext.Live(user.UserId, clock.Now));
                if (outcome.Succeeded)
                {
                    store.Save(work);
                }

                return outcome;
            },
            cancellation
        );

    private bool IsAllowed(Dossier dossier, string permission) =>
        user.Can(permission, dossier.UnitId) || user.Can(permission, dossier.ReceivingUnitId);

    private async Task<Outcome> StaleAsync(DossierAct request, CancellationToken cancellation)
    {
        var seen = await db.Set<HistoryEvent>()
            .Where(e => e.SubjectId == request.DossierId && e.Id == request.SeenVersion)
            .Select(e => (int?)e.Sequence)
            .FirstOrDefaultAsync(cancellation);
        var last = await db.Set<HistoryEvent>()
            .AsNoTracking()
            .Where(e => e.SubjectId == request.DossierId && e.Sequence > (seen ?? 0))
            .OrderByDescending(e => e.Sequence)
            .FirstAsync(cancellation);
        return Outcome.Stale("dossier.stale", new TextOf($"event.{last.Type}"), last.At);
    }
}
