using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Post;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Counter.Uncollected;

/// <summary>Results that nobody has come for, and the reminder to the applicant by the usual channels of notices.</summary>
public sealed class RemindCollect(
    ThuocDoDb db,
    UnitOfWork unitOfWork,
    DossierStore store,
    ICurrentUser user,
    Clock clock
)
{
    /// <summary>Reminds the applicants of some dossiers; all or none, and nobody twice within the days of the rules.</summary>
    /// <returns>How many were reminded.</returns>
    public Task<Outcome<int>> RunAsync(
        string key,
        IReadOnlyCollection<Guid> dossierIds,
        CancellationToken cancellation
    ) =>
        unitOfWork.RunAsync(
            new ActionKey(key, "uncollected.remind", user.UserId),
            async token =>
            {
                if (dossierIds.Count == 0)
                {
                    return Outcome<int>.Refused("uncollected.refused.none");
                }

                var days = CounterRules.On(clock.Today).RemindAgainAfterDays;
                var since = clock.Now.AddDays(-days);
                var told = await LastAsync(db, dossierIds, token);
                var act = ActContext.Live(user.UserId, clock.Now);
                foreach (var id in dossierIds.Distinct())
                {
                    if (
                        await store.LoadAsync(id, token) is not { } work
                        || !user.Can(Permissions.DossierReturn, work.Dossier.ReceivingUnitId)
                    )
                    {
                        return Outcome<int>.Refused(ActOnDossier.NotAllowed);
                    }

                    if (told.TryGetValue(id, out var last) && last > since)
                    {
                        return Outcome<int>.Refused(
                            "uncollected.refused.again",
                            work.Dossier.Code,
                            last,
                            days
                        );
                    }

                    if (work.RemindToCollect(act) is { Succeeded: false } refused)
                    {
                        return Outcome<int>.From(refused);
                    }

                    store.Save(work);
                }

                return Outcome<int>.Of(dossierIds.Distinct().Count());
            },
            cancellation
        );

    /// <summary>Finished, for collection at an office, and there for longer than the rules give; what the post carries is not among them.</summary>
    public static IQueryable<Dossier> Of(ThuocDoDb db, Guid unitId, DateTime closedBefore) =>
        db.Set<Dossier>()
            .Where(d =>
                d.ReceivingUnitId == unitId
                && d.State == DossierState.Resolved
                && d.ParentId == null
                && d.ClosedAt < closedBefore
                && !db.Set<Shipment>()
                    .Any(s =>
                        s.DossierId == d.Id
                        && s.Direction == ShipmentDirection.ToCitizen
                        && (
                            s.State == ShipmentState.Ordered
                            || s.State == ShipmentState.Accepted
                            || s.State == ShipmentState.Collected
                            || s.State == ShipmentState.InTransit
                            || s.State == ShipmentState.Failed
                        )
                    )
            );

    /// <summary>When the applicants were last reminded.</summary>
    public static async Task<IReadOnlyDictionary<Guid, DateTime>> LastAsync(
        ThuocDoDb db,
        IReadOnlyCollection<Guid> dossierIds,
        CancellationToken cancellation
    ) =>
        (
            await db.Set<HistoryEvent>()
                .Where(e =>
                    dossierIds.Contains(e.SubjectId) && e.Type == DossierWork.CollectReminded
                )
                .Select(e => new { e.SubjectId, e.At })
                .ToListAsync(cancellation)
        )
            .GroupBy(e => e.SubjectId)
            .ToDictionary(g => g.Key, g => g.Max(e => e.At));
}
