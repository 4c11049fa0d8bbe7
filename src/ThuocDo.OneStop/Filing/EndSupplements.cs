using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Notices;
using ThuocDo.OneStop.WorkingDays;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Outbox;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Filing;

/// <summary>
/// Ends submissions whose supplement before receipt did not come by the last day, and tells the applicant some days before
/// it and at the end. How long both are is said by <c>data/onestop/filing.csv</c>; what has ended is erased after its time.
/// </summary>
public sealed class EndSupplements(
    ThuocDoDb db,
    UnitOfWork unitOfWork,
    Calendars calendars,
    NoticeDispatch dispatch,
    Clock clock
) : IPeriodicJob
{
    public string Name => "end-supplements";

    public DateTime NextAfter(DateTime? lastFinished, DateTime now) =>
        lastFinished?.AddDays(1) ?? now;

    Task IPeriodicJob.RunAsync(CancellationToken cancellation) => RunAsync(cancellation);

    /// <returns>How many submissions have ended.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var today = clock.Today;
        var soon = today.AddDays(FilingRules.On(today).SupplementWarningDays);
        var waiting = db.Set<Submission>()
            .AsNoTracking()
            .Where(s => s.State == SubmissionState.SupplementAtIntake);
        await EachAsync(
            waiting.Where(s => today <= s.SupplementUntil && s.SupplementUntil <= soon),
            SubmissionWork.SupplementEnding,
            (work, _, act) => work.TellEnding(act),
            cancellation
        );
        return await EachAsync(
            waiting.Where(s => s.SupplementUntil < today),
            SubmissionWork.Lapsed,
            (work, content, act) => work.Lapse(content, act),
            cancellation
        );
    }

    /// <summary>One after another, each once for its last day and in a transaction of its own.</summary>
    private async Task<int> EachAsync(
        IQueryable<Submission> chosen,
        string happened,
        Func<SubmissionWork, SubmissionContent, ActContext, Outcome> act,
        CancellationToken cancellation
    )
    {
        var done = 0;
        foreach (
            var one in await chosen
                .OrderBy(s => s.Id)
                .Select(s => new { s.Id, s.SupplementUntil })
                .ToListAsync(cancellation)
        )
        {
            var outcome = await unitOfWork.RunAsync(
                new ActionKey(
                    $"{happened}-{one.Id:N}-{one.SupplementUntil:yyyyMMdd}",
                    "submission.end-supplement",
                    null
                ),
                token => OnceAsync(one.Id, happened, act, token),
                cancellation
            );
            db.ChangeTracker.Clear();
            done += outcome is { Succeeded: true, IsRepeat: false } ? 1 : 0;
        }

        return done;
    }

    private async Task<Outcome> OnceAsync(
        Guid id,
        string happened,
        Func<SubmissionWork, SubmissionContent, ActContext, Outcome> act,
        CancellationToken cancellation
    )
    {
        var submission = await db.Set<Submission>().SingleAsync(s => s.Id == id, cancellation);
        var content = await db.Set<SubmissionContent>()
            .SingleAsync(c => c.SubmissionId == id, cancellation);
        var work = new SubmissionWork(
            submission,
            await calendars.ForAsync(submission.UnitId ?? Guid.Empty, cancellation)
        );
        var outcome = act(work, content, ActContext.Live(null, clock.Now));
        if (!outcome.Succeeded)
        {
            return outcome;
        }

        db.AddRange(work.Events);
        if (NoticeRules.For(happened, clock.Today) is { } rule)
        {
            var notice = new Notice
            {
                Id = Guid.CreateVersion7(),
                EventId = work.Events[^1].Id,
                Recipient = Notice.Applicant,
                SubmissionId = id,
                Template = rule.Template,
                Facts = new NoticeFacts
                {
                    Code = submission.Reference,
                    Procedure = submission.ProcedureId,
                    Version = submission.ProcedureVersionId,
                    Unit = submission.UnitId,
                    Due = VietnamTime.ToUtc(
                        submission.SupplementUntil!.Value.ToDateTime(new TimeOnly(23, 59))
                    ),
                }.Write(),
                CreatedAt = clock.Now,
            };
            db.Add(notice);
            await dispatch.NextAsync(db, notice, rule.Channels, cancellation);
        }

        return Outcome.Done;
    }
}
