using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Files;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.Oversight.Voices.Feedbacks;

/// <param name="Key">Idempotency key of the form.</param>
/// <param name="Secret">Given to the sender; kept as a hash.</param>
/// <param name="DossierCode">Of the dossier it is about; one that there is not is refused to an officer.</param>
public sealed record NewFeedback(
    string Key,
    string Secret,
    Guid UnitId,
    FeedbackKind Kind,
    FeedbackChannel Channel,
    string? Name,
    string? Contact,
    string? Address,
    string? Text,
    string? DossierCode,
    KeptFile? File
);

/// <summary>Takes feedback in, handles it by its clocks and publishes answers.</summary>
public sealed class FeedbackDesk(
    VoiceActs acts,
    IScoringRecords dossiers,
    FeedbackDistance distance,
    INationalCalendar calendars
)
{
    /// <summary>From anybody, or entered by an officer for whoever called.</summary>
    /// <returns>The code.</returns>
    public Task<Outcome<string>> SendAsync(NewFeedback request, CancellationToken cancellation) =>
        acts.AddAsync(
            request.Key,
            "feedback.send",
            request.Channel == FeedbackChannel.Portal ? null : acts.User.UserId,
            async token =>
            {
                var tree = await acts.TreeAsync(token);
                if (Body(tree, request.UnitId, acts.Today) is not { } unit)
                {
                    return Outcome<string>.Refused("voice.refused.unit");
                }

                if (
                    request.Channel != FeedbackChannel.Portal
                    && !acts.User.Can(Permissions.FeedbackHandle, unit.Id)
                )
                {
                    return Outcome<string>.Refused(VoiceActs.NotAllowed);
                }

                // Decree 20/2008 Art 7: content, name, address or telephone.
                var (name, contact, text) = (
                    VoiceActs.Words(request.Name, Feedback.NameMaxLength),
                    VoiceActs.Words(request.Contact, Feedback.ContactMaxLength),
                    VoiceActs.Words(request.Text, Feedback.TextMaxLength)
                );
                foreach (var part in new[] { name, contact, text })
                {
                    if (!part.Succeeded)
                    {
                        return part;
                    }
                }

                var address = VoiceActs.Clean(request.Address);
                if (address?.Length > Feedback.ContactMaxLength)
                {
                    return Outcome<string>.Refused("voice.refused.long", Feedback.ContactMaxLength);
                }

                // A stranger learns from no form which codes there are: an unknown one is taken in without its dossier.
                DossierPlace? dossier = null;
                if (
                    VoiceActs.Clean(request.DossierCode) is { } code
                    && (dossier = await dossiers.FindAsync(code, token)) is null
                    && request.Channel != FeedbackChannel.Portal
                )
                {
                    return Outcome<string>.Refused("voice.refused.dossier", code);
                }

                var calendar = await calendars.NationalAsync(token);
                var feedback = new Feedback
                {
                    Id = acts.NewId(),
                    Code = VoiceSecret.NewCode("PA"),
                    SecretHash = VoiceSecret.Hash(request.Secret),
                    Kind = request.Kind,
                    Channel = request.Channel,
                    Salt = RandomNumberGenerator.GetBytes(16),
                    Name = name.Value!,
                    Contact = contact.Value!,
                    Address = address,
                    Text = text.Value!,
                    FileHash = request.File?.Hash,
                    FileName = request.File?.Name,
                    FileKind = request.File?.Kind,
                    DossierId = dossier?.Id,
                    UnitId = unit.Id,
                    ReceivedOn = acts.Today,
                    RunsFrom = acts.Today,
                    ResolveBy = VoiceClocks.Due(Feedback.Chain, "resolve", acts.Today, calendar),
                };
                feedback.Move(FeedbackState.New, calendar);
                acts.Db.AddRecorded(
                    Feedback.Fields,
                    feedback,
                    "sent",
                    acts.Now,
                    request.Channel == FeedbackChannel.Portal ? null : acts.User.UserId
                );
                return Outcome<string>.Of(feedback.Code);
            },
            cancellation
        );

    public Task<Outcome> CheckAsync(VoiceKey key, CancellationToken cancellation) =>
        ActAsync(
            key,
            FeedbackAct.Check,
            (_, _) => Outcome.Done,
            FeedbackState.Checking,
            cancellation
        );

    /// <summary>What is said of conduct is refused, like judged, by the head or by procedure control alone.</summary>
    public Task<Outcome> RefuseAsync(VoiceKey key, string? why, CancellationToken cancellation) =>
        TellAsync(key, FeedbackAct.Refuse, why, FeedbackState.Refused, cancellation);

    public Task<Outcome> AskAsync(VoiceKey key, string? what, CancellationToken cancellation) =>
        TellAsync(key, FeedbackAct.Ask, what, FeedbackState.NeedsInformation, cancellation);

    /// <summary>To the competent body; what its handlers have to know goes with it.</summary>
    public Task<Outcome> TransferAsync(VoiceKey key, Guid to, CancellationToken cancellation) =>
        ActAsync(
            key,
            FeedbackAct.Transfer,
            (feedback, tree) =>
            {
                if (Body(tree, to, acts.Today) is not { } unit)
                {
                    return Outcome.Refused("voice.refused.unit");
                }

                if (unit.Id == feedback.UnitId)
                {
                    return Outcome.Refused("voice.refused.same-unit");
                }

                feedback.UnitId = unit.Id;
                return Outcome.Done;
            },
            FeedbackState.Transferred,
            cancellation
        );

    public Task<Outcome> ProcessAsync(VoiceKey key, CancellationToken cancellation) =>
        ActAsync(
            key,
            FeedbackAct.Process,
            (_, _) => Outcome.Done,
            FeedbackState.Processing,
            cancellation
        );

    /// <summary>Once, and only while it is not late: the scoring counts every prolonged matter.</summary>
    public Task<Outcome> ProlongAsync(
        VoiceKey key,
        DateOnly until,
        CancellationToken cancellation
    ) =>
        ActAsync(
            key,
            FeedbackAct.Prolong,
            (feedback, _) =>
            {
                if (
                    feedback.WasProlonged
                    || until <= feedback.ResolveBy
                    || acts.Today > feedback.ResolveBy
                )
                {
                    return Outcome.Refused("voice.refused.prolong", feedback.ResolveBy);
                }

                feedback.Prolong(until);
                return Outcome.Done;
            },
            FeedbackState.Processing,
            cancellation
        );

    /// <summary>Says whether what was said of conduct is true.</summary>
    public Task<Outcome> JudgeAsync(VoiceKey key, bool isFounded, CancellationToken cancellation) =>
        ActAsync(
            key,
            FeedbackAct.Judge,
            (feedback, tree) =>
            {
                if (feedback.Kind != FeedbackKind.Conduct)
                {
                    return Outcome.Refused(VoiceActs.State);
                }

                if (!MayJudge(acts.User, feedback, tree, acts.Today))
                {
                    return Outcome.Refused("voice.refused.judge");
                }

                feedback.Judge(isFounded);
                return Outcome.Done;
            },
            null,
            cancellation
        );

    public Task<Outcome> AnswerAsync(
        VoiceKey key,
        string? answer,
        CancellationToken cancellation
    ) =>
        ActAsync(
            key,
            FeedbackAct.Answer,
            (feedback, _) =>
            {
                var words = VoiceActs.Words(answer, Feedback.TextMaxLength);
                if (!words.Succeeded)
                {
                    return words;
                }

                feedback.Reply(words.Value!, acts.Today);
                return Outcome.Done;
            },
            FeedbackState.Answered,
            cancellation
        );

    /// <summary>Publishes both in words free of what tells who somebody is; names stay only where each was looked at.</summary>
    public Task<Outcome> PublishAsync(
        VoiceKey key,
        string? text,
        string? answer,
        IReadOnlyCollection<string> keptNames,
        CancellationToken cancellation
    ) =>
        ActAsync(
            key,
            FeedbackAct.Publish,
            (feedback, _) =>
            {
                var (asked, words) = (
                    VoiceActs.Words(text, Feedback.TextMaxLength),
                    VoiceActs.Words(answer, Feedback.TextMaxLength)
                );
                if (!asked.Succeeded || !words.Succeeded)
                {
                    return asked.Succeeded ? words : asked;
                }

                if (
                    (
                        PublicMask.Found(asked.Value!, PublicPart.Question)
                        ?? PublicMask.Found(words.Value!, PublicPart.Answer)
                    ) is
                    { } personal
                )
                {
                    return Outcome.Refused("voice.refused.personal", personal);
                }

                // What the sender gave is never public, neither in the question nor in the answer.
                foreach (var part in new[] { asked.Value!, words.Value! })
                {
                    if (
                        SenderMask.Found(part, feedback.Name, feedback.Contact, feedback.Address) is
                        { } sender
                    )
                    {
                        return Outcome.Refused("voice.refused.sender", sender);
                    }
                }

                var looked = keptNames.Select(n => n.Normalize()).ToHashSet();
                var names = PublicMask
                    .Names(asked.Value!)
                    .Concat(PublicMask.Names(words.Value!))
                    .Where(n => !looked.Contains(n))
                    .Distinct()
                    .ToList();
                if (names.Count > 0)
                {
                    return Outcome.Refused("voice.refused.names", string.Join(", ", names));
                }

                feedback.Publish(
                    asked.Value!,
                    words.Value!,
                    RandomNumberGenerator.GetBytes(16),
                    acts.Today
                );
                return Outcome.Done;
            },
            FeedbackState.Published,
            cancellation
        );

    public Task<Outcome> WithdrawAsync(VoiceKey key, CancellationToken cancellation) =>
        ActAsync(
            key,
            FeedbackAct.Withdraw,
            (feedback, _) =>
            {
                feedback.Withdraw();
                return Outcome.Done;
            },
            FeedbackState.Answered,
            cancellation
        );

    /// <summary>What the sender was asked for. The secret stands for a right.</summary>
    public Task<Outcome> SupplementAsync(
        VoiceKey key,
        string secret,
        string? words,
        CancellationToken cancellation
    ) =>
        ActAsync(
            key,
            FeedbackAct.Supplement,
            (feedback, calendar) =>
            {
                var more = VoiceActs.Words(words, Feedback.TextMaxLength);
                if (!more.Succeeded)
                {
                    return more;
                }

                feedback.Add(more.Value!);
                feedback.RunFrom(acts.Today, calendar);
                return Outcome.Done;
            },
            FeedbackState.Checking,
            secret,
            cancellation
        );

    public Task<Outcome> RateAsync(
        VoiceKey key,
        string secret,
        bool isLiked,
        CancellationToken cancellation
    ) =>
        ActAsync(
            key,
            FeedbackAct.Rate,
            (feedback, _) =>
            {
                feedback.Rate(isLiked);
                return Outcome.Done;
            },
            null,
            secret,
            cancellation
        );

    /// <summary>The sender is not content: it is handled once more, with the words why.</summary>
    public Task<Outcome> ReopenAsync(
        VoiceKey key,
        string secret,
        string? why,
        CancellationToken cancellation
    ) =>
        ActAsync(
            key,
            FeedbackAct.Reopen,
            (feedback, calendar) =>
            {
                var words = VoiceActs.Words(why, Feedback.TextMaxLength);
                if (!words.Succeeded)
                {
                    return words;
                }

                feedback.Add(words.Value!);
                feedback.Withdraw();
                feedback.Reopen();
                feedback.RunFrom(acts.Today, calendar);
                return Outcome.Done;
            },
            FeedbackState.Processing,
            secret,
            cancellation
        );

    /// <summary>By code and secret; none if either is wrong.</summary>
    public async Task<Feedback?> TrackAsync(
        string? code,
        string? secret,
        CancellationToken cancellation
    ) =>
        !string.IsNullOrWhiteSpace(code)
        && !string.IsNullOrWhiteSpace(secret)
        && await acts
            .Db.Set<Feedback>()
            .AsNoTracking()
            .SingleOrDefaultAsync(f => f.Code == VoiceSecret.Code(code), cancellation)
            is { } found
        && VoiceSecret.Matches(secret, found.SecretHash)
            ? found
            : null;

    /// <summary>Of the body that has it, or of whoever went on for it.</summary>
    public static bool MayHandle(ICurrentUser user, Guid unit, UnitTree tree, DateOnly today) =>
        user.Can(Permissions.FeedbackHandle, unit)
        || tree.HeirOf(unit, today) is { } heir && user.Can(Permissions.FeedbackHandle, heir.Id);

    /// <summary>Feedback about conduct is judged and refused by the head or procedure control; everything else by its handlers.</summary>
    public static bool MayJudge(
        ICurrentUser user,
        Feedback feedback,
        UnitTree tree,
        DateOnly today
    ) =>
        feedback.Kind != FeedbackKind.Conduct
        || user.Can(Permissions.FeedbackJudge, feedback.UnitId)
        || tree.HeirOf(feedback.UnitId, today) is { } heir
            && user.Can(Permissions.FeedbackJudge, heir.Id);

    /// <summary>A body that stands today: itself or its heir.</summary>
    public static Unit? Body(UnitTree tree, Guid unit, DateOnly today) =>
        tree.HeirOf(unit, today) is { } body && body.Kind != UnitKind.Area ? body : null;

    private Task<Outcome> TellAsync(
        VoiceKey key,
        FeedbackAct act,
        string? typed,
        FeedbackState to,
        CancellationToken cancellation
    ) =>
        ActAsync(
            key,
            act,
            (feedback, tree) =>
            {
                if (act == FeedbackAct.Refuse && !MayJudge(acts.User, feedback, tree, acts.Today))
                {
                    return Outcome.Refused("voice.refused.judge");
                }

                var words = VoiceActs.Words(typed, Feedback.ReasonMaxLength);
                if (words.Succeeded)
                {
                    feedback.Tell(words.Value!);
                }

                return words;
            },
            to,
            cancellation
        );

    private async Task<Outcome> ActAsync(
        VoiceKey key,
        FeedbackAct act,
        Func<Feedback, UnitTree, Outcome> change,
        FeedbackState? to,
        CancellationToken cancellation
    )
    {
        var calendar = await calendars.NationalAsync(cancellation);
        return await acts.ChangeAsync(
            key,
            Feedback.Fields,
            TypeOf(act),
            async (feedback, tree, token) =>
                MayHandle(acts.User, feedback.UnitId, tree, acts.Today)
                && !await distance.IsAboutAsync(feedback, tree, token),
            (feedback, tree, _) =>
                Task.FromResult(Do(feedback, act, f => change(f, tree), to, calendar)),
            cancellation
        );
    }

    private async Task<Outcome> ActAsync(
        VoiceKey key,
        FeedbackAct act,
        Func<Feedback, WorkCalendar, Outcome> change,
        FeedbackState? to,
        string secret,
        CancellationToken cancellation
    )
    {
        var calendar = await calendars.NationalAsync(cancellation);
        return await acts.ChangeAsync(
            key,
            Feedback.Fields,
            TypeOf(act),
            (feedback, _, _) => Task.FromResult(VoiceSecret.Matches(secret, feedback.SecretHash)),
            (feedback, _, _) =>
                Task.FromResult(Do(feedback, act, f => change(f, calendar), to, calendar)),
            cancellation,
            bySender: true
        );
    }

    private static Outcome Do(
        Feedback feedback,
        FeedbackAct act,
        Func<Feedback, Outcome> change,
        FeedbackState? to,
        WorkCalendar calendar
    )
    {
        if (!FeedbackFlow.Allows(act, feedback.State))
        {
            return Outcome.Refused(VoiceActs.State);
        }

        var outcome = change(feedback);
        if (outcome.Succeeded && to is { } state)
        {
            feedback.Move(state, calendar);
        }

        return outcome;
    }

    private static string TypeOf(FeedbackAct act) => act.ToString().ToLowerInvariant();
}
