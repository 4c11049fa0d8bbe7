using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Programmes.Tasks;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.Programmes.Pilots;

/// <param name="Key">Idempotency key of the form.</param>
/// <param name="Version">Of the record as the person saw it.</param>
public sealed record PilotAct(string Key, Guid Id, Guid Version);

/// <summary>A free measure as it is typed.</summary>
public sealed record NewMeasure(
    string Name,
    string Unit,
    DateOnly Day,
    decimal Value,
    string Source
);

/// <param name="DueOn">The last day for each of the bodies.</param>
/// <param name="WithTasks">Each body is given a task, by the desk of all tasks.</param>
public sealed record Spreading(IReadOnlyList<Guid> Units, DateOnly DueOn, bool WithTasks);

/// <summary>Registers pilots, takes what is measured, records what people decide about them, spreads them.</summary>
public sealed class PilotDesk(
    ThuocDoDb db,
    UnitOfWork unitOfWork,
    PilotShelf shelf,
    TaskDesk tasks,
    UnitDirectory directory,
    IUnitFigures figures,
    ICurrentUser user,
    Clock clock,
    Texts texts
)
{
    public const string NotAllowed = "pilot.refused.not-allowed";

    /// <returns>The id of the pilot.</returns>
    public Task<Outcome<Guid>> RegisterAsync(
        string key,
        Guid programme,
        PilotFacts facts,
        CancellationToken cancellation
    ) =>
        unitOfWork.RunAsync(
            new ActionKey(key, "pilot.register", user.UserId),
            async token =>
            {
                if (
                    !user.Can(Permissions.ProgrammeManage)
                    || !await db.Set<Programme>()
                        .AnyAsync(p => p.Id == programme && p.CarriesOutId == null, token)
                )
                {
                    return Outcome<Guid>.Refused(NotAllowed);
                }

                if (await FaultOfAsync(facts, programme, null, token) is { } fault)
                {
                    return Outcome<Guid>.From(fault);
                }

                var last = await db.Set<Pilot>()
                    .Where(p => p.ProgrammeId == programme)
                    .MaxAsync(p => (int?)p.Number, token);
                var pilot = Pilot.Register(NewId(), programme, (last ?? 0) + 1, facts);
                db.AddRecorded(Pilot.Fields, pilot, "registered", clock.Now, user.UserId);
                return Outcome<Guid>.Of(pilot.Id);
            },
            cancellation
        );

    public Task<Outcome> EditAsync(
        PilotAct act,
        PilotFacts facts,
        CancellationToken cancellation
    ) =>
        OnPilotAsync(
            act,
            "pilot.edit",
            async (pilot, token) =>
            {
                var judged = await db.Set<PilotEvaluation>()
                    .AnyAsync(e => e.PilotId == pilot.Id, token);
                // What a pilot is does not change with a correction.
                var kept = facts with
                {
                    Origin = pilot.Origin,
                };
                if (
                    await FaultOfAsync(kept, pilot.ProgrammeId, judged ? pilot : null, token) is
                    { } fault
                )
                {
                    return fault;
                }

                pilot.Write(kept);
                return Outcome.Done;
            },
            "mended",
            cancellation
        );

    public Task<Outcome> MeasureAsync(
        PilotAct act,
        NewMeasure measure,
        CancellationToken cancellation
    ) =>
        OnPilotAsync(
            act,
            "pilot.measure",
            async (pilot, token) =>
            {
                if (
                    measure.Name.Length is 0 or > Pilot.ShortMaxLength
                    || measure.Unit.Length is 0 or > Pilot.KeyMaxLength
                    || measure.Source.Length is 0 or > Pilot.ShortMaxLength
                )
                {
                    return Outcome.Refused("pilot.refused.measure", Pilot.ShortMaxLength);
                }

                if (measure.Day > clock.Today)
                {
                    return Outcome.Refused("pilot.refused.future", measure.Day);
                }

                if (
                    decimal.Round(measure.Value, 4) != measure.Value
                    || Math.Abs(measure.Value) > 1_000_000_000_000m
                )
                {
                    return Outcome.Refused("pilot.refused.value");
                }

                db.AddRecorded(
                    PilotMeasure.Fields,
                    new PilotMeasure
                    {
                        Id = NewId(),
                        PilotId = pilot.Id,
                        Number =
                            1
                            + await db.Set<PilotMeasure>()
                                .CountAsync(m => m.PilotId == pilot.Id, token),
                        Name = measure.Name,
                        Unit = measure.Unit,
                        Day = measure.Day,
                        Value = measure.Value,
                        Source = measure.Source,
                    },
                    "measured",
                    clock.Now,
                    user.UserId
                );
                return Outcome.Done;
            },
            "measured",
            cancellation
        );

    /// <summary>A person judges; what the product counts by then is kept with the verdict.</summary>
    /// <param name="until">The new last day of what is extended.</param>
    public async Task<Outcome> EvaluateAsync(
        PilotAct act,
        PilotVerdict verdict,
        string grounds,
        DateOnly? until,
        CancellationToken cancellation
    )
    {
        // Counted before the transaction, which it would hold up; a pilot that has changed since is refused by its version.
        var figures =
            user.Can(Permissions.ProgrammeManage)
            && await db.Set<Pilot>()
                .AsNoTracking()
                .FirstOrDefaultAsync(p => p.Id == act.Id && p.Version == act.Version, cancellation)
                is { } seen
                ? await shelf.CompareAsync(seen, cancellation)
                : null;
        return await OnPilotAsync(
            act,
            "pilot.evaluate",
            async (pilot, token) =>
            {
                if (
                    PilotRules.FaultOfVerdict(pilot, verdict, grounds, until, clock.Today) is
                    { } fault
                )
                {
                    return fault;
                }

                db.AddRecorded(
                    PilotEvaluation.Fields,
                    new PilotEvaluation
                    {
                        Id = NewId(),
                        PilotId = pilot.Id,
                        Number =
                            1
                            + await db.Set<PilotEvaluation>()
                                .CountAsync(e => e.PilotId == pilot.Id, token),
                        Day = clock.Today,
                        Verdict = verdict,
                        Grounds = grounds,
                        Until = verdict == PilotVerdict.Extend ? until : null,
                        Figures = figures?.ToText(),
                    },
                    "judged",
                    clock.Now,
                    user.UserId
                );
                if (verdict == PilotVerdict.Extend)
                {
                    pilot.EndOn(until!.Value);
                }
                else if (
                    verdict == PilotVerdict.Stop
                    && (pilot.To is not { } last || last > clock.Today)
                )
                {
                    pilot.EndOn(clock.Today);
                }

                return Outcome.Done;
            },
            "judged",
            cancellation
        );
    }

    /// <summary>Bodies that shall adopt the model, all or none; one that has it on its list already is not put there again.</summary>
    public Task<Outcome> ReplicateAsync(
        PilotAct act,
        Spreading spreading,
        CancellationToken cancellation
    ) =>
        OnPilotAsync(
            act,
            "pilot.replicate",
            async (pilot, token) =>
            {
                var last = await db.Set<PilotEvaluation>()
                    .AsNoTracking()
                    .Where(e => e.PilotId == pilot.Id)
                    .OrderByDescending(e => e.Number)
                    .FirstOrDefaultAsync(token);
                if (!PilotRules.MayReplicate(pilot, last))
                {
                    return Outcome.Refused("pilot.refused.not-judged");
                }

                if (spreading.Units.Count is 0 or > UnitList.MostUnits)
                {
                    return Outcome.Refused("pilot.refused.bodies", UnitList.MostUnits);
                }

                if (spreading.DueOn < clock.Today)
                {
                    return Outcome.Refused("pilot.refused.past", spreading.DueOn);
                }

                var tree = await directory.GetAsync(token);
                foreach (var id in spreading.Units)
                {
                    if (await FaultOfBodyAsync(pilot, id, tree, token) is { } fault)
                    {
                        return fault;
                    }
                }

                var given = spreading.WithTasks
                    ? await tasks.GiveAsync(
                        [.. spreading.Units.Select(u => OrderOf(pilot, u, spreading.DueOn))],
                        token
                    )
                    : Outcome<IReadOnlyList<AssignedTask>>.Of([]);
                if (!given.Succeeded)
                {
                    return given;
                }

                foreach (var id in spreading.Units)
                {
                    db.AddRecorded(
                        PilotAdoption.Fields,
                        new PilotAdoption
                        {
                            Id = NewId(),
                            PilotId = pilot.Id,
                            UnitId = id,
                            DueOn = spreading.DueOn,
                            TaskId = given.Value!.FirstOrDefault(t => t.UnitId == id)?.Id,
                        },
                        "planned",
                        clock.Now,
                        user.UserId
                    );
                }

                return Outcome.Done;
            },
            "spread",
            cancellation
        );

    /// <summary>A body works by the model now: said by whoever manages the programme or answers for the body.</summary>
    public Task<Outcome> AdoptedAsync(
        PilotAct act,
        DateOnly day,
        string evidence,
        CancellationToken cancellation
    ) =>
        OnAdoptionAsync(
            act,
            "pilot.adopted",
            "adopted",
            async (adoption, token) =>
            {
                var body =
                    (await directory.GetAsync(token)).HeirOf(adoption.UnitId, clock.Today)?.Id
                    ?? adoption.UnitId;
                if (!user.Can(Permissions.ProgrammeManage) && !user.Can(Permissions.TaskLead, body))
                {
                    return Outcome.Refused(NotAllowed);
                }

                if (!adoption.IsOpen)
                {
                    return Outcome.Refused("pilot.refused.settled");
                }

                if (adoption.TaskId is not null)
                {
                    return Outcome.Refused("pilot.refused.by-task");
                }

                if (day > clock.Today)
                {
                    return Outcome.Refused("pilot.refused.future", day);
                }

                if (evidence.Length is 0 or > Pilot.ShortMaxLength)
                {
                    return Outcome.Refused("pilot.refused.evidence", Pilot.ShortMaxLength);
                }

                adoption.Finish(day, evidence);
                return Outcome.Done;
            },
            cancellation
        );

    /// <summary>A body shall not adopt it after all; a task that was made of it is withdrawn by its own act.</summary>
    public Task<Outcome> DropAsync(PilotAct act, string reason, CancellationToken cancellation) =>
        OnAdoptionAsync(
            act,
            "pilot.drop",
            "dropped",
            async (adoption, token) =>
            {
                if (!user.Can(Permissions.ProgrammeManage))
                {
                    return Outcome.Refused(NotAllowed);
                }

                if (!adoption.IsOpen)
                {
                    return Outcome.Refused("pilot.refused.settled");
                }

                if (
                    adoption.TaskId is { } task
                    && await db.Set<AssignedTask>()
                        .AnyAsync(t => t.Id == task && t.State != TaskState.Withdrawn, token)
                )
                {
                    return Outcome.Refused("pilot.refused.by-task");
                }

                if (reason.Length is 0 or > Pilot.ShortMaxLength)
                {
                    return Outcome.Refused("pilot.refused.reason", Pilot.ShortMaxLength);
                }

                adoption.Drop(reason);
                return Outcome.Done;
            },
            cancellation
        );

    private Guid NewId() => Guid.CreateVersion7(new DateTimeOffset(clock.Now, TimeSpan.Zero));

    private TaskOrder OrderOf(Pilot pilot, Guid unit, DateOnly due) =>
        new()
        {
            ProgrammeId = pilot.ProgrammeId,
            Origin = TaskOrigin.Direction,
            Name = texts.In("vi", "pilot.task.name", pilot.Name),
            NameEn = texts.In("en", "pilot.task.name", pilot.Name),
            Basis = texts.In("vi", "pilot.task.basis", pilot.Number),
            Source = TaskSource.Pilot,
            SourceId = pilot.Id,
            UnitId = unit,
            DueOn = due,
        };

    private async Task<Outcome?> FaultOfBodyAsync(
        Pilot pilot,
        Guid id,
        UnitTree tree,
        CancellationToken token
    )
    {
        if (
            tree.Find(id) is not { } unit
            || unit.Kind == UnitKind.Area
            || !unit.IsValidOn(clock.Today)
        )
        {
            return Outcome.Refused("pilot.refused.body", tree.Find(id)?.Name ?? "–");
        }

        // What was dropped, by its own act or by that of its task, may be given again.
        var listed = (await shelf.AdoptionsAsync(pilot, token)).Where(a =>
            a.State != AdoptionState.Dropped
        );
        // What lies below a unit of the pilot has been counted with it; a body that only took over a part of one has not.
        return
            listed.Any(a => a.Body?.Id == id)
            || new PilotUnits(tree, UnitList.Read(pilot.Units)).Contains(id)
            ? Outcome.Refused("pilot.refused.has-it", unit.Name)
            : null;
    }

    private async Task<Outcome?> FaultOfAsync(
        PilotFacts facts,
        Guid programme,
        Pilot? judged,
        CancellationToken token
    )
    {
        if (PilotRules.FaultOf(facts, await directory.GetAsync(token), judged) is { } fault)
        {
            return fault;
        }

        if (
            facts.TaskId is { } task
            && !await db.Set<AssignedTask>()
                .AnyAsync(t => t.Id == task && t.ProgrammeId == programme, token)
        )
        {
            return Outcome.Refused("pilot.refused.task");
        }

        if (
            facts.Condition is { } condition
            && !(await ProgrammeItems.EverAsync(db, programme, token)).Conditions.Any(c =>
                c.Key == condition
            )
        )
        {
            return Outcome.Refused("pilot.refused.condition");
        }

        return
            facts.Indicator is { } indicator
            && (await figures.NamesAsync(token)).All(n => n.Key != indicator)
            ? Outcome.Refused("pilot.refused.indicator")
            : null;
    }

    /// <summary>Each act is an event of the pilot too, so that whoever acts on an older view is told.</summary>
    private Task<Outcome> OnPilotAsync(
        PilotAct act,
        string name,
        Func<Pilot, CancellationToken, Task<Outcome>> change,
        string type,
        CancellationToken cancellation
    ) =>
        unitOfWork.RunAsync(
            new ActionKey(act.Key, name, user.UserId),
            async token =>
            {
                if (
                    !user.Can(Permissions.ProgrammeManage)
                    || await db.Set<Pilot>().FirstOrDefaultAsync(p => p.Id == act.Id, token)
                        is not { } pilot
                )
                {
                    return Outcome.Refused(NotAllowed);
                }

                if (pilot.Version != act.Version)
                {
                    return Outcome.Stale("common.stale");
                }

                var history = new ChainedRow<Pilot>(Pilot.Fields, pilot);
                if (await change(pilot, token) is { Succeeded: false } refused)
                {
                    return refused;
                }

                db.Add(history.Record(type, clock.Now, user.UserId));
                return Outcome.Done;
            },
            cancellation
        );

    private Task<Outcome> OnAdoptionAsync(
        PilotAct act,
        string name,
        string type,
        Func<PilotAdoption, CancellationToken, Task<Outcome>> change,
        CancellationToken cancellation
    ) =>
        unitOfWork.RunAsync(
            new ActionKey(act.Key, name, user.UserId),
            async token =>
            {
                if (
                    await db.Set<PilotAdoption>().FirstOrDefaultAsync(a => a.Id == act.Id, token)
                    is not { } adoption
                )
                {
                    return Outcome.Refused(NotAllowed);
                }

                var history = new ChainedRow<PilotAdoption>(PilotAdoption.Fields, adoption);
                if (adoption.Version != act.Version)
                {
                    return Outcome.Stale("common.stale");
                }

                if (await change(adoption, token) is { Succeeded: false } refused)
                {
                    return refused;
                }

                db.Add(history.Record(type, clock.Now, user.UserId));
                return Outcome.Done;
            },
            cancellation
        );
}
