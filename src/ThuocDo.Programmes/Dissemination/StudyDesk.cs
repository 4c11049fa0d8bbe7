using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.Programmes.Dissemination;

/// <param name="Key">Idempotency key of the form.</param>
public sealed record NewStudyRound(
    string Key,
    Guid ProgrammeId,
    string Name,
    DateOnly DueOn,
    IReadOnlyCollection<Guid> Bodies
);

/// <param name="Version">Of the part as the person saw it.</param>
public sealed record StudyReport(
    string Key,
    Guid Id,
    Guid Version,
    DateOnly HeldOn,
    int Participants,
    string? Note
);

/// <summary>Sets rounds of study, takes acknowledgements, and lets a body name the Party cells that study below it.</summary>
public sealed class StudyDesk(
    ThuocDoDb db,
    UnitOfWork unitOfWork,
    UnitDirectory directory,
    ICurrentUser user,
    Clock clock
)
{
    public const string NotAllowed = "study.refused.not-allowed";

    /// <summary>Cells of one body in one round.</summary>
    public const int MostCells = 200;

    /// <returns>Number of the round.</returns>
    public async Task<Outcome<int>> SetAsync(NewStudyRound request, CancellationToken cancellation)
    {
        var tree = await directory.GetAsync(cancellation);
        var name = request.Name.Trim().Normalize();
        return await unitOfWork.RunAsync(
            new ActionKey(request.Key, "study.set", user.UserId),
            async token =>
            {
                if (
                    !user.Can(Permissions.ProgrammeManage)
                    || !await db.Set<Programme>().AnyAsync(p => p.Id == request.ProgrammeId, token)
                )
                {
                    return Outcome<int>.Refused(NotAllowed);
                }

                if (name.Length is 0 or > StudyRound.NameMaxLength)
                {
                    return Outcome<int>.Refused("study.refused.name", StudyRound.NameMaxLength);
                }

                if (request.DueOn < clock.Today)
                {
                    return Outcome<int>.Refused("study.refused.past", request.DueOn);
                }

                if (request.Bodies.Count == 0)
                {
                    return Outcome<int>.Refused("study.refused.nobody");
                }

                foreach (var body in request.Bodies)
                {
                    if (tree.Find(body) is not { } unit || !unit.IsValidOn(clock.Today))
                    {
                        return Outcome<int>.Refused(
                            "study.refused.body",
                            tree.Find(body)?.Name ?? "–"
                        );
                    }
                }

                var number =
                    (
                        await db.Set<StudyRound>()
                            .Where(r => r.ProgrammeId == request.ProgrammeId)
                            .MaxAsync(r => (int?)r.Number, token)
                        ?? 0
                    ) + 1;
                var round = new StudyRound
                {
                    Id = NewId(),
                    ProgrammeId = request.ProgrammeId,
                    Number = number,
                    Name = name,
                    DueOn = request.DueOn,
                };
                db.AddRecorded(StudyRound.Fields, round, "set", clock.Now, user.UserId);
                foreach (var body in request.Bodies.Distinct())
                {
                    AddPart(StudyPart.Ask(NewId(), round.Id, body));
                }

                return Outcome<int>.Of(number);
            },
            cancellation
        );
    }

    public Task<Outcome> AcknowledgeAsync(StudyReport report, CancellationToken cancellation) =>
        unitOfWork.RunAsync(
            new ActionKey(report.Key, "study.acknowledge", user.UserId),
            async token =>
            {
                if (await FindAsync(report.Id, token) is not { } part)
                {
                    return Outcome.Refused(NotAllowed);
                }

                if (part.Version != report.Version)
                {
                    return Outcome.Stale("common.stale");
                }

                if (part.IsDone)
                {
                    return Outcome.Refused("study.refused.done");
                }

                if (report.HeldOn > clock.Today)
                {
                    return Outcome.Refused("study.refused.future", report.HeldOn);
                }

                if (report.Participants is < 1 or > StudyPart.MostParticipants)
                {
                    return Outcome.Refused("study.refused.participants");
                }

                var note = report.Note?.Trim().Normalize();
                if (note?.Length > StudyPart.NoteMaxLength)
                {
                    return Outcome.Refused("study.refused.note", StudyPart.NoteMaxLength);
                }

                var history = new ChainedRow<StudyPart>(StudyPart.Fields, part);
                part.Acknowledge(
                    report.HeldOn,
                    report.Participants,
                    string.IsNullOrEmpty(note) ? null : note,
                    clock.Now,
                    user.UserId
                );
                db.Add(history.Record("acknowledged", clock.Now, user.UserId));
                return Outcome.Done;
            },
            cancellation
        );

    /// <summary>Names Party cells below a body, each of which then owes its own acknowledgement; those named before are left out.</summary>
    /// <param name="id">The part of the body.</param>
    /// <returns>How many are new.</returns>
    public Task<Outcome<int>> NameCellsAsync(
        string key,
        Guid id,
        IReadOnlyList<string> cells,
        CancellationToken cancellation
    ) =>
        unitOfWork.RunAsync(
            new ActionKey(key, "study.cells", user.UserId),
            async token =>
            {
                if (await FindAsync(id, token) is not { } part)
                {
                    return Outcome<int>.Refused(NotAllowed);
                }

                var there = (
                    await db.Set<StudyPart>()
                        .Where(p => p.RoundId == part.RoundId && p.UnitId == part.UnitId)
                        .Select(p => p.Cell)
                        .ToListAsync(token)
                ).ToHashSet(StringComparer.OrdinalIgnoreCase);
                var named = cells
                    .Select(c => c.Trim().Normalize())
                    .Where(c => c.Length > 0)
                    .Distinct(StringComparer.OrdinalIgnoreCase)
                    .Where(c => !there.Contains(c))
                    .ToList();
                if (named.FirstOrDefault(c => c.Length > StudyPart.CellMaxLength) is not null)
                {
                    return Outcome<int>.Refused("study.refused.cell", StudyPart.CellMaxLength);
                }

                if (named.Count == 0)
                {
                    return Outcome<int>.Refused("study.refused.no-cells");
                }

                if (there.Count + named.Count > MostCells)
                {
                    return Outcome<int>.Refused("study.refused.many", MostCells);
                }

                foreach (var cell in named)
                {
                    AddPart(StudyPart.Ask(NewId(), part.RoundId, part.UnitId, cell));
                }

                return Outcome<int>.Of(named.Count);
            },
            cancellation
        );

    private void AddPart(StudyPart part) =>
        db.AddRecorded(StudyPart.Fields, part, "asked", clock.Now, user.UserId);

    private async Task<StudyPart?> FindAsync(Guid id, CancellationToken cancellation) =>
        await db.Set<StudyPart>().FirstOrDefaultAsync(p => p.Id == id, cancellation) is { } part
        && user.Can(Permissions.TaskReport, part.UnitId)
            ? part
            : null;

    private Guid NewId() => Guid.CreateVersion7(new DateTimeOffset(clock.Now, TimeSpan.Zero));
}
