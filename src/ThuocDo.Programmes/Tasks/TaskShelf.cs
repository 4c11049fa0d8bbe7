using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Shared.Access;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.History;
using ThuocDo.Shared.Time;

namespace ThuocDo.Programmes.Tasks;

/// <summary>Which tasks a list holds; the first is shown where nothing was chosen.</summary>
public enum TaskView
{
    Open,
    Overdue,

    /// <summary>A report waits for the head.</summary>
    Reported,

    /// <summary>With an obstacle that nobody has decided.</summary>
    Hindered,
    Done,
    All,

    /// <summary>Done by its last day.</summary>
    InTime,

    /// <summary>Done after its last day, or not done though it has passed.</summary>
    Late,
}

/// <param name="Programme">Key; none: of all.</param>
/// <param name="Unit">Key of a unit, with all below it; none: of all the person may see.</param>
/// <param name="Due">The first and the last day on which they fall due; then the unit is the one that led them on that day, and what was withdrawn is left out.</param>
public sealed record TaskFilter(
    TaskView View,
    string? Programme,
    string? Unit,
    (DateOnly From, DateOnly Last)? Due = null
);

/// <summary>A task in a list.</summary>
public sealed record TaskLine(string Programme, AssignedTask Task)
{
    /// <summary>Days that had passed when they were moved, the last first.</summary>
    public IReadOnlyList<MissedDay> Missed { get; init; } = [];
}

/// <summary>A task with everything that belongs to it.</summary>
public sealed record TaskFolder
{
    public required Programme Programme { get; init; }
    public required AssignedTask Task { get; init; }
    public AssignedTask? Parent { get; init; }
    public required IReadOnlyList<AssignedTask> Parts { get; init; }

    /// <summary>The last first.</summary>
    public required IReadOnlyList<TaskProgress> Progress { get; init; }
    public required ILookup<Guid, TaskEvidence> Evidence { get; init; }
    public required IReadOnlyList<Obstacle> Obstacles { get; init; }

    /// <summary>The last first.</summary>
    public required IReadOnlyList<MissedDay> Missed { get; init; }

    /// <summary>Of its chain, the last first.</summary>
    public required IReadOnlyList<HistoryEvent> Events { get; init; }

    /// <summary>Names of the accounts that acted.</summary>
    public required IReadOnlyDictionary<Guid, string> People { get; init; }

    public TaskProgress? Waiting => Progress.FirstOrDefault(p => p.State == ProgressState.Waiting);
}

/// <summary>The tasks that a person may see: of the units for which the right is held, as lead or as helper.</summary>
public sealed class TaskShelf(ThuocDoDb db, UnitDirectory directory, ICurrentUser user, Clock clock)
{
    public const int PageSize = 50;

    private Guid[]? helpedTasks;

    /// <param name="page">From 1.</param>
    public async Task<IReadOnlyList<TaskLine>> ListAsync(
        TaskFilter filter,
        int page,
        CancellationToken cancellation
    )
    {
        var tasks = await FilteredAsync(filter, cancellation);
        var lines = await tasks
            .OrderBy(t => t.DueOn == null)
            .ThenBy(t => t.DueOn)
            .ThenBy(t => t.ProgrammeId)
            .ThenBy(t => t.Number)
            .Skip((page - 1) * PageSize)
            .Take(PageSize)
            .Join(
                db.Set<Programme>(),
                t => t.ProgrammeId,
                p => p.Id,
                (t, p) => new { Task = t, p.Key }
            )
            .ToListAsync(cancellation);
        var ids = lines.Select(l => l.Task.Id).ToArray();
        var missed = (
            await db.Missed()
                .AsNoTracking()
                .Where(m => EF.Parameter(ids).Contains(m.TaskId))
                .OrderByDescending(m => m.Id)
                .ToListAsync(cancellation)
        ).ToLookup(m => m.TaskId);
        return
        [
            .. lines
                .Select(l => new TaskLine(l.Key, l.Task) { Missed = [.. missed[l.Task.Id]] })
                .OrderBy(l => l.Task.DueOn ?? DateOnly.MaxValue)
                .ThenBy(l => l.Task.ProgrammeId)
                .ThenBy(l => l.Task.Number),
        ];
    }

    /// <summary>How many tasks each view holds.</summary>
    public async Task<IReadOnlyDictionary<TaskView, int>> CountAsync(
        TaskFilter filter,
        CancellationToken cancellation
    )
    {
        var counts = new Dictionary<TaskView, int>();
        foreach (var view in TaskTexts.Views(filter))
        {
            var tasks = await FilteredAsync(filter with { View = view }, cancellation);
            counts[view] = await tasks.CountAsync(cancellation);
        }

        return counts;
    }

