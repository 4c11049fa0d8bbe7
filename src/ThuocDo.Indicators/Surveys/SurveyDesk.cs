using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Indicators.Surveys.Rules;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outbox;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Reference;
using ThuocDo.Shared.Time;

namespace ThuocDo.Indicators.Surveys;

/// <param name="Key">Idempotency key of the form.</param>
/// <param name="Id">The record.</param>
/// <param name="Version">Of the record as the person saw it.</param>
public sealed record SurveyAct(string Key, Guid Id, Guid Version);

/// <summary>A round as it is planned; the period is half-open.</summary>
public sealed record NewSurvey
{
    public required Guid QuestionnaireId { get; init; }
    public required string Name { get; init; }
    public required DateOnly From { get; init; }
    public required DateOnly To { get; init; }
    public required DateOnly OpensOn { get; init; }
    public required DateOnly ClosesOn { get; init; }
    public SurveyStrata Strata { get; init; } = SurveyStrata.UnitField;
    public int SampleSize { get; init; } = 400;
    public decimal Target { get; init; } = SurveySettings.Target;
    public AnchorPolicy Anchors { get; init; } = AnchorPolicy.InYear;
    public bool IsSimulated { get; init; }

    /// <summary>Of DDCI: anybody may answer by an open address, beside the ranking.</summary>
    public bool IsOpen { get; init; }
}

/// <summary>What a draw would take now.</summary>
/// <param name="Strata">Strata that would be asked.</param>
/// <param name="Cases">Cases of the frame.</param>
/// <param name="Sample">Cases that would be drawn.</param>
/// <param name="LeftOut">Cases of units that have too few to be asked.</param>
public sealed record SamplePreview(int Strata, int Cases, int Sample, int LeftOut);

/// <summary>A firm that is invited by mail.</summary>
public sealed record InvitedFirm(string Name, string Mail);

