using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Procedures;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;

namespace ThuocDo.OneStop.Dossiers.Register;

/// <summary>One line of the register: the columns of Form 06 of 2018 and Form 07 of 2025.</summary>
public sealed record RegisterLine(
    string Code,
    string Content,
    string Applicant,
    string Contact,
    string Lead,
    DateTime ReceivedAt,
    DateTime PromisedAt,
    DateTime? ReturnedAt,
    bool ByPost,
    string Note
);

/// <summary>The dossiers an office received between two days, in the order of receipt.</summary>
public sealed class RegisterReader(ThuocDoDb db, CatalogueDirectory catalogues, UnitDirectory units)
{
    /// <summary>Most days of one print.</summary>
    public const int MostDays = 31;

    public async Task<IReadOnlyList<RegisterLine>> ReadAsync(
        Guid unitId,
        DateOnly from,
        DateOnly to,
        CancellationToken cancellation
    )
    {
        var catalogue = await catalogues.GetAsync(cancellation);
        var tree = await units.GetAsync(cancellation);
        var language = Texts.CurrentLanguage;
        var rows = await db.Set<Dossier>()
            .AsNoTracking()
            .Where(d => d.ReceivingUnitId == unitId && d.ReceivedOn >= from && d.ReceivedOn <= to)
            .OrderBy(d => d.ReceivedAt)
            .ThenBy(d => d.Code)
            .Select(d => new
            {
                Dossier = d,
                Applicant = db.Set<Applicant>().FirstOrDefault(a => a.DossierId == d.Id),
            })
            .ToListAsync(cancellation);
        return
        [
            .. rows.Select(r => new RegisterLine(
                r.Dossier.Code,
                catalogue[r.Dossier.ProcedureId].NameIn(language),
                r.Applicant?.Name ?? "",
                string.Join(
                    ", ",
                    new[] { r.Applicant?.Address, r.Applicant?.Phone }.Where(t =>
                        !string.IsNullOrEmpty(t)
                    )
                ),
                tree[r.Dossier.UnitId].NameIn(language),
                r.Dossier.ReceivedAt,
                r.Dossier.FirstPromisedAt,
                r.Dossier.ReturnedAt,
                r.Dossier.ReturnByPost,
                r.Dossier.ReturnedAt is null
                    ? DossierStates.Of(r.Dossier.State).Name.In(language)
                    : ""
            )),
        ];
    }
}
