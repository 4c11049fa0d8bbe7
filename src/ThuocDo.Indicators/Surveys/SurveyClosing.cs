using Microsoft.EntityFrameworkCore;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outbox;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.Indicators.Surveys;

/// <summary>How a round ends, whoever ends it.</summary>
public static class SurveyClosing
{
    /// <summary>
    /// Binds the boxes and deletes whatever could lead from an answer to an invitation: the marks, and the keys of the forms. Within the
    /// caller's transaction.
    /// </summary>
    /// <exception cref="InvalidOperationException">The round is not open.</exception>
    public static async Task EndAsync(
        ThuocDoDb db,
        SurveyRound round,
        DateOnly day,
        CancellationToken cancellation
    )
    {
        // An answer that is being written ends first.
        await db.Engine.LockAsync(db, AnswerDesk.LockOf(round.Id), cancellation);
        var boxes = await db.Set<SurveyBox>()
            .AsNoTracking()
            .Where(b => b.RoundId == round.Id)
            .ToListAsync(cancellation);
        round.Close(day, SurveyBox.HashOf(boxes));
        await db.Set<SurveyMark>()
            .Where(m => m.RoundId == round.Id)
            .ExecuteDeleteAsync(cancellation);
        var action = AnswerDesk.ActionOf(round.Id);
        await db.Set<CompletedAction>()
            .Where(a => a.Action == action)
            .ExecuteDeleteAsync(cancellation);
    }
}

/// <summary>
/// In the night after its last day a round is closed, if nobody did so before: a forgotten round would keep for good who has answered.
/// </summary>
public sealed class CloseSurveysJob(ThuocDoDb db, UnitOfWork work, Clock clock) : IPeriodicJob
{
    private static readonly TimeOnly Night = new(0, 20);

    public string Name => "close-surveys";

    public DateTime NextAfter(DateTime? lastFinished, DateTime now) =>
        Daily.Next(Night, lastFinished, now);

    public async Task RunAsync(CancellationToken cancellation)
    {
        var today = clock.Today;
        var over = await db.Set<SurveyRound>()
            .Where(r => r.State == SurveyState.Drawn && r.ClosesOn < today)
            .OrderBy(r => r.Number)
            .Select(r => r.Id)
            .ToListAsync(cancellation);
        foreach (var id in over)
        {
            await work.RunAsync(
                new ActionKey($"survey.close/{id:N}", "survey.close", null),
                async token =>
                {
                    var round = await db.Set<SurveyRound>().FirstAsync(r => r.Id == id, token);
                    if (round.State == SurveyState.Drawn)
                    {
                        var row = new ChainedRow<SurveyRound>(SurveyRound.Fields, round);
                        await SurveyClosing.EndAsync(db, round, today, token);
                        db.Add(row.Record("closed", clock.Now, null));
                    }

                    return Outcome.Done;
                },
                cancellation
            );
        }
    }
}
