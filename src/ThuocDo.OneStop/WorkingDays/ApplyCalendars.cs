using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outbox;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.WorkingDays;

/// <summary>
/// Derives the dates of open dossiers anew after a decision on the calendar, each in a transaction of its own with its own
/// event. Killed in between, it begins again and finds those already done unchanged.
/// </summary>
public sealed class ApplyCalendars(
    ThuocDoDb db,
    UnitOfWork unitOfWork,
    DossierStore store,
    CalendarEffects effects,
    Calendars calendars,
    Clock clock
) : IPeriodicJob
{
    public string Name => "apply-calendars";

    public DateTime NextAfter(DateTime? lastFinished, DateTime now) =>
        lastFinished?.AddMinutes(1) ?? now;

    Task IPeriodicJob.RunAsync(CancellationToken cancellation) => RunAsync(cancellation);

    /// <returns>How many dossiers got another date.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var waiting = await db.Set<CalendarDecision>()
            .AsNoTracking()
            .Where(d => d.AppliedAt == null)
            .OrderBy(d => d.Number)
            .ToListAsync(cancellation);
        if (waiting.Count == 0)
        {
            return 0;
        }

        calendars.Forget();
        var moved = 0;
        foreach (var decision in waiting)
        {
            moved += await ApplyAsync(decision, cancellation);
        }

        return moved;
    }

    private async Task<int> ApplyAsync(CalendarDecision decision, CancellationToken cancellation)
    {
        var book = await calendars.GetAsync(cancellation);
        var touched = await effects.OfAsync(decision, book, clock.Today, cancellation);
        foreach (var dossier in touched.Where(t => t.IsMoved))
        {
            db.ChangeTracker.Clear();
            await unitOfWork.RunAsync(
                new ActionKey($"{decision.Id:N}-{dossier.Id:N}", "calendar.apply", null),
                async token =>
                {
                    var work = (await store.LoadAsync(dossier.Id, token))!;
                    var outcome = work.ApplyCalendar(
                        decision.Number,
                        ActContext.Live(null, clock.Now)
                    );
                    if (outcome.Succeeded)
                    {
                        store.Save(work);
                    }

                    return outcome;
                },
                cancellation
            );
        }

        db.ChangeTracker.Clear();
        return await FinishAsync(decision, cancellation);
    }

    /// <summary>Counts by the events, so that a run begun again counts what the killed one had done.</summary>
    private async Task<int> FinishAsync(CalendarDecision decision, CancellationToken cancellation)
    {
        var prefix = $"{decision.Id:N}-";
        var outcome = await unitOfWork.RunAsync(
            new ActionKey($"{decision.Id:N}-end", "calendar.applied", null),
            async token =>
            {
                var moved = await db.Set<CompletedAction>()
                    .CountAsync(
                        a => a.Action == "calendar.apply" && a.Key.StartsWith(prefix),
                        token
                    );
                var row = await db.Set<CalendarDecision>()
                    .SingleAsync(d => d.Id == decision.Id, token);
                var history = new ChainedRow<CalendarDecision>(CalendarDecision.Fields, row);
                (row.AppliedAt, row.Moved) = (clock.Now, moved);
                db.Add(history.Record(DecideCalendar.Applied, clock.Now, actor: null));
                return Outcome<int>.Of(moved);
            },
            cancellation
        );
        return outcome.Value;
    }
}
