using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Steering;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.Programmes.Dialogues;

/// <param name="Key">Idempotency key of the form.</param>
public sealed record NewDialogue(
    string Key,
    Guid UnitId,
    DateOnly HeldOn,
    string? Place,
    string? Topic,
    DialogueAudience Audience
)
{
    /// <summary>Names in place and topic that the person looked at one by one: of streets and officials.</summary>
    public IReadOnlyCollection<string> KeptNames { get; init; } = [];
}

/// <param name="Key">Idempotency key of the form.</param>
public sealed record NewQuestion(
    string Key,
    Guid DialogueId,
    string? Text,
    Guid UnitId,
    DateOnly DueOn
);

/// <param name="Version">Of the question as the person saw it.</param>
public sealed record QuestionAct(string Key, Guid Id, Guid Version);

/// <summary>Records dialogues and their questions, takes answers in and publishes them.</summary>
public sealed class DialogueDesk(
    ThuocDoDb db,
    UnitOfWork unitOfWork,
    UnitDirectory directory,
    ICurrentUser user,
    Clock clock
)
{
    public const string NotAllowed = "dialogue.refused.not-allowed";

    public Task<Outcome<Guid>> OpenAsync(NewDialogue request, CancellationToken cancellation) =>
        unitOfWork.RunAsync(
            new ActionKey(request.Key, "dialogue.open", user.UserId),
            async token =>
            {
                var unit = (await directory.GetAsync(token)).Find(request.UnitId);
                if (
                    unit is null
                    || !SteeringUnits.IsTerritory(unit)
                    || !user.Can(Permissions.DialogueManage, unit.Id)
                )
                {
                    return Outcome<Guid>.Refused(NotAllowed);
                }

                if (!unit.IsValidOn(request.HeldOn))
                {
                    return Outcome<Guid>.Refused(
                        "dialogue.refused.unit-over",
                        unit.Name,
                        request.HeldOn
                    );
                }

                if (Clean(request.Place) is not { } place || Clean(request.Topic) is not { } topic)
                {
                    return Outcome<Guid>.Refused("dialogue.refused.empty");
                }

                if (
                    place.Length > Dialogue.PlaceMaxLength
                    || topic.Length > Dialogue.TopicMaxLength
                )
                {
                    return Outcome<Guid>.Refused("task.refused.long", Dialogue.PlaceMaxLength);
                }

                // Both are public at once and stay in the history for ever.
                if (
                    (
                        PublicMask.Found(topic, PublicPart.Question)
                        ?? PublicMask.Found(place, PublicPart.Question)
                    ) is
                    { } personal
                )
                {
                    return Outcome<Guid>.Refused("dialogue.refused.private", personal);
                }

                if (NotKept(request.KeptNames, topic, place) is { } names)
                {
                    return Outcome<Guid>.Refused("dialogue.refused.frame-names", names);
                }

                var dialogue = new Dialogue
                {
                    Id = NewId(),
                    UnitId = unit.Id,
                    HeldOn = request.HeldOn,
                    Place = place,
                    Topic = topic,
                    Audience = request.Audience,
                };
                db.AddRecorded(Dialogue.Fields, dialogue, "held", clock.Now, user.UserId);
                return Outcome<Guid>.Of(dialogue.Id);
            },
            cancellation
        );

    /// <returns>The number of the question.</returns>
    public Task<Outcome<int>> AskAsync(NewQuestion request, CancellationToken cancellation) =>
        unitOfWork.RunAsync(
            new ActionKey(request.Key, "dialogue.ask", user.UserId),
            async token =>
            {
                var tree = await directory.GetAsync(token);
                if (
                    await FindAsync(request.DialogueId, token) is not { } dialogue
                    || !MayManage(user, dialogue, tree, clock.Today)
                )
                {
                    return Outcome<int>.Refused(NotAllowed);
                }

                if (
                    tree.HeirOf(request.UnitId, clock.Today) is not { } owner
                    || owner.Kind == UnitKind.Area
                )
                {
                    return Outcome<int>.Refused("task.refused.unit-missing");
                }

                if (!MayCharge(dialogue, owner, tree, clock.Today))
                {
                    return Outcome<int>.Refused("dialogue.refused.charge", owner.Name);
                }

                if (Clean(request.Text) is not { } text)
                {
                    return Outcome<int>.Refused("dialogue.refused.empty");
                }

                if (text.Length > DialogueQuestion.TextMaxLength)
                {
                    return Outcome<int>.Refused(
                        "task.refused.long",
                        DialogueQuestion.TextMaxLength
                    );
                }

                if (request.DueOn < dialogue.HeldOn)
                {
                    return Outcome<int>.Refused("dialogue.refused.due", dialogue.HeldOn);
                }

                var number =
                    await db.Set<DialogueQuestion>()
                        .CountAsync(q => q.DialogueId == dialogue.Id, token) + 1;
                db.AddRecorded(
                    DialogueQuestion.Fields,
                    new DialogueQuestion
                    {
                        Id = NewId(),
                        DialogueId = dialogue.Id,
                        Number = number,
                        Salt = RandomNumberGenerator.GetBytes(16),
                        Text = text,
                        UnitId = owner.Id,
                        DueOn = request.DueOn,
                    },
                    "asked",
                    clock.Now,
                    user.UserId
                );
                return Outcome<int>.Of(number);
            },
            cancellation
        );

    /// <summary>The body that owns the question answers, or whoever went on for it.</summary>
    public Task<Outcome> AnswerAsync(
        QuestionAct act,
        string? answer,
        CancellationToken cancellation
    ) =>
        ActAsync(
            act,
            "dialogue.answer",
            (_, question, tree) => MayAnswer(user, question, tree, clock.Today),
            question =>
            {
                if (question.State == QuestionState.Published)
                {
                    return Outcome.Refused("dialogue.refused.published");
                }

                if (Clean(answer) is not { } words)
                {
                    return Outcome.Refused("dialogue.refused.empty");
                }

                if (words.Length > DialogueQuestion.TextMaxLength)
                {
                    return Outcome.Refused("task.refused.long", DialogueQuestion.TextMaxLength);
                }

                Change(question, "answered", q => q.Reply(words, clock.Today));
                return Outcome.Done;
            },
            cancellation
        );

    /// <summary>
    /// Publishes question and answer in the words given, free of what tells who somebody is. Names after a form of address stay only
    /// where the person says so of each.
    /// </summary>
    /// <param name="keptNames">The names that the person looked at one by one: of officials, not of whoever asked.</param>
    public Task<Outcome> PublishAsync(
        QuestionAct act,
        string? text,
        string? answer,
        IReadOnlyCollection<string> keptNames,
        CancellationToken cancellation
    ) =>
        ActAsync(
            act,
            "dialogue.publish",
            (dialogue, _, tree) => MayManage(user, dialogue, tree, clock.Today),
            question =>
            {
                if (question.State != QuestionState.Answered)
                {
                    return Outcome.Refused(
                        question.State == QuestionState.Open
                            ? "dialogue.refused.unanswered"
                            : "dialogue.refused.published"
                    );
                }

                if (Clean(text) is not { } asked || Clean(answer) is not { } words)
                {
                    return Outcome.Refused("dialogue.refused.empty");
                }

                if (Math.Max(asked.Length, words.Length) > DialogueQuestion.TextMaxLength)
                {
                    return Outcome.Refused("task.refused.long", DialogueQuestion.TextMaxLength);
                }

                if (
                    (
                        PublicMask.Found(asked, PublicPart.Question)
                        ?? PublicMask.Found(words, PublicPart.Answer)
                    ) is
                    { } personal
                )
                {
                    return Outcome.Refused("dialogue.refused.personal", personal);
                }

                if (NotKept(keptNames, asked, words) is { } names)
                {
                    return Outcome.Refused("dialogue.refused.names", names);
                }

                Change(
                    question,
                    "published",
                    q => q.Publish(asked, words, RandomNumberGenerator.GetBytes(16), clock.Today)
                );
                return Outcome.Done;
            },
            cancellation
        );

    /// <summary>Takes a question and its answer from the public, with the reason. Both may be published anew in other words.</summary>
    public Task<Outcome> WithdrawAsync(
        QuestionAct act,
        string? reason,
        CancellationToken cancellation
    ) =>
        ActAsync(
            act,
            "dialogue.withdraw",
            (dialogue, _, tree) => MayManage(user, dialogue, tree, clock.Today),
            question =>
            {
                if (question.State != QuestionState.Published)
                {
                    return Outcome.Refused("dialogue.refused.not-public");
                }

                if (Clean(reason) is not { } words)
                {
                    return Outcome.Refused("dialogue.refused.reason");
                }

                if (words.Length > DialogueQuestion.ReasonMaxLength)
                {
                    return Outcome.Refused("task.refused.long", DialogueQuestion.ReasonMaxLength);
                }

                // The reason stays in the history; whom the words named must not come back there.
                if (
                    (
                        PublicMask.Found(words, PublicPart.Question)
                        ?? (PublicMask.Names(words) is [var named, ..] ? named : null)
                    ) is
                    { } personal
                )
                {
                    return Outcome.Refused("dialogue.refused.private", personal);
                }

                Change(question, "withdrawn", q => q.Withdraw(words));
                return Outcome.Done;
            },
            cancellation
        );

    /// <summary>Who holds the dialogue, or whoever went on for it.</summary>
    public static bool MayManage(
        ICurrentUser user,
        Dialogue dialogue,
        UnitTree tree,
        DateOnly today
    ) =>
        user.Can(Permissions.DialogueManage, dialogue.UnitId)
        || tree.HeirOf(dialogue.UnitId, today) is { } heir
            && user.Can(Permissions.DialogueManage, heir.Id);

    /// <summary>As with tasks, a question goes to what is below whoever holds the dialogue, or up to the bodies above it; never to others beside.</summary>
    public static bool MayCharge(Dialogue dialogue, Unit owner, UnitTree tree, DateOnly today) =>
        tree.HeirOf(dialogue.UnitId, today) is { } holder
        && (tree.IsWithin(owner.Id, holder.Id) || tree.IsWithin(holder.Id, owner.Id));

    public static bool MayAnswer(
        ICurrentUser user,
        DialogueQuestion question,
        UnitTree tree,
        DateOnly today
    ) =>
        tree.HeirOf(question.UnitId, today) is { } owner
        && user.Can(Permissions.TaskReport, owner.Id);

    private Task<Outcome> ActAsync(
        QuestionAct act,
        string name,
        Func<Dialogue, DialogueQuestion, UnitTree, bool> allows,
        Func<DialogueQuestion, Outcome> body,
        CancellationToken cancellation
    ) =>
        unitOfWork.RunAsync(
            new ActionKey(act.Key, name, user.UserId),
            async token =>
            {
                var tree = await directory.GetAsync(token);
                var question = await db.Set<DialogueQuestion>()
                    .SingleOrDefaultAsync(q => q.Id == act.Id, token);
                if (
                    question is null
                    || await FindAsync(question.DialogueId, token) is not { } dialogue
                    || !allows(dialogue, question, tree)
                )
                {
                    return Outcome.Refused(NotAllowed);
                }

                return question.Version != act.Version
                    ? Outcome.Stale("common.stale")
                    : body(question);
            },
            cancellation
        );

    private Task<Dialogue?> FindAsync(Guid id, CancellationToken cancellation) =>
        db.Set<Dialogue>().SingleOrDefaultAsync(d => d.Id == id, cancellation);

    private void Change(DialogueQuestion question, string type, Action<DialogueQuestion> change)
    {
        var history = new ChainedRow<DialogueQuestion>(DialogueQuestion.Fields, question);
        change(question);
        db.Add(history.Record(type, clock.Now, user.UserId));
    }

    /// <summary>The names in these texts of which nobody said that they may stay, for the message; none where there are none.</summary>
    private static string? NotKept(IReadOnlyCollection<string> kept, params string[] texts)
    {
        var looked = kept.Select(name => name.Normalize()).ToHashSet();
        var names = texts
            .SelectMany(text => PublicMask.Names(text))
            .Distinct()
            .Where(name => !looked.Contains(name))
            .ToList();
        return names.Count == 0 ? null : string.Join(", ", names);
    }

    private static string? Clean(string? words) =>
        string.IsNullOrWhiteSpace(words) ? null : words.ReplaceLineEndings("\n").Trim().Normalize();

    private Guid NewId() => Guid.CreateVersion7(new DateTimeOffset(clock.Now, TimeSpan.Zero));
}
