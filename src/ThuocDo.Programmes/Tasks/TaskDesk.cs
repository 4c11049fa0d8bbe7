using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Files;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Outcomes;
using ThuocDo.Shared.Time;

namespace ThuocDo.Programmes.Tasks;

/// <param name="Key">Idempotency key of the form.</param>
/// <param name="Version">Of the task as the person saw it.</param>
public sealed record TaskActKey(string Key, Guid TaskId, Guid Version);

/// <summary>Gives tasks, takes reports and obstacles in, settles them. Each act is an event of the task, so whoever acts on an older view is told.</summary>
public sealed class TaskDesk(
    ThuocDoDb db,
    UnitOfWork unitOfWork,
    UnitDirectory directory,
    ICurrentUser user,
    Clock clock
)
{
    /// <summary>A particular of the event of a report.</summary>
    public const string PercentOf = "percent";

    public const string NotAllowed = "task.refused.not-allowed";

    /// <summary>Gives several tasks at once, all or none. What a programme or duty has given before is not given again.</summary>
    /// <returns>How many were given.</returns>
    public Task<Outcome<int>> AssignAsync(
        string key,
        IReadOnlyList<TaskOrder> orders,
        CancellationToken cancellation
    ) =>
        unitOfWork.RunAsync(
            new ActionKey(key, "task.assign", user.UserId),
            async token =>
            {
                var outcome = await GiveAsync(orders, token);
                return outcome.Succeeded
                    ? Outcome<int>.Of(outcome.Value!.Count)
                    : Outcome<int>.From(outcome);
            },
            cancellation
        );

    /// <summary>The same within the action of another desk, whose transaction this is.</summary>
    /// <returns>What was given, in the order of the orders.</returns>
    internal async Task<Outcome<IReadOnlyList<AssignedTask>>> GiveAsync(
        IReadOnlyList<TaskOrder> orders,
        CancellationToken token
    )
    {
        var tree = await directory.GetAsync(token);
        var (given, last) = (new List<AssignedTask>(), new Dictionary<Guid, int>());
        foreach (var order in orders)
        {
            var parent = order.ParentId is { } id ? await FindAsync(id, token) : null;
            if ((order.ParentId is not null && parent is null) || !TaskActs.MayManage(user, parent))
            {
                return Outcome<IReadOnlyList<AssignedTask>>.Refused(NotAllowed);
            }

            if (TaskRules.FaultOf(order, parent, tree, clock.Today) is { } fault)
            {
                return Outcome<IReadOnlyList<AssignedTask>>.From(fault);
            }

            if (await IsGivenAsync(order, tree, token))
            {
                continue;
            }

            if (!last.TryGetValue(order.ProgrammeId, out var number))
            {
                number =
                    await db.Set<AssignedTask>()
                        .Where(t => t.ProgrammeId == order.ProgrammeId)
                        .MaxAsync(t => (int?)t.Number, token)
                    ?? 0;
            }

            last[order.ProgrammeId] = ++number;
            var task = AssignedTask.Create(order, NewId(), number);
            AddRecorded(AssignedTask.Fields, task, "assigned");
            if (parent is not null)
            {
                // Whoever closes the whole at this moment must see the new part.
                db.Add(
                    new ChainedRow<AssignedTask>(AssignedTask.Fields, parent).Record(
                        "part-given",
                        clock.Now,
                        user.UserId,
                        ("name", order.Name)
                    )
                );
            }

            given.Add(task);
        }

        return Outcome<IReadOnlyList<AssignedTask>>.Of(given);
    }

    /// <summary>Takes a report in. That of the head needs nobody's approval; that of an officer waits for it.</summary>
    /// <param name="percent">0 to 100.</param>
    public Task<Outcome> ReportAsync(
        TaskActKey act,
        int percent,
        string text,
        IReadOnlyList<KeptFile> files,
        CancellationToken cancellation
    ) =>
        ActAsync(
            act,
            TaskAct.Report,
            null,
            async (held, token) =>
            {
                if (percent is < 0 or > 100)
                {
                    return Outcome.Refused("task.refused.percent", percent);
                }

                if (percent == 100 && await HasOpenPartsAsync(held.Task.Id, token))
                {
                    return Outcome.Refused("task.refused.parts");
                }

                if (held.Waiting is { } earlier)
                {
                    Settle(earlier, ProgressState.Replaced, null);
                }

                var progress = new TaskProgress
                {
                    Id = NewId(),
                    TaskId = held.Task.Id,
                    Number = await NextAsync<TaskProgress>(p => p.TaskId == held.Task.Id, token),
                    Percent = percent,
                    Text = text,
                    ReportedAt = clock.Now,
                    ReportedBy = user.UserId,
                };
                held.Task.Report(percent);
                if (
                    TaskActs.IsOwnHead(
                        user,
                        held.Task,
                        await directory.GetAsync(token),
                        clock.Today
                    )
                )
                {
                    progress.Settle(ProgressState.Approved, null, clock.Now, user.UserId);
                    held.Task.Approve(percent, clock.Today);
                }

                AddRecorded(TaskProgress.Fields, progress, "reported");
                foreach (var file in files)
                {
                    var evidence = new TaskEvidence
                    {
                        Id = NewId(),
                        ProgressId = progress.Id,
                        Hash = file.Hash,
                        Kind = file.Kind,
                        Name = file.Name,
                        Length = file.Length,
                    };
                    AddRecorded(TaskEvidence.Fields, evidence, "attached");
                }

                Record(
                    held,
                    "reported",
                    (PercentOf, percent.ToString(CultureInfo.InvariantCulture))
                );
                return Outcome.Done;
            },
            cancellation
        );

    /// <param name="remark">May be empty.</param>
    public Task<Outcome> ApproveAsync(
        TaskActKey act,
        string? remark,
        CancellationToken cancellation
    ) =>
        ActAsync(
            act,
            TaskAct.Approve,
            null,
            async (held, token) =>
            {
                var progress = held.Waiting!;
                if (progress.Percent == 100 && await HasOpenPartsAsync(held.Task.Id, token))
                {
                    return Outcome.Refused("task.refused.parts");
                }

                Settle(progress, ProgressState.Approved, Text(remark));
                held.Task.Approve(progress.Percent, VietnamTime.DayOf(progress.ReportedAt));
                Record(held, "approved", ("remark", Text(remark)));
                return Outcome.Done;
            },
            cancellation
        );

    public Task<Outcome> ReturnAsync(
        TaskActKey act,
        string? reason,
        CancellationToken cancellation
    ) =>
        ActAsync(
            act,
            TaskAct.Return,
            null,
            (held, _) =>
                WithReason(
                    reason,
                    words =>
                    {
                        Settle(held.Waiting!, ProgressState.Returned, words);
                        held.Task.Return();
                        Record(held, "returned", ("reason", words));
                    }
                ),
            cancellation
        );

    /// <summary>What was reported as done does not do, says who gave the task.</summary>
    public Task<Outcome> ReopenAsync(
        TaskActKey act,
        string? reason,
        CancellationToken cancellation
    ) =>
        ActAsync(
            act,
            TaskAct.Reopen,
            null,
            async (held, token) =>
            {
                if (held.Parent is { State: TaskState.Done or TaskState.Withdrawn })
                {
                    return Outcome.Refused("task.refused.parent-over");
                }

                var tree = await directory.GetAsync(token);
                var before = await db.Set<TaskProgress>()
                    .Where(p =>
                        p.TaskId == held.Task.Id
                        && p.State == ProgressState.Approved
                        && p.Percent < 100
                    )
                    .OrderByDescending(p => p.Number)
                    .Select(p => p.Percent)
                    .FirstOrDefaultAsync(token);
                return await WithReason(
                    reason,
                    words =>
                    {
                        held.Task.Reopen(before);
                        if (
                            tree.HeirOf(held.Task.UnitId, clock.Today) is { } heir
                            && heir.Id != held.Task.UnitId
                        )
                        {
                            held.Task.PassTo(
                                heir.Id,
                                TaskLadderJob.LedWhenDue(held.Task, tree, clock.Today)
                            );
                        }

                        Record(held, "reopened", ("reason", words));
                    }
                );
            },
            cancellation
        );

    /// <summary>
    /// Sets another last day. The reason stays with it, and how often it was done is counted. A day that has passed is kept as missed: no
    /// new day takes that back.
    /// </summary>
    public Task<Outcome> MoveDateAsync(
        TaskActKey act,
        DateOnly due,
        string? reason,
        CancellationToken cancellation
    ) =>
        ActAsync(
            act,
            TaskAct.MoveDate,
            null,
            async (held, token) =>
            {
                var parts = await db.Set<AssignedTask>()
                    .AsNoTracking()
                    .Where(t => t.ParentId == held.Task.Id)
                    .ToListAsync(token);
                if (
                    TaskRules.FaultOfDate(due, held.Task, held.Parent, parts, clock.Today) is
                    { } fault
                )
                {
                    return fault;
                }

                return await WithReason(
                    reason,
                    words =>
                    {
                        if (held.Task is { DueOn: { } missed } && missed < clock.Today)
                        {
                            db.AddRecorded(
                                MissedDay.Fields,
                                new MissedDay
                                {
                                    Id = NewId(),
                                    TaskId = held.Task.Id,
                                    UnitId = held.Task.DueUnitId ?? held.Task.UnitId,
                                    DueOn = missed,
                                    MovedOn = clock.Today,
                                    Reason = words,
                                },
                                "missed",
                                clock.Now,
                                user.UserId
                            );
                        }

                        held.Task.MoveTo(due);
                        Record(held, "date-moved", ("reason", words));
                    }
                );
            },
            cancellation
        );

    public Task<Outcome> WithdrawAsync(
        TaskActKey act,
        string? reason,
        CancellationToken cancellation
    ) =>
        ActAsync(
            act,
            TaskAct.Withdraw,
            null,
            async (held, token) =>
                await HasOpenPartsAsync(held.Task.Id, token)
                    ? Outcome.Refused("task.refused.parts")
                    : await WithReason(
                        reason,
                        words =>
                        {
                            if (held.Waiting is { } waiting)
                            {
                                Settle(waiting, ProgressState.Replaced, null);
                            }

                            held.Task.Withdraw();
                            Record(held, "withdrawn", ("reason", words));
                        }
                    ),
            cancellation
        );

    /// <summary>Names what hinders the task. It waits for the head of the lead body, or above him where he names it himself.</summary>
    public Task<Outcome> RaiseAsync(
        TaskActKey act,
        string text,
        string proposal,
        CancellationToken cancellation
    ) =>
        ActAsync(
            act,
            TaskAct.RaiseObstacle,
            null,
            async (held, token) =>
            {
                var tree = await directory.GetAsync(token);
                var unit = held.Task.UnitId;
                var obstacle = new Obstacle
                {
                    Id = NewId(),
                    TaskId = held.Task.Id,
                    Number = await NextAsync<Obstacle>(o => o.TaskId == held.Task.Id, token),
                    Text = text,
                    Proposal = proposal,
                    RaisedAt = clock.Now,
                    RaisedBy = user.UserId,
                    AtUnitId = TaskActs.IsOwnHead(user, held.Task, tree, clock.Today)
                        ? TaskRules.Above(tree, unit, clock.Today) ?? unit
                        : unit,
                    Since = clock.Today,
                };
                AddRecorded(Obstacle.Fields, obstacle, "raised");
                Record(held, "obstacle-raised", ("text", text));
                return Outcome.Done;
            },
            cancellation
        );

    /// <param name="number">Of the obstacle within the task.</param>
    public Task<Outcome> DecideAsync(
        TaskActKey act,
        int number,
        string? decision,
        CancellationToken cancellation
    ) =>
        SettleObstacleAsync(
            act,
            TaskAct.Decide,
            number,
            decision,
            ObstacleState.Decided,
            "obstacle-decided",
            cancellation
        );

    public Task<Outcome> TakeBackAsync(
        TaskActKey act,
        int number,
        string? reason,
        CancellationToken cancellation
    ) =>
        SettleObstacleAsync(
            act,
            TaskAct.TakeBack,
            number,
            reason,
            ObstacleState.TakenBack,
            "obstacle-taken-back",
            cancellation
        );

    /// <param name="opinion">What the head thinks of it, with why he cannot decide.</param>
    public Task<Outcome> PassUpAsync(
        TaskActKey act,
        int number,
        string? opinion,
        CancellationToken cancellation
    ) =>
        ActAsync(
            act,
            TaskAct.PassUp,
            number,
            async (held, token) =>
            {
                var tree = await directory.GetAsync(token);
                var obstacle = held.Obstacle!;
                if (TaskRules.Above(tree, obstacle.AtUnitId, clock.Today) is not { } above)
                {
                    return Outcome.Refused("task.refused.top");
                }

                return await WithReason(
                    opinion,
                    words =>
                    {
                        var history = new ChainedRow<Obstacle>(Obstacle.Fields, obstacle);
                        obstacle.PassTo(above, clock.Today);
                        db.Add(
                            history.Record("passed-up", clock.Now, user.UserId, ("opinion", words))
                        );
                        Record(held, "obstacle-passed-up", ("opinion", words));
                    }
                );
            },
            cancellation
        );

    private Task<Outcome> SettleObstacleAsync(
        TaskActKey act,
        TaskAct what,
        int number,
        string? answer,
        ObstacleState state,
        string type,
        CancellationToken cancellation
    ) =>
        ActAsync(
            act,
            what,
            number,
            (held, _) =>
                WithReason(
                    answer,
                    words =>
                    {
                        var obstacle = held.Obstacle!;
                        var history = new ChainedRow<Obstacle>(Obstacle.Fields, obstacle);
                        obstacle.Settle(state, words, clock.Now, user.UserId);
                        db.Add(history.Record("settled", clock.Now, user.UserId));
                        Record(held, type, ("answer", words));
                    }
                ),
            cancellation
        );

    /// <summary>A task in hand with what an act may touch beside it.</summary>
    private sealed record Held(
        ChainedRow<AssignedTask> History,
        AssignedTask? Parent,
        TaskProgress? Waiting,
        Obstacle? Obstacle
    )
    {
        public AssignedTask Task => History.Row;
    }

    private Task<Outcome> ActAsync(
        TaskActKey key,
        TaskAct act,
        int? obstacle,
        Func<Held, CancellationToken, Task<Outcome>> body,
        CancellationToken cancellation
    ) =>
        unitOfWork.RunAsync(
            new ActionKey(key.Key, "task." + act.ToString().ToLowerInvariant(), user.UserId),
            async token =>
            {
                if (await HoldAsync(key.TaskId, obstacle, token) is not { } held)
                {
                    return Outcome.Refused(NotAllowed);
                }

                if (!TaskActs.Allows(act, user, held.Task, held.Parent, held.Obstacle))
                {
                    return Outcome.Refused(NotAllowed);
                }

                return held.Task.Version != key.Version ? Outcome.Stale("common.stale")
                    : TaskActs.Fits(act, held.Task, held.Waiting, held.Obstacle)
                        ? await body(held, token)
                    : Outcome.Refused("task.refused.state");
            },
            cancellation
        );

    private async Task<Held?> HoldAsync(Guid id, int? obstacle, CancellationToken cancellation)
    {
        if (await FindAsync(id, cancellation) is not { } task)
        {
            return null;
        }

        return new Held(
            new ChainedRow<AssignedTask>(AssignedTask.Fields, task),
            task.ParentId is { } parent ? await FindAsync(parent, cancellation) : null,
            await db.Set<TaskProgress>()
                .SingleOrDefaultAsync(
                    p => p.TaskId == id && p.State == ProgressState.Waiting,
                    cancellation
                ),
            obstacle is { } number
                ? await db.Set<Obstacle>()
                    .SingleOrDefaultAsync(o => o.TaskId == id && o.Number == number, cancellation)
                : null
        );
    }

    private Task<AssignedTask?> FindAsync(Guid id, CancellationToken cancellation) =>
        db.Set<AssignedTask>().SingleOrDefaultAsync(t => t.Id == id, cancellation);

    private Task<bool> HasOpenPartsAsync(Guid id, CancellationToken cancellation) =>
        db.Set<AssignedTask>()
            .AnyAsync(
                t =>
                    t.ParentId == id
                    && (t.State == TaskState.Open || t.State == TaskState.Reported),
                cancellation
            );

    /// <summary>A task of the programme is given once, a duty once to each unit or whoever goes on for it; yearly ones once a year.</summary>
    private async Task<bool> IsGivenAsync(
        TaskOrder order,
        UnitTree tree,
        CancellationToken cancellation
    ) =>
        order.Origin switch
        {
            TaskOrigin.Programme => await GivenBy(order).AnyAsync(cancellation),
            TaskOrigin.Duty => (
                await GivenBy(order)
                    .Select(t => new { t.UnitId, t.FirstDueOn })
                    .ToListAsync(cancellation)
            ).Any(t =>
                tree.HeirOf(t.UnitId, clock.Today)?.Id == order.UnitId
                && (!order.IsYearly || t.FirstDueOn?.Year == order.DueOn?.Year)
            ),
            _ => false,
        };

    private IQueryable<AssignedTask> GivenBy(TaskOrder order) =>
        db.Set<AssignedTask>()
            .Where(t =>
                t.ProgrammeId == order.ProgrammeId
                && t.Origin == order.Origin
                && t.OriginNumber == order.OriginNumber
                && t.State != TaskState.Withdrawn
            );

    private async Task<int> NextAsync<T>(
        System.Linq.Expressions.Expression<Func<T, bool>> ofTask,
        CancellationToken cancellation
    )
        where T : class => await db.Set<T>().CountAsync(ofTask, cancellation) + 1;

    private void AddRecorded<T>(ChainedFields<T> fields, T row, string type)
        where T : class, IChained => db.AddRecorded(fields, row, type, clock.Now, user.UserId);

    private void Settle(TaskProgress progress, ProgressState state, string? remark)
    {
        var history = new ChainedRow<TaskProgress>(TaskProgress.Fields, progress);
        progress.Settle(state, remark, clock.Now, user.UserId);
        db.Add(history.Record("settled", clock.Now, user.UserId));
    }

    private void Record(Held held, string type, params (string, string?)[] particulars) =>
        db.Add(held.History.Record(type, clock.Now, user.UserId, particulars));

    private static Task<Outcome> WithReason(string? reason, Action<string> act)
    {
        if (Text(reason) is not { } words)
        {
            return Task.FromResult(Outcome.Refused("task.refused.reason"));
        }

        if (words.Length > AssignedTask.ReasonMaxLength)
        {
            return Task.FromResult(
                Outcome.Refused("task.refused.long", AssignedTask.ReasonMaxLength)
            );
        }

        act(words);
        return Task.FromResult(Outcome.Done);
    }

    private static string? Text(string? words) =>
        string.IsNullOrWhiteSpace(words) ? null : words.Trim().Normalize();

    private Guid NewId() => Guid.CreateVersion7(new DateTimeOffset(clock.Now, TimeSpan.Zero));
}
