using Microsoft.EntityFrameworkCore;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.Organisation.Citizens.Delegations;

/// <summary>A delegation with the names of both sides.</summary>
/// <param name="Owner">Shown to a delegate once he is the one the owner named.</param>
/// <param name="Delegate">None before it is accepted.</param>
public sealed record DelegationRow(Delegation Delegation, string Owner, string? Delegate);

/// <summary>Gives, accepts, ends and asks for authorisations of the citizen behind the request.</summary>
public sealed class DelegationBook(
    ThuocDoDb db,
    UnitOfWork work,
    CitizenHistory history,
    CurrentCitizen current,
    Clock clock
)
{
    /// <summary>Those the citizen has given.</summary>
    public Task<List<DelegationRow>> GivenAsync(CancellationToken cancellation) =>
        RowsAsync(db.Set<Delegation>().Where(d => d.OwnerId == current.CitizenId), cancellation);

    /// <summary>Those the citizen holds, and those that wait for his word.</summary>
    public Task<List<DelegationRow>> HeldAsync(CancellationToken cancellation)
    {
        var number = current is { Level: not IdentityLevel.Declared, IsBusiness: false }
            ? current.IdentityNumber
            : null;
        var issuers = db.Set<Citizen>().Where(c => c.Id == current.CitizenId).Select(c => c.Issuer);
        return RowsAsync(
            db.Set<Delegation>()
                .Where(d =>
                    d.DelegateId == current.CitizenId
                    || (
                        d.DelegateId == null
                        && number != null
                        && d.DelegateNumber == number
                        && db.Set<Citizen>()
                            .Any(o => o.Id == d.OwnerId && issuers.Contains(o.Issuer))
                    )
                ),
            cancellation
        );
    }

    /// <summary>Whether the citizen behind the request may do this for the owner today.</summary>
    public async Task<bool> MayActForAsync(
        Guid ownerId,
        DelegatedActs act,
        CancellationToken cancellation
    )
    {
        var held = await db.Set<Delegation>()
            .AsNoTracking()
            .Where(d => d.OwnerId == ownerId && d.DelegateId == current.CitizenId)
            .ToListAsync(cancellation);
        return current.IsSignedIn && held.Any(d => d.Holds(clock.Today) && d.Acts.HasFlag(act));
    }

    public Task<Outcome> GiveAsync(
        string key,
        DelegationRequest asked,
        CancellationToken cancellation
    ) =>
        work.RunAsync(
            new ActionKey(key, "citizen.delegate", current.CitizenId),
            async token =>
            {
                var owner = await CitizenAsync(current.CitizenId!.Value, token);
                if (DelegationRules.Refusal(owner, asked, clock.Today) is { } refusal)
                {
                    return refusal;
                }

                var now = clock.Now;
                var delegation = new Delegation
                {
                    Id = Guid.CreateVersion7(new DateTimeOffset(now, TimeSpan.Zero)),
                    OwnerId = owner.Id,
                    DelegateNumber = asked.DelegateNumber!,
                    Acts = asked.Acts,
                    From = asked.From!.Value,
                    Until = asked.Until!.Value,
                    Proof = asked.Proof!.Trim(),
                    GivenAt = now,
                };
                db.Add(delegation);
                await NoteAsync(owner, CitizenEvents.Delegated, delegation, token);
                return Outcome.Done;
            },
            cancellation
        );

    /// <summary>Null if there is no such delegation for this citizen.</summary>
    public Task<Outcome?> AcceptAsync(string key, Guid id, CancellationToken cancellation) =>
        ChangeAsync(
            key,
            id,
            "citizen.accept-delegation",
            CitizenEvents.DelegationAccepted,
            d => d.DelegateId is null,
            (delegation, owner, who) =>
            {
                if (
                    DelegationRules.AcceptRefusal(delegation, owner, who, clock.Today) is
                    { } refusal
                )
                {
                    return refusal;
                }

                (delegation.DelegateId, delegation.AcceptedAt) = (who.Id, clock.Now);
                return Outcome.Done;
            },
            cancellation
        );

    /// <summary>By either side. Null if there is no such delegation for this citizen.</summary>
    public Task<Outcome?> EndAsync(string key, Guid id, CancellationToken cancellation) =>
        ChangeAsync(
            key,
            id,
            "citizen.end-delegation",
            CitizenEvents.DelegationEnded,
            d => d.OwnerId == current.CitizenId || d.DelegateId == current.CitizenId,
            (delegation, _, _) =>
            {
                if (delegation.EndedAt is not null)
                {
                    return Outcome.Refused("delegation.refused.over");
                }

                delegation.EndedAt = clock.Now;
                return Outcome.Done;
            },
            cancellation
        );

    private async Task<Outcome?> ChangeAsync(
        string key,
        Guid id,
        string action,
        string type,
        Func<Delegation, bool> isTheirs,
        Func<Delegation, Citizen, Citizen, Outcome> change,
        CancellationToken cancellation
    )
    {
        var found = (await GivenAsync(cancellation))
            .Concat(await HeldAsync(cancellation))
            .Any(r => r.Delegation.Id == id && isTheirs(r.Delegation));
        if (!found)
        {
            return null;
        }

        return await work.RunAsync(
            new ActionKey(key, action, current.CitizenId),
            async token =>
            {
                var delegation = await db.Set<Delegation>().SingleAsync(d => d.Id == id, token);
                var owner = await CitizenAsync(delegation.OwnerId, token);
                var who = await CitizenAsync(current.CitizenId!.Value, token);
                var outcome = change(delegation, owner, who);
                if (outcome.Succeeded)
                {
                    await NoteAsync(owner, type, delegation, token);
                }

                return outcome;
            },
            cancellation
        );
    }

    /// <summary>In the owner's chain; the number of the delegate only as a commitment.</summary>
    private async Task NoteAsync(
        Citizen owner,
        string type,
        Delegation delegation,
        CancellationToken cancellation
    )
    {
        await history.AppendAsync(
            owner,
            type,
            current.CitizenId,
            [
                new("delegation", delegation.Id.ToString("D")),
                new("delegate", Canonical.Commitment(owner.Salt, delegation.DelegateNumber)),
                new("acts", delegation.Acts.ToString()),
                new("from", Canonical.Day(delegation.From)),
                new("until", Canonical.Day(delegation.Until)),
            ],
            cancellation
        );
        delegation.Version = owner.Version;
    }

    private Task<Citizen> CitizenAsync(Guid id, CancellationToken cancellation) =>
        db.Set<Citizen>().SingleAsync(c => c.Id == id, cancellation);

    private Task<List<DelegationRow>> RowsAsync(
        IQueryable<Delegation> delegations,
        CancellationToken cancellation
    ) =>
        delegations
            .AsNoTracking()
            .OrderByDescending(d => d.GivenAt)
            .Select(d => new DelegationRow(
                d,
                db.Set<Citizen>().Where(c => c.Id == d.OwnerId).Select(c => c.Name).First(),
                db.Set<Citizen>()
                    .Where(c => c.Id == d.DelegateId)
                    .Select(c => c.Name)
                    .FirstOrDefault()
            ))
            .ToListAsync(cancellation);
}
