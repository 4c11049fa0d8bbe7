using Microsoft.EntityFrameworkCore;
using ThuocDo.Organisation.Units;
using ThuocDo.Shared.Contracts;
using ThuocDo.Shared.Data;
using ThuocDo.Shared.Time;

namespace ThuocDo.Programmes.Tasks;

/// <summary>
/// What became of the tasks whose last day fell into the days in which somebody was at the head of the unit that led them on that day. A
/// day that was missed and moved later counts as late for them; the task counts once.
/// </summary>
public sealed class TaskScores(ThuocDoDb db, UnitDirectory directory, Clock clock) : IScoreSource
{
    public int Order => 20;

    public async Task<IReadOnlyList<IReadOnlyList<ScoreLine>>> ReadAsync(
        IReadOnlyList<ScoreQuestion> questions,
        CancellationToken cancellation
    )
    {
        if (questions.Count == 0)
        {
            return [];
        }

        var tree = await directory.GetAsync(cancellation);
        var (today, from, last) = (
            clock.Today,
            questions.Min(q => q.From),
            questions.Max(q => q.To).AddDays(-1)
        );
        var due = await db.Set<AssignedTask>()
            .AsNoTracking()
            .DueIn(from, last)
            .ToListAsync(cancellation);
        var missed = await db.MissedIn(from, last)
            .AsNoTracking()
            .Join(
                db.Set<AssignedTask>(),
                m => m.TaskId,
                t => t.Id,
                (m, t) => new { Day = m, Task = t }
            )
            .ToListAsync(cancellation);
        return
        [
            .. questions.Select(question =>
            {
                var within = tree.Subtree(question.UnitId);
                var late = missed
                    .Where(m =>
                        question.From <= m.Day.DueOn
                        && m.Day.DueOn < question.To
                        && within.Contains(m.Day.UnitId)
                    )
                    .Select(m => m.Task)
                    .DistinctBy(t => t.Id)
                    .ToList();
                var tasks = due.Where(t =>
                        question.From <= t.DueOn
                        && t.DueOn < question.To
                        && within.Contains(t.DueUnitId ?? t.UnitId)
                    )
                    .UnionBy(late, t => t.Id)
                    .ToList();
                return Lines(
                    question,
                    tree[question.UnitId],
                    tasks,
                    late.Select(t => t.Id).ToHashSet(),
                    today
                );
            }),
        ];
    }

    private static IReadOnlyList<ScoreLine> Lines(
        ScoreQuestion question,
        Unit unit,
        List<AssignedTask> tasks,
        HashSet<Guid> missed,
        DateOnly today
    )
    {
        return
        [
            Share(
                "tasks-in-time",
                "task.score.in-time",
                TaskView.InTime,
                t => !missed.Contains(t.Id) && t.DoneOn <= t.DueOn
            ),
            Share(
                "tasks-late",
                "task.score.late",
                TaskView.Late,
                t => missed.Contains(t.Id) || t.WasLate || t.IsOverdue(today)
            ),
            Times("task-returns", "task.score.returns", t => t.Returns),
            Times("task-date-changes", "task.score.date-changes", t => t.DateChanges),
        ];

        ScoreLine Share(string kind, string name, TaskView view, Func<AssignedTask, bool> counts) =>
            new()
            {
                Kind = kind,
                NameKey = name,
                UnitKey = "task.score.unit",
                Numerator = tasks.Count(counts),
                Denominator = tasks.Count,
                NumeratorRecords = Records(view),
                DenominatorRecords = Records(TaskView.All),
            };

        ScoreLine Times(string kind, string name, Func<AssignedTask, int> count) =>
            new()
            {
                Kind = kind,
                NameKey = name,
                UnitKey = "task.score.times",
                Numerator = tasks.Sum(count),
            };

        string Records(TaskView view) =>
            TaskLinks.ListOf(
                new TaskFilter(view, null, unit.Key, (question.From, question.To.AddDays(-1)))
            );
    }
}
