using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Dossiers.Search;
using ThuocDo.OneStop.Filing;
using ThuocDo.OneStop.Licences;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Privacy;

/// <summary>
/// Erases name, numbers, addresses, declaration and salts of applicants whose dossiers have been closed for longer than they must be kept. What
/// happened and every figure stay, and <c>verify</c> stays green: the chain holds a commitment that now fits nothing, and an event
/// that says why. Papers follow the rules of archives and are left alone; the holder of a licence that is in force, or will be, is kept.
/// </summary>
public sealed class EraseParticulars(ThuocDoDb db, DossierStore store, UnitOfWork work, Clock clock)
{
    public Retention Rule() =>
        Retention.On(Retention.Shipped(), Retention.DossierParticulars, clock.Today);

    /// <summary>How many dossiers may lose their particulars today.</summary>
    public Task<int> CountAsync(CancellationToken cancellation) => Due().CountAsync(cancellation);

    /// <summary>Erases them, one dossier after another, each in its own transaction.</summary>
    /// <returns>How many were erased.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var erased = 0;
        foreach (
            var id in await Due()
                .OrderBy(d => d.ClosedOn)
                .Select(d => d.Id)
                .ToListAsync(cancellation)
        )
        {
            var outcome = await work.RunAsync(
                new ActionKey($"erase-particulars-{id:N}", "dossier.erase-particulars", null),
                token => OnceAsync(id, token),
                cancellation
            );
            db.ChangeTracker.Clear();
            erased += outcome is { Succeeded: true, IsRepeat: false } ? 1 : 0;
        }

        return erased;
    }

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
        await db.Set<DossierWord>().Where(w => w.DossierId == id).ExecuteDeleteAsync(cancellation);
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
        await db.Set<Applicant>().Where(a => a.DossierId == id).ExecuteDeleteAsync(cancellation);
        return Outcome.Done;
    }

    private IQueryable<Dossier> Due()
    {
        var before = Rule().ClosedBefore(clock.Today);
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
