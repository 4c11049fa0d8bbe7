using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Units;
using ThuocDo.Oversight.Voices.Feedbacks;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outcomes;

namespace ThuocDo.Oversight.Voices.Complaints;

/// <param name="Key">Idempotency key of the form.</param>
public sealed record NewComplaint(
    string Key,
    Guid UnitId,
    string? Name,
    string? Contact,
    string? About,
    string? Text,
    DateOnly KnownOn,
    int ObstacleDays,
    DateOnly ReceivedOn,
    bool IsRemote
);

/// <summary>Enters complaints, and settles them by their clocks. Only those named and the head of the settling body get near one.</summary>
public sealed class ComplaintDesk(VoiceActs acts)
{
    public Task<Outcome<Guid>> EnterAsync(NewComplaint request, CancellationToken cancellation) =>
        acts.AddAsync(
            request.Key,
            "complaint.enter",
            acts.User.UserId,
            async token =>
            {
                var tree = await acts.TreeAsync(token);
                if (
                    FeedbackDesk.Body(tree, request.UnitId, acts.Today) is not { } unit
                    || !acts.User.Can(Permissions.ComplaintHandle, unit.Id)
                )
                {
                    return Outcome<Guid>.Refused(VoiceActs.NotAllowed);
                }

                if (
                    request.KnownOn < ComplaintClock.First
                    || request.ReceivedOn > acts.Today
                    || request.KnownOn > request.ReceivedOn
                    || request.ObstacleDays is < 0 or > 3650
                )
                {
                    return Outcome<Guid>.Refused("complaint.refused.days");
                }

                var words = new[]
                {
                    VoiceActs.Words(request.Name, Complaint.NameMaxLength),
                    VoiceActs.Words(request.Contact, Complaint.ContactMaxLength),
                    VoiceActs.Words(request.About, Complaint.ContactMaxLength),
                    VoiceActs.Words(request.Text, Complaint.TextMaxLength),
                };
                if (words.FirstOrDefault(w => !w.Succeeded) is { } wrong)
                {
                    return Outcome<Guid>.From(wrong);
                }

                return Outcome<Guid>.Of(
                    Add(
                        new Complaint
                        {
                            Id = acts.NewId(),
                            Code = VoiceSecret.NewCode("KN"),
                            UnitId = unit.Id,
                            Round = 1,
                            Salt = RandomNumberGenerator.GetBytes(16),
                            Name = words[0].Value!,
                            Contact = words[1].Value!,
                            About = words[2].Value!,
                            Text = words[3].Value!,
                            KnownOn = request.KnownOn,
                            ObstacleDays = request.ObstacleDays,
                            ReceivedOn = request.ReceivedOn,
                            IsRemote = request.IsRemote,
                            Named = acts.User.UserId!.Value.ToString("D"),
                        }
                    )
                );
            },
            cancellation
        );

    public Task<Outcome> AcceptAsync(
        VoiceKey key,
        bool isComplex,
        CancellationToken cancellation
    ) =>
        ActAsync(
            key,
            "accept",
            ComplaintState.Received,
            (complaint, _) =>
            {
                if (complaint.IsTooLate)
                {
                    return Outcome.Refused(
                        "complaint.refused.lapsed",
                        ComplaintClock.RightUntil(complaint.KnownOn, complaint.ObstacleDays)
                    );
                }

                complaint.Accept(isComplex, acts.Today);
                return Outcome.Done;
            },
            cancellation
        );

    public Task<Outcome> RejectAsync(VoiceKey key, string? why, CancellationToken cancellation) =>
        EndAsync(
            key,
            "reject",
            ComplaintState.Received,
            ComplaintState.NotAccepted,
            why,
            cancellation
        );

    public Task<Outcome> TakeBackAsync(VoiceKey key, string? why, CancellationToken cancellation) =>
        EndAsync(
            key,
            "take-back",
            ComplaintState.Accepted,
            ComplaintState.TakenBack,
            why,
            cancellation
        );

