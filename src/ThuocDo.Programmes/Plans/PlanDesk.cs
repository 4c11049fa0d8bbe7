using Microsoft.EntityFrameworkCore;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.Programmes.Plans;

/// <summary>What a person says one item of a plan serves.</summary>
/// <param name="TiedTo">None: nothing.</param>
/// <param name="Seen">The version of the tie that was shown; empty: there was none.</param>
public sealed record TieChoice(TieKind Kind, string Item, string? TiedTo, Guid Seen);

/// <param name="Key">Idempotency key of the form.</param>
public sealed record TieRequest(string Key, Guid Plan, IReadOnlyList<TieChoice> Choices);

/// <summary>Ties the items of plans, first as proposed at adoption, then as people decide. Every tie has a history of its own.</summary>
public sealed class PlanDesk(
    ThuocDoDb db,
    UnitOfWork unitOfWork,
    PlanShelf shelf,
    ICurrentUser user,
    Clock clock
)
{
    /// <summary>Writes all choices or none. What was looked at and kept as proposed is thereby decided.</summary>
    public Task<Outcome> TieAsync(TieRequest request, CancellationToken cancellation) =>
        unitOfWork.RunAsync(
            new ActionKey(request.Key, "plan.tie", user.UserId),
            token => OnceAsync(request, token),
            cancellation
        );

    /// <summary>Proposes ties for whatever of a plan has none yet; part of the transaction that adopts it.</summary>
    public async Task ProposeAsync(
        Programme plan,
        ProgrammeItems items,
        CancellationToken cancellation
    )
    {
        if (plan.CarriesOutId is not { } programme)
        {
            return;
        }

        var known = await db.Set<PlanTie>()
            .Where(t => t.PlanId == plan.Id)
            .Select(t => new { t.Kind, t.Item })
            .ToListAsync(cancellation);
        foreach (
            var (item, tiedTo) in (await shelf.ProposeAsync(programme, items, cancellation)).Where(
                p => !known.Any(k => k.Kind == p.Item.Kind && k.Item == p.Item.Key)
            )
        )
        {
            var tie = NewTie(plan.Id, item.Kind, item.Key);
            tie.TiedTo = tiedTo?.Key;
            db.Add(tie);
            Record(new(PlanTie.Fields, tie), "proposed");
        }
    }

    private async Task<Outcome> OnceAsync(TieRequest request, CancellationToken cancellation)
    {
        if (!user.Can(Permissions.ProgrammeManage))
        {
            return Outcome.Refused("draft.refused.not-allowed");
        }

        if (
            await shelf.FindAsync(request.Plan, cancellation)
            is not { CarriesOutId: { } programme } plan
        )
        {
            return Outcome.Refused("plan.refused.no-plan");
        }

        var own = await ItemsAsync(plan.Id, cancellation);
        var higher = await ItemsAsync(programme, cancellation);
        var ties = await db.Set<PlanTie>()
            .Where(t => t.PlanId == plan.Id)
            .ToListAsync(cancellation);
        foreach (var choice in request.Choices)
        {
            if (!own.Contains((choice.Kind, choice.Item)))
            {
                return Outcome.Refused("plan.refused.item", choice.Item);
            }

            if (choice.TiedTo is { } key && !higher.Contains((choice.Kind, key)))
            {
                return Outcome.Refused("plan.refused.tie", choice.Item, key);
            }

            var tie = ties.FirstOrDefault(t => t.Kind == choice.Kind && t.Item == choice.Item);
            if (tie is { IsDecided: true } && tie.TiedTo == choice.TiedTo)
            {
                continue;
            }

            if ((tie?.Version ?? Guid.Empty) != choice.Seen)
            {
                return Outcome.Stale("common.stale");
            }

            Decide(tie ?? Added(NewTie(plan.Id, choice.Kind, choice.Item)), choice.TiedTo);
        }

        return Outcome.Done;
    }

    private void Decide(PlanTie tie, string? tiedTo)
    {
        var history = new ChainedRow<PlanTie>(PlanTie.Fields, tie);
        (tie.TiedTo, tie.IsDecided) = (tiedTo, true);
        Record(history, "tied");
    }

    private async Task<HashSet<(TieKind, string)>> ItemsAsync(
        Guid programme,
        CancellationToken cancellation
    ) =>
        [
            .. PlanItem
                .Of((await ProgrammeItems.EverAsync(db, programme, cancellation)).In(null))
                .Select(i => (i.Kind, i.Key)),
        ];

    private PlanTie NewTie(Guid plan, TieKind kind, string item) =>
        new()
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(clock.Now, TimeSpan.Zero)),
            PlanId = plan,
            Kind = kind,
            Item = item,
        };

    private PlanTie Added(PlanTie tie)
    {
        db.Add(tie);
        return tie;
    }

    private void Record(ChainedRow<PlanTie> history, string type) =>
        db.Add(history.Record(type, clock.Now, user.UserId));
}
