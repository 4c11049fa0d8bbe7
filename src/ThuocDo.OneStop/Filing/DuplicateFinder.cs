using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;

namespace ThuocDo.OneStop.Filing;

/// <summary>
/// Applications of the same applicant for the same procedure that are still open. A warning and no refusal: two children
/// have one father. A citizen learns of its own alone, an officer of what he or she may see.
/// </summary>
public sealed class DuplicateFinder(
    ThuocDoDb db,
    HolderActs holder,
    ICurrentUser user,
    ICurrentCitizen citizen,
    Texts texts
)
{
    public async Task<IReadOnlyList<(string Text, string Link)>> OfCitizenAsync(
        SubmissionFolder folder,
        CancellationToken cancellation
    )
    {
        var (me, submission) = (citizen.CitizenId, folder.Submission);
        var waiting = await db.Set<Submission>()
            .AsNoTracking()
            .Where(s =>
                s.CitizenId == me
                && s.Id != submission.Id
                && s.ProcedureId == submission.ProcedureId
                && (
                    s.State == SubmissionState.Submitted
                    || s.State == SubmissionState.SupplementAtIntake
                )
            )
            .Select(s => new { s.Id, s.Reference })
            .ToListAsync(cancellation);
        var open = await Open(holder.Own(), submission.ProcedureId).ToListAsync(cancellation);
        return
        [
            .. waiting.Select(s =>
                (texts["filing.duplicate.submission", s.Reference], FilingLinks.Submission(s.Id))
            ),
            .. open.Select(code =>
                (texts["filing.duplicate.dossier", code], FilingLinks.MyDossier(code))
            ),
        ];
    }

    public async Task<IReadOnlyList<string>> OfOfficerAsync(
        SubmissionFolder folder,
        CancellationToken cancellation
    )
    {
        var number = folder.Content.IdentityNumber;
        return number is null
            ? []
            : await Open(
                    db.Set<Dossier>()
                        .WithParticularsFor(user)
                        .Where(d =>
                            db.Set<Applicant>()
                                .Any(a => a.DossierId == d.Id && a.IdentityNumber == number)
                        ),
                    folder.Submission.ProcedureId
                )
                .ToListAsync(cancellation);
    }

    private static IQueryable<string> Open(IQueryable<Dossier> dossiers, Guid procedure) =>
        dossiers
            .AsNoTracking()
            .Where(d => d.ProcedureId == procedure && d.ClosedOn == null)
            .OrderByDescending(d => d.ReceivedAt)
            .Select(d => d.Code)
            .Take(5);
}
