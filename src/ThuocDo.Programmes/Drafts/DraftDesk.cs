using Microsoft.EntityFrameworkCore;
using ThuocDo.Programmes.Compiling;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.Programmes.Drafts;

/// <summary>What people do with the items and sentences of a draft while it is in review. Every act is an event of its item.</summary>
public sealed class DraftDesk(
    ThuocDoDb db,
    UnitOfWork unitOfWork,
    IndicatorChoices indicators,
    ICurrentUser user,
    Clock clock
)
{
    /// <summary>Takes an item into the programme, leaves it out, or opens it again.</summary>
    public Task<Outcome> DecideAsync(
        string key,
        Guid draft,
        int number,
        DraftItemState state,
        CancellationToken cancellation
    ) =>
        OnItemAsync(
            key,
            "draft.decide",
            draft,
            number,
            "decided",
            (item, measures) =>
            {
                if (state == DraftItemState.Merged)
                {
                    return Outcome.Refused("draft.refused.state");
                }

                if (
                    state == DraftItemState.Accepted
                    && DraftItemRules.FaultsOf(item, measures).FirstOrDefault() is { } fault
                )
                {
                    return Outcome.Refused(fault.Key, fault.Arguments);
                }

                item.State = state;
                return Outcome.Done;
            },
            cancellation
        );

    /// <summary>Writes what somebody corrected; what is corrected is thereby accepted.</summary>
    /// <param name="version">The version that the form showed.</param>
    public Task<Outcome> EditAsync(
        string key,
        Guid draft,
        int number,
        Guid version,
        Action<DraftItem> change,
        CancellationToken cancellation
    ) =>
        OnItemAsync(
            key,
            "draft.edit",
            draft,
            number,
            "edited",
            (item, measures) =>
            {
                if (item.Version != version)
                {
                    return Outcome.Stale("common.stale");
                }

                change(item);
                if (DraftItemRules.FaultsOf(item, measures).FirstOrDefault() is { } fault)
                {
                    return Outcome.Refused(fault.Key, fault.Arguments);
                }

                item.State = DraftItemState.Accepted;
                return Outcome.Done;
            },
            cancellation
        );

    /// <summary>Makes a second item from the same words, on a line of its own; the value is the number of the new one.</summary>
    public Task<Outcome<int>> SplitAsync(
        string key,
        Guid draft,
        int number,
        CancellationToken cancellation
    ) =>
        RunAsync<int>(
            key,
            "draft.split",
            draft,
            async (_, token) =>
            {
                if (await FindAsync(draft, number, token) is not { } item)
                {
                    return Outcome<int>.Refused("draft.refused.no-item");
                }

                var copy = await NewItemAsync(
                    draft,
                    item.Kind,
                    item.Sentence,
                    item.Section,
                    item.Text,
                    token
                );
                (copy.Operator, copy.Value, copy.Unit) = (item.Operator, item.Value, item.Unit);
                (copy.Scope, copy.RankGroup, copy.BaseYear) = (
                    item.Scope,
                    item.RankGroup,
                    item.BaseYear
                );
                (copy.Deadline, copy.DeadlineText) = (item.Deadline, item.DeadlineText);
                (copy.Body, copy.BodyId, copy.Coordinating) = (
                    item.Body,
                    item.BodyId,
                    item.Coordinating
                );
                (copy.Product, copy.Indicator) = (item.Product, item.Indicator);
                (copy.Doubts, copy.Amends) = (item.Doubts, item.Amends);
                copy.AsksForPlan = item.AsksForPlan;
                Record(copy, "split", ("from", Text(number)));
                return Outcome<int>.Of(copy.Number);
            },
            cancellation
        );

    /// <summary>
    /// Conditions come onto one target line; tasks and duties become one, which keeps what either says, and the item ends. Two days or
    /// two bodies in charge cannot both hold: a person chooses first.
    /// </summary>
    public Task<Outcome> MergeAsync(
        string key,
        Guid draft,
        int number,
        int into,
        CancellationToken cancellation
    ) =>
        WithoutValueAsync(
            key,
            "draft.merge",
            draft,
            async (_, token) =>
            {
                var item = await FindAsync(draft, number, token);
                var other = await FindAsync(draft, into, token);
                if (item is null || other is null || item == other || item.Kind != other.Kind)
                {
                    return Outcome.Refused("draft.refused.merge");
                }

                var history = new ChainedRow<DraftItem>(DraftItem.Fields, item);
                if (item.Kind == DraftItemKind.Target)
                {
                    item.Line = other.Line;
                }
                else
                {
                    var target = new ChainedRow<DraftItem>(DraftItem.Fields, other);
                    if (DraftItemRules.Join(other, item) is { } fault)
                    {
                        return Outcome.Refused(fault.Key, fault.Arguments);
                    }

                    item.State = DraftItemState.Merged;
                    db.Add(target.Record("joined", clock.Now, user.UserId, ("with", Text(number))));
                }

                db.Add(history.Record("merged", clock.Now, user.UserId, ("into", Text(into))));
                return Outcome.Done;
            },
            cancellation
        );

    /// <summary>Makes an item by hand from a sentence; the value is its number.</summary>
    public Task<Outcome<int>> AddAsync(
        string key,
        Guid draft,
        int sentence,
        DraftItemKind kind,
        CancellationToken cancellation
    ) =>
        RunAsync<int>(
            key,
            "draft.add",
            draft,
            async (_, token) =>
            {
                if (await SentenceAsync(draft, sentence, token) is not { } words)
                {
                    return Outcome<int>.Refused("draft.refused.no-sentence");
                }

                words.State = SentenceState.Compiled;
                var text =
                    words.Text.Length <= DraftItem.TextMaxLength
                        ? words.Text
                        : words.Text[..DraftItem.TextMaxLength];
                var item = await NewItemAsync(draft, kind, sentence, "", text, token);
                Record(item, "added");
                return Outcome<int>.Of(item.Number);
            },
            cancellation
        );

    /// <summary>Says of a sentence that was not understood that nothing follows from it.</summary>
    public Task<Outcome> SetAsideAsync(
        string key,
        Guid draft,
        int sentence,
        CancellationToken cancellation
    ) =>
        WithoutValueAsync(
            key,
            "draft.set-aside",
            draft,
            async (row, token) =>
            {
                if (
                    await SentenceAsync(draft, sentence, token)
                    is not { State: SentenceState.NotUnderstood } words
                )
                {
                    return Outcome.Refused("draft.refused.no-sentence");
                }

                words.State = SentenceState.Context;
                db.Add(
                    new ChainedRow<ProgrammeDraft>(ProgrammeDraft.Fields, row).Record(
                        "sentence-set-aside",
                        clock.Now,
                        user.UserId,
                        ("sentence", Text(sentence))
                    )
                );
                return Outcome.Done;
            },
            cancellation
        );

    /// <summary>Accepts every open item of a kind that leaves nothing open; the value is how many.</summary>
    public Task<Outcome<int>> AcceptPlainAsync(
        string key,
        Guid draft,
        DraftItemKind kind,
        CancellationToken cancellation
    ) =>
        RunAsync<int>(
            key,
            "draft.accept-plain",
            draft,
            async (_, token) =>
            {
                var items = await db.Set<DraftItem>()
                    .Where(i =>
                        i.DraftId == draft && i.Kind == kind && i.State == DraftItemState.Open
                    )
                    .ToListAsync(token);
                var measures = await indicators.ByKeyAsync(token);
                var plain = items.Where(i => DraftItemRules.IsPlain(i, measures)).ToList();
                foreach (var item in plain)
                {
                    var history = new ChainedRow<DraftItem>(DraftItem.Fields, item);
                    item.State = DraftItemState.Accepted;
                    db.Add(history.Record("decided", clock.Now, user.UserId));
                }

                return Outcome<int>.Of(plain.Count);
            },
            cancellation
        );

    /// <summary>Puts the draft aside; it stays readable.</summary>
    public Task<Outcome> DropAsync(string key, Guid draft, CancellationToken cancellation) =>
        WithoutValueAsync(
            key,
            "draft.drop",
            draft,
            (row, _) =>
            {
                var history = new ChainedRow<ProgrammeDraft>(ProgrammeDraft.Fields, row);
                row.State = DraftState.Dropped;
                db.Add(history.Record("dropped", clock.Now, user.UserId));
                return Task.FromResult(Outcome.Done);
            },
            cancellation
        );

    private Task<Outcome> OnItemAsync(
        string key,
        string action,
        Guid draft,
        int number,
        string type,
        Func<DraftItem, IReadOnlyDictionary<string, IndicatorChoice>, Outcome> change,
        CancellationToken cancellation
    ) =>
        WithoutValueAsync(
            key,
            action,
            draft,
            async (_, token) =>
            {
                if (await FindAsync(draft, number, token) is not { } item)
                {
                    return Outcome.Refused("draft.refused.no-item");
                }

                var history = new ChainedRow<DraftItem>(DraftItem.Fields, item);
                var outcome = change(item, await indicators.ByKeyAsync(token));
                if (outcome.Succeeded)
                {
                    db.Add(history.Record(type, clock.Now, user.UserId));
                }

                return outcome;
            },
            cancellation
        );

    private Task<Outcome> WithoutValueAsync(
        string key,
        string action,
        Guid draft,
        Func<ProgrammeDraft, CancellationToken, Task<Outcome>> act,
        CancellationToken cancellation
    ) =>
        unitOfWork.RunAsync(
            new ActionKey(key, action, user.UserId),
            async token =>
                await ReviewedAsync(draft, token) is var (row, refusal) && row is null
                    ? refusal
                    : await act(row!, token),
            cancellation
        );

    private Task<Outcome<T>> RunAsync<T>(
        string key,
        string action,
        Guid draft,
        Func<ProgrammeDraft, CancellationToken, Task<Outcome<T>>> act,
        CancellationToken cancellation
    ) =>
        unitOfWork.RunAsync(
            new ActionKey(key, action, user.UserId),
            async token =>
                await ReviewedAsync(draft, token) is var (row, refusal) && row is null
                    ? Outcome<T>.From(refusal)
                    : await act(row!, token),
            cancellation
        );

    private async Task<(ProgrammeDraft? Draft, Outcome Refusal)> ReviewedAsync(
        Guid draft,
        CancellationToken cancellation
    )
    {
        if (!user.Can(Permissions.ProgrammeManage))
        {
            return (null, Outcome.Refused("draft.refused.not-allowed"));
        }

        var row = await db.Set<ProgrammeDraft>()
            .FirstOrDefaultAsync(d => d.Id == draft, cancellation);
        if (row is not { State: DraftState.InReview })
        {
            return (null, Outcome.Refused("draft.refused.over"));
        }

        // Every act moves the draft's version: an adoption that was shown something else is stale, and of two at once one runs again.
        row.Version = Guid.CreateVersion7();
        return (row, Outcome.Done);
    }

    private Task<DraftItem?> FindAsync(Guid draft, int number, CancellationToken cancellation) =>
        db.Set<DraftItem>()
            .FirstOrDefaultAsync(
                i => i.DraftId == draft && i.Number == number && i.State != DraftItemState.Merged,
                cancellation
            );

    private Task<DraftSentence?> SentenceAsync(
        Guid draft,
        int number,
        CancellationToken cancellation
    ) =>
        db.Set<DraftSentence>()
            .FirstOrDefaultAsync(s => s.DraftId == draft && s.Number == number, cancellation);

    /// <summary>A unique index stands behind the number: of two at once one tries again.</summary>
    private async Task<DraftItem> NewItemAsync(
        Guid draft,
        DraftItemKind kind,
        int sentence,
        string section,
        string text,
        CancellationToken cancellation
    )
    {
        var items = db.Set<DraftItem>().Where(i => i.DraftId == draft);
        var item = new DraftItem
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(clock.Now, TimeSpan.Zero)),
            DraftId = draft,
            Number = await items.MaxAsync(i => (int?)i.Number, cancellation) + 1 ?? 1,
            Kind = kind,
            Sentence = sentence,
            Section = section,
            Text = text,
            Line =
                kind == DraftItemKind.Target
                    ? await items.MaxAsync(i => i.Line, cancellation) + 1 ?? 1
                    : null,
        };
        db.Add(item);
        return item;
    }

    private void Record(DraftItem item, string type, params (string, string?)[] particulars) =>
        db.Add(
            new ChainedRow<DraftItem>(DraftItem.Fields, item).Record(
                type,
                clock.Now,
                user.UserId,
                particulars
            )
        );

    private static string Text(int number) =>
        number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
