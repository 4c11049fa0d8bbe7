using Microsoft.EntityFrameworkCore;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Outbox;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Dossiers.Cases;

/// <summary>
/// Carries out what time alone does. When it is due stands in the database, so nothing is lost while the program is
/// down; the key of the action makes two nodes do it once.
/// </summary>
public sealed class DossierTimers(
    ThuocDoDb db,
    UnitOfWork unitOfWork,
    DossierStore store,
    Clock clock
) : IPeriodicJob
{
    private const int AtOnce = 200;

    public string Name => "dossier-timers";

    public DateTime NextAfter(DateTime? lastFinished, DateTime now) =>
        lastFinished?.AddMinutes(1) ?? now;

    Task IPeriodicJob.RunAsync(CancellationToken cancellation) => RunAsync(cancellation);

    /// <returns>How many dossiers went on.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var now = clock.Now;
        var due = await db.Set<Dossier>()
            .AsNoTracking()
            .Where(d =>
                d.State == DossierState.InProgress
                && (
                    d.TimerAt < now
                    || db.Set<Opinion>()
                        .Any(o => o.ClosedAt == null && o.DueAt < now && o.DossierId == d.Id)
                )
            )
            .OrderBy(d => d.Id)
            .Take(AtOnce)
            .Select(d => new { d.Id, d.Version })
            .ToListAsync(cancellation);
        var done = 0;
        foreach (var dossier in due)
        {
            db.ChangeTracker.Clear();
            var outcome = await unitOfWork.RunAsync(
                new Shared.Data.ActionKey($"tick-{dossier.Version:N}", "dossier.tick", null),
                async token =>
                {
                    var work = (await store.LoadAsync(dossier.Id, token))!;
                    var tick = work.Tick(ActContext.Live(null, now));
                    if (tick.Succeeded)
                    {
                        await CloseSilentAsync(work, token);
                        store.Save(work);
                    }

                    return tick;
                },
                cancellation
            );
            done += outcome is { Succeeded: true, IsRepeat: false } ? 1 : 0;
        }

        return done;
    }

    private async Task CloseSilentAsync(DossierWork work, CancellationToken cancellation)
    {
        var closed = work
            .Requests.Where(r => r.Result == Processes.KnownFacts.Silent)
            .ToDictionary(r => r.Id);
        var ids = closed.Keys.ToList();
        foreach (
            var opinion in await db.Set<Opinion>()
                .Where(o => ids.Contains(o.Id) && o.ClosedAt == null)
                .ToListAsync(cancellation)
        )
        {
            opinion.ClosedAt = closed[opinion.Id].ClosedAt;
            opinion.Answer = Processes.KnownFacts.Silent;
        }
    }
}
