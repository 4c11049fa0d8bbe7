using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Procedures;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Data;

namespace ThuocDo.OneStop.Ratings;

/// <summary>Sub-cases are no case of an applicant; what was withdrawn or stopped has no result to judge.</summary>
public sealed class SurveyFrame(
    ThuocDoDb db,
    CatalogueDirectory catalogues,
    UnitDirectory directory
) : ISurveyFrame
{
    public async Task<IReadOnlyList<SurveyCase>> CasesAsync(
        DateOnly from,
        DateOnly to,
        CancellationToken cancellation
    )
    {
        var rows = await db.Set<Dossier>()
            .AsNoTracking()
            .Where(d => d.ClosedOn >= from && d.ClosedOn < to && d.ParentId == null)
            .Where(d => d.Result == DossierResult.Granted || d.Result == DossierResult.Refused)
            .Select(d => new
            {
                d.Id,
                d.UnitId,
                d.ProcedureId,
                d.Channel,
                HasMail = db.Set<Applicant>()
                    .Any(a => a.DossierId == d.Id && a.Email != null && a.Email != ""),
            })
            .ToListAsync(cancellation);
        var catalogue = await catalogues.GetAsync(cancellation);
        var tree = await directory.GetAsync(cancellation);
        return
        [
            .. rows.Select(r => new SurveyCase(
                r.Id,
                tree[r.UnitId].Key,
                catalogue[r.ProcedureId].FieldVi,
                r.Channel.ToString(),
                r.HasMail
            )),
        ];
    }

    public async Task<string?> MailOfAsync(Guid dossierId, CancellationToken cancellation)
    {
        var mail = await db.Set<Applicant>()
            .Where(a => a.DossierId == dossierId)
            .Select(a => a.Email)
            .FirstOrDefaultAsync(cancellation);
        return string.IsNullOrWhiteSpace(mail) ? null : mail.Trim();
    }
}
