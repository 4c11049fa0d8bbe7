using ThuocDo.OneStop.Dossiers;
using ThuocDo.OneStop.Dossiers.Attachments;
using ThuocDo.OneStop.WorkingDays;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Facts;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Filing;

/// <summary>
/// What the counter does with an online submission: takes it in, asks once for what is missing, or refuses it. Taking in
/// is the receipt of the counter itself (<see cref="ReceiveDossier"/>): the dossier, the papers and the end of the
/// submission are one transaction.
/// </summary>
public sealed class ReceiveOnline(
    ThuocDoDb db,
    UnitOfWork unitOfWork,
    SubmissionReader reader,
    ReceiveDossier receive,
    Calendars calendars,
    ICurrentUser user,
    Clock clock
)
{
    /// <param name="act">Key and version of the officer's form.</param>
    /// <param name="papers">Numbers of the papers that the officer found in order.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<Outcome<ReceivedDossier>> ReceiveAsync(
        FilingAct act,
        IReadOnlyCollection<int> papers,
        CancellationToken cancellation
    )
    {
        if (await reader.OfOfficerAsync(act.Id, cancellation) is not { } seen)
        {
            return Outcome<ReceivedDossier>.Refused("filing.refused.not-found");
        }

        db.ChangeTracker.Clear();
        var (submission, content) = (seen.Submission, seen.Content);
        var request = new ReceiveRequest
        {
            Key = act.Key,
            ReceivingUnitId = submission.UnitId!.Value,
            ProcedureId = submission.ProcedureId,
            Subject = seen.Procedure.ShortVi,
            ApplicantName = content.Name,
            IdentityNumber = content.IdentityNumber,
            Phone = content.Phone,
            Email = content.Email,
            Address = content.Address,
            Channel = Channel.Online,
            Papers = papers,
            ReturnByPost = submission.Return == ReturnManner.Post,
            ElectronicIdentity = submission.ElectronicIdentity,
            Form = content.Form,
            Answers = content.Answers,
            Secret = TrackingSecret.New(),
        };
        return await receive.RunAsync(
            request,
            (work, context, token) => JoinAsync(act, work, context, token),
            cancellation
        );
    }

    public Task<Outcome> RequestSupplementAsync(
        FilingAct act,
        string reason,
        string papers,
        CancellationToken cancellation
    ) =>
        RunAsync(
            act,
            "submission.request-supplement",
            (work, context) => work.RequestSupplement(reason, papers, context),
            cancellation
        );

    public Task<Outcome> RejectAsync(
        FilingAct act,
        string reason,
        CancellationToken cancellation
    ) =>
        RunAsync(
            act,
            "submission.reject",
            (work, context) => work.Reject(reason, context),
            cancellation
        );

    /// <summary>The papers become papers of the dossier, each with its event, and the citizen its holder.</summary>
    private async Task<Outcome> JoinAsync(
        FilingAct act,
        DossierWork work,
        ActContext context,
        CancellationToken cancellation
    )
    {
        if (await reader.OfOfficerAsync(act.Id, cancellation) is not { } folder)
        {
            return Outcome.Refused("filing.refused.not-found");
        }

        if (folder.Submission.Version != act.Seen)
        {
            return Outcome.Stale("filing.stale");
        }

        var submission = new SubmissionWork(folder.Submission, work.Calendar);
        var outcome = submission.Receive(work.Dossier.Id, context);
        if (!outcome.Succeeded)
        {
            return outcome;
        }

        db.AddRange(submission.Events);
        db.Add(
            new DossierHolder
            {
                DossierId = work.Dossier.Id,
                CitizenId = folder.Submission.CitizenId,
                SubmissionId = folder.Submission.Id,
            }
        );
        foreach (var file in folder.Files)
        {
            // A paper that the version of today does not know any more stays with the dossier as another paper.
            var paper = work.Version.Papers.Any(p => p.Number == file.PaperNumber)
                ? file.PaperNumber
                : null;
            var attached = work.Attach(paper, file.Hash, context);
            if (!attached.Succeeded)
            {
                return attached;
            }

            db.Add(AttachmentOf(file, paper, work.Dossier.Id, context));
        }

        return Outcome.Done;
    }

    private static Attachment AttachmentOf(
        SubmissionFile file,
        int? paper,
        Guid dossierId,
        ActContext act
    ) =>
        new()
        {
            Id = act.NextId(act.At),
            DossierId = dossierId,
            Role = AttachmentRole.Paper,
            PaperNumber = paper,
            Hash = file.Hash,
            Kind = file.Kind,
            Name = file.Name,
            Length = file.Length,
            AddedAt = act.At,
            AddedBy = act.ActorId,
        };

    private Task<Outcome> RunAsync(
        FilingAct act,
        string name,
        Func<SubmissionWork, ActContext, Outcome> action,
        CancellationToken cancellation
    ) =>
        unitOfWork.RunAsync(
            new ActionKey(act.Key, name, user.UserId),
            async token =>
            {
                if (await reader.OfOfficerAsync(act.Id, token) is not { } folder)
                {
                    return Outcome.Refused("filing.refused.not-found");
                }

                if (folder.Submission.Version != act.Seen)
                {
                    return Outcome.Stale("filing.stale");
                }

                var work = new SubmissionWork(
                    folder.Submission,
                    await calendars.ForAsync(folder.Submission.UnitId!.Value, token)
                );
                var outcome = action(work, ActContext.Live(user.UserId, clock.Now));
                db.AddRange(work.Events);
                return outcome;
            },
            cancellation
        );
}
