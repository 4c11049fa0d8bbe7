using Microsoft.EntityFrameworkCore;
using ThuocDo.Legal.Simplification.Cost;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.Legal.Simplification;

/// <summary>What was decided about a proposal; the number and day are those of the document.</summary>
/// <param name="By">Who decided.</param>
/// <param name="Grounds">Asked for where it is rejected.</param>
public sealed record ProposalDecision(
    bool IsApproved,
    string Number,
    DateOnly Day,
    string By,
    string? Grounds
);

/// <summary>Takes proposals to simplify procedures, opinions and decisions, and puts what was decided into the catalogue.</summary>
public sealed class SimplificationDesk(
    ThuocDoDb db,
    LegalRecords records,
    IProcedureCatalogue catalogue,
    UnitDirectory directory,
    ICurrentUser user,
    Clock clock
)
{
    public const string NotAllowed = "simplify.refused.not-allowed";

    /// <returns>The id of the proposal.</returns>
    public Task<Outcome<Guid>> ProposeAsync(
        string key,
        ProposalFacts facts,
        CancellationToken cancellation
    ) =>
        records.AddAsync(
            Proposal.Fields,
            key,
            "simplify.propose",
            "proposed",
            async token =>
            {
                if (await FaultAsync(facts, token) is { } fault)
                {
                    return (null, fault);
                }

                var last = await db.Set<Proposal>().MaxAsync(p => (int?)p.Number, token) ?? 0;
                return (Proposal.Make(records.NewId(), last + 1, clock.Today, facts), null);
            },
            cancellation
        );

    public Task<Outcome> EditAsync(
        RecordAct act,
        ProposalFacts facts,
        CancellationToken cancellation
    ) =>
        OnAsync(
            act,
            "simplify.edit",
            "mended",
            async (proposal, token) =>
            {
                if (!user.Can(Permissions.SimplifyPropose, proposal.UnitId))
                {
                    return Outcome.Refused(NotAllowed);
                }

                if (proposal.State != ProposalState.Proposed)
                {
                    return Outcome.Refused("simplify.refused.decided");
                }

                var kept = facts with { Code = proposal.Code };
                if (await FaultAsync(kept, token) is { } fault)
                {
                    return fault;
                }

                proposal.Write(kept);
                return Outcome.Done;
            },
            cancellation
        );

    /// <summary>The cost before and after; until it is decided.</summary>
    public Task<Outcome> PriceAsync(
        RecordAct act,
        CostSheet sheet,
        CancellationToken cancellation
    ) =>
        OnAsync(
            act,
            "simplify.price",
            "priced",
            (proposal, _) =>
            {
                if (!user.Can(Permissions.SimplifyPropose, proposal.UnitId))
                {
                    return Refused(NotAllowed);
                }

                if (proposal.State != ProposalState.Proposed)
                {
                    return Refused("simplify.refused.decided");
                }

                if (SimplificationRules.FaultOf(sheet) is { } fault)
                {
                    return Task.FromResult(fault);
                }

                proposal.Price(sheet);
                return Task.FromResult(Outcome.Done);
            },
            cancellation
        );

    public Task<Outcome> OpineAsync(
        RecordAct act,
        string from,
        OpinionStance stance,
        string words,
        CancellationToken cancellation
    ) =>
        OnAsync(
            act,
            "simplify.opine",
            "opinion",
            async (proposal, token) =>
            {
                if (
                    !user.Can(Permissions.SimplifyPropose, proposal.UnitId)
                    && !user.Can(Permissions.SimplifyDecide)
                )
                {
                    return Outcome.Refused(NotAllowed);
                }

                if (proposal.State != ProposalState.Proposed)
                {
                    return Outcome.Refused("simplify.refused.decided");
                }

                if (
                    from.Length is 0 or > Proposal.ShortMaxLength
                    || words.Length is 0 or > Proposal.TextMaxLength
                )
                {
                    return Outcome.Refused("simplify.refused.opinion", Proposal.TextMaxLength);
                }

                records.Add(
                    ProposalOpinion.Fields,
                    new ProposalOpinion
                    {
                        Id = records.NewId(),
                        ProposalId = proposal.Id,
                        Number =
                            1
                            + await db.Set<ProposalOpinion>()
                                .CountAsync(o => o.ProposalId == proposal.Id, token),
                        From = from,
                        Day = clock.Today,
                        Stance = stance,
                        Words = words,
                    },
                    "given"
                );
                return Outcome.Done;
            },
            cancellation
        );

    public Task<Outcome> DecideAsync(
        RecordAct act,
        ProposalDecision decision,
        CancellationToken cancellation
    ) =>
        OnAsync(
            act,
            "simplify.decide",
            "decided",
            (proposal, _) =>
            {
                if (!user.Can(Permissions.SimplifyDecide))
                {
                    return Refused(NotAllowed);
                }

                if (proposal.State != ProposalState.Proposed)
                {
                    return Refused("simplify.refused.decided");
                }

                if (
                    decision.Number.Length is 0 or > Proposal.ShortMaxLength
                    || decision.By.Length is 0 or > Proposal.ShortMaxLength
                    || decision.Day > clock.Today
                    || decision.Day < proposal.ProposedOn
                )
                {
                    return Refused("simplify.refused.decision", proposal.ProposedOn);
                }

                if (
                    !decision.IsApproved
                    && decision.Grounds is not { Length: > 0 and <= Proposal.TextMaxLength }
                )
                {
                    return Refused("simplify.refused.grounds", Proposal.TextMaxLength);
                }

                proposal.Decide(
                    decision.IsApproved,
                    decision.Number,
                    decision.Day,
                    decision.By,
                    decision.Grounds
                );
                return Task.FromResult(Outcome.Done);
            },
            cancellation
        );

    public Task<Outcome> WithdrawAsync(
        RecordAct act,
        string grounds,
        CancellationToken cancellation
    ) =>
        OnAsync(
            act,
            "simplify.withdraw",
            "withdrawn",
            (proposal, _) =>
            {
                if (!user.Can(Permissions.SimplifyPropose, proposal.UnitId))
                {
                    return Refused(NotAllowed);
                }

                if (proposal.State != ProposalState.Proposed)
                {
                    return Refused("simplify.refused.decided");
                }

                if (grounds.Length is 0 or > Proposal.TextMaxLength)
                {
                    return Refused("simplify.refused.grounds", Proposal.TextMaxLength);
                }

                proposal.Withdraw(grounds);
                return Task.FromResult(Outcome.Done);
            },
            cancellation
        );

    /// <summary>Notes that a version of the catalogue shows what was decided; refused where it does not.</summary>
    public Task<Outcome> NoteEffectAsync(
        RecordAct act,
        int version,
        CancellationToken cancellation
    ) => EffectAsync(act, version, Permissions.SimplifyDecide, cancellation);

    /// <summary>Fixes the list of procedures of a day, once.</summary>
    public Task<Outcome<Guid>> FixBaseAsync(
        string key,
        DateOnly day,
        string act,
        CancellationToken cancellation
    ) =>
        records.AddAsync(
            BaseList.Fields,
            key,
            "simplify.base",
            "fixed",
            async token =>
            {
                await db.Engine.LockAsync(db, "simplification-base", token);
                if (!user.Can(Permissions.SimplifyDecide))
                {
                    return (null, Outcome.Refused(NotAllowed));
                }

                if (await db.Set<BaseList>().AnyAsync(token))
                {
                    return (null, Outcome.Refused("simplify.refused.base-fixed"));
                }

                var codes = (await catalogue.AllAsync(token))
                    .Where(p => p.On(day) is not null)
                    .Select(p => p.Code)
                    .Order(StringComparer.Ordinal)
                    .ToList();
                if (
                    codes.Count == 0
                    || day > clock.Today
                    || act.Length is 0 or > Proposal.ShortMaxLength
                )
                {
                    return (null, Outcome.Refused("simplify.refused.base", day));
                }

                return (
                    new BaseList
                    {
                        Id = records.NewId(),
                        Day = day,
                        Codes = string.Join(' ', codes),
                        Act = act,
                    },
                    null
                );
            },
            cancellation
        );

    /// <param name="permission">By which the effect is noted.</param>
    internal Task<Outcome> EffectAsync(
        RecordAct act,
        int version,
        string permission,
        CancellationToken cancellation
    ) =>
        OnAsync(
            act,
            "simplify.effect",
            "effective",
            async (proposal, token) =>
            {
                if (!user.Can(permission))
                {
                    return Outcome.Refused(NotAllowed);
                }

                var day = SimplificationRules.EffectOf(
                    proposal,
                    await ProcedureAsync(proposal.Code, token),
                    version,
                    clock.Today
                );
                if (!day.Succeeded)
                {
                    return day;
                }

                proposal.TakeEffect(day.Value, version);
                return Outcome.Done;
            },
            cancellation
        );

    private async Task<CatalogueProcedure?> ProcedureAsync(string code, CancellationToken token) =>
        (await catalogue.AllAsync(token)).FirstOrDefault(p => p.Code == code);

    private async Task<Outcome?> FaultAsync(ProposalFacts facts, CancellationToken token)
    {
        var tree = await directory.GetAsync(token);
        return !user.Can(Permissions.SimplifyPropose, facts.UnitId) ? Outcome.Refused(NotAllowed)
            : tree.Find(facts.UnitId) is not { } unit || !unit.IsValidOn(clock.Today)
                ? Outcome.Refused("simplify.refused.unit")
            : SimplificationRules.FaultOf(
                facts,
                await ProcedureAsync(facts.Code, token),
                clock.Today
            );
    }

    private Task<Outcome> OnAsync(
        RecordAct act,
        string name,
        string type,
        Func<Proposal, CancellationToken, Task<Outcome>> change,
        CancellationToken cancellation
    ) => records.OnAsync(Proposal.Fields, act, name, NotAllowed, type, change, cancellation);

    private static Task<Outcome> Refused(string key, params object?[] arguments) =>
        Task.FromResult(Outcome.Refused(key, arguments));
}
