using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Dossiers.Attachments;
using ThuocDo.OneStop.Licences;
using ThuocDo.OneStop.Procedures;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Filing;

/// <summary>A result that the province issued to the citizen behind the request, and its dossier.</summary>
public sealed record ReusablePaper(Attachment File, Dossier Dossier, string Procedure);

/// <summary>
/// What a citizen need not hand in, because the province has issued it: results returned to the same identity, and of licences those in force. An identity that is only declared
/// reaches none, and neither does a dossier of somebody else that was filed from the same account.
/// </summary>
public sealed class ReusablePapers(
    ThuocDoDb db,
    CatalogueDirectory catalogues,
    ICurrentCitizen citizen,
    Clock clock
)
{
    private const int Most = 50;

    public async Task<IReadOnlyList<ReusablePaper>> OwnAsync(CancellationToken cancellation)
    {
        var catalogue = await catalogues.GetAsync(cancellation);
        var own = await Own()
            .OrderByDescending(a => a.AddedAt)
            .Take(Most)
            .Join(db.Set<Dossier>(), a => a.DossierId, d => d.Id, (a, d) => new { a, d })
            .AsNoTracking()
            .ToListAsync(cancellation);
        return
        [
            .. own.Select(x => new ReusablePaper(
                x.a,
                x.d,
                catalogue[x.d.ProcedureId].NameIn(Texts.CurrentLanguage)
            )),
        ];
    }

    public Task<Attachment?> FindAsync(Guid id, CancellationToken cancellation) =>
        Own().AsNoTracking().FirstOrDefaultAsync(a => a.Id == id, cancellation);

    /// <summary>Whether all that a submission refers to may still be used: a licence may have been revoked since it was chosen.</summary>
    public async Task<bool> StandAsync(
        Submission submission,
        IEnumerable<SubmissionFile> files,
        CancellationToken cancellation
    )
    {
        foreach (var file in files.Where(f => f.FromDossierId is not null))
        {
            if (
                submission.ForSomebodyElse
                || !await Own()
                    .AnyAsync(
                        a => a.DossierId == file.FromDossierId && a.Hash == file.Hash,
                        cancellation
                    )
            )
            {
                return false;
            }
        }

        return true;
    }

    private IQueryable<Attachment> Own()
    {
        var number =
            citizen is { IsSignedIn: true, Level: >= IdentityLevel.Basic }
            && citizen.IdentityNumber is { Length: > 0 } known
                ? known
                : null;
        var licences = db.Set<Licence>();
        var standing = licences.Being(LicenceState.InForce, clock.Today);
        return db.Set<Attachment>()
            .Where(a =>
                number != null
                && a.Role == AttachmentRole.Result
                && db.Set<Dossier>()
                    .Any(d =>
                        d.Id == a.DossierId
                        && d.State == DossierState.Returned
                        && d.Result == DossierResult.Granted
                    )
                && db.Set<Applicant>()
                    .Any(p => p.DossierId == a.DossierId && p.IdentityNumber == number)
                && (
                    !licences.Any(l => l.DossierId == a.DossierId)
                    || standing.Any(l => l.DossierId == a.DossierId)
                )
            );
    }
}
