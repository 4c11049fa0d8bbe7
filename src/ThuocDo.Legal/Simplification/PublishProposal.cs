using Microsoft.EntityFrameworkCore;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Outcomes;

namespace ThuocDo.Legal.Simplification;

/// <summary>Brings what was decided into the catalogue, by whoever publishes its versions.</summary>
public sealed class PublishProposal(
    ThuocDoDb db,
    SimplificationDesk desk,
    ICatalogueChanges changes,
    ICurrentUser user
)
{
    /// <summary>
    /// Puts a decided proposal into the catalogue as its next version, or ends the procedure, and notes the effect. Two steps with two keys made of
    /// one: where the second fails the next try finds the version of the first.
    /// </summary>
    /// <param name="seen">Number of the last version as the person saw it.</param>
    public async Task<Outcome> RunAsync(
        RecordAct act,
        int seen,
        DateOnly from,
        CancellationToken cancellation
    )
    {
        var proposal = await db.Set<Proposal>()
            .AsNoTracking()
            .FirstOrDefaultAsync(p => p.Id == act.Id, cancellation);
        if (
            proposal is not { DecisionNumber: { } number, DecidedOn: { } day }
            || !user.Can(Permissions.CatalogueManage)
        )
        {
            return Outcome.Refused(SimplificationDesk.NotAllowed);
        }

        var ends =
            proposal.Measures.Contains(Measure.Abolished)
            || proposal.Measures.Contains(Measure.Merged);
        // The first click of two has gone all the way: its answer is looked up by the second step.
        if (proposal.State != ProposalState.Effective)
        {
            if (proposal.State != ProposalState.Approved)
            {
                return Outcome.Refused("simplify.refused.not-approved");
            }

            if (proposal.Version != act.Version)
            {
                return Outcome.Stale("common.stale");
            }

            var published = ends
                ? await changes.EndAsync(
                    new ProcedureEnd($"{act.Key}-v", proposal.Code, seen, from, number, day),
                    cancellation
                )
                : await changes.PublishAsync(
                    new ProcedureChange(
                        $"{act.Key}-v",
                        proposal.Code,
                        seen,
                        from,
                        number,
                        day,
                        proposal.StatutoryLimit,
                        proposal.PromisedLimit,
                        proposal.Dropped,
                        proposal.Fee,
                        proposal.Online
                    ),
                    cancellation
                );
            if (!published.Succeeded)
            {
                return published;
            }
        }

        return await desk.EffectAsync(
            act,
            ends ? 0 : seen + 1,
            Permissions.CatalogueManage,
            cancellation
        );
    }
}
