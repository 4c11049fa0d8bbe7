using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.Legal.Documents;

/// <summary>A line of the drafting programme as it is typed.</summary>
public sealed record PlanFacts(
    int Year,
    string Title,
    DocumentKind Kind,
    Guid IssuerId,
    Guid DrafterId,
    DateOnly DueOn,
    string Reason
);

/// <summary>What somebody says of a draft, as it is typed.</summary>
public sealed record OpinionFacts(
    OpinionKind Kind,
    string From,
    DateOnly Day,
    bool Passes,
    string Words
);

/// <summary>A conclusion as it is typed.</summary>
public sealed record CheckFacts(
    string By,
    string Paper,
    DateOnly ConcludedOn,
    CheckConclusion Conclusion,
    string? Provision,
    string Words
);

/// <summary>A relation as it is typed.</summary>
public sealed record RelationFacts(Guid ToId, RelationKind Kind, string? Provision);

/// <summary>Keeps the register of legal documents, from the drafting programme to review rounds.</summary>
public sealed class DocumentDesk(
    ThuocDoDb db,
    LegalRecords records,
    UnitDirectory directory,
    ICurrentUser user,
    Clock clock
)
{
    public const string NotAllowed = "legal.refused.not-allowed";

    public Task<Outcome<Guid>> PlanAsync(
        string key,
        PlanFacts facts,
        CancellationToken cancellation
    ) =>
        records.AddAsync(
            DraftingPlan.Fields,
            key,
            "legal.plan",
            "planned",
            async token =>
            {
                if (!user.Can(Permissions.LegalManage, facts.IssuerId))
                {
                    return (null, Outcome.Refused(NotAllowed));
                }

                if (
                    facts.Title.Length is 0 or > LegalDocument.TitleMaxLength
                    || facts.Reason.Length is 0 or > LegalDocument.TitleMaxLength
                    || facts.DueOn.Year != facts.Year
                    || !await KnowsAsync([facts.IssuerId, facts.DrafterId], token)
                )
                {
                    return (null, Outcome.Refused("legal.refused.plan", $"{facts.Year}"));
                }

                return (
                    new DraftingPlan
                    {
                        Id = records.NewId(),
                        Year = facts.Year,
                        Number =
                            1
                            + (
                                await db.Set<DraftingPlan>()
                                    .Where(p => p.Year == facts.Year)
                                    .MaxAsync(p => (int?)p.Number, token)
                                ?? 0
                            ),
                        Title = facts.Title,
                        Kind = facts.Kind,
                        IssuerId = facts.IssuerId,
                        DrafterId = facts.DrafterId,
                        DueOn = facts.DueOn,
                        Reason = facts.Reason,
                    },
                    null
                );
            },
            cancellation
        );

    public Task<Outcome> DropPlanAsync(
        RecordAct act,
        string reason,
        CancellationToken cancellation
    ) =>
        OnAsync(
            DraftingPlan.Fields,
            act,
            "legal.plan-drop",
            "dropped",
            (plan, _) =>
            {
                if (!user.Can(Permissions.LegalManage, plan.IssuerId))
                {
                    return Refused(NotAllowed);
                }

                if (
                    plan.DroppedFor is not null
                    || reason.Length is 0 or > LegalDocument.ShortMaxLength
                )
                {
                    return Refused("legal.refused.reason", LegalDocument.ShortMaxLength);
                }

                plan.Drop(reason);
                return Done();
            },
            cancellation
        );

    /// <summary>Enters a document: a draft, or one that was issued already, of the province or as a base of others.</summary>
    /// <param name="issue">None: a draft.</param>
    public Task<Outcome<Guid>> EnterAsync(
        string key,
        DocumentFacts facts,
        IssueFacts? issue,
        CancellationToken cancellation
    ) =>
        records.AddAsync(
            LegalDocument.Fields,
            key,
            "legal.enter",
            issue is null ? "drafted" : "entered",
            async token =>
            {
                if (await FaultAsync(facts, token) is { } fault)
                {
                    return (null, fault);
                }

                if (
                    facts.PlanId is { } plan
                    && !await db.Set<DraftingPlan>()
                        .AnyAsync(p => p.Id == plan && p.DroppedFor == null, token)
                )
                {
                    return (null, Outcome.Refused("legal.refused.no-plan"));
                }

                var last = await db.Set<LegalDocument>().MaxAsync(d => (int?)d.Number, token) ?? 0;
                var document = LegalDocument.Enter(records.NewId(), last + 1, facts);
                if (issue is not null)
                {
                    if (await FaultAsync(document, issue, token) is { } wrong)
                    {
                        return (null, wrong);
                    }

                    document.Issue(issue);
                }

                return (document, null);
            },
            cancellation
        );

    public Task<Outcome> EditAsync(
        RecordAct act,
        DocumentFacts facts,
        CancellationToken cancellation
    ) =>
        OnDocumentAsync(
            act,
            "legal.edit",
            "mended",
            async (document, token) =>
            {
                // Whose document it is and of which kind decides figures: that is not mended once it is issued.
                if (
                    document.State == DocumentState.Issued
                    && (facts.Level, facts.IssuerId, facts.Kind)
                        != (document.Level, document.IssuerId, document.Kind)
                )
                {
                    return Outcome.Refused("legal.refused.issued");
                }

                if (await FaultAsync(facts, token) is { } fault)
                {
                    return fault;
                }

                document.Write(facts with { PlanId = document.PlanId });
                return Outcome.Done;
            },
            cancellation
        );

    /// <summary>A new text of a draft, or the text of an issued document that has none yet.</summary>
    public Task<Outcome> WriteAsync(
        RecordAct act,
        string words,
        string? note,
        CancellationToken cancellation
    ) =>
        OnDocumentAsync(
            act,
            "legal.write",
            "text",
            async (document, token) =>
            {
                var last =
                    await db.Set<DocumentText>()
                        .Where(t => t.DocumentId == document.Id)
                        .MaxAsync(t => (int?)t.Number, token)
                    ?? 0;
                if (
                    document.State == DocumentState.Dropped
                    || document.State == DocumentState.Issued && last > 0
                )
                {
                    return Outcome.Refused("legal.refused.issued");
                }

                if (
                    words.Length is 0 or > DocumentText.MostLength
                    || note?.Length > LegalDocument.ShortMaxLength
                )
                {
                    return Outcome.Refused("legal.refused.text", DocumentText.MostLength);
                }

                records.Add(
                    DocumentText.Fields,
                    new DocumentText
                    {
                        Id = records.NewId(),
                        DocumentId = document.Id,
                        Number = last + 1,
                        Day = clock.Today,
                        Note = note,
                        Words = words,
                    },
                    "written"
                );
                return Outcome.Done;
            },
            cancellation
        );

    public Task<Outcome> OpineAsync(
        RecordAct act,
        OpinionFacts facts,
        CancellationToken cancellation
    ) =>
        OnDocumentAsync(
            act,
            "legal.opine",
            "opinion",
            async (document, token) =>
            {
                var text = await db.Set<DocumentText>()
                    .Where(t => t.DocumentId == document.Id)
                    .MaxAsync(t => (int?)t.Number, token);
                if (document.State != DocumentState.Draft || text is null)
                {
                    return Outcome.Refused("legal.refused.no-draft");
                }

                if (
                    facts.From.Length is 0 or > LegalDocument.ShortMaxLength
                    || facts.Words.Length is 0 or > DocumentText.MostLength
                    || facts.Day > clock.Today
                )
                {
                    return Outcome.Refused("legal.refused.opinion", LegalDocument.ShortMaxLength);
                }

                records.Add(
                    DocumentOpinion.Fields,
                    new DocumentOpinion
                    {
                        Id = records.NewId(),
                        DocumentId = document.Id,
                        Number =
                            1
                            + await db.Set<DocumentOpinion>()
                                .CountAsync(o => o.DocumentId == document.Id, token),
                        Kind = facts.Kind,
                        TextNumber = text.Value,
                        From = facts.From,
                        Day = facts.Day,
                        Passes = facts.Kind == OpinionKind.Appraisal && facts.Passes,
                        Words = facts.Words,
                    },
                    "given"
                );
                return Outcome.Done;
            },
            cancellation
        );

    public Task<Outcome> ReplyAsync(RecordAct act, string words, CancellationToken cancellation) =>
        OnAsync(
            DocumentOpinion.Fields,
            act,
            "legal.reply",
            "replied",
            async (opinion, token) =>
            {
                if (!await MayAsync(opinion.DocumentId, token))
                {
                    return Outcome.Refused(NotAllowed);
                }

                if (opinion.Reply is not null || words.Length is 0 or > DocumentText.MostLength)
                {
                    return Outcome.Refused("legal.refused.reply");
                }

                opinion.Answer(words);
                return Outcome.Done;
            },
            cancellation
        );

    /// <summary>
    /// Issues a draft. One of a body of the province is issued on an appraisal of its last text that found it fit; what was signed elsewhere and never
    /// drafted here is entered as issued.
    /// </summary>
    public Task<Outcome> IssueAsync(
        RecordAct act,
        IssueFacts facts,
        CancellationToken cancellation
    ) =>
        OnDocumentAsync(
            act,
            "legal.issue",
            "issued",
            async (document, token) =>
            {
                if (document.State != DocumentState.Draft)
                {
                    return Outcome.Refused("legal.refused.issued");
                }

                var text = await db.Set<DocumentText>()
                    .Where(t => t.DocumentId == document.Id)
                    .MaxAsync(t => (int?)t.Number, token);
                var appraisal = await db.Set<DocumentOpinion>()
                    .AsNoTracking()
                    .Where(o => o.DocumentId == document.Id && o.Kind == OpinionKind.Appraisal)
                    .OrderByDescending(o => o.Number)
                    .FirstOrDefaultAsync(token);
                if (text is null || appraisal is not { Passes: true })
                {
                    return Outcome.Refused("legal.refused.not-appraised");
                }

                if (await FaultAsync(document, facts, token) is { } fault)
                {
                    return fault;
                }

                document.Issue(facts);
                return Outcome.Done;
            },
            cancellation
        );

    public Task<Outcome> DropAsync(RecordAct act, CancellationToken cancellation) =>
        OnDocumentAsync(
            act,
            "legal.drop",
            "dropped",
            (document, _) =>
            {
                if (document.State != DocumentState.Draft)
                {
                    return Refused("legal.refused.issued");
                }

                document.Drop();
                return Done();
            },
            cancellation
        );

    public Task<Outcome> PublishAsync(
        RecordAct act,
        DateOnly day,
        string place,
        CancellationToken cancellation
    ) =>
        OnDocumentAsync(
            act,
            "legal.publish",
            "published",
            (document, _) =>
            {
                if (
                    document is not { State: DocumentState.Issued, PublishedOn: null }
                    || day < document.IssuedOn
                    || day > clock.Today
                    || place.Length is 0 or > LegalDocument.ShortMaxLength
                )
                {
                    return Refused("legal.refused.publication", document.IssuedOn);
                }

                document.Publish(day, place);
                return Done();
            },
            cancellation
        );

    /// <summary>
    /// What the document does to another one. What it replaces or repeals whole ends on the day it takes effect itself; a part leaves the other
    /// standing.
    /// </summary>
    public Task<Outcome> RelateAsync(
        RecordAct act,
        RelationFacts facts,
        CancellationToken cancellation
    ) =>
        OnDocumentAsync(
            act,
            "legal.relate",
            "related",
            async (document, token) =>
            {
                if (
                    facts.ToId == document.Id
                    || facts.Provision?.Length > LegalDocument.SymbolMaxLength
                    || await db.Set<LegalDocument>()
                        .FirstOrDefaultAsync(d => d.Id == facts.ToId, token)
                        is not { State: DocumentState.Issued } other
                    || await db.Set<DocumentRelation>()
                        .AnyAsync(
                            r =>
                                r.FromId == document.Id
                                && r.ToId == facts.ToId
                                && r.Kind == facts.Kind
                                && r.Provision == facts.Provision,
                            token
                        )
                )
                {
                    return Outcome.Refused("legal.refused.relation");
                }

                var acts = facts.Kind is not (RelationKind.BasedOn or RelationKind.Guides);
                if (acts && document.EffectiveOn is null)
                {
                    return Outcome.Refused("legal.refused.not-issued");
                }

                // A body cannot end what a higher one issued.
                if (acts && other.Level < document.Level)
                {
                    return Outcome.Refused("legal.refused.higher", other.Name);
                }

                var ends =
                    facts is
                    { Kind: RelationKind.Replaces or RelationKind.Repeals, Provision: null };
                var tree = await directory.GetAsync(token);
                if (
                    acts && !DocumentRights.Reaches(tree, document, other, clock.Today)
                    || ends && !MayEnd(other, tree)
                )
                {
                    return Outcome.Refused("legal.refused.foreign", other.Name);
                }

                records.Add(
                    DocumentRelation.Fields,
                    new DocumentRelation
                    {
                        Id = records.NewId(),
                        FromId = document.Id,
                        ToId = other.Id,
                        Kind = facts.Kind,
                        Provision = facts.Provision,
                        On = acts ? document.EffectiveOn : null,
                    },
                    "related"
                );
                if (ends)
                {
                    var history = new ChainedRow<LegalDocument>(LegalDocument.Fields, other);
                    other.End(document.EffectiveOn!.Value);
                    db.Add(history.Record("ended", clock.Now, user.UserId));
                }

                return Outcome.Done;
            },
            cancellation
        );

    /// <summary>The day on which a document holds no more for a reason that no other document of the register gives.</summary>
    public Task<Outcome> EndAsync(RecordAct act, DateOnly day, CancellationToken cancellation) =>
        OnDocumentAsync(
            act,
            "legal.end",
            "ended",
            async (document, token) =>
            {
                if (!MayEnd(document, await directory.GetAsync(token)))
                {
                    return Outcome.Refused("legal.refused.foreign", document.Name);
                }

                if (document.State != DocumentState.Issued || day <= document.EffectiveOn)
                {
                    return Outcome.Refused("legal.refused.days");
                }

                document.End(day);
                return Outcome.Done;
            },
            cancellation
        );

    public Task<Outcome> CheckAsync(
        RecordAct act,
        CheckFacts facts,
        CancellationToken cancellation
    ) =>
        OnDocumentAsync(
            act,
            "legal.check",
            "checked",
            async (document, token) =>
            {
                if (document is not { State: DocumentState.Issued, IsOfProvince: true })
                {
                    return Outcome.Refused("legal.refused.not-issued");
                }

                if (
                    facts.By.Length is 0 or > LegalDocument.ShortMaxLength
                    || facts.Paper.Length is 0 or > LegalDocument.ShortMaxLength
                    || facts.Words.Length is 0 or > DocumentText.MostLength
                    || facts.Provision?.Length > LegalDocument.SymbolMaxLength
                    || facts.ConcludedOn < document.IssuedOn
                    || facts.ConcludedOn > clock.Today
                )
                {
                    return Outcome.Refused("legal.refused.check", document.IssuedOn);
                }

                records.Add(
                    DocumentCheck.Fields,
                    new DocumentCheck
                    {
                        Id = records.NewId(),
                        DocumentId = document.Id,
                        Number =
                            1
                            + await db.Set<DocumentCheck>()
                                .CountAsync(c => c.DocumentId == document.Id, token),
                        By = facts.By,
                        Paper = facts.Paper,
                        ConcludedOn = facts.ConcludedOn,
                        Conclusion = facts.Conclusion,
                        Provision = facts.Provision,
                        Words = facts.Words,
                    },
                    "concluded"
                );
                return Outcome.Done;
            },
            cancellation
        );

    /// <summary>What was done about a document that was found against the law; the finding stays.</summary>
    public Task<Outcome> HandleAsync(
        RecordAct act,
        CheckHandling handling,
        DateOnly day,
        string by,
        CancellationToken cancellation
    ) =>
        OnCheckAsync(
            act,
            "legal.handle",
            "handled",
            check =>
            {
                if (
                    check is not { Conclusion: CheckConclusion.Unlawful, Handling: null }
                    || day < check.ConcludedOn
                    || day > clock.Today
                    || by.Length is 0 or > LegalDocument.ShortMaxLength
                )
                {
                    return Outcome.Refused("legal.refused.handling", check.ConcludedOn);
                }

                check.Handle(handling, day, by);
                return Outcome.Done;
            },
            cancellation
        );

    /// <summary>The conclusion itself was withdrawn or set aside, from a day on.</summary>
    public Task<Outcome> LiftAsync(
        RecordAct act,
        DateOnly day,
        string reason,
        CancellationToken cancellation
    ) =>
        OnCheckAsync(
            act,
            "legal.lift",
            "lifted",
            check =>
            {
                if (
                    check.LiftedOn is not null
                    || day < check.ConcludedOn
                    || day > clock.Today
                    || reason.Length is 0 or > LegalDocument.ShortMaxLength
                )
                {
                    return Outcome.Refused("legal.refused.lift", check.ConcludedOn);
                }

                check.Lift(day, reason);
                return Outcome.Done;
            },
            cancellation
        );

    public Task<Outcome<Guid>> OpenReviewAsync(
        string key,
        ReviewKind kind,
        string name,
        Guid unit,
        DateOnly from,
        DateOnly cut,
        CancellationToken cancellation
    ) =>
        records.AddAsync(
            ReviewRound.Fields,
            key,
            "legal.review",
            "opened",
            async token =>
                !user.Can(Permissions.LegalManage, unit) ? (null, Outcome.Refused(NotAllowed))
                : name.Length is 0 or > LegalDocument.ShortMaxLength
                || cut < from
                || !await KnowsAsync([unit], token)
                    ? (null, Outcome.Refused("legal.refused.review"))
                : (
                    new ReviewRound
                    {
                        Id = records.NewId(),
                        Kind = kind,
                        Name = name,
                        UnitId = unit,
                        From = from,
                        Cut = cut,
                    },
                    null
                ),
            cancellation
        );

    public Task<Outcome> FindAsync(
        RecordAct act,
        Guid document,
        ReviewResult result,
        string? words,
        CancellationToken cancellation
    ) =>
        OnReviewAsync(
            act,
            "legal.find",
            "found",
            async (round, token) =>
            {
                if (
                    words?.Length > LegalDocument.ShortMaxLength
                    || await db.Set<LegalDocument>()
                        .AsNoTracking()
                        .FirstOrDefaultAsync(d => d.Id == document, token)
                        is not { State: DocumentState.Issued } found
                    || found.IssuedOn > round.Cut
                )
                {
                    return Outcome.Refused("legal.refused.finding", round.Cut);
                }

                var row = await db.Set<ReviewFinding>()
                    .FirstOrDefaultAsync(
                        f => f.RoundId == round.Id && f.DocumentId == document,
                        token
                    );
                if (row is null)
                {
                    row = new ReviewFinding
                    {
                        Id = records.NewId(),
                        RoundId = round.Id,
                        DocumentId = document,
                    };
                    row.Find(result, words);
                    records.Add(ReviewFinding.Fields, row, "found");
                    return Outcome.Done;
                }

                var history = new ChainedRow<ReviewFinding>(ReviewFinding.Fields, row);
                row.Find(result, words);
                db.Add(history.Record("found", clock.Now, user.UserId));
                return Outcome.Done;
            },
            cancellation
        );

    /// <summary>Publishes the lists; from then on nothing of the round changes.</summary>
    public Task<Outcome> CloseReviewAsync(
        RecordAct act,
        string paper,
        CancellationToken cancellation
    ) =>
        OnReviewAsync(
            act,
            "legal.review-close",
            "closed",
            async (round, token) =>
            {
                if (
                    paper.Length is 0 or > LegalDocument.ShortMaxLength
                    || round.Cut > clock.Today
                    || !await db.Set<ReviewFinding>().AnyAsync(f => f.RoundId == round.Id, token)
                )
                {
                    return Outcome.Refused("legal.refused.close", round.Cut);
                }

                round.Close(clock.Today, paper);
                return Outcome.Done;
            },
            cancellation
        );

    private Task<Outcome> OnDocumentAsync(
        RecordAct act,
        string name,
        string type,
        Func<LegalDocument, CancellationToken, Task<Outcome>> change,
        CancellationToken cancellation
    ) =>
        OnAsync(
            LegalDocument.Fields,
            act,
            name,
            type,
            async (document, token) =>
                May(document, await directory.GetAsync(token))
                    ? await change(document, token)
                    : Outcome.Refused(NotAllowed),
            cancellation
        );

    private Task<Outcome> OnCheckAsync(
        RecordAct act,
        string name,
        string type,
        Func<DocumentCheck, Outcome> change,
        CancellationToken cancellation
    ) =>
        OnAsync(
            DocumentCheck.Fields,
            act,
            name,
            type,
            async (check, token) =>
                await MayAsync(check.DocumentId, token)
                    ? change(check)
                    : Outcome.Refused(NotAllowed),
            cancellation
        );

    private Task<Outcome> OnReviewAsync(
        RecordAct act,
        string name,
        string type,
        Func<ReviewRound, CancellationToken, Task<Outcome>> change,
        CancellationToken cancellation
    ) =>
        OnAsync(
            ReviewRound.Fields,
            act,
            name,
            type,
            (round, token) =>
                !user.Can(Permissions.LegalManage, round.UnitId) ? Refused(NotAllowed)
                : round.ClosedOn is not null ? Refused("legal.refused.closed")
                : change(round, token),
            cancellation
        );

    private Task<Outcome> OnAsync<T>(
        ChainedFields<T> fields,
        RecordAct act,
        string name,
        string type,
        Func<T, CancellationToken, Task<Outcome>> change,
        CancellationToken cancellation
    )
        where T : class, IChained =>
        records.OnAsync(fields, act, name, NotAllowed, type, change, cancellation);

    private bool May(LegalDocument document, UnitTree tree) =>
        DocumentRights.May(user, tree, document.IssuerId, document.DrafterId, clock.Today);

    /// <summary>
    /// An act of the centre is ended for the whole province; one of a body by who keeps its documents, also where another document ends it.
    /// </summary>
    private bool MayEnd(LegalDocument document, UnitTree tree) =>
        document.IssuerId is null ? DocumentRights.MayEndCentral(user, tree) : May(document, tree);

    private async Task<bool> MayAsync(Guid document, CancellationToken token) =>
        await db.Set<LegalDocument>()
            .AsNoTracking()
            .FirstOrDefaultAsync(d => d.Id == document, token)
            is { } found
        && May(found, await directory.GetAsync(token));

    private async Task<bool> KnowsAsync(IEnumerable<Guid> units, CancellationToken token)
    {
        var tree = await directory.GetAsync(token);
        return units.All(u => tree.Find(u) is not null);
    }

    private async Task<Outcome?> FaultAsync(DocumentFacts facts, CancellationToken token)
    {
        var tree = await directory.GetAsync(token);
        return !DocumentRights.May(user, tree, facts.IssuerId, facts.DrafterId, clock.Today)
                ? Outcome.Refused(NotAllowed)
            : DocumentRules.FaultOf(facts) is { } fault ? fault
            : await KnowsAsync(new[] { facts.IssuerId, facts.DrafterId }.OfType<Guid>(), token)
                ? null
            : Outcome.Refused("legal.refused.issuer");
    }

    private async Task<Outcome?> FaultAsync(
        LegalDocument document,
        IssueFacts facts,
        CancellationToken token
    ) =>
        DocumentRules.FaultOf(facts, clock.Today) is { } fault ? fault
        // The same number of the same issuer in one year is the same document.
        : await db.Set<LegalDocument>()
            .AnyAsync(
                d =>
                    d.Id != document.Id
                    && d.Symbol == facts.Symbol
                    && d.IssuerId == document.IssuerId
                    && d.Kind == document.Kind,
                token
            )
            ? Outcome.Refused("legal.refused.known", facts.Symbol)
        : null;

    private static Task<Outcome> Refused(string key, params object?[] arguments) =>
        Task.FromResult(Outcome.Refused(key, arguments));

    private static Task<Outcome> Done() => Task.FromResult(Outcome.Done);
}
