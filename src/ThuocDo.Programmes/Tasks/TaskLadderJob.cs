using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outbox;
using ThuocDo.Shared.Time;

namespace ThuocDo.Programmes.Tasks;

/// <summary>
/// On the morning of each working day: what ended bodies had to do goes to their heirs, obstacles that nobody decides go up, and
/// tasks climb the ladder. Each step is an event of its record, written once; broken off, the next run finds what is left.
/// </summary>
public sealed class TaskLadderJob(
    ThuocDoDb db,
    UnitDirectory directory,
    INationalCalendar calendars,
    Clock clock
) : IPeriodicJob
{
    /// <summary>Local time: before the offices open.</summary>
    public static readonly TimeOnly Morning = new(6, 0);

    public const string Escalated = "escalated";
    public const string Inherited = "inherited";
    private const string PassedUp = "obstacle-passed-up";

    /// <summary>Particulars of such an event: who was told, and the working days (negative: left).</summary>
    public const string To = "to";
    public const string Days = "days";

    private const int BatchSize = 200;

    public string Name => "task-ladder";

    /// <summary>Whether the job wrote an event of a task, and no person.</summary>
    public static bool IsOwn(HistoryEvent happened) =>
        happened.ActorId is null && happened.Type is Escalated or Inherited or PassedUp;

    public DateTime NextAfter(DateTime? lastFinished, DateTime now) =>
        Daily.Next(Morning, lastFinished, now);

    public async Task RunAsync(CancellationToken cancellation)
    {
        var today = clock.Today;
        var calendar = await calendars.NationalAsync(cancellation);
        if (today < calendar.First || today > calendar.Last || !calendar.IsWorkingDay(today))
        {
            return;
        }

        var tree = await directory.GetAsync(cancellation);
        await InheritAsync(tree, today, cancellation);
        await PassUpAsync(tree, calendar, today, cancellation);
        await EscalateAsync(calendar, today, cancellation);
    }

    /// <summary>The open work of bodies that ended goes on at their heirs; what is done stays with who did it.</summary>
    private async Task InheritAsync(UnitTree tree, DateOnly today, CancellationToken cancellation)
    {
        var ended = tree.All.Where(u => u.ValidTo <= today).Select(u => u.Id).ToList();
        await EachAsync<AssignedTask>(
            db.Set<AssignedTask>()
                .Where(t => t.State == TaskState.Open || t.State == TaskState.Reported)
                .Where(t => EF.Parameter(ended).Contains(t.UnitId))
                .Select(t => t.Id),
            task =>
            {
                if (
                    !task.IsOpen
                    || tree.HeirOf(task.UnitId, today) is not { } heir
                    || heir.Id == task.UnitId
                )
                {
                    return [];
                }

                var history = new ChainedRow<AssignedTask>(AssignedTask.Fields, task);
                task.PassTo(heir.Id, LedWhenDue(task, tree, today));
                return [history.Record(Inherited, clock.Now, null)];
            },
            cancellation
        );
        await EachAsync<Obstacle>(
            db.Set<Obstacle>()
                .Where(o => o.State == ObstacleState.Open)
                .Where(o => EF.Parameter(ended).Contains(o.AtUnitId))
                .Select(o => o.Id),
            obstacle =>
            {
                if (
                    obstacle.State != ObstacleState.Open
                    || tree.HeirOf(obstacle.AtUnitId, today) is not { } heir
                )
                {
                    return [];
                }

                var history = new ChainedRow<Obstacle>(Obstacle.Fields, obstacle);
                (obstacle.AtUnitId, obstacle.Since) = (heir.Id, today);
                return [history.Record(Inherited, clock.Now, null)];
            },
            cancellation
        );
    }

    /// <summary>Who led the task on its last day, where that has passed.</summary>
    internal static Guid? LedWhenDue(AssignedTask task, UnitTree tree, DateOnly today) =>
        task.DueOn is { } due && due < today ? tree.HeirOf(task.UnitId, due)?.Id : null;

    /// <summary>Obstacles of open tasks. It is an event of the task too, so that whoever was about to decide is told.</summary>
    private Task PassUpAsync(
        UnitTree tree,
        WorkCalendar calendar,
        DateOnly today,
        CancellationToken cancellation
    ) =>
        EachWithObstaclesAsync(
            db.Set<AssignedTask>()
                .Where(t => t.State == TaskState.Open || t.State == TaskState.Reported)
                .Where(t =>
                    db.Set<Obstacle>()
                        .Any(o =>
                            o.TaskId == t.Id && o.State == ObstacleState.Open && o.Since < today
                        )
                )
                .Select(t => t.Id),
            (task, obstacles) =>
                task.IsOpen
                    ?
                    [
                        .. obstacles
                            .Where(o => TaskLadder.GoesUp(o.Since, today, calendar))
                            .SelectMany(o => PassUp(o, task, tree, today)),
                    ]
                    : [],
            cancellation
        );

    private HistoryEvent[] PassUp(
        Obstacle obstacle,
        AssignedTask task,
        UnitTree tree,
        DateOnly today
    )
    {
        if (TaskRules.Above(tree, obstacle.AtUnitId, today) is not { } above)
        {
            return [];
        }

        var ofObstacle = new ChainedRow<Obstacle>(Obstacle.Fields, obstacle);
        var ofTask = new ChainedRow<AssignedTask>(AssignedTask.Fields, task);
        obstacle.PassTo(above, today);
        return
        [
            ofObstacle.Record("passed-up", clock.Now, null),
            ofTask.Record(PassedUp, clock.Now, null),
        ];
    }

    private Task EscalateAsync(
        WorkCalendar calendar,
        DateOnly today,
        CancellationToken cancellation
    )
    {
        var horizon = TaskLadder.Horizon(today, calendar);
        return EachAsync<AssignedTask>(
            db.Set<AssignedTask>()
                .Where(t =>
                    (t.State == TaskState.Open || t.State == TaskState.Reported)
                    && t.DueOn <= horizon
                )
                .Select(t => t.Id),
            task =>
            {
                // It may have been done or moved since it was listed.
                var reached =
                    task.IsOpen && task.DueOn is { } due
                        ? TaskLadder
                            .Of(due, today, calendar)
                            .Where(r => r.Number > task.Rung)
                            .ToList()
                        : [];
                if (reached.Count == 0)
                {
                    return [];
                }

                var history = new ChainedRow<AssignedTask>(AssignedTask.Fields, task);
                task.Escalate(reached[^1].Number);
                return
                [
                    history.Record(
                        Escalated,
                        clock.Now,
                        null,
                        (To, string.Join(' ', reached.Select(r => Slug(r.Recipient)).Distinct())),
                        (
                            Days,
                            TaskLadder
                                .LateOn(task.DueOn!.Value, today, calendar)
                                .ToString(CultureInfo.InvariantCulture)
                        )
                    ),
                ];
            },
            cancellation
        );
    }

    /// <summary>As it stands in the data file of the ladder.</summary>
    private static string Slug(EscalationRecipient recipient) =>
        recipient.ToString().ToLowerInvariant();

    private Task EachAsync<T>(
        IQueryable<Guid> which,
        Func<T, IReadOnlyList<HistoryEvent>> step,
        CancellationToken cancellation
    )
        where T : class, IChained =>
        InBatchesAsync(
            which,
            async batch =>
            {
                var rows = await db.Set<T>()
                    .Where(r => EF.Parameter(batch).Contains(r.Id))
                    .OrderBy(r => r.Id)
                    .ToListAsync(cancellation);
                return rows.SelectMany(step);
            },
            cancellation
        );

    private Task EachWithObstaclesAsync(
        IQueryable<Guid> which,
        Func<AssignedTask, IEnumerable<Obstacle>, IReadOnlyList<HistoryEvent>> step,
        CancellationToken cancellation
    ) =>
        InBatchesAsync(
            which,
            async batch =>
            {
                var tasks = await db.Set<AssignedTask>()
                    .Where(t => EF.Parameter(batch).Contains(t.Id))
                    .OrderBy(t => t.Id)
                    .ToListAsync(cancellation);
                var obstacles = (
                    await db.Set<Obstacle>()
                        .Where(o =>
                            EF.Parameter(batch).Contains(o.TaskId) && o.State == ObstacleState.Open
                        )
                        .OrderBy(o => o.Number)
                        .ToListAsync(cancellation)
                ).ToLookup(o => o.TaskId);
                return tasks.SelectMany(t => step(t, obstacles[t.Id]));
            },
            cancellation
        );

    /// <summary>In transactions of a batch each, so that no act waits long; what others wrote meanwhile is met by the next run.</summary>
    private async Task InBatchesAsync(
        IQueryable<Guid> which,
        Func<Guid[], Task<IEnumerable<HistoryEvent>>> step,
        CancellationToken cancellation
    )
    {
        foreach (var batch in (await which.ToListAsync(cancellation)).Chunk(BatchSize))
        {
            try
            {
                using var turn = await db.Engine.EnterAsync(cancellation);
                await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
                db.AddRange(await step(batch));
                await db.SaveChangesAsync(cancellation);
                await transaction.CommitAsync(cancellation);
            }
            finally
            {
                db.ChangeTracker.Clear();
            }
        }
    }
}

