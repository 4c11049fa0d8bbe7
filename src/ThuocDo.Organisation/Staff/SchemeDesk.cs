using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.ServiceUnits;
using ThuocDo.Organisation.ServiceUnits.Rules;
using ThuocDo.Organisation.Staff.Rules;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.Organisation.Staff;

/// <summary>A decision on a scheme: its number and the first day on which it holds.</summary>
public sealed record SchemeDecision(string Document, DateOnly From);

/// <summary>An act on a scheme as it was when the page was opened.</summary>
/// <param name="Key">Idempotency key of the form.</param>
public sealed record SchemeKey(string Key, Guid Id, Guid Version);

/// <summary>Takes a scheme of job positions through its approval: written by the body, appraised by Home Affairs, decided.</summary>
public sealed class SchemeDesk(
    ThuocDoDb db,
    UnitOfWork unitOfWork,
    ActShelf shelf,
    UnitDirectory directory,
    ICurrentUser user,
    Clock clock
)
{
    /// <returns>The id of the scheme.</returns>
    public Task<Outcome<Guid>> DraftAsync(
        string key,
        BodyKey body,
        string positions,
        CancellationToken cancellation
    ) =>
        unitOfWork.RunAsync(
            new ActionKey(key, "job-scheme.draft", user.UserId),
            async token =>
            {
                var book = await shelf.ReadAsync(body, null, token);
                var place = body.ServiceUnit is { } unit
                    ? book.Fold.PlaceOn(unit, clock.Today)
                    : book.Tree.Find(body.Unit);
                if (place is null || !user.Can(Permissions.StaffManage, place.Id))
                {
                    return Outcome<Guid>.Refused(ActDesk.NotAllowed);
                }

                if (
                    body.ServiceUnit is { } own && !book.Fold.StandsOn(own, clock.Today)
                    || !place.IsValidOn(clock.Today)
                    || body.ServiceUnit is null && !BodyKey.IsAgency(place)
                )
                {
                    return Outcome<Guid>.Refused("staff.refused.not-standing", clock.Today);
                }

                if (JobPositions.FaultOf(positions) is { } fault)
                {
                    return Outcome<Guid>.From(fault);
                }

                if ((await OfBodyAsync(body, token)).Any(s => s.State != SchemeState.Approved))
                {
                    return Outcome<Guid>.Refused("staff.refused.scheme-open");
                }

                var scheme = new JobScheme
                {
                    Id = Guid.CreateVersion7(new DateTimeOffset(clock.Now, TimeSpan.Zero)),
                    Number =
                        (await db.Set<JobScheme>().MaxAsync(s => (int?)s.Number, token) ?? 0) + 1,
                    ServiceUnitId = body.ServiceUnit,
                    UnitId = place.Id,
                    Positions = positions,
                };
                db.AddRecorded(JobScheme.Fields, scheme, "drafted", clock.Now, user.UserId);
                return Outcome<Guid>.Of(scheme.Id);
            },
            cancellation
        );

    /// <summary>Writes a draft, or one that was given back, anew and sends it to Home Affairs where asked.</summary>
    public Task<Outcome> WriteAsync(
        SchemeKey key,
        string positions,
        bool submit,
        CancellationToken cancellation
    ) =>
        ActAsync(
            key,
            submit ? "submitted" : "written",
            Permissions.StaffManage,
            [SchemeState.Drafted, SchemeState.Returned],
            (scheme, _) =>
            {
                if (JobPositions.FaultOf(positions) is { } fault)
                {
                    return Task.FromResult<Outcome?>(fault);
                }

                scheme.Positions = positions;
                scheme.State = submit ? SchemeState.Submitted : scheme.State;
                return Task.FromResult<Outcome?>(null);
            },
            cancellation
        );

    /// <summary>Home Affairs finds it in order, or gives it back with what must be mended.</summary>
    public Task<Outcome> AppraiseAsync(
        SchemeKey key,
        bool inOrder,
        string? note,
        CancellationToken cancellation
    ) =>
        ActAsync(
            key,
            inOrder ? "appraised" : "returned",
            Permissions.StaffApprove,
            [SchemeState.Submitted],
            (scheme, _) =>
            {
                if (!inOrder && string.IsNullOrWhiteSpace(note))
                {
                    return Task.FromResult<Outcome?>(
                        Outcome.Refused("staff.refused.reason", JobScheme.NoteMaxLength)
                    );
                }

                if (note?.Length > JobScheme.NoteMaxLength)
                {
                    return Task.FromResult<Outcome?>(
                        Outcome.Refused("staff.refused.long", JobScheme.NoteMaxLength)
                    );
                }

                scheme.Note = string.IsNullOrWhiteSpace(note) ? null : note.Trim();
                scheme.State = inOrder ? SchemeState.Appraised : SchemeState.Returned;
                return Task.FromResult<Outcome?>(null);
            },
            cancellation
        );

    /// <summary>Enters the decision that approves the scheme; the one before ends on that day.</summary>
    public Task<Outcome> ApproveAsync(
        SchemeKey key,
        SchemeDecision decision,
        CancellationToken cancellation
    ) =>
        ActAsync(
            key,
            "approved",
            Permissions.StaffApprove,
            [SchemeState.Appraised],
            async (scheme, token) =>
            {
                if (FaultOf(decision) is { } fault)
                {
                    return fault;
                }

                foreach (
                    var earlier in (await OfBodyAsync(scheme.Body, token)).Where(s =>
                        s.Id != scheme.Id && s.State == SchemeState.Approved && s.EndedOn is null
                    )
                )
                {
                    if (earlier.From >= decision.From)
                    {
                        return Outcome.Refused("staff.refused.scheme-before", earlier.From);
                    }

                    var row = new ChainedRow<JobScheme>(JobScheme.Fields, earlier);
                    earlier.EndedOn = decision.From;
                    db.Add(row.Record("ended", clock.Now, user.UserId));
                }

                (scheme.State, scheme.Document, scheme.From) = (
                    SchemeState.Approved,
                    decision.Document.Trim(),
                    decision.From
                );
                return null;
            },
            cancellation
        );

    /// <summary>Enters the decision on the rank structure of an approved scheme.</summary>
    public Task<Outcome> RankAsync(
        SchemeKey key,
        SchemeDecision decision,
        CancellationToken cancellation
    ) =>
        ActAsync(
            key,
            "ranked",
            Permissions.StaffApprove,
            [SchemeState.Approved],
            (scheme, _) =>
            {
                if (scheme.RankFrom is not null)
                {
                    return Task.FromResult<Outcome?>(Outcome.Refused("staff.refused.ranked"));
                }

                var fault =
                    FaultOf(decision)
                    ?? (
                        decision.From < scheme.From
                            ? Outcome.Refused("staff.refused.rank-before", scheme.From)
                            : null
                    );
                if (fault is null)
                {
                    (scheme.RankDocument, scheme.RankFrom) = (
                        decision.Document.Trim(),
                        decision.From
                    );
                }

                return Task.FromResult(fault);
            },
            cancellation
        );

    private Task<Outcome> ActAsync(
        SchemeKey key,
        string type,
        string permission,
        SchemeState[] from,
        Func<JobScheme, CancellationToken, Task<Outcome?>> act,
        CancellationToken cancellation
    ) =>
        unitOfWork.RunAsync(
            new ActionKey(key.Key, "job-scheme." + type, user.UserId),
            async token =>
            {
                if (
                    await db.Set<JobScheme>().FirstOrDefaultAsync(s => s.Id == key.Id, token)
                        is not { } scheme
                    || !await MayAsync(permission, scheme, token)
                )
                {
                    return Outcome.Refused(ActDesk.NotAllowed);
                }

                if (scheme.Version != key.Version)
                {
                    return Outcome.Stale("common.stale");
                }

                if (!from.Contains(scheme.State))
                {
                    return Outcome.Refused("staff.refused.scheme-state");
                }

                var row = new ChainedRow<JobScheme>(JobScheme.Fields, scheme);
                if (await act(scheme, token) is { } fault)
                {
                    return fault;
                }

                db.Add(row.Record(type, clock.Now, user.UserId));
                return Outcome.Done;
            },
            cancellation
        );

    private async Task<bool> MayAsync(string permission, JobScheme scheme, CancellationToken token)
    {
        var book = await shelf.ReadAsync(scheme.Body, null, token);
        return user.Can(permission, scheme.UnitId)
            || Place(scheme, book) is { } place && user.Can(permission, place.Id);
    }

    private Unit? Place(JobScheme scheme, ActBook book) =>
        (scheme.ServiceUnitId is { } unit ? book.Fold.PlaceOn(unit, clock.Today) : null)
        ?? book.Tree.HeirOf(scheme.UnitId, clock.Today);

    /// <summary>Schemes of the body, of an agency also those from before a new name or a new parent: it has one scheme at a time.</summary>
    private async Task<List<JobScheme>> OfBodyAsync(BodyKey body, CancellationToken token)
    {
        Guid[] same = body.ServiceUnit is null
            ? [.. SchemeRules.Line(body.Unit, await directory.GetAsync(token))]
            : [];
        return await db.Set<JobScheme>()
            .Where(s =>
                body.ServiceUnit != null
                    ? s.ServiceUnitId == body.ServiceUnit
                    : s.ServiceUnitId == null && EF.Parameter(same).Contains(s.UnitId)
            )
            .ToListAsync(token);
    }

    private Outcome? FaultOf(SchemeDecision decision) =>
        decision.Document.Trim().Length is 0 or > JobScheme.DocumentMaxLength
            ? Outcome.Refused("staff.refused.document", JobScheme.DocumentMaxLength)
        : decision.From < ActRules.FirstDay || decision.From > clock.Today.AddYears(1)
            ? Outcome.Refused("staff.refused.day", decision.From)
        : null;
}
