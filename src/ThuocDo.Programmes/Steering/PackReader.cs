using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Accounts;
using ThuocDo.Organisation.Posts;
using ThuocDo.Organisation.Units;
using ThuocDo.Programmes.Plans;
using ThuocDo.Programmes.Resolution;
using ThuocDo.Programmes.Tasks;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Language;
using ThuocDo.Shared.Time;

namespace ThuocDo.Programmes.Steering;

/// <summary>Puts together what a meeting has to look at, from the board, the tasks, their obstacles and the action plans of now.</summary>
public sealed class PackReader(
    ThuocDoDb db,
    IFigureBook book,
    IUnitFigures unitFigures,
    IConditionSource conditions,
    PlanShelf plans,
    PostsOnDay posts,
    UnitDirectory directory,
    INationalCalendar calendars,
    Clock clock
)
{
    private const int MostCauses = 3;

    public async Task<MeetingPack> ReadAsync(
        Programme programme,
        Unit unit,
        MeetingKind kind,
        CancellationToken cancellation
    )
    {
        var sheet = new Sheet(
            await directory.GetAsync(cancellation),
            await calendars.NationalAsync(cancellation),
            clock.Today,
            await posts.HeadsAsync(clock.Today, cancellation)
        );
        var tasks = await TasksAsync(programme, unit, sheet, cancellation);
        var figures = await FiguresAsync(programme, unit, cancellation);
        var reds = Reds.InOrder(figures ?? []);
        var late = tasks
            .Where(t => t.IsOverdue(sheet.Today))
            .OrderBy(t => t.DueOn)
            .ThenBy(t => t.Number)
            .Select(t => (Task: t, Line: sheet.Late(t)))
            .ToList();
        var obstacles = await ObstaclesAsync(tasks, sheet, cancellation);
        var shown = await ConditionsAsync(
            reds.Take(MeetingPack.MostReds).ToList(),
            unit,
            sheet,
            cancellation
        );
        var decisions = Decisions(unit, reds, tasks, late, obstacles, sheet);
        return new MeetingPack
        {
            AsOf = sheet.Today,
            Unit = Sheet.Name(unit),
            HasFigures = figures is not null,
            Reds = shown,
            RedCount = reds.Count,
            Tally = Tally(tasks, sheet.Today),
            Late = [.. late.Take(MeetingPack.MostTasks).Select(l => l.Line)],
            Obstacles = [.. obstacles.Take(MeetingPack.MostObstacles).Select(o => o.Line)],
            ObstacleCount = obstacles.Count,
            Decisions = [.. decisions.Take(MeetingPack.MostDecisions)],
            DecisionCount = decisions.Count,
            Review =
                kind == MeetingKind.Briefing
                    ? null
                    : await ReviewAsync(programme, unit, figures, tasks, sheet, cancellation),
        };
    }

    /// <summary>Each task once: done in time, done late, open, overdue.</summary>
    public static TaskTally Tally(IReadOnlyCollection<AssignedTask> tasks, DateOnly today) =>
        new()
        {
            DoneInTime = tasks.Count(t => t.State == TaskState.Done && !t.WasLate),
            DoneLate = tasks.Count(t => t.State == TaskState.Done && t.WasLate),
            Overdue = tasks.Count(t => t.IsOverdue(today)),
            Open = tasks.Count(t => t.IsOpen && !t.IsOverdue(today)),
        };

    /// <summary>What was not taken back, of the bodies that belong to the unit.</summary>
    public async Task<IReadOnlyList<AssignedTask>> TasksAsync(
        Programme programme,
        Unit unit,
        CancellationToken cancellation
    ) =>
        await TasksAsync(
            programme,
            unit,
            new Sheet(
                await directory.GetAsync(cancellation),
                WorkCalendar.WeekendsOnly,
                clock.Today,
                Enumerable.Empty<HeldPost>().ToLookup(_ => Guid.Empty)
            ),
            cancellation
        );

    /// <summary>None where the board shows another programme.</summary>
    public async Task<IReadOnlyList<(ConditionInfo Info, Figure Figure)>?> FiguresAsync(
        Programme programme,
        Unit unit,
        CancellationToken cancellation
    )
    {
        var leading = await db.Set<Programme>()
            .AsNoTracking()
            .Leading(clock.Today)
            .Select(p => p.Id)
            .FirstOrDefaultAsync(cancellation);
        return leading == programme.Id
            ? await FiguresAsync(unit, clock.Today.Year, clock.Today, cancellation)
            : null;
    }

    private async Task<IReadOnlyList<(ConditionInfo Info, Figure Figure)>> FiguresAsync(
        Unit unit,
        int year,
        DateOnly asOf,
        CancellationToken cancellation
    )
    {
        var list = await conditions.ConditionsAsync(cancellation);
        var answers = await book.ReadAsync(
            [
                .. list.Select(c => new FigureQuestion
                {
                    Key = c.Key,
                    Unit = unit.Key,
                    From = new DateOnly(year, 1, 1),
                    To = asOf,
                }),
            ],
            cancellation
        );
        return
        [
            .. list.Zip(answers).Where(x => x.Second is not null).Select(x => (x.First, x.Second!)),
        ];
    }

    private async Task<IReadOnlyList<AssignedTask>> TasksAsync(
        Programme programme,
        Unit unit,
        Sheet sheet,
        CancellationToken cancellation
    )
    {
        var tasks = await db.Set<AssignedTask>()
            .AsNoTracking()
            .Where(t => t.ProgrammeId == programme.Id && t.State != TaskState.Withdrawn)
            .ToListAsync(cancellation);
        return SteeringUnits.TasksOf(unit, sheet.Tree, sheet.Today) is { } within
            ? [.. tasks.Where(t => within.Contains(t.UnitId))]
            : tasks;
    }

    private async Task<IReadOnlyList<(Obstacle Obstacle, PackObstacle Line)>> ObstaclesAsync(
        IReadOnlyList<AssignedTask> tasks,
        Sheet sheet,
        CancellationToken cancellation
    )
    {
        var open = tasks.Where(t => t.IsOpen).ToDictionary(t => t.Id);
        Guid[] ids = [.. open.Keys];
        var obstacles = await db.Set<Obstacle>()
            .AsNoTracking()
            .Where(o => o.State == ObstacleState.Open && EF.Parameter(ids).Contains(o.TaskId))
            .ToListAsync(cancellation);
        return
        [
            .. obstacles
                .OrderBy(o => o.RaisedAt)
                .ThenBy(o => o.Id)
                .Select(o =>
                    (
                        o,
                        new PackObstacle(
                            open[o.TaskId].Number,
                            o.Text,
                            o.Proposal,
                            sheet.Name(open[o.TaskId].UnitId),
                            sheet.Name(o.AtUnitId),
                            o.Since
                        )
                    )
                ),
        ];
    }

    private async Task<IReadOnlyList<PackCondition>> ConditionsAsync(
        List<(ConditionInfo Info, Figure Figure)> figures,
        Unit unit,
        Sheet sheet,
        CancellationToken cancellation
    )
    {
        var byUnit =
            figures.Count == 0
                ? []
                : await unitFigures.ReadAsync(unit.Key, sheet.Today, cancellation);
        return
        [
            .. figures.Select(f =>
                sheet.Condition(f) with
                {
                    Causes =
                    [
                        .. Reds.Behind(byUnit.FirstOrDefault(u => u.Key == f.Info.Key), MostCauses)
                            .Select(c => new PackCause(
                                sheet.Name(c.Share.UnitId),
                                c.Share.Numerator,
                                c.Share.Denominator,
                                c.Missing,
                                sheet.Heads(c.Share.UnitId)
                            )),
                    ],
                }
            ),
        ];
    }

    private static List<PackDecision> Decisions(
        Unit unit,
        IReadOnlyList<(ConditionInfo Info, Figure Figure)> reds,
        IReadOnlyList<AssignedTask> tasks,
        IReadOnlyList<(AssignedTask Task, PackTask Line)> late,
        IReadOnlyList<(Obstacle Obstacle, PackObstacle Line)> obstacles,
        Sheet sheet
    ) =>
        [
            .. obstacles
                .Where(o => IsAt(o.Obstacle.AtUnitId, unit, sheet))
                .Select(o => new PackDecision(
                    DecisionKind.Obstacle,
                    new Bilingual(o.Line.Text, null),
                    o.Line.Unit,
                    o.Line.Proposal
                )),
            .. late.Where(l =>
                    TaskLadder
                        .Of(l.Task.DueOn!.Value, sheet.Today, sheet.Calendar)
                        .Any(r => r.Recipient == EscalationRecipient.Leader)
                )
                .Select(l => new PackDecision(
                    DecisionKind.LongLate,
                    l.Line.Name,
                    l.Line.Unit,
                    null
                )),
            .. reds.Where(r => !tasks.Any(t => t.IsOpen && Serves(t.Axis, r.Info.Axis)))
                .Select(r => new PackDecision(
                    DecisionKind.NoTask,
                    r.Figure.Name,
                    r.Info.OwnerId is { } owner ? sheet.Name(owner) : null,
                    null
                )),
        ];

    /// <summary>Whether a task works for a target: one without an axis is not said to serve that of a target.</summary>
    public static bool Serves(int? task, int? target) => target is null || task == target;

    /// <summary>It has come up to the unit itself, or above everybody below it.</summary>
    private static bool IsAt(Guid at, Unit unit, Sheet sheet) =>
        at == unit.Id
        || sheet.Tree.HeirOf(unit.Id, sheet.Today)?.Id == at
        || sheet.Tree.Find(at) is { Kind: UnitKind.Province } && unit.Kind == UnitKind.Province;

    private async Task<PackReview> ReviewAsync(
        Programme programme,
        Unit unit,
        IReadOnlyList<(ConditionInfo Info, Figure Figure)>? figures,
        IReadOnlyList<AssignedTask> tasks,
        Sheet sheet,
        CancellationToken cancellation
    )
    {
        var planBook = await plans.ReadAsync(programme, cancellation);
        var begin =
            programme.AdoptedOn?.Year
            ?? planBook.Items.Duties.Min(d => d.DueOn)?.Year
            ?? sheet.Today.Year;
        var start = figures is null
            ? []
            : (
                await FiguresAsync(
                    unit,
                    begin,
                    Earlier(new DateOnly(begin, 12, 31), sheet.Today),
                    cancellation
                )
            ).ToDictionary(f => f.Info.Key, f => f.Figure);
        var lines = new PlanLines(sheet.Tree, sheet.Today).Of(planBook.Bound, planBook.Plans);
        var within = SteeringUnits.TasksOf(unit, sheet.Tree, sheet.Today);
        return new PackReview(
            [
                .. (figures ?? []).Select(f =>
                    sheet.Condition(f) with
                    {
                        Start = start.GetValueOrDefault(f.Info.Key)?.Value,
                        StartYear = begin,
                    }
                ),
            ],
            [
                .. tasks
                    .GroupBy(t => t.UnitId)
                    .Select(g => new PackBody(
                        sheet.Name(g.Key),
                        Tally([.. g], sheet.Today),
                        sheet.Heads(g.Key)
                    ))
                    .OrderBy(b => b.Unit.Vi, StringComparer.Create(Formats.Sorting, false)),
            ],
            [
                .. lines
                    .Where(l => within is null || within.Contains(l.Body.Id))
                    .Select(l => new PackPlan(
                        Sheet.Name(l.Body),
                        l.State.ToString(),
                        l.DueOn,
                        l.Plans is [var first, ..] ? first.IssuedOn : null
                    )),
            ]
        );
    }

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;

    /// <summary>What all parts of a pack are read by.</summary>
    private sealed record Sheet(
        UnitTree Tree,
        WorkCalendar Calendar,
        DateOnly Today,
        ILookup<Guid, HeldPost> HeldPosts
    )
    {
        public static Bilingual Name(Unit unit) => new(unit.Name, unit.NameEn);

        public Bilingual Name(Guid unit) => Name(Tree[unit]);

        /// <summary>Whoever goes on for the unit today.</summary>
        public Bilingual NowName(Guid unit) => Name(Tree.HeirOf(unit, Today) ?? Tree[unit]);

        /// <summary>Those at the head of the unit, or of whoever went on for it.</summary>
        public IReadOnlyList<PackHead> Heads(Guid unit) =>
            Tree.HeirOf(unit, Today) is { } heir
                ?
                [
                    .. HeldPosts[heir.Id]
                        .Select(h => new PackHead(
                            new Bilingual(h.Post.Title, h.Post.TitleEn),
                            h.PersonName
                        )),
                ]
                : [];

        public PackTask Late(AssignedTask task) =>
            new(
                task.Number,
                new Bilingual(task.Name, task.NameEn),
                Name(task.UnitId),
                task.DueOn!.Value,
                TaskLadder.LateOn(task.DueOn.Value, Today, Calendar),
                Heads(task.UnitId)
            );

        public PackCondition Condition((ConditionInfo Info, Figure Figure) read) =>
            new()
            {
                Key = read.Info.Key,
                Name = read.Figure.Name,
                Verdict = read.Figure.Verdict,
                Axis = read.Info.Axis,
                Value = read.Figure.Value,
                Group = read.Figure.Group,
                Measure = read.Figure.Measure,
                Operator = read.Figure.Operator,
                Limit = read.Figure.Limit,
                LimitGroup = read.Figure.LimitGroup,
                Deadline = read.Figure.Deadline,
                Address = read.Figure.Address,
                Owner = read.Info.OwnerId is { } owner ? NowName(owner) : null,
                Heads = read.Info.OwnerId is { } body ? Heads(body) : [],
            };
    }
}
