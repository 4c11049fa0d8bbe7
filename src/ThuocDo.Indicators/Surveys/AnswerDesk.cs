using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.Indicators.Surveys;

/// <summary>What somebody who was asked may answer.</summary>
/// <param name="Round">The round.</param>
/// <param name="Questionnaire">The version of the questions.</param>
/// <param name="Invitation">None: by the open address.</param>
/// <param name="Bodies">Of DDCI: the bodies that can be assessed.</param>
public sealed record SurveyForm(
    SurveyRound Round,
    Questionnaire Questionnaire,
    SurveyInvitation? Invitation,
    IReadOnlyList<SurveyCell> Bodies
);

/// <summary>Takes answers so that nobody can tell afterwards whose they are.</summary>
public sealed class AnswerDesk(ThuocDoDb db, SurveyKeys keys, Clock clock) : ISurveyInvitations
{
    public const int TextMaxLength = 1000;
    public const string TextBox = "text";
    public const string OpenPrefix = "open-";

    /// <param name="token">Of an invitation, or the open code of a round of firms.</param>
    /// <param name="cancellation">Ends the work.</param>
    public async Task<SurveyForm?> FindAsync(string? token, CancellationToken cancellation)
    {
        SurveyInvitation? invitation = null;
        SurveyRound? round;
        if (keys.Open(token) is { } id)
        {
            invitation = await db.Set<SurveyInvitation>()
                .AsNoTracking()
                .FirstOrDefaultAsync(i => i.Id == id, cancellation);
            round = invitation is null
                ? null
                : await db.Set<SurveyRound>()
                    .AsNoTracking()
                    .FirstOrDefaultAsync(r => r.Id == invitation.RoundId, cancellation);
        }
        else if (token is { Length: SurveyRound.OpenCodeLength })
        {
            round = await db.Set<SurveyRound>()
                .AsNoTracking()
                .FirstOrDefaultAsync(
                    r => r.Kind == SurveyKind.Ddci && r.OpenCode == token,
                    cancellation
                );
        }
        else
        {
            return null;
        }

        return round is null || round.State == SurveyState.Planned
            ? null
            : new(
                round,
                await db.Set<Questionnaire>()
                    .AsNoTracking()
                    .FirstAsync(q => q.Id == round.QuestionnaireId, cancellation),
                invitation,
                round.Kind == SurveyKind.Ddci ? round.ReadCells() : []
            );
    }

    /// <summary>Why nothing can be answered now; none: it can.</summary>
    public async Task<Outcome?> RefusalAsync(
        SurveyForm form,
        int? body,
        CancellationToken cancellation
    )
    {
        if (form.Round.State == SurveyState.Closed || clock.Today > form.Round.ClosesOn)
        {
            return Outcome.Refused(
                "survey.answer.closed",
                form.Round.ClosedOn ?? form.Round.ClosesOn
            );
        }

        if (clock.Today < form.Round.OpensOn)
        {
            return Outcome.Refused("survey.answer.early", form.Round.OpensOn);
        }

        if (form.Invitation is { } invitation && CellOf(form, body) is { } cell)
        {
            var mark = keys.MarkOf(invitation.Id, cell);
            if (
                await db.Set<SurveyMark>()
                    .AnyAsync(m => m.RoundId == form.Round.Id && m.Mark == mark, cancellation)
            )
            {
                return Outcome.Refused("survey.answer.once");
            }
        }

        return null;
    }

    /// <summary>
    /// One transaction: the mark of the invitation, and the answer put among those of its stratum or body. Of the time only the day is
    /// kept, and the acting account is not. Which transaction wrote mark and answer stays visible in the database until the round closes.
    /// </summary>
    /// <param name="key">Idempotency key of the form; random, and only its hash is kept.</param>
    /// <param name="token">As on the page.</param>
    /// <param name="body">Number of the body that is assessed; of DDCI only.</param>
    /// <param name="values">By key of the question; an empty one is no answer to that question.</param>
    /// <param name="cancellation">Ends the work.</param>
    public async Task<Outcome> AnswerAsync(
        string key,
        string? token,
        int? body,
        IReadOnlyDictionary<string, string> values,
        CancellationToken cancellation
    )
    {
        if (await FindAsync(token, cancellation) is not { } known)
        {
            return Outcome.Refused("survey.answer.unknown");
        }

        var day = StartOfDay(clock);
        return await new UnitOfWork(db, new Clock(new Still(day))).RunAsync(
            new ActionKey(HashOf(key), ActionOf(known.Round.Id), null),
            async cancelled =>
            {
                if (await FindAsync(token, cancelled) is not { } form)
                {
                    return Outcome.Refused("survey.answer.unknown");
                }

                // Answers of one round come one after the other, and none comes while it is closed.
                await db.Engine.LockAsync(db, LockOf(form.Round.Id), cancelled);
                form = form with
                {
                    Round = await db.Set<SurveyRound>()
                        .AsNoTracking()
                        .FirstAsync(r => r.Id == form.Round.Id, cancelled),
                };
                if (await RefusalAsync(form, body, cancelled) is { } refused)
                {
                    return refused;
                }

                if (CellOf(form, body) is not { } cell)
                {
                    return Outcome.Refused("survey.answer.body");
                }

                var (line, texts, fault) = Read(form.Questionnaire, values);
                if (fault is not null)
                {
                    return fault;
                }

                if (form.Invitation is { } invitation)
                {
                    db.Add(
                        new SurveyMark
                        {
                            RoundId = form.Round.Id,
                            Mark = keys.MarkOf(invitation.Id, cell),
                        }
                    );
                }

                var apart = form.Invitation is null ? OpenPrefix : "";
                await PutAsync(form.Round.Id, apart + CellKey(cell), [line], day, cancelled);
                await PutAsync(form.Round.Id, apart + TextBox, texts, day, cancelled);
                return Outcome.Done;
            },
            cancellation
        );
    }