/// <summary>Questionnaires and rounds: written, published, planned, drawn, closed.</summary>
public sealed class SurveyDesk(
    ThuocDoDb db,
    UnitOfWork work,
    ISurveyFrame frame,
    UnitDirectory directory,
    IMailer mailer,
    ICurrentUser user,
    Clock clock
)
{
    private const string NotAllowed = "survey.refused.right";

    /// <param name="key">Idempotency key.</param>
    /// <param name="kind">What it asks about.</param>
    /// <param name="titleVi">Title.</param>
    /// <param name="titleEn">Title in English.</param>
    /// <param name="from">The version it begins with; none: an empty questionnaire.</param>
    /// <param name="cancellation">Ends the work.</param>
    public Task<Outcome<Guid>> StartAsync(
        string key,
        SurveyKind kind,
        string titleVi,
        string titleEn,
        Guid? from,
        CancellationToken cancellation
    ) =>
        work.RunAsync(
            new ActionKey(key, "questionnaire.start", user.UserId),
            async token =>
            {
                if (!user.Can(Permissions.SurveyManage))
                {
                    return Outcome<Guid>.Refused(NotAllowed);
                }

                var before = from is { } id
                    ? await db.Set<Questionnaire>()
                        .AsNoTracking()
                        .FirstOrDefaultAsync(q => q.Id == id, token)
                    : null;
                if (from is not null && before is null)
                {
                    return Outcome<Guid>.Refused("survey.refused.none");
                }

                var (vi, en) = (
                    before?.TitleVi ?? titleVi.Trim(),
                    before?.TitleEn ?? titleEn.Trim()
                );
                if (
                    vi.Length is 0 or > Questionnaire.TitleMaxLength
                    || en.Length is 0 or > Questionnaire.TitleMaxLength
                )
                {
                    return Outcome<Guid>.Refused(
                        "survey.refused.title",
                        Questionnaire.TitleMaxLength
                    );
                }

                var next = new Questionnaire
                {
                    Id = Guid.CreateVersion7(),
                    SeriesId = before?.SeriesId ?? Guid.CreateVersion7(),
                    Number = before is null
                        ? 1
                        : 1
                            + await db.Set<Questionnaire>()
                                .Where(q => q.SeriesId == before.SeriesId)
                                .MaxAsync(q => q.Number, token),
                    Kind = before?.Kind ?? kind,
                    TitleVi = vi,
                    TitleEn = en,
                };
                next.Write(before?.Read() ?? []);
                db.AddRecorded(Questionnaire.Fields, next, "started", clock.Now, user.UserId);
                return Outcome<Guid>.Of(next.Id);
            },
            cancellation
        );

    public Task<Outcome> AddAsync(
        SurveyAct act,
        SurveyQuestion question,
        CancellationToken cancellation
    ) =>
        OnDraftAsync(
            act,
            "questionnaire.add",
            "question-added",
            async (draft, token) =>
            {
                var questions = draft.Read().ToList();
                if (questions.Count >= Questionnaire.MostQuestions)
                {
                    return Outcome.Refused("survey.refused.many", Questionnaire.MostQuestions);
                }

                if (
                    question.Vi.Length is 0 or > Questionnaire.QuestionMaxLength
                    || question.En.Length is 0 or > Questionnaire.QuestionMaxLength
                )
                {
                    return Outcome.Refused("survey.refused.words", Questionnaire.QuestionMaxLength);
                }

                if (
                    question.Kind == QuestionKind.Choice
                    && (
                        question.Options.Count is < 2 or > 20
                        || question.Options.Any(o => o.Vi.Length == 0 || o.En is null or "")
                    )
                )
                {
                    return Outcome.Refused("survey.refused.options");
                }

                if (
                    draft.Kind == SurveyKind.Ddci
                    && question.Kind == QuestionKind.Scale
                    && (
                        string.IsNullOrWhiteSpace(question.Part)
                        || question.Weight is <= 0 or > 1000
                    )
                )
                {
                    return Outcome.Refused("survey.refused.part");
                }

                // A key stands for one question in the whole series: years are compared by it.
                await db.Engine.LockAsync(db, $"questionnaire/{draft.SeriesId:N}", token);
                var versions = await db.Set<Questionnaire>()
                    .AsNoTracking()
                    .Where(q => q.SeriesId == draft.SeriesId)
                    .ToListAsync(token);
                var last = versions
                    .SelectMany(v => v.Read())
                    .Select(q =>
                        int.Parse(q.Key[1..], System.Globalization.CultureInfo.InvariantCulture)
                    )
                    .DefaultIfEmpty(0)
                    .Max();
                draft.Write([
                    .. questions,
                    question with
                    {
                        Key = string.Create(
                            System.Globalization.CultureInfo.InvariantCulture,
                            $"q{last + 1}"
                        ),
                    },
                ]);
                return Outcome.Done;
            },
            cancellation
        );

    public Task<Outcome> RemoveAsync(
        SurveyAct act,
        string question,
        CancellationToken cancellation
    ) =>
        OnDraftAsync(
            act,
            "questionnaire.remove",
            "question-removed",
            (draft, _) =>
            {
                draft.Write(draft.Read().Where(q => q.Key != question));
                return Task.FromResult(Outcome.Done);
            },
            cancellation
        );

    /// <summary>From now on the version is never changed.</summary>
    public Task<Outcome> PublishAsync(SurveyAct act, CancellationToken cancellation) =>
        OnDraftAsync(
            act,
            "questionnaire.publish",
            "published",
            (draft, _) =>
            {
                if (draft.Read().All(q => q.Kind != QuestionKind.Scale))
                {
                    return Task.FromResult(Outcome.Refused("survey.refused.scale"));
                }

                draft.Publish(clock.Today);
                return Task.FromResult(Outcome.Done);
            },
            cancellation
        );

    /// <summary>The seed is made here, before anybody counts the cases, and bound by its hash.</summary>
    public Task<Outcome<Guid>> PlanAsync(
        string key,
        NewSurvey plan,
        CancellationToken cancellation
    ) =>
        work.RunAsync(
            new ActionKey(key, "survey.plan", user.UserId),
            async token =>
            {
                if (!user.Can(Permissions.SurveyManage))
                {
                    return Outcome<Guid>.Refused(NotAllowed);
                }

                if (
                    await db.Set<Questionnaire>()
                        .AsNoTracking()
                        .FirstOrDefaultAsync(q => q.Id == plan.QuestionnaireId, token)
                    is not { IsPublished: true } questionnaire
                )
                {
                    return Outcome<Guid>.Refused("survey.refused.unpublished");
                }

                if (plan.Name.Trim().Length is 0 or > SurveyRound.NameMaxLength)
                {
                    return Outcome<Guid>.Refused("survey.refused.name", SurveyRound.NameMaxLength);
                }

                if (plan.From >= plan.To || plan.OpensOn > plan.ClosesOn)
                {
                    return Outcome<Guid>.Refused("survey.refused.days");
                }

                if (plan.SampleSize is < 1 or > SurveyRound.MostSample)
                {
                    return Outcome<Guid>.Refused("survey.refused.size", SurveyRound.MostSample);
                }

                if (plan.Target is <= 0 or > 1)
                {
                    return Outcome<Guid>.Refused("survey.refused.target");
                }

                var seed = RandomNumberGenerator.GetBytes(Sampling.SeedBytes);
                var round = new SurveyRound
                {
                    Id = Guid.CreateVersion7(),
                    Number =
                        1 + (await db.Set<SurveyRound>().MaxAsync(r => (int?)r.Number, token) ?? 0),
                    QuestionnaireId = questionnaire.Id,
                    Kind = questionnaire.Kind,
                    Name = plan.Name.Trim(),
                    From = plan.From,
                    To = plan.To,
                    OpensOn = plan.OpensOn,
                    ClosesOn = plan.ClosesOn,
                    Strata = plan.Strata,
                    SampleSize = plan.SampleSize,
                    Target = plan.Target,
                    Anchors = plan.Anchors,
                    IsSimulated = plan.IsSimulated,
                    Seed = Convert.ToHexStringLower(seed),
                    SeedCommitment = Sampling.CommitmentTo(seed),
                    OpenCode =
                        plan.IsOpen && questionnaire.Kind == SurveyKind.Ddci
                            ? Convert.ToHexStringLower(
                                RandomNumberGenerator.GetBytes(SurveyRound.OpenCodeLength / 2)
                            )
                            : null,
                };
                db.AddRecorded(SurveyRound.Fields, round, "planned", clock.Now, user.UserId);
                return Outcome<Guid>.Of(round.Id);
            },
            cancellation
        );

    /// <summary>What drawing a planned round would take; none: it draws nothing.</summary>
    public async Task<SamplePreview?> PreviewAsync(
        SurveyRound round,
        CancellationToken cancellation
    )
    {
        if (round is not { Kind: SurveyKind.Satisfaction, State: SurveyState.Planned })
        {
            return null;
        }

        var cases = await frame.CasesAsync(round.From, round.To, cancellation);
        var plan = Sampling.Plan(
            cases.Select(c => new FrameCase(c.Id, StratumOf(c, round.Strata))),
            round.SampleSize,
            SurveySettings.LeastStratum
        );
        return new(
            plan.Count(p => p.Size > 0),
            cases.Count,
            plan.Sum(p => p.Size),
            plan.Where(p => p.Size == 0).Sum(p => p.Stratum.Members.Count)
        );
    }

    /// <summary>Draws the dossiers, or fixes the bodies that firms assess, and shows the seed.</summary>
    public async Task<Outcome> DrawAsync(SurveyAct act, CancellationToken cancellation)
    {
        if (!user.Can(Permissions.SurveyManage))
        {
            return Outcome.Refused(NotAllowed);
        }

        // Counted before the transaction, which it would hold up; a round that has changed since is refused by its version.
        var seen = await db.Set<SurveyRound>()
            .AsNoTracking()
            .FirstOrDefaultAsync(r => r.Id == act.Id, cancellation);
        var cases = seen is { Kind: SurveyKind.Satisfaction, State: SurveyState.Planned }
            ? await frame.CasesAsync(seen.From, seen.To, cancellation)
            : [];
        IReadOnlyList<StratumDraw> drawn = seen is null
            ? []
            : Sampling.Draw(
                cases.Select(c => new FrameCase(c.Id, StratumOf(c, seen.Strata))),
                seen.SampleSize,
                SurveySettings.LeastStratum,
                Convert.FromHexString(seen.Seed)
            );
        var sample = drawn.Sum(s => s.Drawn.Count);
        var tree = await directory.GetAsync(cancellation);
        return await OnRoundAsync(
            act,
            "survey.draw",
            "drawn",
            (round, _) =>
            {
                if (round.State != SurveyState.Planned)
                {
                    return Task.FromResult(Outcome.Refused("survey.refused.drawn"));
                }

                if (round.Kind == SurveyKind.Satisfaction && clock.Today < round.To)
                {
                    // What gets its result later would have no chance.
                    return Task.FromResult(
                        Outcome.Refused("survey.refused.period", round.To.AddDays(-1))
                    );
                }

                if (round.Kind == SurveyKind.Satisfaction && sample == 0)
                {
                    return Task.FromResult(
                        Outcome.Refused("survey.refused.empty", round.From, round.To)
                    );
                }

                if (clock.Today > round.ClosesOn && !round.IsSimulated)
                {
                    return Task.FromResult(Outcome.Refused("survey.refused.late", round.ClosesOn));
                }

                if (round.Kind == SurveyKind.Ddci)
                {
                    round.Draw(
                        [
                            .. tree
                                .All.Where(u =>
                                    SurveyBodies.GroupOf(u) is not null
                                    && u.IsValidOn(round.To.AddDays(-1))
                                )
                                .OrderBy(u => u.Key, StringComparer.Ordinal)
                                .Select((u, i) => new SurveyCell(i + 1, u.Key, 0, 0)),
                        ],
                        []
                    );
                    return Task.FromResult(Outcome.Done);
                }

                if (sample > SurveyRound.MostSample)
                {
                    return Task.FromResult(
                        Outcome.Refused("survey.refused.sample", sample, SurveyRound.MostSample)
                    );
                }

                var invitations = drawn
                    .SelectMany((s, i) => s.Drawn.Select(id => Invitation(round, id, i + 1)))
                    .OrderBy(i => i.Id)
                    .ToList();
                round.Draw(
                    [
                        .. drawn.Select(
                            (s, i) => new SurveyCell(i + 1, s.Stratum, s.Cases, s.Drawn.Count)
                        ),
                    ],
                    invitations
                );
                db.AddRange(invitations);
                var withMail = cases.Where(c => c.HasMail).Select(c => c.Id).ToHashSet();
                Queue(round, invitations.Where(i => withMail.Contains(i.CaseId!.Value)));
                return Task.FromResult(Outcome.Done);
            },
            cancellation
        );
    }

    /// <summary>Firms of a list; a mail that was invited before is left out.</summary>
    public Task<Outcome> InviteAsync(
        SurveyAct act,
        IReadOnlyList<InvitedFirm> firms,
        CancellationToken cancellation
    ) =>
        OnRoundAsync(
            act,
            "survey.invite",
            "invited",
            async (round, token) =>
            {
                if (round.Kind != SurveyKind.Ddci || round.State != SurveyState.Drawn)
                {
                    return Outcome.Refused("survey.refused.invite");
                }

                var there = await db.Set<SurveyInvitation>()
                    .Where(i => i.RoundId == round.Id)
                    .ToListAsync(token);
                var known = there.Select(i => i.Mail).ToHashSet(StringComparer.OrdinalIgnoreCase);
                var added = firms
                    .Where(f => known.Add(f.Mail))
                    .Select(f => new SurveyInvitation
                    {
                        Id = KeyOf(round, f.Mail),
                        RoundId = round.Id,
                        Cell = 0,
                        Name = f.Name,
                        Mail = f.Mail,
                    })
                    .OrderBy(i => i.Id)
                    .ToList();
                if (there.Count + added.Count > SurveyRound.MostSample)
                {
                    return Outcome.Refused("survey.refused.size", SurveyRound.MostSample);
                }

                db.AddRange(added);
                round.Invite([.. there, .. added]);
                Queue(round, added);
                return Outcome.Done;
            },
            cancellation
        );

    /// <summary>No further answers; the marks of used invitations are deleted.</summary>
    public Task<Outcome> CloseAsync(SurveyAct act, CancellationToken cancellation) =>
        OnRoundAsync(
            act,
            "survey.close",
            "closed",
            async (round, token) =>
            {
                if (round.State != SurveyState.Drawn)
                {
                    return Outcome.Refused("survey.refused.not-open");
                }

                await SurveyClosing.EndAsync(db, round, clock.Today, token);
                return Outcome.Done;
            },
            cancellation
        );

    internal static string StratumOf(SurveyCase one, SurveyStrata strata)
    {
        // Bars and plus signs part and join keys.
        var field = one.Field.Replace('|', ' ').Replace('+', ' ').Trim();
        return strata switch
        {
            SurveyStrata.Unit => one.UnitKey,
            SurveyStrata.UnitField => $"{one.UnitKey}|{field}",
            _ => $"{one.UnitKey}|{field}|{one.Channel}",
        };
    }

    private static SurveyInvitation Invitation(SurveyRound round, Guid caseId, int cell) =>
        new()
        {
            Id = KeyOf(round, caseId.ToString("D")),
            RoundId = round.Id,
            CaseId = caseId,
            Cell = cell,
        };

    /// <summary>No time and no order: a hash of the seed and of who is asked.</summary>
    private static Guid KeyOf(SurveyRound round, string who) =>
        StableId.From($"survey:{round.Seed}:{who.ToLowerInvariant()}");

    private void Queue(SurveyRound round, IEnumerable<SurveyInvitation> invitations)
    {
        if (!mailer.IsOn || round.IsSimulated)
        {
            return;
        }

        db.AddRange(
            invitations.Select(i => new OutboxMessage
            {
                Id = Guid.CreateVersion7(),
                Kind = SurveyMails.KindName,
                Subject =
                    round.Name.Length > OutboxMessage.SubjectMaxLength
                        ? round.Name[..OutboxMessage.SubjectMaxLength]
                        : round.Name,
                Payload = JsonSerializer.Serialize(new SurveyNote(i.Id)),
                DueAt = clock.Now,
                CreatedAt = clock.Now,
            })
        );
    }

    private Task<Outcome> OnDraftAsync(
        SurveyAct act,
        string action,
        string type,
        Func<Questionnaire, CancellationToken, Task<Outcome>> change,
        CancellationToken cancellation
    ) =>
        OnAsync(
            act,
            action,
            type,
            Questionnaire.Fields,
            async (draft, token) =>
                draft.IsPublished
                    ? Outcome.Refused("survey.refused.published", draft.PublishedOn)
                    : await change(draft, token),
            cancellation
        );

    private Task<Outcome> OnRoundAsync(
        SurveyAct act,
        string action,
        string type,
        Func<SurveyRound, CancellationToken, Task<Outcome>> change,
        CancellationToken cancellation
    ) => OnAsync(act, action, type, SurveyRound.Fields, change, cancellation);

    private Task<Outcome> OnAsync<T>(
        SurveyAct act,
        string action,
        string type,
        ChainedFields<T> fields,
        Func<T, CancellationToken, Task<Outcome>> change,
        CancellationToken cancellation
    )
        where T : class, IChained =>
        work.RunAsync(
            new ActionKey(act.Key, action, user.UserId),
            async token =>
            {
                if (!user.Can(Permissions.SurveyManage))
                {
                    return Outcome.Refused(NotAllowed);
                }

                if (await db.Set<T>().FindAsync([act.Id], token) is not { } found)
                {
                    return Outcome.Refused("survey.refused.none");
                }

                if (found.Version != act.Version)
                {
                    return Outcome.Stale("survey.refused.stale");
                }

                var row = new ChainedRow<T>(fields, found);
                var outcome = await change(found, token);
                if (outcome.Succeeded)
                {
                    db.Add(row.Record(type, clock.Now, user.UserId));
                }

                return outcome;
            },
            cancellation
        );
}