/// <summary>
/// Tells heads and leaders of tasks in the digest of the morning: of last days, the heads of helping bodies too, and of what waits for
/// their own decision, reports and obstacles.
/// </summary>
public sealed class TaskDueWork(ThuocDoDb db, UnitDirectory directory, INationalCalendar calendars)
    : IDueWork
{
    public async Task<IReadOnlyDictionary<Guid, DueCount>> CountAsync(
        DateTime now,
        CancellationToken cancellation
    )
    {
        var today = VietnamTime.DayOf(now);
        var calendar = await calendars.NationalAsync(cancellation);
        var horizon = TaskLadder.Horizon(today, calendar);
        var open = db.Set<AssignedTask>()
            .AsNoTracking()
            .Where(t => t.State == TaskState.Open || t.State == TaskState.Reported);
        var tasks = await open.Where(t => t.DueOn <= horizon)
            .Select(t => new
            {
                t.UnitId,
                t.CoOperating,
                t.DueOn,
            })
            .ToListAsync(cancellation);
        var tree = await directory.GetAsync(cancellation);
        var command = await ChainOfCommand.OnAsync(db, tree, today, cancellation);
        var told = TaskLadder.Told(
            tasks.Select(t => (t, t.DueOn!.Value)),
            today,
            calendar,
            (recipient, task) =>
                recipient switch
                {
                    EscalationRecipient.Above => command.HeadsAbove(task.UnitId),
                    EscalationRecipient.Leader => command.Leaders,
                    // Whoever helps is told with whoever leads; it is passed up for the lead alone.
                    _ => UnitList
                        .Read(task.CoOperating)
                        .Select(u => tree.HeirOf(u, today)?.Id)
                        .OfType<Guid>()
                        .Prepend(task.UnitId)
                        .SelectMany(command.HeadsOf),
                }
        );
        var reports = await db.Set<TaskProgress>()
            .Where(p => p.State == ProgressState.Waiting)
            .Join(open, p => p.TaskId, t => t.Id, (_, t) => t.UnitId)
            .ToListAsync(cancellation);
        var obstacles = await db.Set<Obstacle>()
            .Where(o => o.State == ObstacleState.Open)
            .Join(open, o => o.TaskId, t => t.Id, (o, _) => o.AtUnitId)
            .ToListAsync(cancellation);
        foreach (var head in reports.Concat(obstacles).SelectMany(DecidersOf))
        {
            var before = told.GetValueOrDefault(head, DueCount.None);
            told[head] = before with { Waiting = before.Waiting + 1 };
        }

        return told;

        // Where nobody is at the head those above may decide; a province has leaders and no head.
        IEnumerable<Guid> DecidersOf(Guid unit) =>
            command.HeadsOf(unit).Distinct().ToList() is { Count: > 0 } heads ? heads
            : command.HeadsAbove(unit).Distinct().ToList() is { Count: > 0 } above ? above
            : command.Leaders;
    }
}
