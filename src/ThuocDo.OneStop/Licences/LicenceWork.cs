using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Dossiers.Attachments;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Licences;

/// <summary>What is typed from the licence itself.</summary>
public sealed record LicenceContent
{
    public required string Number { get; init; }
    public required DateOnly IssuedOn { get; init; }
    public required DateOnly ValidFrom { get; init; }

    /// <summary>None: without term.</summary>
    public DateOnly? ValidTo { get; init; }
    public required string Signer { get; init; }
}

/// <summary>What somebody enters in the register.</summary>
public sealed record LicenceEntry
{
    /// <summary>Idempotency key of the form.</summary>
    public required string Key { get; init; }
    public required Guid DossierId { get; init; }

    /// <summary>The version of the dossier that was in view.</summary>
    public required Guid Seen { get; init; }
    public required LicenceContent Content { get; init; }

    /// <summary>The earlier licence of the same holder whose place it takes.</summary>
    public Guid? Follows { get; init; }
    public LicenceFollowing As { get; init; }
}

/// <summary>The register is made to say what the licence says.</summary>
public sealed record LicenceCorrection
{
    public required string Key { get; init; }
    public required Guid LicenceId { get; init; }

    /// <summary>The version of the licence that was in view.</summary>
    public required Guid Seen { get; init; }
    public required LicenceContent Content { get; init; }

    /// <summary>Why it was wrong.</summary>
    public required string Note { get; init; }
}

/// <summary>A licence takes the place of an earlier one, said after it was entered.</summary>
public sealed record LicenceTie
{
    public required string Key { get; init; }
    public required Guid LicenceId { get; init; }

    /// <summary>The version of the licence that was in view.</summary>
    public required Guid Seen { get; init; }

    /// <summary>The earlier licence of the same holder whose place it takes.</summary>
    public required Guid Follows { get; init; }
    public LicenceFollowing As { get; init; }
}

/// <summary>A revocation by a legal act.</summary>
public sealed record LicenceRevocation
{
    public required string Key { get; init; }
    public required Guid LicenceId { get; init; }

    /// <summary>The version of the licence that was in view.</summary>
    public required Guid Seen { get; init; }
    public required string Act { get; init; }
    public required DateOnly ActOn { get; init; }
    public required DateOnly From { get; init; }
    public required string Reason { get; init; }
}

/// <summary>What can have been entered on the wrong licence.</summary>
public enum LicenceMistake
{
    Revocation,

    /// <summary>That it takes the place of an earlier one.</summary>
    Following,
}

/// <summary>An entry is struck out because it was made on the wrong licence: in law it never was.</summary>
public sealed record LicenceStrike
{
    public required string Key { get; init; }
    public required Guid LicenceId { get; init; }

    /// <summary>The version of the licence that was in view.</summary>
    public required Guid Seen { get; init; }
    public required LicenceMistake Mistake { get; init; }

    /// <summary>How it came about.</summary>
    public required string Note { get; init; }
}

