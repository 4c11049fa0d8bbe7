using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Compiling;
using ThuocDo.Programmes.Drafts;
using ThuocDo.Programmes.Plans;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Programmes.Tasks;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.Programmes.Adoption;

/// <summary>What the adopter says of the act.</summary>
/// <param name="Key">Idempotency key of the form.</param>
/// <param name="Seen">The version of the draft that the form was shown for.</param>
/// <param name="Version">The number of the version the form was shown for; 0 for a new programme.</param>
/// <param name="TermEnd">The last day of the programme's term.</param>
/// <param name="LeadsFrom">From which day on the board shows it first; none: it does not.</param>
/// <param name="CarriesOutId">Of an action plan: the programme it carries out.</param>
public sealed record AdoptRequest(
    string Key,
    Guid Draft,
    Guid Seen,
    AdoptionWay Way,
    int Version,
    string Act,
    string? ActNumber,
    DateOnly? AdoptedOn,
    Guid? IssuerId,
    DateOnly? TermEnd,
    DateOnly? LeadsFrom,
    Guid? CarriesOutId = null
);

/// <summary>Makes a version of a programme out of a reviewed draft: all of it in one transaction, or nothing.</summary>
public sealed class Adopt(
    ThuocDoDb db,
    UnitOfWork unitOfWork,
    IndicatorChoices indicators,
    PlanDesk plans,
    PlanDuties duties,
    LeadDesk lead,
    ICurrentUser user,
    Clock clock
)
{
    /// <summary>The key of the programme that was made or changed.</summary>
    public Task<Outcome<string>> RunAsync(AdoptRequest request, CancellationToken cancellation) =>
        unitOfWork.RunAsync(
            new ActionKey(request.Key, "programme.adopt", user.UserId),
            token => OnceAsync(request, token),
            cancellation
        );

    /// <summary>What still stands between a draft and its adoption, as counts.</summary>
    public static async Task<(int Open, int NotUnderstood, int Accepted)> RemainingAsync(
        ThuocDoDb db,
        Guid draft,
        CancellationToken cancellation
    ) =>
        (
            await db.Set<DraftItem>()
                .CountAsync(
                    i => i.DraftId == draft && i.State == DraftItemState.Open,
                    cancellation
                ),
            await db.Set<DraftSentence>()
                .CountAsync(
                    s => s.DraftId == draft && s.State == SentenceState.NotUnderstood,
                    cancellation
                ),
            await db.Set<DraftItem>()
                .CountAsync(
                    i => i.DraftId == draft && i.State == DraftItemState.Accepted,
                    cancellation
                )
        );

    /// <summary>The plan that the page shows and the use case writes.</summary>
    public async Task<AdoptionPlan> PlanAsync(
        Guid draft,
        AdoptionWay way,
        Guid programme,
        int version,
        DateOnly termEnd,
        CancellationToken cancellation
    )
    {
        var items = await db.Set<DraftItem>()
            .AsNoTracking()
            .Where(i => i.DraftId == draft && i.State == DraftItemState.Accepted)
            .OrderBy(i => i.Number)
            .ToListAsync(cancellation);
        var ever = await ProgrammeItems.EverAsync(db, programme, cancellation);
        return AdoptionPlan.Of(
            programme,
            version,
            way,
            termEnd,
            items,
            ever.In(null),
            ever,
            await indicators.ByKeyAsync(cancellation)
        );
    }

    private async Task<Outcome<string>> OnceAsync(
        AdoptRequest request,
        CancellationToken cancellation
    )
    {
        if (!user.Can(Permissions.ProgrammeManage))
        {
            return Refused("draft.refused.not-allowed");
        }

        var draft = await db.Set<ProgrammeDraft>()
            .FirstOrDefaultAsync(d => d.Id == request.Draft, cancellation);
        if (draft is not { State: DraftState.InReview })
        {
            return Refused("draft.refused.over");
        }

        if (draft.Version != request.Seen)
        {
            return Outcome<string>.From(Outcome.Stale("adoption.refused.changed"));
        }

        var (open, notUnderstood, accepted) = await RemainingAsync(db, request.Draft, cancellation);
        if (open + notUnderstood > 0)
        {
            return Refused("adoption.refused.open", open, notUnderstood);
        }

        if (accepted == 0)
        {
            return Refused("adoption.refused.empty");
        }

        if (request.TermEnd is null)
        {
            return Refused("adoption.refused.term");
        }

        var (programme, fault) = await ProgrammeAsync(request, draft.AmendsId, cancellation);
        if (programme is null)
        {
            return Outcome<string>.From(fault);
        }

        var number = request.Version + 1;
        var plan = await PlanAsync(
            request.Draft,
            request.Way,
            programme.Id,
            number,
            programme.TermEnd,
            cancellation
        );
        if (plan.Faults is [var first, ..])
        {
            return Refused(first.Key, [.. first.Arguments]);
        }

        await WriteAsync(plan, number, cancellation);
        RecordVersion(request, programme, number, plan);
        // A lead that begins later is only announced: whichever leads goes on until then.
        if (number == 1 && programme.LeadsFrom <= clock.Today)
        {
            await lead.EndOthersAsync(programme.Id, cancellation);
        }

        await plans.ProposeAsync(programme, plan.After, cancellation);
        if (request.Way == AdoptionWay.Plan)
        {
            await duties.SettleAsync(programme, cancellation);
        }

        var history = new ChainedRow<ProgrammeDraft>(ProgrammeDraft.Fields, draft);
        draft.State = DraftState.Adopted;
        db.Add(history.Record("adopted", clock.Now, user.UserId, ("programme", programme.Key)));
        return Outcome<string>.Of(programme.Key);
    }

    private async Task<(Programme? Programme, Outcome Fault)> ProgrammeAsync(
        AdoptRequest request,
        Guid? amends,
        CancellationToken cancellation
    )
    {
        var isOwn = request.Way is AdoptionWay.New or AdoptionWay.Plan;
        if ((amends is null) != isOwn)
        {
            return (null, Outcome.Refused("adoption.refused.programme"));
        }

        var isPlan = request.Way == AdoptionWay.Plan;
        if (isPlan && await PlanFaultAsync(request, cancellation) is { } fault)
        {
            return (null, fault);
        }

        if (
            isOwn
            && !isPlan
            && await db.Set<Unit>()
                .AsNoTracking()
                .FirstOrDefaultAsync(u => u.Id == request.IssuerId, cancellation)
                is { } issuer
            && IssuerFault(request, issuer) is { } notThen
        )
        {
            return (null, notThen);
        }

        if (isOwn)
        {
            var made = new Programme
            {
                Id = Guid.CreateVersion7(),
                Key = await FreeKeyAsync(request, cancellation),
                Number = request.ActNumber,
                TitleVi = request.Act,
                IssuerId = request.IssuerId,
                AdoptedOn = request.AdoptedOn,
                TermEnd = request.TermEnd!.Value,
                LeadsFrom = isPlan ? null : request.LeadsFrom,
                CarriesOutId = isPlan ? request.CarriesOutId : null,
            };
            db.Add(made);
            return (made, Outcome.Done);
        }

        var programme = await db.Set<Programme>()
            .FirstOrDefaultAsync(p => p.Id == amends, cancellation);
        if (programme is null)
        {
            return (null, Outcome.Refused("adoption.refused.programme"));
        }

        // Two acts at once: the second meets the number of the first at the unique index and comes here again.
        var last = await db.Set<ProgrammeVersion>()
            .Where(v => v.ProgrammeId == programme.Id)
            .MaxAsync(v => v.Number, cancellation);
        if (last != request.Version)
        {
            return (null, Outcome.Stale("adoption.refused.version", last));
        }

        programme.TermEnd = request.TermEnd!.Value;
        return (programme, Outcome.Done);
    }

    /// <summary>Whose plan it is and for what: a body that existed when it was issued, and not the one that set the task.</summary>
    private async Task<Outcome?> PlanFaultAsync(
        AdoptRequest request,
        CancellationToken cancellation
    )
    {
        var higher = await db.Set<Programme>()
            .AsNoTracking()
            .FirstOrDefaultAsync(p => p.Id == request.CarriesOutId, cancellation);
        var issuer = await db.Set<Unit>()
            .AsNoTracking()
            .FirstOrDefaultAsync(u => u.Id == request.IssuerId, cancellation);
        return higher is null ? Outcome.Refused("plan.refused.programme")
            : higher.CarriesOutId is not null ? Outcome.Refused("plan.refused.of-plan")
            : issuer is null || issuer.Kind == UnitKind.Area
                ? Outcome.Refused("plan.refused.issuer")
            : issuer.Id == higher.IssuerId ? Outcome.Refused("plan.refused.own")
            : IssuerFault(request, issuer) is { } fault ? fault
            : request.AdoptedOn < higher.AdoptedOn
                ? Outcome.Refused("plan.refused.day-before", request.AdoptedOn, higher.AdoptedOn)
            : null;
    }

    /// <summary>A body that has ended may have issued what it issued while it existed; without a day it would be issued today.</summary>
    private Outcome? IssuerFault(AdoptRequest request, Unit issuer) =>
        (request.AdoptedOn ?? clock.Today) is var day && !issuer.IsValidOn(day)
            ? Outcome.Refused("plan.refused.issuer-day", day)
            : null;

    /// <summary>Numbers of acts begin anew with each term: of two programmes with one number the later one bears its year.</summary>
    private async Task<string> FreeKeyAsync(AdoptRequest request, CancellationToken cancellation)
    {
        var plain = ProgrammeKeys.Of(request.ActNumber, clock.Today, request.Draft);
        var year = (request.AdoptedOn ?? clock.Today).Year;
        foreach (var key in (string[])[plain, $"{plain}-{year}"])
        {
            if (
                !ProgrammeKeys.IsReserved(key)
                && !await db.Set<Programme>().AnyAsync(p => p.Key == key, cancellation)
            )
            {
                return key;
            }
        }

        return $"{plain}-{ProgrammeKeys.Short(request.Draft)}";
    }

    private async Task WriteAsync(AdoptionPlan plan, int number, CancellationToken cancellation)
    {
        var added = plan.Added;
        db.AddRange(added.Targets);
        db.AddRange(added.Conditions);
        db.AddRange(added.Tasks);
        db.AddRange(added.Addressees);
        db.AddRange(plan.AddedUnits);
        db.AddRange(added.Duties);
        await EndAsync<Target>(plan, number, t => t.Id, cancellation);
        await EndAsync<Condition>(plan, number, c => c.Id, cancellation);
        await EndAsync<ProgrammeTask>(plan, number, t => t.Id, cancellation);
        await EndAsync<Addressee>(plan, number, a => a.Id, cancellation);
        await EndAsync<Duty>(plan, number, d => d.Id, cancellation);
    }

    private async Task EndAsync<T>(
        AdoptionPlan plan,
        int number,
        Func<T, Guid> id,
        CancellationToken cancellation
    )
        where T : class, IVersionedItem
    {
        foreach (var item in plan.Ended.OfType<T>())
        {
            var row = await db.Set<T>().FindAsync([id(item)], cancellation);
            row!.ToVersion = number;
        }
    }

    private void RecordVersion(
        AdoptRequest request,
        Programme programme,
        int number,
        AdoptionPlan plan
    )
    {
        var version = new ProgrammeVersion
        {
            Id = Guid.CreateVersion7(),
            ProgrammeId = programme.Id,
            Number = number,
            Act = request.Act,
            ActNumber = request.ActNumber,
            AdoptedOn = request.AdoptedOn,
            TermEnd = programme.TermEnd,
            DraftId = request.Draft,
            Digest = VersionDigest.Of(programme, plan.After),
        };
        db.Add(version);
        db.Add(
            new ChainedRow<ProgrammeVersion>(ProgrammeVersion.Fields, version).Record(
                "adopted",
                clock.Now,
                user.UserId,
                (LeadEvents.From, number == 1 ? LeadEvents.Day(programme.LeadsFrom) : null)
            )
        );
    }

    private static Outcome<string> Refused(string key, params object?[] arguments) =>
        Outcome<string>.Refused(key, arguments);
}