    public Task<Outcome> SettleAsync(
        VoiceKey key,
        ComplaintResult result,
        string? decision,
        string? reason,
        CancellationToken cancellation
    ) =>
        ActAsync(
            key,
            "settle",
            ComplaintState.Accepted,
            (complaint, _) =>
            {
                var (number, words) = (
                    VoiceActs.Words(decision, Complaint.NumberMaxLength),
                    VoiceActs.Words(reason, Complaint.TextMaxLength)
                );
                if (!number.Succeeded || !words.Succeeded)
                {
                    return number.Succeeded ? words : number;
                }

                complaint.Settle(result, number.Value!, words.Value!, acts.Today);
                return Outcome.Done;
            },
            cancellation
        );

    /// <summary>Names somebody who may handle complaints of the body.</summary>
    public Task<Outcome> NameAsync(VoiceKey key, Guid account, CancellationToken cancellation) =>
        acts.ChangeAsync(
            key,
            Complaint.Fields,
            "name",
            MayAsync,
            async (complaint, tree, token) =>
            {
                var body = tree.HeirOf(complaint.UnitId, acts.Today) ?? tree[complaint.UnitId];
                if (
                    (await acts.HoldersAsync(Permissions.ComplaintHandle, body.Id, token)).All(a =>
                        a.Id != account
                    )
                )
                {
                    return Outcome.Refused("voice.refused.person");
                }

                complaint.Appoint(account);
                return Outcome.Done;
            },
            cancellation
        );

    /// <summary>
    /// The second complaint against a settlement, or because none came in time; to the nearest body above that has an authority, where it
    /// belongs to the head.
    /// </summary>
    public Task<Outcome<Guid>> AgainAsync(
        string key,
        Guid first,
        string? text,
        CancellationToken cancellation
    ) =>
        acts.AddAsync(
            key,
            "complaint.again",
            acts.User.UserId,
            async token =>
            {
                var tree = await acts.TreeAsync(token);
                if (
                    await acts.Db.Set<Complaint>().SingleOrDefaultAsync(c => c.Id == first, token)
                        is not { } settled
                    || !await MayAsync(settled, tree, token)
                )
                {
                    return Outcome<Guid>.Refused(VoiceActs.NotAllowed);
                }

                var body = tree.HeirOf(settled.UnitId, acts.Today) ?? tree[settled.UnitId];
                if (
                    settled.Round != 1
                    || !(
                        settled.State == ComplaintState.Settled
                        || settled.State == ComplaintState.Accepted && settled.DueOn < acts.Today
                    )
                    || await acts.Db.Set<Complaint>().AnyAsync(c => c.FirstId == first, token)
                )
                {
                    return Outcome<Guid>.Refused(VoiceActs.State);
                }

                // Somebody has to be there: nobody here may see it, and its clock runs.
                if (await AboveAsync(body, tree, token) is not { } above)
                {
                    return Outcome<Guid>.Refused("complaint.refused.nobody");
                }

                var until = ComplaintClock.AgainUntil(
                    settled.EndedOn ?? settled.DueOn!.Value,
                    settled.IsRemote
                );
                if (acts.Today > until)
                {
                    return Outcome<Guid>.Refused("complaint.refused.lapsed", until);
                }

                var words = VoiceActs.Words(text, Complaint.TextMaxLength);
                return words.Succeeded
                    ? Outcome<Guid>.Of(
                        Add(
                            new Complaint
                            {
                                Id = acts.NewId(),
                                Code = VoiceSecret.NewCode("KN"),
                                UnitId = above.Id,
                                Round = 2,
                                FirstId = settled.Id,
                                Salt = RandomNumberGenerator.GetBytes(16),
                                Name = settled.Name,
                                Contact = settled.Contact,
                                About = settled.About,
                                Text = words.Value!,
                                KnownOn = settled.EndedOn ?? settled.DueOn!.Value,
                                ReceivedOn = acts.Today,
                                IsRemote = settled.IsRemote,
                                Named = "",
                            }
                        )
                    )
                    : Outcome<Guid>.From(words);
            },
            cancellation
        );