/// <summary>
/// The acts on a register: entering, which may renew an earlier licence, correcting what was mistyped, revoking, striking
/// out what was entered on the wrong licence, and tying a licence to the right earlier one.
/// </summary>
public sealed class LicenceWork(
    ThuocDoDb db,
    UnitOfWork unitOfWork,
    LicenceScope scope,
    ICurrentUser user,
    Clock clock
)
{
    public const string NotAllowed = "licence.refused.not-allowed";

    /// <returns>The key of the licence.</returns>
    public Task<Outcome<Guid>> EnterAsync(LicenceEntry entry, CancellationToken cancellation) =>
        unitOfWork.RunAsync(
            new ActionKey(entry.Key, "licence.enter", user.UserId),
            token => EnterOnceAsync(entry, token),
            cancellation
        );

    public Task<Outcome> RevokeAsync(LicenceRevocation act, CancellationToken cancellation) =>
        unitOfWork.RunAsync(
            new ActionKey(act.Key, "licence.revoke", user.UserId),
            token => RevokeOnceAsync(act, token),
            cancellation
        );

    public Task<Outcome> CorrectAsync(LicenceCorrection act, CancellationToken cancellation) =>
        unitOfWork.RunAsync(
            new ActionKey(act.Key, "licence.correct", user.UserId),
            token => CorrectOnceAsync(act, token),
            cancellation
        );

    public Task<Outcome> TieAsync(LicenceTie act, CancellationToken cancellation) =>
        unitOfWork.RunAsync(
            new ActionKey(act.Key, "licence.tie", user.UserId),
            token => TieOnceAsync(act, token),
            cancellation
        );

    public Task<Outcome> StrikeAsync(LicenceStrike act, CancellationToken cancellation) =>
        unitOfWork.RunAsync(
            new ActionKey(act.Key, "licence.strike", user.UserId),
            token => StrikeOnceAsync(act, token),
            cancellation
        );

    /// <summary>A dossier of the applicant's own that ended with what was applied for.</summary>
    public static bool CanBeEntered(Dossier dossier) =>
        dossier is { Result: DossierResult.Granted, ClosedOn: not null, ParentId: null };

    /// <summary>What is wrong with the days of an entry.</summary>
    public static IEnumerable<FieldFault> FaultsOf(
        LicenceContent entry,
        DateOnly receivedOn,
        DateOnly today
    )
    {
        if (entry.IssuedOn < receivedOn || entry.IssuedOn > today)
        {
            yield return new(
                nameof(entry.IssuedOn),
                "licence.refused.issued-on",
                receivedOn,
                today
            );
        }

        if (entry.ValidFrom < entry.IssuedOn)
        {
            yield return new(nameof(entry.ValidFrom), "licence.refused.valid-from", entry.IssuedOn);
        }

        if (entry.ValidTo < entry.ValidFrom)
        {
            yield return new(nameof(entry.ValidTo), "licence.refused.valid-to", entry.ValidFrom);
        }
    }

    /// <summary>What is wrong with the days of a revocation.</summary>
    public static IEnumerable<FieldFault> FaultsOf(
        LicenceRevocation act,
        Licence licence,
        DateOnly today
    )
    {
        if (act.ActOn < licence.IssuedOn || act.ActOn > today)
        {
            yield return new(nameof(act.ActOn), "licence.refused.act-on", licence.IssuedOn, today);
        }

        // Whatever was not valid on a day cannot be taken away from that day on.
        if (act.From < licence.IssuedOn || licence.ValidTo < act.From)
        {
            yield return licence.ValidTo is { } last
                ? new(nameof(act.From), "licence.refused.from", licence.IssuedOn, last)
                : new(nameof(act.From), "licence.refused.from-open", licence.IssuedOn);
        }
    }

    /// <summary>
    /// The earlier licences whose place the result of a dossier can take: of the same holder, by the identity number or the
    /// account in the portal, neither revoked nor followed by another one.
    /// </summary>
    public IQueryable<Licence> FollowableBy(Guid dossierId)
    {
        var people = db.Set<Applicant>();
        return db.Set<Licence>()
            .Where(l =>
                l.DossierId != dossierId
                && l.RevokedFrom == null
                && l.FollowedById == null
                && people.Any(a =>
                    a.DossierId == dossierId
                    && a.IdentityNumber != null
                    && a.IdentityNumber != ""
                    && people.Any(b =>
                        b.DossierId == l.DossierId && b.IdentityNumber == a.IdentityNumber
                    )
                )
            );
    }

    /// <summary>The same, of those whose registers the person behind the request keeps.</summary>
    public async Task<IQueryable<Licence>> OpenToFollowAsync(
        Guid dossierId,
        CancellationToken cancellation
    )
    {
        var open = (await scope.UnitsAsync(Permissions.LicenceManage, cancellation))
            .Select(u => u.Id)
            .ToList();
        return FollowableBy(dossierId).AsNoTracking().Where(l => open.Contains(l.UnitId));
    }

    private async Task<Outcome<Guid>> EnterOnceAsync(
        LicenceEntry entry,
        CancellationToken cancellation
    )
    {
        var dossier = await db.Set<Dossier>()
            .AsNoTracking()
            .FirstOrDefaultAsync(d => d.Id == entry.DossierId, cancellation);
        if (
            dossier is null
            || !await scope.AllowsAsync(Permissions.LicenceManage, dossier.UnitId, cancellation)
        )
        {
            return Outcome<Guid>.Refused(NotAllowed);
        }

        if (!CanBeEntered(dossier))
        {
            return Outcome<Guid>.Refused("licence.refused.not-granted");
        }

        var content = entry.Content;
        var number = content.Number.Trim().Normalize();
        var key = Licence.KeyOf(number);
        var others = await db.Set<Licence>()
            .AsNoTracking()
            .Where(l =>
                l.DossierId == dossier.Id
                || l.UnitId == dossier.UnitId
                    && l.ProcedureId == dossier.ProcedureId
                    && l.NumberKey == key
            )
            .ToListAsync(cancellation);
        if (others.FirstOrDefault(l => l.DossierId == dossier.Id) is { } entered)
        {
            return Outcome<Guid>.Refused("licence.refused.entered", entered.Number);
        }

        if (dossier.Version != entry.Seen)
        {
            return Outcome<Guid>.From(Outcome.Stale("licence.stale"));
        }

        if (others.Count > 0)
        {
            return Outcome<Guid>.Refused("licence.refused.number-taken", others[0].Number);
        }

        var now = clock.Now;
        if (FaultsOf(content, dossier.ReceivedOn, clock.Today).FirstOrDefault() is { } fault)
        {
            return Outcome<Guid>.Refused(fault.Key, fault.Arguments);
        }

        var licence = new Licence
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(now, TimeSpan.Zero)),
            DossierId = dossier.Id,
            UnitId = dossier.UnitId,
            ProcedureId = dossier.ProcedureId,
            Number = number,
            NumberKey = key,
            Reference = LicenceCode.New(),
            IssuedOn = content.IssuedOn,
            ValidFrom = content.ValidFrom,
            ValidTo = content.ValidTo,
            Signer = content.Signer.Trim().Normalize(),
            ResultHash = await db.Set<Attachment>()
                .Where(a => a.DossierId == dossier.Id && a.Role == AttachmentRole.Result)
                .OrderByDescending(a => a.AddedAt)
                .Select(a => a.Hash)
                .FirstOrDefaultAsync(cancellation),
            FollowsId = entry.Follows,
        };
        if (
            entry.Follows is { } earlier
            && await FollowAsync(earlier, licence, entry.As, now, cancellation)
                is { Succeeded: false } refused
        )
        {
            return Outcome<Guid>.From(refused);
        }

        db.Add(licence);
        db.Add(
            new ChainedRow<Licence>(Licence.Fields, licence).Record("entered", now, user.UserId)
        );
        return Outcome<Guid>.Of(licence.Id);
    }

    private async Task<Outcome> FollowAsync(
        Guid earlierId,
        Licence later,
        LicenceFollowing how,
        DateTime now,
        CancellationToken cancellation
    )
    {
        var earlier = await FollowableBy(later.DossierId)
            .FirstOrDefaultAsync(l => l.Id == earlierId, cancellation);
        if (
            earlier is null
            || !await scope.AllowsAsync(Permissions.LicenceManage, earlier.UnitId, cancellation)
        )
        {
            return Outcome.Refused("licence.refused.follows");
        }

        if (later.ValidFrom < earlier.ValidFrom)
        {
            return Outcome.Refused(
                "licence.refused.follows-before",
                earlier.Number,
                earlier.ValidFrom
            );
        }

        if (await ComesAfterAsync(earlier, later, cancellation))
        {
            return Outcome.Refused("licence.refused.follows-circle", earlier.Number);
        }

        var history = new ChainedRow<Licence>(Licence.Fields, earlier);
        (earlier.FollowedById, earlier.FollowedAs, earlier.FollowedFrom) = (
            later.Id,
            how,
            later.ValidFrom
        );
        db.Add(history.Record(FollowedEvent(how), now, user.UserId));
        return Outcome.Done;
    }

    /// <summary>Nothing takes the place of what has taken its own.</summary>
    private async Task<bool> ComesAfterAsync(
        Licence one,
        Licence other,
        CancellationToken cancellation
    )
    {
        var next = other.FollowedById;
        while (next is { } id && id != one.Id)
        {
            next = await db.Set<Licence>()
                .Where(l => l.Id == id)
                .Select(l => l.FollowedById)
                .FirstAsync(cancellation);
        }

        return next is not null;
    }

    private async Task<Outcome> TieOnceAsync(LicenceTie act, CancellationToken cancellation)
    {
        var (licence, refused) = await SeenAsync(act.LicenceId, act.Seen, cancellation);
        if (licence is null)
        {
            return refused;
        }

        if (!CanBeTied(licence))
        {
            return Outcome.Refused("licence.refused.tied");
        }

        var now = clock.Now;
        var history = new ChainedRow<Licence>(Licence.Fields, licence);
        var outcome = await FollowAsync(act.Follows, licence, act.As, now, cancellation);
        if (outcome.Succeeded)
        {
            licence.FollowsId = act.Follows;
            db.Add(history.Record("tied", now, user.UserId));
        }

        return outcome;
    }

    /// <summary>The licence as it was seen; none, and why, where it may not be changed or has changed since.</summary>
    private async Task<(Licence? Licence, Outcome Refused)> SeenAsync(
        Guid id,
        Guid seen,
        CancellationToken cancellation
    )
    {
        var licence = await db.Set<Licence>().FirstOrDefaultAsync(l => l.Id == id, cancellation);
        return licence is null
            || !await scope.AllowsAsync(Permissions.LicenceManage, licence.UnitId, cancellation)
                ? (null, Outcome.Refused(NotAllowed))
            : licence.Version != seen ? (null, Outcome.Stale("licence.stale"))
            : (licence, Outcome.Done);
    }

    private async Task<Outcome> CorrectOnceAsync(
        LicenceCorrection act,
        CancellationToken cancellation
    )
    {
        var (licence, refused) = await SeenAsync(act.LicenceId, act.Seen, cancellation);
        if (licence is null)
        {
            return refused;
        }

        if (!CanBeCorrected(licence))
        {
            return Outcome.Refused("licence.refused.correct");
        }

        var (content, now) = (act.Content, clock.Now);
        var number = content.Number.Trim().Normalize();
        var key = Licence.KeyOf(number);
        if (
            await db.Set<Licence>()
                .AnyAsync(
                    l =>
                        l.Id != licence.Id
                        && l.UnitId == licence.UnitId
                        && l.ProcedureId == licence.ProcedureId
                        && l.NumberKey == key,
                    cancellation
                )
        )
        {
            return Outcome.Refused("licence.refused.number-taken", number);
        }

        var receivedOn = await db.Set<Dossier>()
            .Where(d => d.Id == licence.DossierId)
            .Select(d => d.ReceivedOn)
            .FirstAsync(cancellation);
        if (FaultsOf(content, receivedOn, clock.Today).FirstOrDefault() is { } fault)
        {
            return Outcome.Refused(fault.Key, fault.Arguments);
        }

        var history = new ChainedRow<Licence>(Licence.Fields, licence);
        (licence.Number, licence.NumberKey) = (number, key);
        if (licence.ValidTo != content.ValidTo)
        {
            // Whoever was told of a wrong last day is told of the right one.
            licence.HolderToldOn = null;
        }

        (licence.IssuedOn, licence.ValidFrom, licence.ValidTo) = (
            content.IssuedOn,
            content.ValidFrom,
            content.ValidTo
        );
        licence.Signer = content.Signer.Trim().Normalize();
        db.Add(
            history.Record("corrected", now, user.UserId, ("note", act.Note.Trim().Normalize()))
        );
        return await MoveEarlierAsync(licence, now, cancellation);
    }

    /// <summary>The earlier licence ends where the later one begins, also when that day is corrected.</summary>
    private async Task<Outcome> MoveEarlierAsync(
        Licence later,
        DateTime now,
        CancellationToken cancellation
    )
    {
        var earlier = await db.Set<Licence>()
            .FirstOrDefaultAsync(l => l.Id == later.FollowsId, cancellation);
        if (earlier is null || earlier.FollowedFrom == later.ValidFrom)
        {
            return Outcome.Done;
        }

        if (later.ValidFrom < earlier.ValidFrom)
        {
            return Outcome.Refused(
                "licence.refused.follows-before",
                earlier.Number,
                earlier.ValidFrom
            );
        }

        var history = new ChainedRow<Licence>(Licence.Fields, earlier);
        earlier.FollowedFrom = later.ValidFrom;
        db.Add(history.Record(FollowedEvent(earlier.FollowedAs!.Value), now, user.UserId));
        return Outcome.Done;
    }

    private static string FollowedEvent(LicenceFollowing how) =>
        how == LicenceFollowing.Replacement ? "replaced" : "renewed";

    private async Task<Outcome> RevokeOnceAsync(
        LicenceRevocation act,
        CancellationToken cancellation
    )
    {
        var (licence, refused) = await SeenAsync(act.LicenceId, act.Seen, cancellation);
        if (licence is null)
        {
            return refused;
        }

        var today = clock.Today;
        if (!CanBeRevoked(licence, today))
        {
            return Outcome.Refused("licence.refused.not-in-force");
        }

        if (FaultsOf(act, licence, today).FirstOrDefault() is { } fault)
        {
            return Outcome.Refused(fault.Key, fault.Arguments);
        }

        var history = new ChainedRow<Licence>(Licence.Fields, licence);
        licence.RevocationAct = act.Act.Trim().Normalize();
        licence.RevocationActOn = act.ActOn;
        licence.RevokedFrom = act.From;
        licence.RevocationReason = act.Reason.Trim().Normalize();
        db.Add(history.Record("revoked", clock.Now, user.UserId));
        return Outcome.Done;
    }

    private async Task<Outcome> StrikeOnceAsync(LicenceStrike act, CancellationToken cancellation)
    {
        var (licence, refused) = await SeenAsync(act.LicenceId, act.Seen, cancellation);
        if (licence is null)
        {
            return refused;
        }

        if (!MistakesOf(licence).Contains(act.Mistake))
        {
            return Outcome.Refused("licence.refused.strike");
        }

        var note = ("note", act.Note.Trim().Normalize());
        var history = new ChainedRow<Licence>(Licence.Fields, licence);
        if (act.Mistake == LicenceMistake.Revocation)
        {
            (licence.RevocationAct, licence.RevocationActOn) = (null, null);
            (licence.RevokedFrom, licence.RevocationReason) = (null, null);
            db.Add(history.Record("revocation-struck", clock.Now, user.UserId, note));
            return Outcome.Done;
        }

        var earlier = await db.Set<Licence>()
            .FirstAsync(l => l.Id == licence.FollowsId, cancellation);
        if (!await scope.AllowsAsync(Permissions.LicenceManage, earlier.UnitId, cancellation))
        {
            return Outcome.Refused("licence.refused.follows");
        }

        var earlierHistory = new ChainedRow<Licence>(Licence.Fields, earlier);
        licence.FollowsId = null;
        (earlier.FollowedById, earlier.FollowedAs, earlier.FollowedFrom) = (null, null, null);
        db.Add(history.Record("following-struck", clock.Now, user.UserId, note));
        db.Add(earlierHistory.Record("following-struck", clock.Now, user.UserId, note));
        return Outcome.Done;
    }

    /// <summary>What stands on a licence that may turn out to belong to another one.</summary>
    public static IReadOnlyList<LicenceMistake> MistakesOf(Licence licence)
    {
        var mistakes = new List<LicenceMistake>();
        if (licence.RevokedFrom is not null)
        {
            mistakes.Add(LicenceMistake.Revocation);
        }

        if (licence.FollowsId is not null)
        {
            mistakes.Add(LicenceMistake.Following);
        }

        return mistakes;
    }

    /// <summary>The days on which a revocation rests, and on which a later licence follows, are not moved any more.</summary>
    public static bool CanBeCorrected(Licence licence) =>
        licence is { RevokedFrom: null, FollowedById: null };

    /// <summary>It takes nobody's place yet: said too late, or struck out because it was said of the wrong one.</summary>
    public static bool CanBeTied(Licence licence) => licence.FollowsId is null;

    /// <summary>In force or not yet, and no act says that it will be revoked.</summary>
    public static bool CanBeRevoked(Licence licence, DateOnly today) =>
        licence.RevokedFrom is null
        && licence.On(today) is LicenceState.InForce or LicenceState.NotYet;
}
