using Microsoft.EntityFrameworkCore;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.Legal.Simplification;

/// <summary>Brings what was decided into the catalogue, by whoever publishes its versions.</summary>
public sealed class PublishProposal(
    ThuocDoDb db,
    SimplificationDesk desk,
    IProcedureCatalogue catalogue,
    ICatalogueChanges changes,
    ICurrentUser user,
    Clock clock
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

            var change = new ProcedureChange(
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
            );
            if (await FaultAsync(proposal, change, ends, cancellation) is { } fault)
            {
                return fault;
            }

            var published = ends
                ? await changes.EndAsync(
                    new ProcedureEnd($"{act.Key}-v", proposal.Code, seen, from, number, day),
                    cancellation
                )
                : await changes.PublishAsync(change, cancellation);
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

    /// <summary>
    /// What would be refused after the version is there is refused before it. Where another version is the last one by now, publishing itself says
    /// so, or knows that the version is its own of an earlier try.
    /// </summary>
    private async Task<Outcome?> FaultAsync(
        Proposal proposal,
        ProcedureChange change,
        bool ends,
        CancellationToken cancellation
    )
    {
        if (change.From < proposal.DecidedOn || change.From > clock.Today.AddYears(2))
        {
            return Outcome.Refused("simplify.refused.before-decision", change.From);
        }

        var procedure = (await catalogue.AllAsync(cancellation)).FirstOrDefault(p =>
            p.Code == proposal.Code
        );
        return ends
            || procedure?.Versions.MaxBy(v => v.Number) is not { } last
            || last.Number != change.SeenNumber
                ? null
            : !SimplificationRules.KeepsPapers(proposal, procedure)
                ? Outcome.Refused("simplify.refused.papers-changed", last.Number)
            : await changes.ComingAsync(change, cancellation) is { } coming
                ? SimplificationRules.FaultOf(proposal, last, coming)
            : null;
    }
}
