using Microsoft.EntityFrameworkCore;
using ThuocDo.Indicators.Indices.Computing.Reading;
using ThuocDo.Indicators.SelfScoring.Rules;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Files;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.Indicators.SelfScoring;

/// <param name="Key">Idempotency key of the form.</param>
/// <param name="UnitId">Whose standing body runs it.</param>
/// <param name="Set">Key of the table.</param>
/// <param name="File">The province's own table; none: the one that ships.</param>
public sealed record NewParRound(
    string Key,
    Guid UnitId,
    string Set,
    IndexFile? File,
    int Year,
    string Name,
    string? Act,
    DateOnly DueOn,
    IReadOnlyCollection<Guid> Bodies
);

/// <param name="Version">Of the sheet as the person saw it.</param>
public sealed record ParSheetKey(string Key, Guid Id, Guid Version);

/// <param name="Version">Of the score as the person saw it; none while nobody had put anything in.</param>
public sealed record ParScoreKey(string Key, Guid SheetId, string Code, Guid? Version);

/// <summary>A document as evidence.</summary>
public sealed record NewDocument(
    string Number,
    DateOnly IssuedOn,
    string Issuer,
    string Title,
    KeptFile? File
);

/// <summary>Opens rounds, takes self-scores and evidence in, appraises in two rounds, hears protests, publishes.</summary>
public sealed class ParDesk(
    ThuocDoDb db,
    UnitOfWork unitOfWork,
    UnitDirectory directory,
    IFigureBook figures,
    ICurrentUser user,
    Clock clock
)
{
    public const string NotAllowed = "par.refused.not-allowed";

    /// <summary>The board has no such figure for the body and year.</summary>
    public const string NoFigure = "par.refused.figure";
    private const int EarliestYear = 2000;

    public async Task<Outcome<Guid>> OpenAsync(NewParRound request, CancellationToken cancellation)
    {
        var tree = await directory.GetAsync(cancellation);
        if (
            tree.Find(request.UnitId) is not { } unit
            || !user.Can(Permissions.ParIndexAppraise, unit.Id)
        )
        {
            return Outcome<Guid>.Refused(NotAllowed);
        }

        if (ParSet.Find(request.Set) is not { } set)
        {
            return Outcome<Guid>.Refused("par.refused.set");
        }

        if (
            request.Year < EarliestYear
            || request.Year > clock.Today.Year
            || !set.IsFor(request.Year)
        )
        {
            return Outcome<Guid>.Refused(
                "par.refused.year",
                set.Name,
                Plain(set.FirstYear),
                Plain(set.LastYear)
            );
        }

        if (Words(request.Name, ParRound.NameMaxLength) is not { } name)
        {
            return Outcome<Guid>.Refused("par.refused.words", ParRound.NameMaxLength);
        }

        if (request.Act?.Trim().Length > ParRound.ActMaxLength)
        {
            return Outcome<Guid>.Refused("par.refused.words", ParRound.ActMaxLength);
        }

        if (request.File is not null && CriterionFile.Read(request.File) is null)
        {
            return Outcome<Guid>.Refused("par.refused.file");
        }

        if (
            (request.File is { } own ? CriterionFile.Text(own.Rows) : set.Text())
            is not { } criteria
        )
        {
            return Outcome<Guid>.Refused("par.refused.no-table", set.Name);
        }

        var bodies = set.Kind == ParKind.Province ? [unit.Id] : request.Bodies.Distinct().ToList();
        if (bodies.Count == 0)
        {
            return Outcome<Guid>.Refused("par.refused.nobody");
        }

        foreach (var id in bodies)
        {
            if (
                tree.Find(id) is not { } body
                || !body.IsValidOn(clock.Today)
                || !tree.IsWithin(id, unit.Id)
            )
            {
                return Outcome<Guid>.Refused("par.refused.body", tree.Find(id)?.Name ?? "–");
            }
        }

        return await unitOfWork.RunAsync(
            new ActionKey(request.Key, "par.open", user.UserId),
            async token =>
            {
                if (
                    await db.Set<ParRound>()
                        .AnyAsync(
                            r =>
                                r.UnitId == unit.Id && r.Kind == set.Kind && r.Year == request.Year,
                            token
                        )
                )
                {
                    return Outcome<Guid>.Refused("par.refused.open");
                }

                var round = new ParRound
                {
                    Id = NewId(),
                    UnitId = unit.Id,
                    Kind = set.Kind,
                    Year = request.Year,
                    Name = name,
                    Act =
                        request.Act?.Trim() is { Length: > 0 } act ? act
                        : request.File is null ? set.Act
                        : null,
                    Criteria = criteria,
                    DueOn = request.DueOn,
                };
                Add(ParRound.Fields, round, "opened");
                foreach (var body in bodies)
                {
                    Add(ParSheet.Fields, ParSheet.Open(NewId(), round.Id, body), "opened");
                }

                return Outcome<Guid>.Of(round.Id);
            },
            cancellation
        );
    }

    /// <summary>
    /// Puts the numbers of a criterion in. Surveys are put in by whoever runs the round, with the document, until the round is
    /// published; all else by the body while it is its turn.
    /// </summary>
    public Task<Outcome> FillAsync(
        ParScoreKey act,
        ScoreInput input,
        string? note,
        CancellationToken cancellation
    ) =>
        ScoreAsync(
            act,
            "par.fill",
            "filled",
            held =>
            {
                if (held.Criterion.IsSurvey ? !IsAppraiser(held.Round) : !IsScorer(held))
                {
                    return Outcome.Refused(NotAllowed);
                }

                if (
                    held.Criterion.IsSurvey
                        ? held.Round.State == ParRoundState.Published
                        : held.Sheet.State != ParSheetState.Scoring
                )
                {
                    return Outcome.Refused("par.refused.state");
                }

                if (note?.Trim().Length > ParScore.WordsMaxLength)
                {
                    return Outcome.Refused("par.refused.words", ParScore.WordsMaxLength);
                }

                if (
                    held.Criterion.IsSurvey
                    && input.Stated is not null
                    && string.IsNullOrWhiteSpace(note)
                )
                {
                    return Outcome.Refused("par.refused.source");
                }

                return Wrong(held.Criterion, input);
            },
            held =>
                held.Score.Fill(
                    input,
                    held.Criterion.Rule!.Apply(
                        held.Criterion.Max,
                        input,
                        held.Criterion.WhenNone,
                        ScoreDays.Of(
                            clock.Today,
                            held.Round.Year,
                            held.Criterion.DueIn(held.Round.Year)
                        )
                    ),
                    note?.Trim() is { Length: > 0 } words ? words : null
                ),
            cancellation
        );

    /// <summary>Takes the figure of the board up to today, or to the end of the year, and keeps it as evidence with its cut.</summary>
    public async Task<Outcome> TakeFigureAsync(ParScoreKey act, CancellationToken cancellation)
    {
        if (await HeldAsync(act.SheetId, act.Code, cancellation) is not { } seen || !IsScorer(seen))
        {
            return Outcome.Refused(NotAllowed);
        }

        if (seen.Criterion.Figure is not { } key)
        {
            return Outcome.Refused("par.refused.no-figure");
        }

        var yearEnd = new DateOnly(seen.Round.Year, 12, 31);
        // A day that is not over has more to come.
        var yesterday = clock.Today.AddDays(-1);
        var cut = yesterday < yearEnd ? yesterday : yearEnd;
        var tree = await directory.GetAsync(cancellation);
        var unit = tree[seen.Sheet.UnitId];
        var question = new FigureQuestion
        {
            Key = key,
            Unit = unit.Key,
            From = new DateOnly(seen.Round.Year, 1, 1),
            To = cut,
            IsJoined = unit.ValidFrom.Year == seen.Round.Year,
        };
        // Read before the transaction.
        var figure =
            cut < question.From ? null : (await figures.ReadAsync([question], cancellation))[0];
        if (figure is not { Numerator: { } above, Denominator: { } below })
        {
            return Outcome.Refused(NoFigure);
        }

        var input =
            below == 0
                ? new ScoreInput { NoCase = true }
                : new ScoreInput { Numerator = above, Denominator = below };
        return await ScoreAsync(
            act,
            "par.figure",
            "figure-taken",
            held =>
                !IsScorer(held) ? Outcome.Refused(NotAllowed)
                : held.Sheet.State != ParSheetState.Scoring ? Outcome.Refused("par.refused.state")
                : Outcome.Done,
            held =>
            {
                held.Score.Fill(
                    input,
                    held.Criterion.Rule!.Apply(
                        held.Criterion.Max,
                        input,
                        held.Criterion.WhenNone,
                        ScoreDays.Of(
                            clock.Today,
                            held.Round.Year,
                            held.Criterion.DueIn(held.Round.Year)
                        )
                    ),
                    held.Score.Note
                );
                Add(
                    ParEvidence.Fields,
                    new ParEvidence
                    {
                        Id = NewId(),
                        SheetId = held.Sheet.Id,
                        Code = held.Criterion.Code,
                        Number = key,
                        Title = figure.Name.Vi,
                        Numerator = above,
                        Denominator = below,
                        CutOn = cut,
                        Address = figure.Address,
                    },
                    "added"
                );
            },
            cancellation
        );
    }

    /// <summary>
    /// Keeps a document of the body, whenever it is issued: also before it is the turn of its criterion, and until the result is final.
    /// </summary>
    public async Task<Outcome> AddDocumentAsync(
        string key,
        Guid sheetId,
        string code,
        NewDocument document,
        CancellationToken cancellation
    )
    {
        if (
            Words(document.Number, ParEvidence.NumberMaxLength) is not { } number
            || Words(document.Issuer, ParEvidence.TextMaxLength) is not { } issuer
            || Words(document.Title, ParEvidence.TextMaxLength) is not { } title
        )
        {
            return Outcome.Refused("par.refused.document");
        }

        if (document.IssuedOn > clock.Today)
        {
            return Outcome.Refused("par.refused.future", document.IssuedOn);
        }

        return await unitOfWork.RunAsync(
            new ActionKey(key, "par.document", user.UserId),
            async token =>
            {
                if (
                    await HeldAsync(sheetId, code, token) is not { } held
                    || !(IsScorer(held) || IsAppraiser(held.Round))
                )
                {
                    return Outcome.Refused(NotAllowed);
                }

                if (held.Sheet.State is ParSheetState.Final or ParSheetState.Dropped)
                {
                    return Outcome.Refused("par.refused.state");
                }

                Add(
                    ParEvidence.Fields,
                    new ParEvidence
                    {
                        Id = NewId(),
                        SheetId = sheetId,
                        Code = code,
                        Number = number,
                        IssuedOn = document.IssuedOn,
                        Issuer = issuer,
                        Title = title,
                        Hash = document.File?.Hash,
                        FileKind = document.File?.Kind,
                        FileName = document.File?.Name,
                    },
                    "added"
                );
                return Outcome.Done;
            },
            cancellation
        );
    }

    public Task<Outcome> WithdrawAsync(
        string key,
        Guid evidenceId,
        Guid version,
        string? reason,
        CancellationToken cancellation
    ) =>
        unitOfWork.RunAsync(
            new ActionKey(key, "par.withdraw", user.UserId),
            async token =>
            {
                if (
                    await db.Set<ParEvidence>().FirstOrDefaultAsync(e => e.Id == evidenceId, token)
                        is not { } evidence
                    || await HeldAsync(evidence.SheetId, evidence.Code, token) is not { } held
                    || !IsScorer(held)
                )
                {
                    return Outcome.Refused(NotAllowed);
                }

                if (Words(reason, ParEvidence.TextMaxLength) is not { } words)
                {
                    return Outcome.Refused("par.refused.words", ParEvidence.TextMaxLength);
                }

                if (evidence.Version != version)
                {
                    return Outcome.Stale("common.stale");
                }

                if (evidence.Withdrawn is not null || held.Sheet.State != ParSheetState.Scoring)
                {
                    return Outcome.Refused("par.refused.state");
                }

                var row = new ChainedRow<ParEvidence>(ParEvidence.Fields, evidence);
                evidence.Withdraw(words);
                db.Add(row.Record("withdrawn", clock.Now, user.UserId));
                return Outcome.Done;
            },
            cancellation
        );

    public Task<Outcome> SubmitAsync(ParSheetKey act, CancellationToken cancellation) =>
        SheetAsync(
            act,
            "par.submit",
            "submitted",
            held => IsScorer(held),
            ParSheetState.Scoring,
            async (held, token) =>
            {
                var scores = await db.Set<ParScore>()
                    .AsNoTracking()
                    .Where(s => s.SheetId == held.Sheet.Id)
                    .ToListAsync(token);
                var book = new ParBook(held.Round, held.Sheet, scores, [], [], clock.Today);
                var missing = book
                    .Tree.Leaves.Where(c =>
                        !c.IsSurvey
                        && c.Rule is not BonusRule
                        && book.Scores.GetValueOrDefault(c.Code) is not { Inputs.IsEmpty: false }
                        && !(c.DueIn(held.Round.Year) < clock.Today)
                    )
                    .Select(c => c.Code)
                    .ToList();
                return missing.Count > 0
                        ? Outcome.Refused("par.refused.missing", string.Join(", ", missing))
                    : book.Excess is var (given, left)
                        ? Outcome.Refused("par.refused.excess", given, left)
                    : Outcome.Done;
            },
            sheet => sheet.Submit(clock.Now, clock.Today, user.UserId),
            cancellation
        );

    public Task<Outcome> ReturnAsync(
        ParSheetKey act,
        string? reason,
        CancellationToken cancellation
    ) =>
        Words(reason, ParSheet.ReasonMaxLength) is not { } words
            ? Task.FromResult(Outcome.Refused("par.refused.words", ParSheet.ReasonMaxLength))
            : SheetAsync(
                act,
                "par.return",
                "returned",
                held => IsAppraiser(held.Round),
                ParSheetState.Submitted,
                null,
                sheet => sheet.Return(words),
                cancellation
            );

    /// <summary>Judges a criterion in the first round (the sheet is sent) or in the second (the body has explained).</summary>
    public Task<Outcome> JudgeAsync(
        ParScoreKey act,
        decimal points,
        string? reason,
        CancellationToken cancellation
    ) =>
        ScoreAsync(
            act,
            "par.judge",
            "judged",
            held =>
                !IsAppraiser(held.Round) ? Outcome.Refused(NotAllowed)
                : held.Sheet.State is not (ParSheetState.Submitted or ParSheetState.Explained)
                || held.Criterion.IsSurvey
                    ? Outcome.Refused("par.refused.state")
                // Whoever sent the self-score of a body does not judge it; the ministry's word on the province is only written down.
                : held.Round.Kind != ParKind.Province && held.Sheet.SubmittedBy == user.UserId
                    ? Outcome.Refused("par.refused.own")
                : points < 0 || points > held.Criterion.Max
                    ? Outcome.Refused("par.refused.points", held.Criterion.Max)
                : Words(reason, ParScore.WordsMaxLength) is null
                    ? Outcome.Refused("par.refused.reason", ParScore.WordsMaxLength)
                : Outcome.Done,
            held =>
            {
                if (held.Sheet.State == ParSheetState.Submitted)
                {
                    held.Score.Propose(points, reason!.Trim().Normalize());
                }
                else
                {
                    held.Score.Decide(points, reason!.Trim().Normalize());
                }
            },
            cancellation
        );

    /// <summary>The first appraisal goes to the body; the second makes the result.</summary>
    public Task<Outcome> MoveAsync(
        ParSheetKey act,
        ParSheetState to,
        CancellationToken cancellation
    ) =>
        ParSheet.Before(to) is not { } before
            ? Task.FromResult(Outcome.Refused("par.refused.state"))
            : SheetAsync(
                act,
                "par-move-" + to.ToString().ToLowerInvariant(),
                to.ToString().ToLowerInvariant(),
                held => to == ParSheetState.Explained ? IsScorer(held) : IsAppraiser(held.Round),
                before,
                to != ParSheetState.Explained
                    ? null
                    : async (held, token) =>
                    {
                        var open = (
                            await db.Set<ParScore>()
                                .AsNoTracking()
                                .Where(s => s.SheetId == held.Sheet.Id)
                                .ToListAsync(token)
                        )
                            .Where(s => s.WaitsForAnswer)
                            .Select(s => s.Code)
                            .Order(StringComparer.Ordinal)
                            .ToList();
                        return open.Count == 0
                            ? Outcome.Done
                            : Outcome.Refused("par.refused.unanswered", string.Join(", ", open));
                    },
                sheet => sheet.Move(to),
                cancellation
            );

    public Task<Outcome> ExplainAsync(
        ParScoreKey act,
        string? words,
        CancellationToken cancellation
    ) =>
        ScoreAsync(
            act,
            "par.explain",
            "explained",
            held =>
                !IsScorer(held) ? Outcome.Refused(NotAllowed)
                : held.Sheet.State != ParSheetState.Proposed || held.Score.Proposed is null
                    ? Outcome.Refused("par.refused.state")
                : Words(words, ParScore.WordsMaxLength) is null
                    ? Outcome.Refused("par.refused.reason", ParScore.WordsMaxLength)
                : Outcome.Done,
            held => held.Score.Explain(words!.Trim().Normalize()),
            cancellation
        );

    /// <summary>Against a result that was announced and is not published, within the days.</summary>
    public Task<Outcome> ProtestAsync(
        ParScoreKey act,
        string? words,
        CancellationToken cancellation
    ) =>
        ScoreAsync(
            act,
            "par.protest",
            "protested",
            held =>
                !IsScorer(held) ? Outcome.Refused(NotAllowed)
                : held.Round.State != ParRoundState.Announced || held.Score.Protest is not null
                    ? Outcome.Refused("par.refused.state")
                : held.Round.ProtestUntil < clock.Today
                    ? Outcome.Refused("par.refused.protest-late", held.Round.ProtestUntil)
                : Words(words, ParScore.WordsMaxLength) is null
                    ? Outcome.Refused("par.refused.reason", ParScore.WordsMaxLength)
                : Outcome.Done,
            held => held.Score.Object(words!.Trim().Normalize()),
            cancellation
        );

    /// <param name="act">The score.</param>
    /// <param name="points">None: the result stands.</param>
    /// <param name="reason">What was found.</param>
    /// <param name="cancellation">Ends the work.</param>
    public Task<Outcome> RecheckAsync(
        ParScoreKey act,
        decimal? points,
        string? reason,
        CancellationToken cancellation
    ) =>
        ScoreAsync(
            act,
            "par.recheck",
            "rechecked",
            held =>
                !IsAppraiser(held.Round) ? Outcome.Refused(NotAllowed)
                : held.Round.State != ParRoundState.Announced || !held.Score.IsProtested
                    ? Outcome.Refused("par.refused.state")
                : points < 0 || points > held.Criterion.Max
                    ? Outcome.Refused("par.refused.points", held.Criterion.Max)
                : Words(reason, ParScore.WordsMaxLength) is null
                    ? Outcome.Refused("par.refused.reason", ParScore.WordsMaxLength)
                : Outcome.Done,
            held => held.Score.Answer(points, reason!.Trim().Normalize()),
            cancellation
        );

    /// <summary>Tells the bodies their results; they may protest until a day.</summary>
    public Task<Outcome> AnnounceAsync(
        ParSheetKey act,
        DateOnly protestUntil,
        CancellationToken cancellation
    ) =>
        RoundAsync(
            act,
            "par.announce",
            "announced",
            async (round, token) =>
            {
                if (round.State != ParRoundState.Scoring)
                {
                    return Outcome.Refused("par.refused.state");
                }

                if (protestUntil < clock.Today)
                {
                    return Outcome.Refused("par.refused.protest-day");
                }

                var open = await db.Set<ParSheet>()
                    .CountAsync(
                        s =>
                            s.RoundId == round.Id
                            && s.State != ParSheetState.Final
                            && s.State != ParSheetState.Dropped,
                        token
                    );
                return open == 0 ? Outcome.Done : Outcome.Refused("par.refused.not-final", open);
            },
            round => round.Announce(protestUntil),
            cancellation
        );

    public Task<Outcome> PublishAsync(ParSheetKey act, CancellationToken cancellation) =>
        RoundAsync(
            act,
            "par.publish",
            "published",
            async (round, token) =>
            {
                if (round.State != ParRoundState.Announced)
                {
                    return Outcome.Refused("par.refused.state");
                }

                if (clock.Today <= round.ProtestUntil)
                {
                    return Outcome.Refused("par.refused.protest-runs", round.ProtestUntil);
                }

                var sheets = db.Set<ParSheet>().Where(s => s.RoundId == round.Id).Select(s => s.Id);
                var open = await db.Set<ParScore>()
                    .CountAsync(
                        s => sheets.Contains(s.SheetId) && s.Protest != null && s.Recheck == null,
                        token
                    );
                return open == 0 ? Outcome.Done : Outcome.Refused("par.refused.protests", open);
            },
            round => round.Publish(clock.Today),
            cancellation
        );

    /// <summary>Plans what is done about a criterion.</summary>
    /// <param name="key">Idempotency key of the form.</param>
    /// <param name="sheetId">The sheet.</param>
    /// <param name="code">The criterion.</param>
    /// <param name="text">What.</param>
    /// <param name="dueOn">By when.</param>
    /// <param name="task">The page of a task on this site; may be empty.</param>
    /// <param name="cancellation">Ends the work.</param>
    public async Task<Outcome> PlanAsync(
        string key,
        Guid sheetId,
        string code,
        string? text,
        DateOnly dueOn,
        string? task,
        CancellationToken cancellation
    )
    {
        if (Words(text, ParImprovement.TextMaxLength) is not { } words)
        {
            return Outcome.Refused("par.refused.words", ParImprovement.TextMaxLength);
        }

        var link = task?.Trim() is { Length: > 0 } given ? given : null;
        if (
            link is not null
            && (
                link.Length > ParImprovement.TaskMaxLength
                || !link.StartsWith('/')
                || link.StartsWith("//", StringComparison.Ordinal)
                || link.Contains('\\', StringComparison.Ordinal)
            )
        )
        {
            return Outcome.Refused("par.refused.task");
        }

        return await unitOfWork.RunAsync(
            new ActionKey(key, "par.plan", user.UserId),
            async token =>
            {
                if (await HeldAsync(sheetId, code, token) is not { } held || !IsScorer(held))
                {
                    return Outcome.Refused(NotAllowed);
                }

                if (dueOn < clock.Today)
                {
                    return Outcome.Refused("par.refused.past");
                }

                Add(
                    ParImprovement.Fields,
                    new ParImprovement
                    {
                        Id = NewId(),
                        SheetId = sheetId,
                        Code = code,
                        Text = words,
                        DueOn = dueOn,
                        Task = link,
                    },
                    "planned"
                );
                return Outcome.Done;
            },
            cancellation
        );
    }

    public Task<Outcome> FinishAsync(
        string key,
        Guid measureId,
        Guid version,
        string? result,
        CancellationToken cancellation
    ) =>
        unitOfWork.RunAsync(
            new ActionKey(key, "par.finish", user.UserId),
            async token =>
            {
                if (
                    await db.Set<ParImprovement>()
                        .FirstOrDefaultAsync(m => m.Id == measureId, token)
                        is not { } measure
                    || await HeldAsync(measure.SheetId, measure.Code, token) is not { } held
                    || !IsScorer(held)
                )
                {
                    return Outcome.Refused(NotAllowed);
                }

                if (Words(result, ParImprovement.TextMaxLength) is not { } words)
                {
                    return Outcome.Refused("par.refused.words", ParImprovement.TextMaxLength);
                }

                if (measure.Version != version)
                {
                    return Outcome.Stale("common.stale");
                }

                if (measure.DoneOn is not null)
                {
                    return Outcome.Refused("par.refused.state");
                }

                var row = new ChainedRow<ParImprovement>(ParImprovement.Fields, measure);
                measure.Finish(clock.Today, words);
                db.Add(row.Record("done", clock.Now, user.UserId));
                return Outcome.Done;
            },
            cancellation
        );

    /// <summary>Whether the person fills the sheet in. Who runs a round of bodies fills none of theirs.</summary>
    public static bool IsScorer(ICurrentUser user, ParRound round, ParSheet sheet) =>
        user.Can(Permissions.ParIndexScore, sheet.UnitId)
        && (
            round.Kind == ParKind.Province || !user.Can(Permissions.ParIndexAppraise, round.UnitId)
        );

    private bool IsScorer(Held held) => IsScorer(user, held.Round, held.Sheet);

    private bool IsAppraiser(ParRound round) =>
        user.Can(Permissions.ParIndexAppraise, round.UnitId);

    private sealed record Held(ParRound Round, ParSheet Sheet, Criterion Criterion, ParScore Score);

    private async Task<Held?> HeldAsync(Guid sheetId, string code, CancellationToken cancellation)
    {
        if (
            await db.Set<ParSheet>().FirstOrDefaultAsync(s => s.Id == sheetId, cancellation)
            is not { } sheet
        )
        {
            return null;
        }

        var round = await db.Set<ParRound>().SingleAsync(r => r.Id == sheet.RoundId, cancellation);
        return CriterionFile.Kept(round.Criteria).Find(code) is { Rule: not null } criterion
            ? new(
                round,
                sheet,
                criterion,
                await db.Set<ParScore>()
                    .FirstOrDefaultAsync(s => s.SheetId == sheetId && s.Code == code, cancellation)
                    ?? new ParScore
                    {
                        Id = NewId(),
                        SheetId = sheetId,
                        Code = code,
                    }
            )
            : null;
    }

    private Task<Outcome> ScoreAsync(
        ParScoreKey act,
        string name,
        string type,
        Func<Held, Outcome> check,
        Action<Held> change,
        CancellationToken cancellation
    ) =>
        unitOfWork.RunAsync(
            new ActionKey(act.Key, name, user.UserId),
            async token =>
            {
                if (await HeldAsync(act.SheetId, act.Code, token) is not { } held)
                {
                    return Outcome.Refused(NotAllowed);
                }

                var outcome = check(held);
                if (!outcome.Succeeded)
                {
                    return outcome;
                }

                var isNew = held.Score.Events == 0;
                if (act.Version != (isNew ? null : held.Score.Version))
                {
                    return Outcome.Stale("common.stale");
                }

                var row = new ChainedRow<ParScore>(ParScore.Fields, held.Score);
                change(held);
                if (isNew)
                {
                    db.Add(held.Score);
                }

                db.Add(row.Record(type, clock.Now, user.UserId));
                return Outcome.Done;
            },
            cancellation
        );

    private Task<Outcome> SheetAsync(
        ParSheetKey act,
        string name,
        string type,
        Func<Held, bool> may,
        ParSheetState state,
        Func<Held, CancellationToken, Task<Outcome>>? check,
        Action<ParSheet> change,
        CancellationToken cancellation
    ) =>
        unitOfWork.RunAsync(
            new ActionKey(act.Key, name, user.UserId),
            async token =>
            {
                var sheet = await db.Set<ParSheet>()
                    .FirstOrDefaultAsync(s => s.Id == act.Id, token);
                var round = sheet is null
                    ? null
                    : await db.Set<ParRound>().SingleAsync(r => r.Id == sheet.RoundId, token);
                if (
                    sheet is null
                    || round is null
                    || new Held(round, sheet, null!, null!) is not { } held
                    || !may(held)
                )
                {
                    return Outcome.Refused(NotAllowed);
                }

                if (sheet.Version != act.Version)
                {
                    return Outcome.Stale("common.stale");
                }

                if (sheet.State != state)
                {
                    return Outcome.Refused("par.refused.state");
                }

                if (check is not null && await check(held, token) is { Succeeded: false } refused)
                {
                    return refused;
                }

                var row = new ChainedRow<ParSheet>(ParSheet.Fields, sheet);
                change(sheet);
                db.Add(row.Record(type, clock.Now, user.UserId));
                return Outcome.Done;
            },
            cancellation
        );

    private Task<Outcome> RoundAsync(
        ParSheetKey act,
        string name,
        string type,
        Func<ParRound, CancellationToken, Task<Outcome>> check,
        Action<ParRound> change,
        CancellationToken cancellation
    ) =>
        unitOfWork.RunAsync(
            new ActionKey(act.Key, name, user.UserId),
            async token =>
            {
                if (
                    await db.Set<ParRound>().FirstOrDefaultAsync(r => r.Id == act.Id, token)
                        is not { } round
                    || !IsAppraiser(round)
                )
                {
                    return Outcome.Refused(NotAllowed);
                }

                if (round.Version != act.Version)
                {
                    return Outcome.Stale("common.stale");
                }

                if (await check(round, token) is { Succeeded: false } refused)
                {
                    return refused;
                }

                var row = new ChainedRow<ParRound>(ParRound.Fields, round);
                change(round);
                db.Add(row.Record(type, clock.Now, user.UserId));
                return Outcome.Done;
            },
            cancellation
        );

    private Outcome Wrong(Criterion criterion, ScoreInput input)
    {
        decimal?[] numbers =
        [
            input.Numerator,
            input.Denominator,
            input.Missed,
            input.Count,
            input.Before,
            input.Stated,
        ];
        if (numbers.Any(n => n is < 0 or > 1_000_000_000_000_000))
        {
            return Outcome.Refused("par.refused.number");
        }

        if (
            input.Numerator + (input.Missed ?? 0) > input.Denominator
            || input.Denominator is 0
            || input.Numerator is null != input.Denominator is null
        )
        {
            return Outcome.Refused("par.refused.share");
        }

        if (input.DoneOn > clock.Today)
        {
            return Outcome.Refused("par.refused.future", input.DoneOn);
        }

        if (
            criterion.Rule is CompositeRule composite
            && input.Parts is { } parts
            && (parts.Count != composite.Weights.Count || parts.Any(p => p is < 0 or > 1))
        )
        {
            return Outcome.Refused("par.refused.parts", composite.Weights.Count);
        }

        if (
            criterion.Rule is StatedRule && input.Stated > criterion.Max
            || criterion.Rule is SurveyRule survey
                && (input.Stated > survey.Most(criterion.Max) || input.Stated < survey.Least)
        )
        {
            return Outcome.Refused(
                "par.refused.points",
                criterion.Rule is SurveyRule s ? s.Most(criterion.Max) : criterion.Max
            );
        }

        return Outcome.Done;
    }

    private void Add<T>(ChainedFields<T> fields, T row, string type)
        where T : class, IChained => db.AddRecorded(fields, row, type, clock.Now, user.UserId);

    private Guid NewId() => Guid.CreateVersion7(new DateTimeOffset(clock.Now, TimeSpan.Zero));

    /// <returns>None where there are none, or too many.</returns>
    private static string? Words(string? text, int most) =>
        text?.Trim().Normalize() is { Length: > 0 } words && words.Length <= most ? words : null;

    /// <summary>A year is a name, not an amount.</summary>
    private static string Plain(int year) =>
        year.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