    /// <returns>None where there is no such task, or not for this person.</returns>
    public async Task<TaskFolder?> FindAsync(
        string programme,
        int number,
        CancellationToken cancellation
    )
    {
        var visible = await VisibleAsync(cancellation);
        var found = await db.Set<Programme>()
            .AsNoTracking()
            .Where(p => p.Key == programme)
            .Join(
                visible.Where(t => t.Number == number),
                p => p.Id,
                t => t.ProgrammeId,
                (p, t) => new { Programme = p, Task = t }
            )
            .SingleOrDefaultAsync(cancellation);
        if (found is null)
        {
            return null;
        }

        var id = found.Task.Id;
        var progress = await db.Set<TaskProgress>()
            .AsNoTracking()
            .Where(p => p.TaskId == id)
            .OrderByDescending(p => p.Number)
            .ToListAsync(cancellation);
        var reports = progress.Select(p => p.Id).ToArray();
        var events = await db.Set<HistoryEvent>()
            .AsNoTracking()
            .Where(e => e.Chain == AssignedTask.Fields.Chain && e.SubjectId == id)
            .OrderByDescending(e => e.Sequence)
            .ToListAsync(cancellation);
        var obstacles = await db.Set<Obstacle>()
            .AsNoTracking()
            .Where(o => o.TaskId == id)
            .OrderByDescending(o => o.Number)
            .ToListAsync(cancellation);
        var actors = events
            .Select(e => e.ActorId)
            .Concat(obstacles.SelectMany(o => new[] { o.RaisedBy, o.SettledBy }))
            .Concat(progress.SelectMany(p => new[] { p.ReportedBy, p.SettledBy }))
            .OfType<Guid>()
            .Distinct()
            .ToArray();
        var tasks = db.Set<AssignedTask>().AsNoTracking();
        return new TaskFolder
        {
            Programme = found.Programme,
            Task = found.Task,
            Parent = found.Task.ParentId is { } parent
                ? await tasks.SingleAsync(t => t.Id == parent, cancellation)
                : null,
            Parts = await tasks
                .Where(t => t.ParentId == id)
                .OrderBy(t => t.Number)
                .ToListAsync(cancellation),
            Progress = progress,
            Evidence = (
                await db.Set<TaskEvidence>()
                    .AsNoTracking()
                    .Where(e => EF.Parameter(reports).Contains(e.ProgressId))
                    .OrderBy(e => e.Id)
                    .ToListAsync(cancellation)
            ).ToLookup(e => e.ProgressId),
            Obstacles = obstacles,
            Missed = await db.Missed()
                .AsNoTracking()
                .Where(m => m.TaskId == id)
                .OrderByDescending(m => m.Id)
                .ToListAsync(cancellation),
            Events = events,
            People = await db.Set<Account>()
                .AsNoTracking()
                .Where(a => EF.Parameter(actors).Contains(a.Id))
                .ToDictionaryAsync(a => a.Id, a => a.DisplayName, cancellation),
        };
    }

    private async Task<IQueryable<AssignedTask>> FilteredAsync(
        TaskFilter filter,
        CancellationToken cancellation
    )
    {
        var tasks = await VisibleAsync(cancellation);
        if (filter.Programme is { Length: > 0 } key)
        {
            tasks = tasks.Where(t =>
                db.Set<Programme>().Any(p => p.Id == t.ProgrammeId && p.Key == key)
            );
        }

        var tree = await directory.GetAsync(cancellation);
        Guid[]? within = tree.Find(filter.Unit) is { } unit ? [.. tree.Subtree(unit.Id)] : null;
        var today = clock.Today;
        if (filter.Due is { } due)
        {
            // A day that was missed and moved is a last day as well, and late.
            var missed = db.MissedIn(due.From, due.Last);
            var present = db.Set<AssignedTask>().DueIn(due.From, due.Last);
            if (within is not null)
            {
                missed = missed.Where(m => EF.Parameter(within).Contains(m.UnitId));
                present = present.LedWhenDueBy(within);
            }

            tasks = tasks.Where(t =>
                t.State != TaskState.Withdrawn
                && (present.Any(p => p.Id == t.Id) || missed.Any(m => m.TaskId == t.Id))
            );
            if (filter.View == TaskView.InTime)
            {
                return tasks.DoneInTime().Where(t => !missed.Any(m => m.TaskId == t.Id));
            }

            if (filter.View == TaskView.Late)
            {
                var late = db.Set<AssignedTask>().Late(today);
                return tasks.Where(t =>
                    missed.Any(m => m.TaskId == t.Id) || late.Any(l => l.Id == t.Id)
                );
            }
        }
        else if (within is not null)
        {
            tasks = tasks.Where(t => EF.Parameter(within).Contains(t.UnitId));
        }

        return filter.View switch
        {
            TaskView.Open => tasks.Where(t =>
                t.State == TaskState.Open || t.State == TaskState.Reported
            ),
            TaskView.Overdue => tasks.Where(t =>
                (t.State == TaskState.Open || t.State == TaskState.Reported) && t.DueOn < today
            ),
            TaskView.Reported => tasks.Where(t =>
                db.Set<TaskProgress>()
                    .Any(p => p.TaskId == t.Id && p.State == ProgressState.Waiting)
            ),
            TaskView.Hindered => tasks.Where(t =>
                (t.State == TaskState.Open || t.State == TaskState.Reported)
                && db.Set<Obstacle>().Any(o => o.TaskId == t.Id && o.State == ObstacleState.Open)
            ),
            TaskView.Done => tasks.Where(t => t.State == TaskState.Done),
            TaskView.InTime => tasks.DoneInTime(),
            TaskView.Late => tasks.Late(today),
            _ => tasks,
        };
    }

