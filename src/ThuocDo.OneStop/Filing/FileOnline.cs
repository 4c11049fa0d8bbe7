using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Forms;
using ThuocDo.OneStop.Procedures;
using ThuocDo.OneStop.WorkingDays;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Filing;

/// <summary>An act of the citizen on its own submission.</summary>
/// <param name="Key">Idempotency key of the form.</param>
/// <param name="Seen">The version on which the citizen decided.</param>
public sealed record FilingAct(string Key, Guid Id, Guid Seen);

/// <summary>
/// What a citizen does with a submission: begins it, changes it, sends it, answers, takes it back. Each act is one
/// transaction with version check and idempotency key.
/// </summary>
public sealed class FileOnline(
    ThuocDoDb db,
    UnitOfWork unitOfWork,
    SubmissionReader reader,
    CatalogueDirectory catalogues,
    UnitDirectory units,
    Calendars calendars,
    ReusablePapers reusable,
    ICurrentCitizen citizen,
    Clock clock
)
{
    private const string Letters = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

    /// <summary>A draft with what the identity provider says of the person.</summary>
    public async Task<Outcome<Guid>> BeginAsync(
        string key,
        string procedureCode,
        CancellationToken cancellation
    )
    {
        var catalogue = await catalogues.GetAsync(cancellation);
        var today = clock.Today;
        if (
            catalogue.Find(procedureCode) is not { } procedure
            || catalogue.VersionOn(procedure.Id, today) is not { } version
            || !version.IsOnline(today)
        )
        {
            return Outcome<Guid>.Refused("filing.refused.not-online");
        }

        var me = citizen.CitizenId!.Value;
        var form = FormBook.Of(procedure, version);
        return await unitOfWork.RunAsync(
            new ActionKey(key, "submission.begin", me),
            async token =>
            {
                var most = FilingRules.On(today).OpenDrafts;
                if (
                    await db.Set<Submission>()
                        .CountAsync(
                            s => s.CitizenId == me && s.State == SubmissionState.Draft,
                            token
                        ) >= most
                )
                {
                    return Outcome<Guid>.Refused("filing.refused.too-many-drafts", most);
                }

                var (draft, content) = Draft(me, procedure, version, form);
                db.Add(draft);
                db.Add(content);
                return Outcome<Guid>.Of(draft.Id);
            },
            cancellation
        );
    }

    /// <summary>Changes a draft, or what is completed after the office has asked for it.</summary>
    public Task<Outcome> ChangeAsync(
        FilingAct act,
        Action<Submission, SubmissionContent> change,
        CancellationToken cancellation
    ) =>
        RunAsync(
            act,
            "submission.change",
            (folder, _) =>
            {
                if (!folder.Submission.IsOpenToFiles)
                {
                    return Task.FromResult(NotNow(folder));
                }

                change(folder.Submission, folder.Content);
                Touch(folder.Submission);
                return Task.FromResult(Outcome.Done);
            },
            cancellation
        );

    /// <summary>Sends a draft that passes the technical check.</summary>
    public async Task<Outcome> SubmitAsync(FilingAct act, CancellationToken cancellation)
    {
        var tree = await units.GetAsync(cancellation);
        return await RunAsync(
            act,
            "submission.submit",
            async (folder, token) =>
            {
                var submission = folder.Submission;
                if (!submission.IsDraft)
                {
                    return NotNow(folder);
                }

                if (SubmissionCheck.Gaps(folder, tree, clock.Today) is [var gap, ..])
                {
                    return gap.Reason;
                }

                if (!await reusable.StandAsync(submission, folder.Files, token))
                {
                    return Outcome.Refused("filing.reuse.refused");
                }

                submission.ProcedureVersionId = folder.Version.Id;
                folder.Content.Form = folder.Form.Id;
                folder.Content.FiledBy = submission.ForSomebodyElse ? citizen.Name : null;
                return await WorkAsync(
                    folder,
                    (work, context) =>
                        work.Submit(
                            folder.Content,
                            folder.Files,
                            citizen.Level == IdentityLevel.Confirmed,
                            context
                        ),
                    token
                );
            },
            cancellation
        );
    }

    /// <summary>Says that what was asked for before receipt is complete.</summary>
    public Task<Outcome> SupplementAsync(FilingAct act, CancellationToken cancellation) =>
        RunAsync(
            act,
            "submission.supplement",
            async (folder, token) =>
                folder.Submission.State != SubmissionState.SupplementAtIntake ? NotNow(folder)
                : folder.Form.Schema.Check(folder.Answers, clock.Today).Count is > 0 and var faults
                    ? Outcome.Refused("filing.gap.form", faults)
                : SubmissionCheck.Papers(folder).FirstOrDefault() is { } gap ? gap.Reason
                : !await reusable.StandAsync(folder.Submission, folder.Files, token)
                    ? Outcome.Refused("filing.reuse.refused")
                : await WorkAsync(
                    folder,
                    (work, context) => work.Supplement(folder.Content, folder.Files, context),
                    token
                ),
            cancellation
        );

    /// <summary>Takes it back before it is received.</summary>
    public Task<Outcome> WithdrawAsync(FilingAct act, CancellationToken cancellation) =>
        RunAsync(
            act,
            "submission.withdraw",
            (folder, token) =>
                WorkAsync(folder, (work, context) => work.Withdraw(folder.Content, context), token),
            cancellation
        );

    /// <summary>Throws a draft away, with everything in it.</summary>
    public Task<Outcome> DiscardAsync(FilingAct act, CancellationToken cancellation) =>
        RunAsync(
            act,
            "submission.discard",
            (folder, _) =>
            {
                if (!folder.Submission.IsDraft)
                {
                    return Task.FromResult(NotNow(folder));
                }

                db.RemoveRange(folder.Files);
                db.Remove(folder.Content);
                db.Remove(folder.Submission);
                return Task.FromResult(Outcome.Done);
            },
            cancellation
        );

    /// <summary>For an act that also reads or writes rows of its own; the files page adds and takes away papers with it.</summary>
    internal Task<Outcome> RunAsync(
        FilingAct act,
        string name,
        Func<SubmissionFolder, CancellationToken, Task<Outcome>> action,
        CancellationToken cancellation
    ) =>
        unitOfWork.RunAsync(
            new ActionKey(act.Key, name, citizen.CitizenId),
            async token =>
            {
                if (await reader.OfCitizenAsync(act.Id, token) is not { } folder)
                {
                    return Outcome.Refused("filing.refused.not-found");
                }

                return folder.Submission.Version != act.Seen
                    ? Outcome.Stale("filing.stale")
                    : await action(folder, token);
            },
            cancellation
        );

    internal void Touch(Submission submission)
    {
        submission.ChangedAt = clock.Now;
        submission.Version = Guid.CreateVersion7(new DateTimeOffset(clock.Now, TimeSpan.Zero));
    }

    internal static Outcome NotNow(SubmissionFolder folder) =>
        Outcome.Refused("filing.refused.state", FilingTexts.InWords(folder.Submission.State));

    private async Task<Outcome> WorkAsync(
        SubmissionFolder folder,
        Func<SubmissionWork, ActContext, Outcome> act,
        CancellationToken cancellation
    )
    {
        var work = new SubmissionWork(
            folder.Submission,
            await calendars.ForAsync(folder.Submission.UnitId ?? Guid.Empty, cancellation)
        );
        try
        {
            var outcome = act(work, ActContext.Live(citizen.CitizenId, clock.Now));
            db.AddRange(work.Events);
            return outcome;
        }
        catch (CalendarRangeException outside)
        {
            return Outcome.Refused(outside.Why.Key, outside.Why.Arguments);
        }
    }

    private (Submission, SubmissionContent) Draft(
        Guid me,
        Procedure procedure,
        ProcedureVersion version,
        FormDefinition form
    )
    {
        var now = clock.Now;
        var draft = new Submission
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(now, TimeSpan.Zero)),
            Reference = RandomNumberGenerator.GetString(Letters, Submission.ReferenceLength),
            CitizenId = me,
            ProcedureId = procedure.Id,
            ProcedureVersionId = version.Id,
            State = SubmissionState.Draft,
            CreatedAt = now,
            ChangedAt = now,
            Version = Guid.CreateVersion7(new DateTimeOffset(now, TimeSpan.Zero)),
        };
        var answers = form
            .Questions.Select(q =>
                KeyValuePair.Create(
                    q.Name,
                    q.Prefill switch
                    {
                        Prefill.Name => citizen.Name,
                        Prefill.Identity => citizen.IdentityNumber,
                        _ => q.Suggested,
                    }
                )
            )
            .Where(a => !string.IsNullOrEmpty(a.Value));
        return (
            draft,
            new SubmissionContent
            {
                SubmissionId = draft.Id,
                Name = citizen.Name,
                IdentityNumber = citizen.IdentityNumber,
                Phone = citizen.Phone,
                Email = citizen.Email,
                Form = form.Id,
                Answers = form.Write(form.Clean(answers)),
                Salt = RandomNumberGenerator.GetBytes(16),
            }
        );
    }
}
