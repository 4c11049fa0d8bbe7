using Microsoft.EntityFrameworkCore;
using ThuocDo.Legal.Circulation.Registers;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.Legal.Circulation.WorkFiles;

public sealed record NewWorkFile
{
    public required Guid UnitId { get; init; }
    public required DateOnly OpenedOn { get; init; }
    public Secrecy Secrecy { get; init; }
    public string? Title { get; init; }
    public DateOnly? DueOn { get; init; }
    public required Medium Medium { get; init; }
}

/// <param name="DocumentId">Of a document of the registers that is put into the file.</param>
public sealed record NewStep(
    WorkFileStepKind Kind,
    DateOnly Day,
    Medium Medium,
    string? Words,
    Guid? DocumentId = null
);

/// <summary>Opens work files, takes their steps, signs and closes them.</summary>
public sealed class WorkFileDesk(
    ThuocDoDb db,
    UnitOfWork unitOfWork,
    UnitDirectory directory,
    CirculationScope scope,
    ICurrentUser user,
    Clock clock
)
{
    /// <returns>The id of the file.</returns>
    public Task<Outcome<Guid>> OpenAsync(
        string key,
        NewWorkFile wanted,
        CancellationToken cancellation
    ) =>
        unitOfWork.RunAsync(
            new ActionKey(key, "work-file.open", user.UserId),
            async token =>
            {
                var tree = await directory.GetAsync(token);
                if (
                    tree.Find(wanted.UnitId) is not { } unit
                    || !await scope.CanAsync(Permissions.CirculationManage, unit.Id, token)
                )
                {
                    return Outcome<Guid>.Refused(RegisterDesk.NotAllowed);
                }

                if (wanted.OpenedOn > clock.Today || !unit.IsValidOn(wanted.OpenedOn))
                {
                    return Outcome<Guid>.Refused(
                        "circulation.refused.day",
                        unit.ValidFrom,
                        unit.ValidTo is { } end && end <= clock.Today
                            ? end.AddDays(-1)
                            : clock.Today
                    );
                }

                if (
                    wanted.Secrecy == Secrecy.None
                        ? wanted.Title is not { Length: > 0 and <= WorkFile.TitleMaxLength }
                        : wanted.Title is not null
                )
                {
                    return wanted.Secrecy == Secrecy.None
                        ? Outcome<Guid>.Refused(
                            "circulation.refused.title-missing",
                            WorkFile.TitleMaxLength
                        )
                        : Outcome<Guid>.Refused("circulation.refused.secret");
                }

                if (wanted.DueOn < wanted.OpenedOn)
                {
                    return Outcome<Guid>.Refused("circulation.refused.due", wanted.OpenedOn);
                }

                await db.Engine.LockAsync(db, $"work-files:{unit.Id:N}", token);
                var last = await db.Set<WorkFile>()
                    .Where(f => f.UnitId == unit.Id && f.Year == wanted.OpenedOn.Year)
                    .MaxAsync(f => (int?)f.Number, token);
                var file = new WorkFile
                {
                    Id = Guid.CreateVersion7(),
                    UnitId = unit.Id,
                    OpenedOn = wanted.OpenedOn,
                    Year = wanted.OpenedOn.Year,
                    Number = (last ?? 0) + 1,
                    Secrecy = wanted.Secrecy,
                    Title = wanted.Title,
                    DueOn = wanted.DueOn,
                };
                var step = file.Step(
                    Guid.CreateVersion7(),
                    WorkFileStepKind.Opened,
                    wanted.OpenedOn,
                    unit.Id,
                    wanted.Medium,
                    null
                );
                db.AddRecorded(WorkFile.Fields, file, "opened", clock.Now, user.UserId);
                db.AddRecorded(WorkFileStep.Fields, step, "taken", clock.Now, user.UserId);
                return Outcome<Guid>.Of(file.Id);
            },
            cancellation
        );

    public Task<Outcome> StepAsync(
        CirculationAct act,
        NewStep wanted,
        CancellationToken cancellation
    ) =>
        OnFileAsync(
            act,
            "work-file.step",
            async (file, token) =>
            {
                if (
                    !file.IsOpen
                    || wanted.Kind == WorkFileStepKind.Opened
                    || wanted.Kind == WorkFileStepKind.Signed && file.State != WorkFileState.Open
                    || wanted.Kind == WorkFileStepKind.Closed && file.State != WorkFileState.Signed
                )
                {
                    return Outcome.Refused(
                        wanted.Kind == WorkFileStepKind.Closed && file.State == WorkFileState.Open
                            ? "circulation.refused.unsigned"
                            : "circulation.refused.settled"
                    );
                }

                var first = await db.Set<WorkFileStep>()
                    .Where(s => s.WorkFileId == file.Id)
                    .MaxAsync(s => s.Day, token);
                if (wanted.Day < first || wanted.Day > clock.Today)
                {
                    return Outcome.Refused("circulation.refused.day", first, clock.Today);
                }

                if (
                    file.Secrecy != Secrecy.None
                    && (wanted.Words is not null || wanted.DocumentId is not null)
                )
                {
                    return Outcome.Refused("circulation.refused.secret");
                }

                if (
                    wanted.Words?.Length > WorkFileStep.WordsMaxLength
                    || file.Secrecy == Secrecy.None
                        && wanted.Kind == WorkFileStepKind.Note
                        && string.IsNullOrEmpty(wanted.Words)
                )
                {
                    return Outcome.Refused(
                        "circulation.refused.words",
                        WorkFileStep.WordsMaxLength
                    );
                }

                var words = wanted.Words;
                if (wanted.Kind == WorkFileStepKind.Document)
                {
                    if (await PutInAsync(file, wanted, token) is not { } put)
                    {
                        return Outcome.Refused("circulation.refused.document");
                    }

                    words = put;
                }

                var tree = await directory.GetAsync(token);
                var unit = tree.HeirOf(file.UnitId, wanted.Day)?.Id ?? file.UnitId;
                db.AddRecorded(
                    WorkFileStep.Fields,
                    file.Step(
                        Guid.CreateVersion7(),
                        wanted.Kind,
                        wanted.Day,
                        unit,
                        wanted.Medium,
                        words
                    ),
                    "taken",
                    clock.Now,
                    user.UserId
                );
                return Outcome.Done;
            },
            "moved",
            cancellation
        );

    /// <summary>What was opened by mistake; from today on it is not counted.</summary>
    public Task<Outcome> CancelAsync(
        CirculationAct act,
        string reason,
        CancellationToken cancellation
    ) =>
        OnFileAsync(
            act,
            "work-file.cancel",
            (file, _) =>
            {
                if (file.State == WorkFileState.Cancelled)
                {
                    return Task.FromResult(Outcome.Refused("circulation.refused.settled"));
                }

                if (reason.Length is 0 or > WorkFile.ReasonMaxLength)
                {
                    return Task.FromResult(
                        Outcome.Refused("circulation.refused.reason", WorkFile.ReasonMaxLength)
                    );
                }

                file.Cancel(clock.Today, reason);
                return Task.FromResult(Outcome.Done);
            },
            "cancelled",
            cancellation
        );

    /// <summary>A document of the same office that is in no other file.</summary>
    /// <returns>What it is called; none where it cannot be put in.</returns>
    private async Task<string?> PutInAsync(
        WorkFile file,
        NewStep wanted,
        CancellationToken cancellation
    )
    {
        var document = await db.Set<RegisteredDocument>()
            .FirstOrDefaultAsync(d => d.Id == wanted.DocumentId, cancellation);
        if (
            document is null
            || document.WorkFileId is not null
            || document.CancelledOn is not null
            || document.Secrecy != Secrecy.None
        )
        {
            return null;
        }

        var tree = await directory.GetAsync(cancellation);
        if (
            tree.HeirOf(document.UnitId, clock.Today)?.Id
            != tree.HeirOf(file.UnitId, clock.Today)?.Id
        )
        {
            return null;
        }

        var row = new ChainedRow<RegisteredDocument>(RegisteredDocument.Fields, document);
        document.PutInto(file.Id);
        db.Add(row.Record("put-into-file", clock.Now, user.UserId));
        var words = $"{document.Notation}: {document.Subject}";
        return words.Length <= WorkFileStep.WordsMaxLength
            ? words
            : words[..WorkFileStep.WordsMaxLength];
    }

    private Task<Outcome> OnFileAsync(
        CirculationAct act,
        string action,
        Func<WorkFile, CancellationToken, Task<Outcome>> decide,
        string type,
        CancellationToken cancellation
    ) =>
        unitOfWork.RunAsync(
            new ActionKey(act.Key, action, user.UserId),
            async token =>
            {
                var file = await db.Set<WorkFile>().FirstOrDefaultAsync(f => f.Id == act.Id, token);
                if (
                    file is null
                    || !await scope.CanAsync(Permissions.CirculationManage, file.UnitId, token)
                )
                {
                    return Outcome.Refused(RegisterDesk.NotAllowed);
                }

                if (file.Version != act.Version)
                {
                    return Outcome.Stale(RegisterDesk.Stale);
                }

                var row = new ChainedRow<WorkFile>(WorkFile.Fields, file);
                var outcome = await decide(file, token);
                if (outcome.Succeeded)
                {
                    db.Add(row.Record(type, clock.Now, user.UserId));
                }

                return outcome;
            },
            cancellation
        );
}