    public async Task<string?> LinkForAsync(Guid dossierId, CancellationToken cancellation)
    {
        var today = clock.Today;
        var invitation = await (
            from i in db.Set<SurveyInvitation>().AsNoTracking()
            join r in db.Set<SurveyRound>().AsNoTracking() on i.RoundId equals r.Id
            where
                i.CaseId == dossierId
                && r.State == SurveyState.Drawn
                && r.OpensOn <= today
                && today <= r.ClosesOn
                && !r.IsSimulated
            orderby r.Number descending
            select i
        ).FirstOrDefaultAsync(cancellation);
        if (invitation is null)
        {
            return null;
        }

        var mark = keys.MarkOf(invitation.Id, invitation.Cell);
        return await db.Set<SurveyMark>()
            .AnyAsync(m => m.RoundId == invitation.RoundId && m.Mark == mark, cancellation)
            ? null
            : SurveyLinks.Answer(keys.TokenOf(invitation.Id));
    }

    /// <summary>A key that tells nothing, not even when the form was opened.</summary>
    public static string NewKey() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>Under which the answers of a round are kept from being given twice by one form; deleted when it closes.</summary>
    public static string ActionOf(Guid round) => $"survey.answer.{round:N}";

    /// <summary>What is kept of a form's key.</summary>
    public static string HashOf(string key) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    internal static string LockOf(Guid round) => $"survey/{round:N}";

    internal static string CellKey(int cell) =>
        cell.ToString(System.Globalization.CultureInfo.InvariantCulture);

    internal static DateTime StartOfDay(Clock clock) =>
        DateTime.SpecifyKind(
            clock.Today.ToDateTime(TimeOnly.MinValue).AddHours(-7),
            DateTimeKind.Utc
        );

    /// <summary>The line of the choices, and free words apart from them; a fault where something cannot be an answer.</summary>
    internal static (string Line, IReadOnlyList<string> Texts, Outcome? Fault) Read(
        Questionnaire questionnaire,
        IReadOnlyDictionary<string, string> values
    )
    {
        var (choices, texts) = (new List<string>(), new List<string>());
        foreach (var question in questionnaire.Read())
        {
            if (
                !values.TryGetValue(question.Key, out var given) || string.IsNullOrWhiteSpace(given)
            )
            {
                continue;
            }

            if (question.Kind == QuestionKind.Text)
            {
                if (given.Length > TextMaxLength)
                {
                    return ("", [], Outcome.Refused("survey.answer.long", TextMaxLength));
                }

                // Other control characters have no place in a line, and PostgreSQL refuses some.
                var words = given.ReplaceLineEndings(" ").Where(c => !char.IsControl(c));
                texts.Add($"{question.Key}={string.Concat(words).Trim().Normalize()}");
            }
            else if (question.Takes(given))
            {
                choices.Add($"{question.Key}={given}");
            }
            else
            {
                return ("", [], Outcome.Refused("survey.answer.wrong", question.Vi));
            }
        }

        return choices.Count == 0
            ? ("", [], Outcome.Refused("survey.answer.nothing"))
            : (string.Join(';', choices), texts, null);
    }

    private static int? CellOf(SurveyForm form, int? body) =>
        form.Round.Kind == SurveyKind.Satisfaction ? form.Invitation?.Cell
        : form.Bodies.Any(b => b.Number == body) ? body
        : null;

    private async Task PutAsync(
        Guid round,
        string key,
        IReadOnlyList<string> lines,
        DateTime day,
        CancellationToken cancellation
    )
    {
        if (lines.Count == 0)
        {
            return;
        }

        var box = await db.Set<SurveyBox>()
            .FirstOrDefaultAsync(b => b.RoundId == round && b.Key == key, cancellation);
        if (box is null)
        {
            box = new SurveyBox
            {
                Id = Shared.Reference.StableId.From($"survey-box:{round:D}:{key}"),
                RoundId = round,
                Key = key,
            };
            db.Add(box);
        }

        var row = new ChainedRow<SurveyBox>(SurveyBox.Fields, box);
        box.Add(lines);
        db.Add(row.Record("answered", day, null));
    }

    /// <summary>A clock that knows the day alone.</summary>
    private sealed class Still(DateTime at) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(at, TimeSpan.Zero);
    }
}
