using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Procedures.OfficeLimits;

/// <summary>What an office promises.</summary>
/// <param name="Key">Idempotency key of the form.</param>
/// <param name="Limit">None where what was typed is no limit.</param>
public sealed record OfficeLimitRequest(
    string Key,
    Guid ProcedureId,
    Guid UnitId,
    DateOnly From,
    Limit? Limit,
    string Act
);

/// <summary>
/// Enters and ends the shorter limits of offices. A dossier keeps the promise under which it was received: what begins or
/// ends here does so tomorrow at the earliest, so that no node of the web promises by what it has not seen yet.
/// </summary>
public sealed class OfficeLimitDesk(
    ThuocDoDb db,
    UnitOfWork unitOfWork,
    UnitDirectory directory,
    CatalogueDirectory catalogues,
    ICurrentUser user,
    Clock clock
)
{
    public async Task<Outcome> EnterAsync(
        OfficeLimitRequest request,
        CancellationToken cancellation
    )
    {
        var outcome = await unitOfWork.RunAsync(
            new ActionKey(request.Key, "office-limit.enter", user.UserId),
            token => EnterOnceAsync(request, token),
            cancellation
        );
        catalogues.Forget();
        return outcome;
    }

    /// <summary>
    /// From tomorrow on the office keeps to the limit of the province again; one that has not begun never does, and what it would
    /// have ended goes on.
    /// </summary>
    public async Task<Outcome> EndAsync(string key, Guid id, CancellationToken cancellation)
    {
        var outcome = await unitOfWork.RunAsync(
            new ActionKey(key, "office-limit.end", user.UserId),
            token => EndOnceAsync(id, token),
            cancellation
        );
        catalogues.Forget();
        return outcome;
    }

    /// <summary>The offices that decide on a procedure on a day.</summary>
    public static IEnumerable<Unit> DecidingOn(
        ProcedureVersion version,
        UnitTree tree,
        DateOnly day
    ) =>
        tree.All.Where(u =>
            u.IsValidOn(day)
            && (
                version.CompetentUnitId is { } only
                    ? u.Id == only
                    : u.Level == version.Level && u.Kind != UnitKind.Area
            )
        );

    /// <summary>What is wrong with a promise; the caller has looked up the version in force on its first day.</summary>
    public static IEnumerable<FieldFault> FaultsOf(
        OfficeLimitRequest request,
        ProcedureVersion? version,
        UnitTree tree,
        DateOnly today
    )
    {
        if (request.From <= today)
        {
            yield return new(nameof(request.From), "procedure.valid-from.early", today.AddDays(1));
        }

        if (version is null)
        {
            yield return new(nameof(request.From), "procedure.office.no-version", request.From);
            yield break;
        }

        if (DecidingOn(version, tree, request.From).All(u => u.Id != request.UnitId))
        {
            yield return new("Unit", "procedure.office.wrong");
        }

        if (request.Limit is not { } limit)
        {
            yield return new("Amount", "procedure.limit.wrong");
        }
        else if (!LimitOrder.IsLonger(version.PromisedLimit, limit))
        {
            yield return new(
                "Amount",
                "procedure.office.not-shorter",
                version.PromisedLimit.InWords
            );
        }

        if (string.IsNullOrWhiteSpace(request.Act))
        {
            yield return new(nameof(request.Act), "procedure.office.act.missing");
        }
    }

    private async Task<Outcome> EnterOnceAsync(
        OfficeLimitRequest request,
        CancellationToken cancellation
    )
    {
        if (!user.Can(Permissions.CatalogueManage))
        {
            return Outcome.Refused("dossier.refused.not-allowed");
        }

        var version = (await catalogues.GetAsync(cancellation)).VersionOn(
            request.ProcedureId,
            request.From
        );
        var tree = await directory.GetAsync(cancellation);
        if (FaultsOf(request, version, tree, clock.Today).FirstOrDefault() is { } fault)
        {
            return Outcome.Refused(fault.Key, fault.Arguments);
        }

        await db.Engine.LockAsync(
            db,
            $"office-limit:{request.ProcedureId:N}:{request.UnitId:N}",
            cancellation
        );
        var others = await db.Set<OfficeLimit>()
            .Where(l =>
                l.ProcedureId == request.ProcedureId
                && l.UnitId == request.UnitId
                && (l.ValidTo == null || request.From < l.ValidTo)
            )
            .OrderBy(l => l.ValidFrom)
            .ToListAsync(cancellation);
        if (others.FirstOrDefault(l => request.From <= l.ValidFrom) is { } later)
        {
            return Outcome.Refused("procedure.office.later", later.ValidFrom);
        }

        foreach (var before in others)
        {
            End(before, request.From);
        }

        var limit = new OfficeLimit
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(clock.Now, TimeSpan.Zero)),
            ProcedureId = request.ProcedureId,
            UnitId = request.UnitId,
            ValidFrom = request.From,
            Limit = request.Limit!.Value,
            Act = request.Act.Trim().Normalize(),
        };
        db.Add(limit);
        db.Add(
            new ChainedRow<OfficeLimit>(OfficeLimit.Fields, limit).Record(
                "entered",
                clock.Now,
                user.UserId
            )
        );
        await CatalogueStamp.ChangeAsync(db, cancellation);
        return Outcome.Done;
    }

    private async Task<Outcome> EndOnceAsync(Guid id, CancellationToken cancellation)
    {
        if (!user.Can(Permissions.CatalogueManage))
        {
            return Outcome.Refused("dossier.refused.not-allowed");
        }

        var tomorrow = clock.Today.AddDays(1);
        var limit = await db.Set<OfficeLimit>().FirstOrDefaultAsync(l => l.Id == id, cancellation);
        if (limit is null || !limit.CanEndOn(tomorrow))
        {
            return Outcome.Refused("procedure.office.over");
        }

        if (limit.ValidFrom > clock.Today)
        {
            // Nothing was promised by it: the one that would have ended for it goes on.
            var before = await db.Set<OfficeLimit>()
                .FirstOrDefaultAsync(
                    l =>
                        l.ProcedureId == limit.ProcedureId
                        && l.UnitId == limit.UnitId
                        && l.ValidTo == limit.ValidFrom
                        && l.ValidFrom < l.ValidTo,
                    cancellation
                );
            if (before is not null)
            {
                Move(before, limit.ValidTo, "reopened");
            }

            End(limit, limit.ValidFrom);
        }
        else
        {
            End(limit, tomorrow);
        }

        await CatalogueStamp.ChangeAsync(db, cancellation);
        return Outcome.Done;
    }

    private void End(OfficeLimit limit, DateOnly from) => Move(limit, from, "ended");

    private void Move(OfficeLimit limit, DateOnly? to, string type)
    {
        var history = new ChainedRow<OfficeLimit>(OfficeLimit.Fields, limit);
        limit.ValidTo = to;
        db.Add(history.Record(type, clock.Now, user.UserId));
    }
}
