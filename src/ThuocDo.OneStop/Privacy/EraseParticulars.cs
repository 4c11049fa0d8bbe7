using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Dossiers.Search;
using ThuocDo.OneStop.Filing;
using ThuocDo.OneStop.Licences;
using ThuocDo.OneStop.WorkingDays;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Privacy;

/// <summary>
/// Erases name, numbers, addresses, declaration and salts of applicants whose dossiers have been closed, or whose online applications
/// were rejected, withdrawn or lapsed, for longer than they must be kept. What happened and every figure stay, and <c>verify</c> stays green:
/// the chain holds a commitment that now fits nothing, and an event that says why. Papers of a dossier follow the rules of archives and
/// are left alone; the holder of a licence that is in force, or will be, is kept.
/// </summary>
public sealed class EraseParticulars(
    ThuocDoDb db,
    DossierStore store,
    Calendars calendars,
    UnitOfWork work,
    Clock clock
)
{
    public Retention OfDossiers() => Rule(Retention.DossierParticulars);

    /// <summary>For applications that never became a dossier.</summary>
    public Retention OfSubmissions() => Rule(Retention.SubmissionParticulars);

    /// <summary>How many dossiers and online applications may lose their particulars today.</summary>
    public async Task<int> CountAsync(CancellationToken cancellation) =>
        await Due().CountAsync(cancellation) + await DueSubmissions().CountAsync(cancellation);

    /// <summary>Erases them one after another, each in its own transaction.</summary>
    /// <returns>How many were erased.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var dossiers = await Due()
            .OrderBy(d => d.ClosedOn)
            .Select(d => d.Id)
            .ToListAsync(cancellation);
        var submissions = await DueSubmissions()
            .OrderBy(s => s.ChangedAt)
            .Select(s => s.Id)
            .ToListAsync(cancellation);
        return await EachAsync("particulars", dossiers, OnceAsync, cancellation)
            + await EachAsync("submission", submissions, SubmissionOnceAsync, cancellation);
    }

    private async Task<int> EachAsync(
        string what,
        List<Guid> ids,
        Func<Guid, CancellationToken, Task<Outcome>> erase,
        CancellationToken cancellation
    )
    {
        var erased = 0;
        foreach (var id in ids)
        {
            var outcome = await work.RunAsync(
                new ActionKey($"erase-{what}-{id:N}", "dossier.erase-particulars", null),
                token => erase(id, token),
                cancellation
            );
            db.ChangeTracker.Clear();
            erased += outcome is { Succeeded: true, IsRepeat: false } ? 1 : 0;
        }

        return erased;
    }

    private Retention Rule(string kind) => Retention.On(Retention.Shipped(), kind, clock.Today);

    private async Task<Outcome> OnceAsync(Guid id, CancellationToken cancellation)
    {
        // The list may be old by the time its turn comes: a licence may have been entered meanwhile.
        if (!await Due().AnyAsync(d => d.Id == id, cancellation))
        {
            return Outcome.Refused("dossier.refused.not-found");
        }

        var dossier = (await store.LoadAsync(id, cancellation))!;
        var outcome = dossier.EraseParticulars(ActContext.Live(null, clock.Now));
        if (!outcome.Succeeded)
        {
            return outcome;
        }

        store.Save(dossier);
        // The hash by which users of online services are told apart can be guessed from an identity number: it goes too.
        await db.Set<OnlineUser>().Where(u => u.DossierId == id).ExecuteDeleteAsync(cancellation);
        // The declaration tells more of a person than the particulars do; so does the application it came with.
        await db.Set<DossierAnswers>()
            .Where(a => a.DossierId == id)
            .ExecuteDeleteAsync(cancellation);
        var submissions = db.Set<Submission>().Where(s => s.DossierId == id).Select(s => s.Id);
        await db.Set<SubmissionContent>()
            .Where(c => submissions.Contains(c.SubmissionId))
            .ExecuteDeleteAsync(cancellation);
        await db.Set<DossierHolder>()
            .Where(h => h.DossierId == id)
            .ExecuteDeleteAsync(cancellation);
        await db.EraseApplicantAsync(id, cancellation);
        return Outcome.Done;
    }

    private async Task<Outcome> SubmissionOnceAsync(Guid id, CancellationToken cancellation)
    {
        var submission = await db.Set<Submission>().SingleAsync(s => s.Id == id, cancellation);
        var act = new SubmissionWork(
            submission,
            await calendars.ForAsync(submission.UnitId ?? Guid.Empty, cancellation)
        );
        var outcome = act.EraseContent(ActContext.Live(null, clock.Now));
        if (!outcome.Succeeded)
        {
            return outcome;
        }

        db.AddRange(act.Events);
        // Nobody keeps papers that no office took in.
        await db.Set<SubmissionFile>()
            .Where(f => f.SubmissionId == id)
            .ExecuteDeleteAsync(cancellation);
        await db.Set<SubmissionContent>()
            .Where(c => c.SubmissionId == id)
            .ExecuteDeleteAsync(cancellation);
        return Outcome.Done;
    }

    private IQueryable<Submission> DueSubmissions()
    {
        var before = VietnamTime.ToUtc(
            OfSubmissions().ClosedBefore(clock.Today).ToDateTime(TimeOnly.MinValue)
        );
        return db.Set<Submission>()
            .AsNoTracking()
            .Where(s =>
                (
                    s.State == SubmissionState.RejectedAtIntake
                    || s.State == SubmissionState.Withdrawn
                    || s.State == SubmissionState.Lapsed
                )
                && s.ChangedAt < before
                && db.Set<SubmissionContent>().Any(c => c.SubmissionId == s.Id)
            );
    }

    private IQueryable<Dossier> Due()
    {
        var before = OfDossiers().ClosedBefore(clock.Today);
        var standing = db.Set<Licence>().Being(LicenceState.InForce, clock.Today);
        var coming = db.Set<Licence>().Being(LicenceState.NotYet, clock.Today);
        return db.Set<Dossier>()
            .AsNoTracking()
            .Where(d =>
                d.ClosedOn != null
                && d.ClosedOn < before
                && db.Set<Applicant>().Any(a => a.DossierId == d.Id)
                && !standing.Any(l => l.DossierId == d.Id)
                && !coming.Any(l => l.DossierId == d.Id)
            );
    }
}
