using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Counter;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Notices;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outbox;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Licences;

/// <summary>
/// Tells holders once that their licence expires soon, by the usual channels of notices and so many days ahead as
/// <c>data/onestop/counter.csv</c> says. Who has a renewal entered is not told.
/// </summary>
public sealed class TellExpiry(
    ThuocDoDb db,
    UnitOfWork unitOfWork,
    NoticeDispatch dispatch,
    Clock clock
) : IPeriodicJob
{
    private const string Happened = "licence-expiring";

    public string Name => "licence-expiry";

    public DateTime NextAfter(DateTime? lastFinished, DateTime now) =>
        lastFinished?.AddHours(6) ?? now;

    Task IPeriodicJob.RunAsync(CancellationToken cancellation) => RunAsync(cancellation);

    /// <returns>How many holders were told.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        if (NoticeRules.For(Happened, clock.Today) is not { } rule)
        {
            return 0;
        }

        var told = 0;
        foreach (var (id, ends) in await LastDaysAsync(cancellation))
        {
            var outcome = await unitOfWork.RunAsync(
                new ActionKey(
                    $"licence-expiry-{id:N}-{ends:yyyyMMdd}",
                    "licence.tell-expiry",
                    null
                ),
                token => OnceAsync(id, rule, token),
                cancellation
            );
            db.ChangeTracker.Clear();
            told += outcome is { Succeeded: true, IsRepeat: false } ? 1 : 0;
        }

        return told;
    }

    private async Task<Outcome> OnceAsync(Guid id, NoticeRule rule, CancellationToken cancellation)
    {
        // Renewed or revoked in the meantime: nobody is told any more.
        if (await Due().FirstOrDefaultAsync(l => l.Id == id, cancellation) is not { } licence)
        {
            return Outcome.Refused("licence.refused.not-in-force");
        }

        var (now, history) = (clock.Now, new ChainedRow<Licence>(Licence.Fields, licence));
        licence.HolderToldOn = clock.Today;
        var happened = history.Record(Happened, now, null);
        db.Add(happened);
        var notice = new Notice
        {
            Id = Guid.CreateVersion7(),
            EventId = happened.Id,
            Recipient = Notice.Applicant,
            DossierId = licence.DossierId,
            Template = rule.Template,
            Facts = new NoticeFacts
            {
                Code = await db.Set<Dossier>()
                    .Where(d => d.Id == licence.DossierId)
                    .Select(d => d.Code)
                    .FirstAsync(cancellation),
                Procedure = licence.ProcedureId,
                Unit = licence.UnitId,
                Due = VietnamTime.ToUtc(licence.ValidTo!.Value.ToDateTime(new TimeOnly(23, 59))),
                Number = licence.Number,
            }.Write(),
            CreatedAt = now,
        };
        db.Add(notice);
        await dispatch.NextAsync(db, notice, rule.Channels, cancellation);
        return Outcome.Done;
    }

    private async Task<List<(Guid Id, DateOnly Ends)>> LastDaysAsync(
        CancellationToken cancellation
    ) =>
        [
            .. (await Due().Select(l => new { l.Id, l.ValidTo }).ToListAsync(cancellation)).Select(
                l => (l.Id, l.ValidTo!.Value)
            ),
        ];

    private IQueryable<Licence> Due() =>
        db.Set<Licence>()
            .Expiring(CounterRules.On(clock.Today).LicenceExpiryNoticeDays, clock.Today)
            .Where(l =>
                l.HolderToldOn == null && db.Set<Applicant>().Any(a => a.DossierId == l.DossierId)
            );
}
