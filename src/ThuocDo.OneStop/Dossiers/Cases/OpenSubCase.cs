using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Dossiers.Search;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Outcomes;

namespace ThuocDo.OneStop.Dossiers.Cases;

/// <summary>
/// Opens the sub-case of the step in hand: code of the agency, a copy of the applicant's particulars for it, both
/// dossiers in one transaction. To be run as an act on the dossier that opens it.
/// </summary>
public sealed class OpenSubCase(ThuocDoDb db, DossierStore store, UnitDirectory units)
{
    public async Task<Outcome> RunAsync(
        DossierWork work,
        Guid unitId,
        bool electronically,
        ActContext act,
        CancellationToken cancellation
    )
    {
        var tree = await units.GetAsync(cancellation);
        if (
            tree.Find(unitId) is not { Identifier: { } identifier } unit
            || !unit.IsValidOn(act.Day)
        )
        {
            return Outcome.Refused("process.refused.unit");
        }

        var known = await db.Set<Applicant>()
            .AsNoTracking()
            .FirstOrDefaultAsync(a => a.DossierId == work.Dossier.Id, cancellation);
        var id = act.NextId(act.At);
        var copy = new Applicant
        {
            DossierId = id,
            Name = known?.Name ?? "–",
            FoldedName = known?.FoldedName ?? "",
            IdentityNumber = known?.IdentityNumber,
            Phone = known?.Phone,
            Email = known?.Email,
            Address = known?.Address,
            Salt = RandomNumberGenerator.GetBytes(16),
        };
        // The number is taken only if the rules allow the case, so that no code is lost.
        if (Refusal(work, unitId, act) is { } refused)
        {
            return refused;
        }

        var number = await store.NextNumberAsync(identifier, act.Day, cancellation);
        var opened = work.OpenCase(
            unitId,
            DossierCode.Format(identifier, act.Day, number),
            copy.Commitment(),
            electronically,
            act,
            id
        );
        if (!opened.Succeeded)
        {
            return opened;
        }

        db.AddApplicant(copy, opened.Value!.Dossier);
        store.Save(opened.Value!, isNew: true);
        return Outcome.Done;
    }

    private static Outcome? Refusal(DossierWork work, Guid unitId, ActContext act)
    {
        if (work.StepNow.Kind != Processes.StepKind.SubCase)
        {
            return Outcome.Refused("process.refused.no-case", work.Step.Named);
        }

        return unitId == work.Dossier.UnitId && act.Day < Reorganisation.TwoLevelsFrom
            ? Outcome.Refused("process.refused.own-case")
            : null;
    }
}

/// <summary>The end of the district level.</summary>
public static class Reorganisation
{
    /// <summary>
    /// From this day a unit may open a sub-case with itself: the work of the district may have come to the same commune.
    /// </summary>
    public static readonly DateOnly TwoLevelsFrom = new(2025, 7, 1);
}