    /// <summary>
    /// Tasks the person's units lead or help with, and parts they gave away: whoever gave a part must be able to take it back.
    /// </summary>
    private async Task<IQueryable<AssignedTask>> VisibleAsync(CancellationToken cancellation)
    {
        var tasks = db.Set<AssignedTask>().AsNoTracking();
        if (user.UnitsFor(Permissions.TaskView) is not { } units)
        {
            return tasks;
        }

        Guid[] mine = [.. units];
        var helped = helpedTasks ??= await HelpedAsync(units, cancellation);
        return tasks.Where(t =>
            EF.Parameter(mine).Contains(t.UnitId)
            || EF.Parameter(mine).Contains(t.DueUnitId!.Value)
            || EF.Parameter(helped).Contains(t.Id)
            || db.Set<MissedDay>()
                .Any(m => m.TaskId == t.Id && EF.Parameter(mine).Contains(m.UnitId))
            || db.Set<AssignedTask>()
                .Any(p => p.Id == t.ParentId && EF.Parameter(mine).Contains(p.UnitId))
        );
    }

    private async Task<Guid[]> HelpedAsync(IReadOnlySet<Guid> units, CancellationToken cancellation)
    {
        var tree = await directory.GetAsync(cancellation);
        var lists = await db.Set<AssignedTask>()
            .Where(t => t.CoOperating != null)
            .Select(t => new { t.Id, t.CoOperating })
            .ToListAsync(cancellation);
        return
        [
            .. lists
                .Where(l =>
                    UnitList
                        .Read(l.CoOperating)
                        .Any(u =>
                            units.Contains(u)
                            || tree.HeirOf(u, clock.Today) is { } heir && units.Contains(heir.Id)
                        )
                )
                .Select(l => l.Id),
        ];
    }
}

/// <summary>What cards and lists count the same way.</summary>
internal static class TaskQueries
{
    public static IQueryable<AssignedTask> DueIn(
        this IQueryable<AssignedTask> tasks,
        DateOnly from,
        DateOnly last
    ) => tasks.Where(t => t.State != TaskState.Withdrawn && t.DueOn >= from && t.DueOn <= last);

    /// <summary>
    /// Days that were missed and moved later. A report of the end that was given by the day and approved after the move shows that it was
    /// not missed: whoever approves late costs nobody anything.
    /// </summary>
    public static IQueryable<MissedDay> Missed(this ThuocDoDb db) =>
        db.Set<MissedDay>()
            .Where(m => !db.Set<AssignedTask>().Any(t => t.Id == m.TaskId && t.DoneOn <= m.DueOn));

    /// <summary>Those that a card counts. A task that was withdrawn is left out with all its days, missed or not.</summary>
    public static IQueryable<MissedDay> MissedIn(this ThuocDoDb db, DateOnly from, DateOnly last) =>
        db.Missed()
            .Where(m =>
                m.DueOn >= from
                && m.DueOn <= last
                && !db.Set<AssignedTask>()
                    .Any(t => t.Id == m.TaskId && t.State == TaskState.Withdrawn)
            );

    public static IQueryable<AssignedTask> LedWhenDueBy(
        this IQueryable<AssignedTask> tasks,
        Guid[] units
    ) => tasks.Where(t => EF.Parameter(units).Contains(t.DueUnitId ?? t.UnitId));

    public static IQueryable<AssignedTask> DoneInTime(this IQueryable<AssignedTask> tasks) =>
        tasks.Where(t => t.State == TaskState.Done && (t.DueOn == null || t.DoneOn <= t.DueOn));

    public static IQueryable<AssignedTask> Late(
        this IQueryable<AssignedTask> tasks,
        DateOnly today
    ) =>
        tasks.Where(t =>
            t.State == TaskState.Done && t.DoneOn > t.DueOn
            || (t.State == TaskState.Open || t.State == TaskState.Reported) && t.DueOn < today
        );
}
