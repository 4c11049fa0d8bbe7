using ThuocDo.OneStop.Dossiers.Attachments;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Files;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Filing;

/// <summary>A file with the link that opens it.</summary>
public sealed record ShownPaper(SubmissionFile File, string Link);

/// <summary>
/// Papers of a submission. They pass the same vault as those of a dossier: recognised by content, scanned, counted; the
/// file is kept first, outside the transaction, and then referred to.
/// </summary>
public sealed class SubmissionPapers(
    ThuocDoDb db,
    FileOnline filing,
    FileVault vault,
    FileCapabilities capabilities,
    ReusablePapers reusable,
    ICurrentCitizen citizen,
    ICurrentUser user,
    Clock clock
)
{
    /// <summary>The purpose of links that citizens get to their own files.</summary>
    public const string Purpose = "own";

    /// <summary>The purpose of links that officers get to the files of a submission; opening them is logged.</summary>
    public const string DeskPurpose = "submission";

    public FilePolicy Policy => vault.Policy;

    public bool IsScanned => vault.IsScanned;

    /// <param name="act">Key and version of the form.</param>
    /// <param name="paper">Number of the paper; none for another one.</param>
    /// <param name="delegation">It is the proof that the filer may act for the applicant.</param>
    /// <param name="sentName">Name of the file.</param>
    /// <param name="content">What was sent.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<Outcome> AddAsync(
        FilingAct act,
        int? paper,
        bool delegation,
        string? sentName,
        Stream content,
        CancellationToken cancellation
    )
    {
        var kept = await vault.KeepAsync(sentName, content, cancellation);
        if (!kept.Succeeded)
        {
            return kept;
        }

        var file = kept.Value!;
        return await filing.RunAsync(
            act,
            "submission.paper",
            (folder, _) =>
            {
                var refused =
                    !folder.Submission.IsOpenToFiles ? FileOnline.NotNow(folder)
                    : paper is { } number && folder.Papers.All(p => p.Number != number)
                        ? Outcome.Refused("attach.refused.no-such-paper")
                    : FileRoom.Refusal(
                        vault.Policy,
                        [.. folder.Files.Select(f => f.Length)],
                        file.Length
                    );
                if (refused is null)
                {
                    db.Add(
                        new SubmissionFile
                        {
                            Id = Guid.CreateVersion7(new DateTimeOffset(clock.Now, TimeSpan.Zero)),
                            SubmissionId = folder.Submission.Id,
                            PaperNumber = paper,
                            IsDelegation = delegation,
                            Hash = file.Hash,
                            Kind = file.Kind,
                            Name = file.Name,
                            Length = file.Length,
                            AddedAt = clock.Now,
                        }
                    );
                    filing.Touch(folder.Submission);
                }

                return Task.FromResult(refused ?? Outcome.Done);
            },
            cancellation
        );
    }

    /// <summary>
    /// Refers to a result that the province has issued to the same identity instead of an upload. The citizen has consented on
    /// the page; that is recorded with the paper, and in the history when the submission is sent.
    /// </summary>
    public Task<Outcome> ReuseAsync(
        FilingAct act,
        int? paper,
        Guid resultId,
        CancellationToken cancellation
    ) =>
        filing.RunAsync(
            act,
            "submission.reuse",
            async (folder, token) =>
            {
                if (!folder.Submission.IsOpenToFiles)
                {
                    return FileOnline.NotNow(folder);
                }

                if (paper is { } number && folder.Papers.All(p => p.Number != number))
                {
                    return Outcome.Refused("attach.refused.no-such-paper");
                }

                if (
                    folder.Submission.ForSomebodyElse
                    || await reusable.FindAsync(resultId, token) is not { } result
                )
                {
                    return Outcome.Refused("filing.reuse.refused");
                }

                if (folder.FilesOf(paper).Any(f => f.Hash == result.Hash))
                {
                    return Outcome.Done;
                }

                if (
                    FileRoom.Refusal(
                        vault.Policy,
                        [.. folder.Files.Select(f => f.Length)],
                        result.Length
                    ) is
                    { } full
                )
                {
                    return full;
                }

                db.Add(
                    new SubmissionFile
                    {
                        Id = Guid.CreateVersion7(new DateTimeOffset(clock.Now, TimeSpan.Zero)),
                        SubmissionId = folder.Submission.Id,
                        PaperNumber = paper,
                        Hash = result.Hash,
                        Kind = result.Kind,
                        Name = result.Name,
                        Length = result.Length,
                        AddedAt = clock.Now,
                        FromDossierId = result.DossierId,
                    }
                );
                filing.Touch(folder.Submission);
                return Outcome.Done;
            },
            cancellation
        );

    /// <summary>
    /// Takes a paper away: of a draft any, later only those added after the office asked, so that what was once sent
    /// stays as it was sent.
    /// </summary>
    public Task<Outcome> RemoveAsync(FilingAct act, Guid fileId, CancellationToken cancellation) =>
        filing.RunAsync(
            act,
            "submission.paper-removed",
            (folder, _) =>
            {
                if (
                    folder.Files.FirstOrDefault(f => f.Id == fileId) is not { } file
                    || !MayRemove(folder.Submission, file)
                )
                {
                    return Task.FromResult(FileOnline.NotNow(folder));
                }

                db.Remove(file);
                filing.Touch(folder.Submission);
                return Task.FromResult(Outcome.Done);
            },
            cancellation
        );

    public static bool MayRemove(Submission submission, SubmissionFile file) =>
        submission.IsDraft
        || submission is { State: SubmissionState.SupplementAtIntake, AnsweredAt: { } asked }
            && file.AddedAt > asked;

    /// <summary>Links for the person behind the request, citizen or officer.</summary>
    public IReadOnlyList<ShownPaper> Shown(IEnumerable<SubmissionFile> files, bool forCitizen) =>
        [
            .. files.Select(f => new ShownPaper(
                f,
                capabilities.Link(
                    f.Hash,
                    f.Kind,
                    f.Name,
                    forCitizen ? Purpose : DeskPurpose,
                    f.SubmissionId,
                    forCitizen ? citizen.CitizenId : user.UserId
                )
            )),
        ];
}

/// <summary>Which officer opened a paper of which submission is part of the access log.</summary>
public sealed class SubmissionWitness(Dossiers.AccessLog log) : IFileWitness
{
    public Task OpenedAsync(FileGrant grant, CancellationToken cancellation) =>
        grant is { Purpose: SubmissionPapers.DeskPurpose, AccountId: { } account }
            ? log.WriteAsync(grant.SubjectId, account, Dossiers.AccessPlace.File, cancellation)
            : Task.CompletedTask;
}
