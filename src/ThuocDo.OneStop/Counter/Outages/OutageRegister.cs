using Microsoft.EntityFrameworkCore;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Counter.Outages;

/// <summary>Keeps the outages of offices and says which of them a dossier may still be entered for.</summary>
public sealed class OutageRegister(
    ThuocDoDb db,
    UnitOfWork unitOfWork,
    ICurrentUser user,
    Clock clock
)
{
    /// <param name="key">Idempotency key of the form.</param>
    /// <param name="unitId">The office.</param>
    /// <param name="from">UTC, not in the future and not longer ago than dossiers may be entered later.</param>
    /// <param name="to">UTC; none while it lasts.</param>
    /// <param name="what">What failed.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public Task<Outcome> ReportAsync(
        string key,
        Guid unitId,
        DateTime from,
        DateTime? to,
        string what,
        CancellationToken cancellation
    ) =>
        unitOfWork.RunAsync(
            new ActionKey(key, "outage.report", user.UserId),
            async token =>
            {
                var now = clock.Now;
                if (!user.Can(Permissions.CounterManage, unitId))
                {
                    return Outcome.Refused(Queue.QueueDesk.NotAllowed);
                }

                if (from > now || to > now)
                {
                    return Outcome.Refused("outage.refused.future", now);
                }

                if (to < from)
                {
                    return Outcome.Refused("outage.refused.order");
                }

                if (from < Oldest(now))
                {
                    return Outcome.Refused("outage.refused.old", Days(now));
                }

                // An outage is one: who reports it twice would count it twice.
                await db.Engine.LockAsync(db, $"outage:{unitId:N}", token);
                var end = to ?? now;
                if (
                    await db.Set<Outage>()
                        .Where(o =>
                            o.UnitId == unitId
                            && o.FromAt <= end
                            && (o.ToAt == null || from <= o.ToAt)
                        )
                        .OrderBy(o => o.FromAt)
                        .FirstOrDefaultAsync(token) is
                    { } known
                )
                {
                    return Outcome.Refused("outage.refused.known", known.FromAt);
                }

                var outage = new Outage
                {
                    Id = Guid.CreateVersion7(new DateTimeOffset(now, TimeSpan.Zero)),
                    UnitId = unitId,
                    FromAt = from,
                    ToAt = to,
                    What = what.Trim(),
                    ReportedAt = now,
                    ReportedBy = user.UserId,
                };
                db.Add(outage);
                db.Add(
                    new ChainedRow<Outage>(Outage.Fields, outage).Record(
                        "reported",
                        now,
                        user.UserId
                    )
                );
                return Outcome.Done;
            },
            cancellation
        );

    /// <param name="key">Idempotency key of the form.</param>
    /// <param name="id">The outage.</param>
    /// <param name="at">UTC; when the system worked again.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public Task<Outcome> EndAsync(
        string key,
        Guid id,
        DateTime at,
        CancellationToken cancellation
    ) =>
        unitOfWork.RunAsync(
            new ActionKey(key, "outage.end", user.UserId),
            async token =>
            {
                if (
                    await db.Set<Outage>().SingleOrDefaultAsync(o => o.Id == id, token)
                        is not { } outage
                    || !user.Can(Permissions.CounterManage, outage.UnitId)
                )
                {
                    return Outcome.Refused(Queue.QueueDesk.NotAllowed);
                }

                if (outage.ToAt is { } ended)
                {
                    return Outcome.Refused("outage.refused.ended", ended);
                }

                if (at > clock.Now)
                {
                    return Outcome.Refused("outage.refused.future", clock.Now);
                }

                if (at < outage.FromAt)
                {
                    return Outcome.Refused("outage.refused.order");
                }

                var history = new ChainedRow<Outage>(Outage.Fields, outage);
                outage.ToAt = at;
                db.Add(history.Record("ended", clock.Now, user.UserId));
                return Outcome.Done;
            },
            cancellation
        );

    /// <summary>Those of an office for which dossiers may still be entered, the latest first.</summary>
    public async Task<IReadOnlyList<Outage>> OpenToEntryAsync(
        Guid unitId,
        CancellationToken cancellation
    )
    {
        var oldest = Oldest(clock.Now);
        return await db.Set<Outage>()
            .AsNoTracking()
            .Where(o => o.UnitId == unitId && (o.ToAt == null || o.ToAt >= oldest))
            .OrderByDescending(o => o.FromAt)
            .ToListAsync(cancellation);
    }

    /// <summary>
    /// The outage during which a dossier was taken in on paper at this instant; none where there was none or where it is too
    /// late to enter it. One that nobody has ended does not open the past without limit.
    /// </summary>
    public async Task<Outage?> FindAsync(
        Guid unitId,
        DateTime takenIn,
        CancellationToken cancellation
    )
    {
        var now = clock.Now;
        return (await OpenToEntryAsync(unitId, cancellation)).FirstOrDefault(o =>
            o.Covers(takenIn, now) && (o.ToAt is not null || takenIn >= Oldest(now))
        );
    }

    /// <summary>How many days after its end dossiers may still be entered for an outage.</summary>
    public static int Days(DateTime now) => CounterRules.On(VietnamTime.DayOf(now)).LaterEntryDays;

    private static DateTime Oldest(DateTime now) => now.AddDays(-Days(now));
}
