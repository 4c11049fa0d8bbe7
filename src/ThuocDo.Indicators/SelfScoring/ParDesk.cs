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

        if (request.DueOn < clock.Today || request.DueOn.Year > request.Year + 1)
        {
            return Outcome<Guid>.Refused("par.refused.due", request.DueOn);
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

            if (!IsOf(set.Kind, body, unit))
            {
                return Outcome<Guid>.Refused("par.refused.kind", set.Name, body.Name);
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
    /// Puts the numbers of a criterion in. Surveys are put in by whoever runs the round, with the document, until the results are
    /// announced, then only a protest changes them; all else by the body while it is its turn.
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
            ParScore.Filled,
            held =>
            {
                if (held.Criterion.IsSurvey ? !IsAppraiser(held) : !IsScorer(held))
                {
                    return Outcome.Refused(NotAllowed);
                }

                if (
                    held.Criterion.IsSurvey
                        ? held.Round.State != ParRoundState.Scoring
                            || held.Sheet.State == ParSheetState.Dropped
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

                return ParInput.Check(held.Criterion, input, clock.Today);
            },
            held =>
                held.Score.Fill(
                    input,
                    Result(held, input),
                    note?.Trim() is { Length: > 0 } words ? words : null
                ),
            cancellation,
            (held, token) =>
                held.Criterion.IsSurvey ? NotOwnAsync(held, token) : Task.FromResult(Outcome.Done)
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
            IsJoined = unit.ValidFrom > new DateOnly(seen.Round.Year, 1, 1),
        };
        // Read before the transaction.
        var figure =
            cut < question.From ? null : (await figures.ReadAsync([question], cancellation))[0];
        if (figure is not { Numerator: { } above, Denominator: { } below })
        {
            return Outcome.Refused(NoFigure);
        }

        // That no case arose can be told when the year is over, and only where the table says what that is worth.
        if (below == 0 && clock.Today <= yearEnd)
        {
            return Outcome.Refused("par.refused.figure-early");
        }

        if (below == 0 && seen.Criterion.WhenNone == WhenNone.NotSaid)
        {
            return Outcome.Refused("par.refused.figure-none");
        }

        var input =
            below == 0
                ? new ScoreInput { NoCase = true }
                : new ScoreInput { Numerator = above, Denominator = below };
        return await ScoreAsync(
            act,
            "par.figure",
            ParScore.FigureTaken,
            held =>
                !IsScorer(held) ? Outcome.Refused(NotAllowed)
                : held.Sheet.State != ParSheetState.Scoring ? Outcome.Refused("par.refused.state")
                : Outcome.Done,
            held =>
            {
                held.Score.Fill(input, Result(held, input), held.Score.Note);
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
                    || !(IsScorer(held) || IsAppraiser(held))
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
                Touch(held.Sheet);
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
                    .Where(s => s.SheetId == held.Sheet.Id)
                    .ToListAsync(token);
                var book = new ParBook(held.Round, held.Sheet, scores, [], [], clock.Today);
                var empty = book
                    .Tree.Leaves.Where(c =>
                        !c.IsSurvey
                        && c.Rule is not BonusRule
                        && book.Scores.GetValueOrDefault(c.Code) is not { Inputs.IsEmpty: false }
                    )
                    .ToLookup(c => c.DueIn(held.Round.Year) < clock.Today);
                if (empty[false].Any())
                {
                    return Outcome.Refused(
                        "par.refused.missing",
                        string.Join(", ", empty[false].Select(c => c.Code))
                    );
                }

                if (ParBook.Excess(book.Tree, book.Self) is var (given, left))
                {
                    return Outcome.Refused("par.refused.excess", given, left);
                }

                foreach (var missed in empty[true])
                {
                    Lapse(book.Scores.GetValueOrDefault(missed.Code), held.Sheet.Id, missed.Code);
                }

                return Outcome.Done;
            },
            sheet => sheet.Submit(clock.Now, clock.Today, user.UserId),
            cancellation
        );

    /// <summary>A duty whose day is over and that nobody recorded is sent as no points.</summary>
    private void Lapse(ParScore? score, Guid sheet, string code)
    {
        if (score is null)
        {
            var missed = new ParScore
            {
                Id = NewId(),
                SheetId = sheet,
                Code = code,
            };
            missed.Lapse();
            Add(ParScore.Fields, missed, "lapsed");
        }
        else if (score.Self is null)
        {
            var row = new ChainedRow<ParScore>(ParScore.Fields, score);
            score.Lapse();
            db.Add(row.Record("lapsed", clock.Now, user.UserId));
        }
    }

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
                IsAppraiser,
                ParSheetState.Submitted,
                NotOwnAsync,
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
            ParScore.Judged,
            held =>
                !IsAppraiser(held) ? Outcome.Refused(NotAllowed)
                : held.Sheet.State is not (ParSheetState.Submitted or ParSheetState.Explained)
                || held.Criterion.IsSurvey
                    ? Outcome.Refused("par.refused.state")
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
            cancellation,
            NotOwnAsync
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
                held => to == ParSheetState.Explained ? IsScorer(held) : IsAppraiser(held),
                before,
                to != ParSheetState.Explained
                    ? async (held, token) =>
                        await NotOwnAsync(held, token) is { Succeeded: false } own
                            ? own
                            : await FitsAsync(held, null, token)
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
                !IsAppraiser(held) ? Outcome.Refused(NotAllowed)
                : held.Round.State != ParRoundState.Announced || !held.Score.IsProtested
                    ? Outcome.Refused("par.refused.state")
                : points < 0 || points > held.Criterion.Max
                    ? Outcome.Refused("par.refused.points", held.Criterion.Max)
                : Words(reason, ParScore.WordsMaxLength) is null
                    ? Outcome.Refused("par.refused.reason", ParScore.WordsMaxLength)
                : Outcome.Done,
            held => held.Score.Answer(points, reason!.Trim().Normalize()),
            cancellation,
            async (held, token) =>
            {
                if (await NotOwnAsync(held, token) is { Succeeded: false } own)
                {
                    return own;
                }

                // Another officer looks again. The ministry's answer on the province is only written down.
                if (
                    held.Round.Kind != ParKind.Province
                    && await db.Set<HistoryEvent>()
                        .AnyAsync(
                            e =>
                                e.Chain == ParScore.Fields.Chain
                                && e.SubjectId == held.Score.Id
                                && e.Type == ParScore.Judged
                                && e.ActorId == user.UserId,
                            token
                        )
                )
                {
                    return Outcome.Refused("par.refused.decider");
                }

                return points is { } given
                    ? await FitsAsync(held, (held.Criterion.Code, given), token)
                    : Outcome.Done;
            }
        );

    /// <summary>
    /// Tells the bodies their results; they may protest until a day. After the year, when all sheets are settled and no criterion but a bonus
    /// is without points, surveys too: what is announced is whole.
    /// </summary>
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

                if (clock.Today <= new DateOnly(round.Year, 12, 31))
                {
                    return Outcome.Refused("par.refused.year-runs", Plain(round.Year));
                }

                var sheets = await db.Set<ParSheet>()
                    .Where(s => s.RoundId == round.Id && s.State != ParSheetState.Dropped)
                    .ToListAsync(token);
                var open = sheets.Count(s => s.State != ParSheetState.Final);
                if (open > 0)
                {
                    return Outcome.Refused("par.refused.not-final", open);
                }

                var ids = sheets.Select(s => s.Id).ToArray();
                var scores = (
                    await db.Set<ParScore>()
                        .AsNoTracking()
                        .Where(s => EF.Parameter(ids).Contains(s.SheetId))
                        .ToListAsync(token)
                ).ToLookup(s => s.SheetId);
                var (units, criteria) = (
                    await directory.GetAsync(token),
                    CriterionFile.Kept(round.Criteria)
                );
                var lacking = sheets
                    .Select(s =>
                        (
                            Sheet: s,
                            Codes: new ParBook(
                                round,
                                s,
                                [.. scores[s.Id]],
                                [],
                                [],
                                clock.Today,
                                criteria
                            )
                                .Missing.Select(c => c.Code)
                                .ToList()
                        )
                    )
                    .Where(l => l.Codes.Count > 0)
                    .ToList();
                if (lacking.Count > 0)
                {
                    return Outcome.Refused(
                        "par.refused.incomplete",
                        lacking.Count,
                        units[lacking[0].Sheet.UnitId].Name,
                        string.Join(", ", lacking[0].Codes)
                    );
                }

                // A survey that is put in at this moment loses.
                sheets.ForEach(Touch);
                return Outcome.Done;
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

    private bool IsScorer(Held held) =>
        ParRights.IsScorer(user, held.Tree, held.Round, held.Sheet, clock.Today);

    private bool IsAppraiser(Held held) =>
        ParRights.IsAppraiser(user, held.Tree, held.Round, clock.Today);

    /// <summary>Nobody appraises what he had a hand in, nor the body that he belongs to.</summary>
    private async Task<Outcome> NotOwnAsync(Held held, CancellationToken cancellation) =>
        await ParRights.IsOwnAsync(
            db,
            user,
            held.Tree,
            held.Round,
            held.Sheet,
            CriterionFile.Kept(held.Round.Criteria),
            clock.Today,
            cancellation
        )
            ? Outcome.Refused("par.refused.own")
            : Outcome.Done;

    /// <summary>Whether the points that count, perhaps with one other, leave room for the survey that lies within domains.</summary>
    private async Task<Outcome> FitsAsync(
        Held held,
        (string Code, decimal Points)? other,
        CancellationToken cancellation
    )
    {
        var tree = CriterionFile.Kept(held.Round.Criteria);
        var points = await db.Set<ParScore>()
            .AsNoTracking()
            .Where(s => s.SheetId == held.Sheet.Id)
            .ToDictionaryAsync(s => s.Code, s => s.Counted, cancellation);
        if (other is var (code, given))
        {
            points[code] = given;
        }

        return
            ParBook.Excess(tree, SheetScore.OfPoints(tree, points, new HashSet<string>()))
                is var (sum, left)
            ? Outcome.Refused("par.refused.excess", sum, left)
            : Outcome.Done;
    }

    private RuleResult Result(Held held, ScoreInput input) =>
        held.Criterion.Rule!.Apply(
            held.Criterion.Max,
            input,
            held.Criterion.WhenNone,
            ScoreDays.Of(clock.Today, held.Round.Year, held.Criterion.DueIn(held.Round.Year))
        );

    /// <summary>
    /// Every act on a score moves the version of its sheet: who sends or settles the sheet at the same moment, or from a page that is older,
    /// is told.
    /// </summary>
    private void Touch(ParSheet sheet) => sheet.Version = NewId();

    private sealed record Held(
        ParRound Round,
        ParSheet Sheet,
        Criterion Criterion,
        ParScore Score,
        UnitTree Tree
    );

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
                    },
                await directory.GetAsync(cancellation)
            )
            : null;
    }

    private Task<Outcome> ScoreAsync(
        ParScoreKey act,
        string name,
        string type,
        Func<Held, Outcome> check,
        Action<Held> change,
        CancellationToken cancellation,
        Func<Held, CancellationToken, Task<Outcome>>? further = null
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
                if (outcome.Succeeded && further is not null)
                {
                    outcome = await further(held, token);
                }

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
                Touch(held.Sheet);
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
                var tree = await directory.GetAsync(token);
                var sheet = await db.Set<ParSheet>()
                    .FirstOrDefaultAsync(s => s.Id == act.Id, token);
                var round = sheet is null
                    ? null
                    : await db.Set<ParRound>().SingleAsync(r => r.Id == sheet.RoundId, token);
                if (
                    sheet is null
                    || round is null
                    || new Held(round, sheet, null!, null!, tree) is not { } held
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
                    || !ParRights.IsAppraiser(
                        user,
                        await directory.GetAsync(token),
                        round,
                        clock.Today
                    )
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

    /// <summary>Whether a table is for a body in a round of a unit. Who runs a round of bodies is none of them.</summary>
    private static bool IsOf(ParKind kind, Unit body, Unit runner) =>
        kind switch
        {
            ParKind.Province => body.Kind == UnitKind.Province,
            ParKind.Department => body.Id != runner.Id
                && body.Level == Level.Province
                && body.Kind is not (UnitKind.Province or UnitKind.Area),
            _ => body.Id != runner.Id
                && body.Kind
                    is UnitKind.Commune
                        or UnitKind.Ward
                        or UnitKind.Township
                        or UnitKind.SpecialZone,
        };

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
