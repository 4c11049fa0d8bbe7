using Microsoft.EntityFrameworkCore;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Programmes.Tasks;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.Programmes.Dissemination;

/// <param name="Key">Idempotency key of the form.</param>
public sealed record NewOutreach(
    string Key,
    Guid ProgrammeId,
    OutreachKind Kind,
    DateOnly Day,
    string Where,
    string What,
    string Text
);

/// <param name="Version">Of the line as the person saw it.</param>
public sealed record OutreachKey(string Key, Guid Id, Guid Version);

/// <summary>Writes the communication plan, notes of public opinion and the dispatch list, and settles them.</summary>
public sealed class OutreachDesk(
    ThuocDoDb db,
    UnitOfWork unitOfWork,
    TaskDesk tasks,
    ICurrentUser user,
    Clock clock,
    Texts texts
)
{
    public Task<Outcome> AddAsync(NewOutreach request, CancellationToken cancellation) =>
        unitOfWork.RunAsync(
            new ActionKey(request.Key, "outreach.add", user.UserId),
            async token =>
            {
                var (where, what, text) = (
                    request.Where.Trim().Normalize(),
                    request.What.Trim().Normalize(),
                    request.Text.Trim().Normalize()
                );
                if (
                    !user.Can(Permissions.ProgrammeManage)
                    || !await db.Set<Programme>().AnyAsync(p => p.Id == request.ProgrammeId, token)
                )
                {
                    return Outcome.Refused(StudyDesk.NotAllowed);
                }

                if (FaultOf(request, where, what, text) is { } fault)
                {
                    return fault;
                }

                var last = await db.Set<OutreachNote>()
                    .Where(n => n.ProgrammeId == request.ProgrammeId && n.Kind == request.Kind)
                    .MaxAsync(n => (int?)n.Number, token);
                var note = new OutreachNote
                {
                    Id = Guid.CreateVersion7(new DateTimeOffset(clock.Now, TimeSpan.Zero)),
                    ProgrammeId = request.ProgrammeId,
                    Kind = request.Kind,
                    Number = (last ?? 0) + 1,
                    Day = request.Day,
                    Where = where,
                    What = what,
                    Text = text,
                };
                db.AddRecorded(OutreachNote.Fields, note, "written", clock.Now, user.UserId);
                return Outcome.Done;
            },
            cancellation
        );

    /// <summary>An item of the communication plan was done; the evidence says where it can be seen.</summary>
    public Task<Outcome> FinishAsync(
        OutreachKey act,
        DateOnly day,
        string? evidence,
        CancellationToken cancellation
    ) =>
        ChangeAsync(
            act,
            "outreach.finish",
            (note, _) =>
                Task.FromResult(
                    note.Kind != OutreachKind.Communication || note.DoneOn is not null
                        ? Outcome.Refused("outreach.refused.state")
                    : day > clock.Today ? Outcome.Refused("outreach.refused.future", day)
                    : evidence?.Trim().Normalize()
                        is { Length: > 0 and <= OutreachNote.ShortMaxLength } words
                        ? Done(() => note.Finish(day, words))
                    : Outcome.Refused("outreach.refused.evidence", OutreachNote.ShortMaxLength)
                ),
            "finished",
            cancellation
        );

    /// <summary>Passes what people say on to a body, as a task of the usual kind.</summary>
    public Task<Outcome> PassOnAsync(
        OutreachKey act,
        Guid unit,
        DateOnly due,
        CancellationToken cancellation
    ) =>
        ChangeAsync(
            act,
            "outreach.pass-on",
            async (note, token) =>
            {
                if (note.Kind != OutreachKind.Opinion)
                {
                    return Outcome.Refused(StudyDesk.NotAllowed);
                }

                if (note.TaskId is not null)
                {
                    return Outcome.Refused("outreach.refused.state");
                }

                var given = await tasks.GiveAsync(
                    [
                        new TaskOrder
                        {
                            ProgrammeId = note.ProgrammeId,
                            Origin = TaskOrigin.Direction,
                            Name =
                                note.Text.Length <= AssignedTask.NameMaxLength
                                    ? note.Text
                                    : note.Text[..(AssignedTask.NameMaxLength - 1)] + "…",
                            Basis = texts.In("vi", "outreach.task.basis", note.Number, note.Day),
                            UnitId = unit,
                            DueOn = due,
                        },
                    ],
                    token
                );
                return !given.Succeeded ? given
                    : given.Value is [var task] ? Done(() => note.PassOn(task.Id))
                    : Outcome.Refused("outreach.refused.state");
            },
            "passed-on",
            cancellation
        );

    private static Outcome? FaultOf(NewOutreach request, string where, string what, string text) =>
        where.Length is 0 or > OutreachNote.ShortMaxLength
        || what.Length is 0 or > OutreachNote.ShortMaxLength
            ? Outcome.Refused("outreach.refused.short", OutreachNote.ShortMaxLength)
        : request.Kind == OutreachKind.Opinion && text.Length is 0 or > OutreachNote.TextMaxLength
            ? Outcome.Refused("outreach.refused.text", OutreachNote.TextMaxLength)
        : null;

    private static Outcome Done(Action change)
    {
        change();
        return Outcome.Done;
    }

    private Task<Outcome> ChangeAsync(
        OutreachKey act,
        string name,
        Func<OutreachNote, CancellationToken, Task<Outcome>> change,
        string type,
        CancellationToken cancellation
    ) =>
        unitOfWork.RunAsync(
            new ActionKey(act.Key, name, user.UserId),
            async token =>
            {
                if (
                    !user.Can(Permissions.ProgrammeManage)
                    || await db.Set<OutreachNote>().FirstOrDefaultAsync(n => n.Id == act.Id, token)
                        is not { } note
                )
                {
                    return Outcome.Refused(StudyDesk.NotAllowed);
                }

                if (note.Version != act.Version)
                {
                    return Outcome.Stale("common.stale");
                }

                var history = new ChainedRow<OutreachNote>(OutreachNote.Fields, note);
                if (await change(note, token) is { Succeeded: false } refused)
                {
                    return refused;
                }

                db.Add(history.Record(type, clock.Now, user.UserId));
                return Outcome.Done;
            },
            cancellation
        );
}