    /// <summary>Those the person is named for or whose settling body the person heads, the first due first.</summary>
    public async Task<IReadOnlyList<Complaint>> MineAsync(CancellationToken cancellation)
    {
        if (acts.User.UserId is not { } account)
        {
            return [];
        }

        var tree = await acts.TreeAsync(cancellation);
        var heads = await ComplaintHeads.OnAsync(acts.Db, tree, acts.Today, cancellation);
        Guid[] led =
        [
            .. tree
                .All.Where(u =>
                    (tree.HeirOf(u.Id, acts.Today) ?? u) is { } body
                    && heads.Of(body.Id).Contains(account)
                    && acts.User.Can(Permissions.ComplaintHandle, body.Id)
                )
                .Select(u => u.Id),
        ];
        var me = account.ToString("D");
        var rows = await acts
            .Db.Set<Complaint>()
            .AsNoTracking()
            .Where(c => EF.Parameter(led).Contains(c.UnitId) || c.Named.Contains(me))
            .OrderByDescending(c => c.Id)
            .Take(FeedbackShelf.MostListed)
            .ToListAsync(cancellation);
        return [.. rows.OrderBy(c => c.DueOn is null).ThenBy(c => c.DueOn)];
    }

    /// <returns>None where there is none, or not for this person.</returns>
    public async Task<Complaint?> FindAsync(Guid id, CancellationToken cancellation) =>
        await acts
            .Db.Set<Complaint>()
            .AsNoTracking()
            .SingleOrDefaultAsync(c => c.Id == id, cancellation)
            is { } found
        && await MayAsync(found, await acts.TreeAsync(cancellation), cancellation)
            ? found
            : null;

    private async Task<bool> MayAsync(
        Complaint complaint,
        UnitTree tree,
        CancellationToken cancellation
    )
    {
        var body = tree.HeirOf(complaint.UnitId, acts.Today) ?? tree[complaint.UnitId];
        return acts.User.Can(Permissions.ComplaintHandle)
            && (
                complaint.IsNamed(acts.User.UserId)
                || acts.User.UserId is { } account
                    && (await ComplaintHeads.OnAsync(acts.Db, tree, acts.Today, cancellation))
                        .Of(body.Id)
                        .Contains(account)
            );
    }

    /// <summary>The nearest body above that has an authority and a head who can see the matter today; none where nobody could.</summary>
    private async Task<Unit?> AboveAsync(Unit body, UnitTree tree, CancellationToken cancellation)
    {
        var heads = await ComplaintHeads.OnAsync(acts.Db, tree, acts.Today, cancellation);
        for (var unit = Parent(body); unit is not null; unit = Parent(unit))
        {
            if (unit.Kind == UnitKind.Area)
            {
                continue;
            }

            var holders = await acts.HoldersAsync(
                Permissions.ComplaintHandle,
                unit.Id,
                cancellation
            );
            return holders.Any(h => heads.Of(unit.Id).Contains(h.Id)) ? unit : null;
        }

        return null;

        Unit? Parent(Unit of) => of.ParentId is { } id ? tree.HeirOf(id, acts.Today) : null;
    }

    private Guid Add(Complaint complaint)
    {
        acts.Db.AddRecorded(Complaint.Fields, complaint, "entered", acts.Now, acts.User.UserId);
        return complaint.Id;
    }

    private Task<Outcome> EndAsync(
        VoiceKey key,
        string type,
        ComplaintState from,
        ComplaintState to,
        string? why,
        CancellationToken cancellation
    ) =>
        ActAsync(
            key,
            type,
            from,
            (complaint, _) =>
            {
                var words = VoiceActs.Words(why, Complaint.TextMaxLength);
                if (words.Succeeded)
                {
                    complaint.End(to, words.Value, acts.Today);
                }

                return words;
            },
            cancellation
        );

    private Task<Outcome> ActAsync(
        VoiceKey key,
        string type,
        ComplaintState from,
        Func<Complaint, UnitTree, Outcome> change,
        CancellationToken cancellation
    ) =>
        acts.ChangeAsync(
            key,
            Complaint.Fields,
            type,
            MayAsync,
            (complaint, tree, _) =>
                Task.FromResult(
                    complaint.State == from
                        ? change(complaint, tree)
                        : Outcome.Refused(VoiceActs.State)
                ),
            cancellation
        );
}
