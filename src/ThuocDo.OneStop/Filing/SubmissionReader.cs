using Microsoft.EntityFrameworkCore;
using ThuocDo.OneStop.Forms;
using ThuocDo.OneStop.Procedures;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Time;

namespace ThuocDo.OneStop.Filing;

/// <summary>A submission with everything its pages show.</summary>
public sealed record SubmissionFolder
{
    public required Submission Submission { get; init; }
    public required SubmissionContent Content { get; init; }
    public required IReadOnlyList<SubmissionFile> Files { get; init; }
    public required Procedure Procedure { get; init; }

    /// <summary>The one it was submitted under; for a draft the one in force today.</summary>
    public required ProcedureVersion Version { get; init; }
    public required Unit? Unit { get; init; }
    public required FormDefinition Form { get; init; }

    public Dictionary<string, string?> Answers => FormDefinition.ReadAnswers(Content.Answers);

    /// <summary>The papers to upload; the form itself stands for the declaration.</summary>
    public IReadOnlyList<RequiredPaper> Papers => [.. FormBook.Uploads(Procedure, Version)];

    public IEnumerable<SubmissionFile> FilesOf(int? paper, bool delegation = false) =>
        Files.Where(f => f.PaperNumber == paper && f.IsDelegation == delegation);

    /// <summary>The papers that are there: those with a file, and the declaration.</summary>
    public IReadOnlyList<int> PapersIn =>
        [
            .. Files
                .Select(f => f.PaperNumber)
                .Append(FormBook.CoveredPaper(Procedure, Version))
                .OfType<int>()
                .Distinct()
                .Order(),
        ];
}

/// <summary>
/// Which submissions somebody may see: the one place that says so. A citizen sees its own; an officer those sent to an
/// office for which he or she receives, and never a draft.
/// </summary>
public sealed class SubmissionReader(
    ThuocDoDb db,
    CatalogueDirectory catalogues,
    UnitDirectory units,
    ICurrentUser user,
    ICurrentCitizen citizen,
    Clock clock
)
{
    public async Task<SubmissionFolder?> OfCitizenAsync(Guid id, CancellationToken cancellation) =>
        citizen.CitizenId is { } me
        && await db.Set<Submission>()
            .FirstOrDefaultAsync(s => s.Id == id && s.CitizenId == me, cancellation)
            is { } own
            ? await DescribeAsync(own, cancellation)
            : null;

    public async Task<SubmissionFolder?> OfOfficerAsync(Guid id, CancellationToken cancellation) =>
        await db.Set<Submission>().FirstOrDefaultAsync(s => s.Id == id, cancellation) is { } one
        && MayReceive(user, one)
            ? await DescribeAsync(one, cancellation)
            : null;

    public static bool MayReceive(ICurrentUser user, Submission submission) =>
        submission is { IsDraft: false, UnitId: { } unit }
        && user.Can(Permissions.DossierReceive, unit);

    /// <summary>What an officer may see of what was sent.</summary>
    public static IQueryable<Submission> ReceivedBy(
        IQueryable<Submission> submissions,
        ICurrentUser user
    )
    {
        var sent = submissions.Where(s => s.State != SubmissionState.Draft);
        return user.UnitsFor(Permissions.DossierReceive) is { } mine
            ? sent.Where(s => s.UnitId != null && mine.Contains(s.UnitId.Value))
            : sent;
    }

    public async Task<IReadOnlyList<HistoryEvent>> EventsAsync(
        Guid id,
        CancellationToken cancellation
    ) =>
        await db.Set<HistoryEvent>()
            .AsNoTracking()
            .Where(e => e.SubjectId == id && e.Chain == SubmissionWork.Chain)
            .OrderBy(e => e.Sequence)
            .ToListAsync(cancellation);

    /// <summary>None once what was declared has been erased.</summary>
    private async Task<SubmissionFolder?> DescribeAsync(
        Submission submission,
        CancellationToken cancellation
    )
    {
        var content = await db.Set<SubmissionContent>()
            .SingleOrDefaultAsync(c => c.SubmissionId == submission.Id, cancellation);
        if (content is null)
        {
            return null;
        }

        var catalogue = await catalogues.GetAsync(cancellation);
        var tree = await units.GetAsync(cancellation);
        var procedure = catalogue[submission.ProcedureId];
        var version =
            (submission.IsDraft ? catalogue.VersionOn(procedure.Id, clock.Today) : null)
            ?? catalogue.Version(submission.ProcedureVersionId);
        return new SubmissionFolder
        {
            Submission = submission,
            Content = content,
            Files = await db.Set<SubmissionFile>()
                .Where(f => f.SubmissionId == submission.Id)
                .OrderBy(f => f.AddedAt)
                .ThenBy(f => f.Id)
                .ToListAsync(cancellation),
            Procedure = procedure,
            Version = version,
            Unit = submission.UnitId is { } unit ? tree.Find(unit) : null,
            Form = submission.IsDraft
                ? FormBook.Of(procedure, version)
                : FormBook.Find(content.Form) ?? FormBook.Of(procedure, version),
        };
    }
}
